"""The stand-in's time: what expires can be made to, without waiting for it."""

import time
from dataclasses import dataclass

PATIENCE = 20


@dataclass
class Clock:
    """Real time, moved on by `passes`. Signatures and message ids keep to the real one, as the bot does."""

    ahead: float = 0.0
    last: int = 0

    def now(self) -> float:
        """Seconds on a clock that only counts."""
        return time.monotonic() + self.ahead

    def patient(self) -> float:
        """The same for what lives a few seconds: real ones count a twentieth, for a busy machine is no slow bot."""
        return time.monotonic() / PATIENCE + self.ahead

    def passes(self, seconds: float) -> None:
        """So much time goes by at once: triggers and response_urls grow old, rates recover."""
        self.ahead += seconds

    def ts(self) -> str:
        """The id of a message or event: seconds and microseconds, each only once."""
        self.last = max(self.last + 1, time.time_ns() // 1000)
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06}"
