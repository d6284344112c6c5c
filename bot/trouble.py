"""What this process knows of a platform's troubles: where it is to wait, and whether the platform fails as a whole."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.pace import tenant_bucket
from handlers.platform import Identity, TryLater

LATEST = 10
"""Calls to a workspace or tenant that are looked at: few, so that an outage is soon seen, and soon over."""


class Holds:
    """Where nothing more goes from this process, even before the other ones are told."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def hold(self, to: Identity, seconds: float) -> None:
        """Let nothing go to this workspace or tenant for so long."""
        until = self._clock.real() + timedelta(seconds=seconds)
        self._until[tenant_bucket(to)] = max(until, self._until.get(tenant_bucket(to), until))

    def obey(self, to: Identity) -> None:
        """Raise TryLater if nothing may go there yet."""
        until = self._until.get(tenant_bucket(to))
        rest = (until - self._clock.real()).total_seconds() if until else 0
        if rest > 0:
            raise TryLater(rest, "held")


class Outages:
    """How the latest calls to each workspace or tenant ended: in an outage nothing speaks against a single message."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ended: defaultdict[str, deque[tuple[str, bool]]] = defaultdict(lambda: deque(maxlen=LATEST))
        self._came: defaultdict[tuple[str, bool], deque[tuple[str, datetime]]]
        self._came = defaultdict(lambda: deque(maxlen=LATEST))

    def arrives(self, to: Identity, *, edits: bool) -> None:
        """Note a message that got through, a new one or a change."""
        self.works(to)
        self._came[tenant_bucket(to), edits].append((to.user, self._clock.real()))

    def others_arrive(self, to: Identity, seconds: float, *, edits: bool) -> bool:
        """Whether a message of this kind got through to another chat in the last so many seconds: what is refused in
        this one is refused to it alone. A change says nothing of new messages, which a platform may refuse to all.
        """
        since = self._clock.real() - timedelta(seconds=seconds)
        came = self._came[tenant_bucket(to), edits]
        return any(user != to.user and at > since for user, at in came)

    def works(self, to: Identity) -> None:
        """Note that the platform did what it should for this chat, or said why not."""
        self._ended[tenant_bucket(to)].append((to.user, True))

    def fails(self, to: Identity) -> bool:
        """Note a call that failed; True if it fails for several chats, and for most of those called lately."""
        ended = self._ended[tenant_bucket(to)]
        ended.append((to.user, False))
        chats = dict(ended)
        failing = sum(not worked for worked in chats.values())
        return failing > max(1, len(chats) / 2)
