"""Socket Mode: tickets, several connections, envelopes of which each goes to one, and acknowledgements."""

import asyncio
import contextlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal
from tests.handlers.peers.slack.lines import Answer, Kind, Sent

if TYPE_CHECKING:
    from tests.handlers.peers.slack.server import LocalSlack

MOST, TICKET_LIVES = 10, 30.0


@dataclass
class Connection:
    """One websocket of the app; `pending` are the envelopes it has not acknowledged."""

    ws: web.WebSocketResponse
    request: web.Request
    pending: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    leaving: bool = False  # told to go: it gets nothing new

    def gone(self) -> None:
        """What it did not acknowledge nobody will."""
        for each in self.pending.values():
            if not each.done():
                each.set_exception(ConnectionError())


class Sockets:
    """The app's connections, and the way to the bot that goes over them."""

    def __init__(self, slack: "LocalSlack") -> None:
        self.slack = slack
        self.tickets: dict[str, float] = {}
        self.connections: list[Connection] = []
        self.turn = 0
        self.closed = False  # an address is used up without a connection
        self.stray: list[Json] = []  # acknowledgements of what was not sent, or not to that connection

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/link/", self._connected)]

    def opened(self, token: str) -> Json:
        """apps.connections.open: an address that is good once, and soon."""
        if token != self.slack.app_token:
            known = any(each.token == token for each in self.slack.workspaces.values())
            raise Refusal("not_allowed_token_type" if known else "invalid_auth")
        if "connections:write" not in self.slack.app_scopes:
            raise Refusal("missing_scope", needed="connections:write", provided=",".join(self.slack.app_scopes))
        ticket = secrets.token_hex(16)
        self.tickets[ticket] = self.slack.clock.now()
        address = self.slack.url.replace("http://", "ws://")
        return {"ok": True, "url": f"{address}/link/?ticket={ticket}&app_id={self.slack.app_id}"}

    async def _connected(self, request: web.Request) -> web.StreamResponse:
        born = self.tickets.pop(request.query.get("ticket", ""), None)
        if self.closed or born is None or self.slack.clock.now() - born > TICKET_LIVES:
            return web.Response(status=401)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        connection = Connection(ws, request)
        if len(self.connections) >= MOST:
            await self._disconnect(connection, "too_many_websockets")
            return ws
        self.connections.append(connection)
        await ws.send_json(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "debug_info": {"host": "applink-local", "build_number": 1, "approximate_connection_time": 18060},
                "connection_info": {"app_id": self.slack.app_id},
            }
        )
        self.slack.changed()
        try:
            await self._listen(connection)
        finally:
            self._left(connection)
        return ws

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.ws:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            waiting = connection.pending.pop(said.get("envelope_id", ""), None)
            if waiting is None or waiting.done():
                self.stray.append(said)
            else:
                waiting.set_result(said.get("payload"))

    def _left(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        connection.gone()
        self.slack.changed()

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        """Sends an envelope over one of the connections and waits for its acknowledgement."""
        started = time.monotonic()
        sent = Sent(kind, payload)
        self.slack.sent.append(sent)
        try:
            async with asyncio.timeout(self.slack.ack_within):
                body = await self._acked(await self._next(), kind, payload, attempt, reason)
            sent.answer = Answer(200, body, seconds=time.monotonic() - started)
        except TimeoutError:
            sent.answer = Answer(seconds=time.monotonic() - started, reason="timeout")
        except ConnectionError:
            sent.answer = Answer(seconds=time.monotonic() - started, reason="connection_failed")
        return sent.answer

    async def _next(self) -> Connection:
        """The connection whose turn it is, as soon as there is one."""

        def standing() -> list[Connection]:
            return [each for each in self.connections if not each.leaving and not each.ws.closed]

        found: list[Connection] = await self.slack.until(standing, within=self.slack.ack_within)
        self.turn += 1
        return found[self.turn % len(found)]

    async def _acked(self, connection: Connection, kind: Kind, payload: Json, attempt: int, reason: str) -> Json | None:
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        waiting = connection.pending[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        try:
            await connection.ws.send_json(envelope)
            body: Json | None = await waiting
            return body
        finally:
            connection.pending.pop(envelope["envelope_id"], None)

    async def warn(self) -> None:
        """All connections are told that they will be closed in about ten seconds; nothing changes yet."""
        for each in self.connections:
            await each.ws.send_json(_farewell("warning"))

    async def refresh(self) -> None:
        """All connections are closed in good order: the app has to come back with new ones."""
        for each in list(self.connections):
            await self._disconnect(each, "refresh_requested")

    async def _disconnect(self, connection: Connection, reason: str) -> None:
        connection.leaving = True
        with contextlib.suppress(ConnectionError):
            await connection.ws.send_json(_farewell(reason))
            await connection.ws.close()

    def drop(self, number: int = 0) -> None:
        """One connection breaks without a word; what it had not acknowledged comes again over another."""
        connection = self.connections[number]
        connection.leaving = True
        if connection.request.transport is not None:
            connection.request.transport.abort()
        self._left(connection)

    async def close(self) -> None:
        """All of them end."""
        for each in list(self.connections):
            each.gone()
            with contextlib.suppress(ConnectionError):
                await each.ws.close()


def _farewell(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}}
