"""The HTTP server: mounts the platforms' routes, health, readiness and metrics; lets nobody hold a door open."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from aiohttp import web
from aiohttp.web_protocol import RequestHandler
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.logs import log
from bot.proxies import Proxies
from bot.refusals import Refusals

MAX_BODY = 256 * 1024
IDLE_SECONDS = 10
LINGER_SECONDS = 1.0
"""How long the rest of a refused body is still read and thrown away, so that its sender can hear why."""

CONNECTIONS_PER_ADDRESS = 200
LOOKS_EVERY = 1.0

FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""Headers by which a proxy says that it speaks for somebody else, who is not on this machine."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doorkeeper:
    """Closes connections that ask for nothing (slow or missing headers), and what one address holds too many of."""

    def __init__(self, proxies: Proxies) -> None:
        self._proxies = proxies
        self._since: dict[RequestHandler, float] = {}
        self._busy: dict[RequestHandler, str] = {}

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note who is being served: a stream may stay open for hours."""
        forwarded = request.headers.getall("X-Forwarded-For", ())
        self._busy[request.protocol] = self._proxies.client(request.remote or "", forwarded)
        try:
            return await handler(request)
        finally:
            self._busy.pop(request.protocol, None)
            self._since[request.protocol] = time.monotonic()

    def look(self, connections: Sequence[RequestHandler]) -> int:
        """Close what has been idle for too long or is one too many; gives how many."""
        now, closed = time.monotonic(), 0
        self._since = {connection: self._since.get(connection, now) for connection in connections}
        held: Counter[str] = Counter()
        for connection in connections:
            idle = connection not in self._busy and now - self._since[connection] > IDLE_SECONDS
            address = self._busy.get(connection, _address_of(connection))
            held[address] += bool(address) and address not in self._proxies
            if idle or held[address] > CONNECTIONS_PER_ADDRESS:
                connection.force_close()
                if connection.transport is not None:
                    connection.transport.abort()
                closed += 1
        return closed


class Health:
    """What the probes are told. `ready` raises when turns cannot be taken; `wrong` is what somebody has to mend."""

    def __init__(
        self,
        ready: Callable[[], Awaitable[None]],
        wrong: Callable[[], Sequence[str]],
        registry: CollectorRegistry,
        token: str,
        proxies: Proxies,
    ) -> None:
        self._ready, self._wrong = ready, wrong
        self._registry, self._token, self._proxies = registry, token, proxies

    def routes(self) -> Sequence[web.RouteDef]:
        """/healthz, /readyz and /metrics."""
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.readiness),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _request: web.Request) -> web.Response:
        """The process runs."""
        return web.Response(text="ok\n")

    async def readiness(self, _request: web.Request) -> web.Response:
        """Turns can be taken; 503 if not. A platform that does not let us in is named: the page works all the same."""
        try:
            async with asyncio.timeout(2):
                await self._ready()
        except Exception:
            return web.Response(status=503, text="not ready\n")
        return web.Response(text="".join(f"{line}\n" for line in ("ready", *self._wrong())))

    async def metrics(self, request: web.Request) -> web.Response:
        """Prometheus metrics, for the machine itself or for the bearer of the token."""
        given = request.headers.get("Authorization", "").encode(errors="replace")
        trusted = bool(self._token) and hmac.compare_digest(given, f"Bearer {self._token}".encode())
        if not trusted and (self._token or not self._is_local(request)):
            return web.Response(status=403, text="forbidden\n")
        return web.Response(body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _is_local(self, request: web.Request) -> bool:
        """Whether nobody but the machine itself asks: a proxy on it speaks for others, even if it does not say so."""
        if request.remote not in ("127.0.0.1", "::1") or request.remote in self._proxies:
            return False
        return not any(name in request.headers for name in FORWARDING)


async def check_free(host: str, port: int) -> None:
    """Return if nobody listens there. Raises OSError if somebody does."""
    tried = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port, start_serving=False)
    tried.close()


class Server:
    """Serves the routes on one address until stopped."""

    def __init__(
        self, routes: Sequence[web.RouteDef], host: str, port: int, proxies: Proxies, refusals: Refusals | None = None
    ) -> None:
        self._doors, self._refusals = Doorkeeper(proxies), refusals
        app = web.Application(
            middlewares=[self._noting, _plain_faults, self._doors.middleware], client_max_size=MAX_BODY
        )
        app.add_routes(routes)
        self._runner = web.AppRunner(
            # Neither Slack nor Microsoft nor a browser packs what it sends: who does is not unpacked for.
            app, access_log=None, handle_signals=False, auto_decompress=False,
            keepalive_timeout=IDLE_SECONDS, lingering_time=LINGER_SECONDS, shutdown_timeout=1.0,
        )  # fmt: skip
        self._host, self._port = host, port
        self._watch: asyncio.Task[None] | None = None

    @web.middleware
    async def _noting(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note how each request was answered."""
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            self._note(request, refused.status)
            raise
        self._note(request, response.status)
        return response

    def _note(self, request: web.Request, status: int) -> None:
        if self._refusals:
            self._refusals.note(request, status)

    async def start(self) -> int:
        """Listen; gives the port. Raises OSError if it is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, backlog=1024).start()
        self._watch = asyncio.create_task(self._look())
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening, finish what is being answered, close the streams."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._runner.cleanup()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            server = self._runner.server
            if server is not None:
                closed = self._doors.look(server.connections)
                if closed:
                    log.info("connections_closed", count=closed)


@web.middleware
async def _plain_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A fault of ours is a plain 500 without a word of what was in the request."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:
        if not _has_left(request, error):
            log.error("request_failed", exc_info=error, method=request.method, route=_route_of(request))
        return web.Response(status=500, text="something went wrong\n")


def _has_left(request: web.Request, error: Exception) -> bool:
    """Whether it failed because its sender went away in the middle of the body or of the answer: no fault of ours."""
    return request.transport is None and (isinstance(error, ConnectionResetError) or not request.content.is_eof())


def _route_of(request: web.Request) -> str:
    """The route's pattern, never the path: a path may hold the secret of a link."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""


def _address_of(connection: RequestHandler) -> str:
    transport = connection.transport
    peer = transport.get_extra_info("peername") if transport else None
    return str(peer[0]) if peer else ""
