"""What goes wrong, on demand: for the next calls, for all, or for a share of them."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from aiohttp import web

from tests.handlers.peers.microsoft.refusals import DOCUMENTED, Refused, refused

Operation = Literal["any", "token", "metadata", "keys", "create", "send", "update", "delete", "members"]
CODES = {status: code for code, (status, _) in DOCUMENTED.items() if status in (412, 502)}


@dataclass(frozen=True)
class Fault:
    """One thing going wrong. `throttle` is a 429 whose Retry-After is meant; a cut is the connection's.

    `body` and `headers` are what an undocumented failure says, such as a gateway on the way to Microsoft.
    """

    status: int = 0
    throttle: int = 0
    cut: Literal["", "before", "after"] = ""
    slow: float = 0
    hang: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    async def before(self, request: web.Request) -> None:
        """Strike before anything is done."""
        await asyncio.sleep(self.slow)
        if self.hang:
            await asyncio.Event().wait()
        if self.cut == "before":
            _cut(request)
            raise Refused(503, {})
        if self.status:
            raise refused(CODES[self.status]) if self.status in CODES else Refused(self.status, self.body, self.headers)

    def after(self, request: web.Request) -> None:
        """Strike after it was done and before it is said."""
        if self.cut == "after":
            _cut(request)


def _cut(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()


@dataclass
class Faults:
    """The faults that wait to strike, by operation."""

    seed: int = 1
    waiting: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    standing: dict[str, Fault] = field(default_factory=dict)
    shares: list[tuple[float, str, Fault]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    def next(self, *faults: Fault, on: Operation = "any") -> None:
        """The next calls fail, one after the other."""
        self.waiting[on].extend(faults)

    def always(self, fault: Fault, on: Operation = "any") -> None:
        """Every call fails, until `clear`."""
        self.standing[on] = fault

    def share(self, part: float, fault: Fault, on: Operation = "any") -> None:
        """A part of the calls fails, from 0 to 1, until `clear`; by a fixed seed, so a run can be repeated."""
        self.shares.append((part, on, fault))

    def clear(self) -> None:
        """All is well again."""
        self.waiting.clear()
        self.standing.clear()
        self.shares.clear()

    def take(self, operation: str) -> Fault | None:
        """The fault that strikes this call."""
        for name in (operation, "any"):
            if self.waiting[name]:
                return self.waiting[name].popleft()
            if name in self.standing:
                return self.standing[name]
        for part, name, fault in self.shares:
            if name in (operation, "any") and self.chance.random() < part:
                return fault
        return None
