"""What may go wrong between a platform, the bot and its database, and what it means for a message or a request."""

from __future__ import annotations


class TryLater(Exception):
    """The platform asks to wait `after` seconds (its Retry-After), or failed in passing; nothing was sent.

    `alone`: it failed at this call and asked nobody else to wait, so it may be the message's fault, and holds up no
    other chat; not `counted` where it is the chat's, and the message is never set aside for it.
    """

    def __init__(self, after: float, reason: str, *, alone: bool = False, counted: bool = True) -> None:
        super().__init__(reason)
        self.after = after
        self.reason = reason
        self.alone = alone
        self.counted = counted


class Unexplained(TryLater):
    """It is refused, and nobody knows whether to this message alone or to all: that shows in whether others arrive."""

    def __init__(self, after: float, reason: str) -> None:
        super().__init__(after, reason, alone=True)


OUT_OF_SIGHT = "out_of_sight"
"""Why what only changes another message is missed: that one is gone, or stands where its reader does not see it."""


class Undeliverable(Exception):
    """It never arrives; `reason`: blocked, not_installed, left, unknown_chat, too_large, refused or out_of_sight."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InDoubt(Exception):
    """Nobody knows whether it was sent: after the request had gone the connection broke, or a gateway gave up."""


class Unavailable(Exception):
    """The database is away: answer 503, acknowledge nothing."""
