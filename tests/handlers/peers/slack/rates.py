"""How often a method may be called: Slack's tiers, a message a second per channel, several hundred a minute in all."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
MESSAGES = 5  # the special tier of chat.postMessage: a second per channel, and a workspace's total
PER_CHANNEL = 1.0


@dataclass(frozen=True)
class Limited:
    """Too often: seconds to wait, and for what ("method" or "channel") it holds."""

    seconds: int
    scope: str


@dataclass
class Rates:
    """Counts calls in a window that slides. `strict` switches it on."""

    strict: bool = False
    per_minute: dict[int, int] = field(default_factory=lambda: dict(PER_MINUTE))
    per_channel: float = PER_CHANNEL
    calls: dict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    last: dict[tuple[str, str], float] = field(default_factory=dict)

    def take(self, method: str, tier: int, team: str, channel: str, now: float) -> Limited | None:
        """Takes a call into account; says when it was one too many. What is refused is not counted."""
        if not self.strict:
            return None
        window, most = self.calls[method, team], self.per_minute[tier]
        while window and window[0] <= now - 60:
            window.popleft()
        if len(window) >= most:
            return Limited(math.ceil(window[0] + 60 - now) or 1, "method")
        paced = method in ("chat.postMessage", "chat.postEphemeral") and bool(channel)
        if paced:
            wait = self.last.get((team, channel), -math.inf) + self.per_channel - now
            if wait > 0:
                return Limited(max(1, math.ceil(wait)), "channel")
            self.last[team, channel] = now
        window.append(now)
        return None
