"""The door that every request passes: it keeps the record, and lets faults and rates strike."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.handlers.peers.microsoft.faults import Faults
from tests.handlers.peers.microsoft.limits import Limits
from tests.handlers.peers.microsoft.refusals import Refused, throttled

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Json = dict[str, Any]


@dataclass
class Call:
    """One request. `at` is on the clock of the server; `committed` says that it was done, whatever was answered;
    `cut` that the connection broke before or after that, and nobody was told.
    """

    at: float
    operation: str
    chat: str
    authorization: str = field(repr=False, default="")
    status: int = 0
    retry_after: int = 0
    early: bool = False
    cut: str = ""
    committed: bool = False
    activity: Json = field(repr=False, default_factory=dict)
    message: str = ""
    peer: tuple[str, int] = ("", 0)
    """The other end of the connection it came by."""


CALL = web.RequestKey("call", Call)
"""Where a handler finds the call it answers."""


@dataclass
class Record:
    """All requests in their order."""

    calls: list[Call] = field(default_factory=list)

    def __iter__(self) -> Iterator[Call]:
        return iter(self.calls)

    def of(self, operation: str) -> list[Call]:
        """The calls of one kind: token, metadata, keys, create, send, update, delete, members."""
        return [call for call in self.calls if call.operation == operation]

    def count(self, operation: str) -> int:
        return len(self.of(operation))

    @property
    def early(self) -> list[Call]:
        """What was asked before the Retry-After given for that chat was over. A good bot leaves this empty."""
        return [call for call in self.calls if call.early]

    def arrivals(self, by: Callable[[Json], str] = lambda activity: str(activity.get("text", ""))) -> Counter[str]:
        """How often each message arrived in its chat, whatever the bot was told."""
        return Counter(by(call.activity) for call in self.of("send") if call.committed)


class Door:
    """Middleware of the server."""

    def __init__(self, record: Record, faults: Faults, limits: Limits, clock: Callable[[], float]) -> None:
        self.record, self.faults, self.limits, self.clock = record, faults, limits, clock

    @property
    def middleware(self) -> Any:
        @web.middleware
        async def passes(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._pass(request, handler)

        return passes

    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        operation = (request.match_info.route.name or "unknown").partition(".")[0]
        chat = request.match_info.get("chat") or (await _addressee(request) if operation == "create" else operation)
        call = Call(self.clock(), operation, chat, request.headers.get("Authorization", ""))
        call.peer = request.transport.get_extra_info("peername")[:2] if request.transport else call.peer
        request[CALL] = call
        self.record.calls.append(call)
        try:
            response = await self._strike(request, call, handler)
        except Refused as refused:
            response = refused.response()
        except web.HTTPException as unknown:
            call.status = unknown.status
            raise
        call.status = response.status
        said = response.headers.get("Retry-After", "")
        call.retry_after = int(said) if said.isdigit() else 0
        return response

    async def _strike(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        call.early = self.limits.is_early(call.chat, call.at)
        fault = None if call.early else self.faults.take(call.operation)
        if fault and fault.throttle:
            self.limits.throttle(call.chat, fault.throttle, call.at)
            raise throttled(fault.throttle)
        if fault:
            call.cut = fault.cut
            await fault.before(request)
        self.limits.check(call.operation, call.chat, call.at)
        response = await handler(request)
        if fault:
            fault.after(request)
        return response


async def _addressee(request: web.Request) -> str:
    """Whom a new conversation is for: its rate is counted per person."""
    try:
        body = json.loads(await request.read())
        return "with " + str(body["members"][0]["id"])
    except (ValueError, LookupError, TypeError):
        return "with nobody"
