"""A platform that behaves like one: it takes every message it is sent, twice if it is sent twice, and remembers it in
a file, so that it outlives the processes that write to it.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aiohttp import web

from handlers.platform import Identity, Outgoing, PlatformName, Sent

Behaviour = Callable[[Outgoing], Awaitable[None]]


async def nothing(_outgoing: Outgoing) -> None:
    """Neither refuses nor delays."""


@dataclass(frozen=True)
class Arrived:
    """A message as it stands at the platform."""

    delivery: str
    user: str
    name: str
    edits: str
    language: str
    zone: str
    at: float


@dataclass
class Peer:
    """`before` may refuse or delay a message, `after` may drop the connection once it is there."""

    file: Path
    name: PlatformName = "slack"
    before: Behaviour = nothing
    after: Behaviour = nothing
    looks_up: bool = True
    calls: list[tuple[float, str]] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    def routes(self) -> Sequence[web.RouteDef]:
        """It is only written to."""
        return ()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """It is always there."""
        yield

    async def send(self, outgoing: Outgoing) -> Sent:
        """Take a message."""
        self.calls.append((time.monotonic(), outgoing.to.user))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self.before(outgoing)
            self.take(
                delivery=outgoing.delivery,
                user=outgoing.to.user,
                name=outgoing.card.name,
                edits=outgoing.edits,
                language=outgoing.language,
                zone=outgoing.zone,
            )
            await self.after(outgoing)
        finally:
            self.under_way -= 1
        return Sent(outgoing.edits or f"m-{outgoing.delivery}")

    async def look_up(self, delivery: str, to: Identity) -> Sent | None:
        """Find a message by the delivery's id."""
        if not self.looks_up:
            raise NotImplementedError
        await asyncio.sleep(0)
        found = (each for each in self.arrived() if each.delivery == delivery and each.user == to.user)
        return next((Sent(each.edits or f"m-{delivery}") for each in found), None)

    def arrived(self) -> list[Arrived]:
        """All that is there, in the order it came."""
        if not self.file.exists():
            return []
        return [Arrived(**json.loads(line)) for line in self.file.read_text().splitlines()]

    def names(self, user: str = "") -> list[str]:
        """The names of the cards that arrived (for one user)."""
        return [each.name for each in self.arrived() if user in ("", each.user)]

    def take(self, **message: str) -> None:
        """Have a message."""
        arrived = Arrived(**{"edits": "", "language": "en", "zone": "UTC", **message}, at=time.monotonic())  # type: ignore[arg-type]
        with self.file.open("a") as file:
            file.write(json.dumps(asdict(arrived)) + "\n")
