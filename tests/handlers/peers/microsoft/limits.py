"""The rates that Teams allows, as sliding windows, and the Retry-After that a bot was given."""

from collections import defaultdict, deque
from collections.abc import Iterator
from math import ceil

from tests.handlers.peers.microsoft.refusals import throttled

WRITES = ((1, 7), (2, 8), (30, 60), (3600, 1800))
READS = ((1, 14), (2, 16), (30, 120), (3600, 3600))
PER_CHAT = {"create": WRITES, "send": WRITES, "update": WRITES, "delete": WRITES, "members": READS}
"""Seconds and how many in them, per bot and conversation (learn.microsoft.com, "Rate limiting")."""
PER_TENANT = ((1, 50),)
"""Per app and tenant; the login knows one app of one tenant, so that is everything."""


class Limits:
    """Counts calls and refuses those that come too many or too early. Strict rates can be left out, Retry-After not."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.until: dict[str, float] = {}
        self.seen: defaultdict[str, deque[float]] = defaultdict(deque)

    def throttle(self, chat: str, seconds: float, now: float) -> None:
        """Nothing is taken for this chat for so long."""
        self.until[chat] = now + seconds

    def is_early(self, chat: str, now: float) -> bool:
        """Whether a call disregards the Retry-After it was given."""
        return now < self.until.get(chat, now)

    def check(self, operation: str, chat: str, now: float) -> None:
        """Count this call, or refuse it with the seconds to wait."""
        if self.is_early(chat, now):
            raise throttled(ceil(self.until[chat] - now))
        if not self.strict:
            return
        counted = list(self._counted(operation, chat))
        wait = max((self._wait(key, windows, now) for key, windows in counted), default=0.0)
        if wait > 0:
            self.throttle(chat, ceil(wait), now)
            raise throttled(ceil(wait))
        for key, _ in counted:
            self.seen[key].append(now)

    def _counted(self, operation: str, chat: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
        if operation in PER_CHAT:
            kind = "read" if PER_CHAT[operation] is READS else "create" if operation == "create" else "write"
            yield f"{kind} {chat}", PER_CHAT[operation]
            yield "tenant", PER_TENANT

    def _wait(self, key: str, windows: tuple[tuple[int, int], ...], now: float) -> float:
        times = self.seen[key]
        while times and times[0] <= now - windows[-1][0]:
            times.popleft()
        return max((times[-most] + seconds - now for seconds, most in windows if len(times) >= most), default=0.0)
