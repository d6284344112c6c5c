"""The local Slack: a strict stand-in for Slack's servers on a port of the loopback."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.handlers.peers.slack import events
from tests.handlers.peers.slack.api import Api
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.clock import PATIENCE
from tests.handlers.peers.slack.faults import Calls, Faults
from tests.handlers.peers.slack.lines import Delivery, HttpLine, Line, Sent, deliver
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.rates import Rates
from tests.handlers.peers.slack.socket_mode import Sockets
from tests.handlers.peers.slack.things import Message, Workspace
from tests.handlers.peers.slack.world import World

TEAM = "T0RAPPORT"


@dataclass(repr=False, eq=False)
class LocalSlack(World):
    """Start it with `await LocalSlack.start()` or `async with LocalSlack() as slack`.

    `retries` are the seconds after which an event that was not acknowledged is sent again, `ack_within` those in
    which it has to be: Slack gives three, here a busy machine has its time unless a test takes it. `echoes`: the app
    is told of its own messages, as a real one subscribed to `message.im` is.
    """

    strict_rates: bool = False
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    ack_within: float = 3.0 * PATIENCE
    echoes: bool = True
    subscribed: frozenset[str] | None = None
    request_url: str = ""
    app_token: str = field(default_factory=lambda: f"xapp-local-{secrets.token_hex(8)}")
    app_scopes: set[str] = field(default_factory=lambda: {"connections:write"})
    url: str = ""
    calls: Calls = field(default_factory=Calls)
    faults: Faults = field(default_factory=Faults)
    rates: Rates = field(default_factory=Rates)
    sent: list[Sent] = field(default_factory=list)
    unasked: list[Delivery] = field(default_factory=list)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    @classmethod
    async def start(cls, team: str = TEAM, **given: Any) -> "LocalSlack":
        """A Slack with one workspace, listening."""
        slack = cls(**given)
        if team:
            slack.add_workspace(team)
        await slack._listen()
        return slack

    async def __aenter__(self) -> "LocalSlack":
        if not self.workspaces:
            self.add_workspace(TEAM)
        await self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _listen(self) -> None:
        self.stopping = asyncio.Event()
        self.rates.strict = self.rates.strict or self.strict_rates
        self.sockets = Sockets(self)
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self.listeners.append(self._echo)
        app = web.Application(client_max_size=2**21)
        app.add_routes([*Api(self).routes(), *self.sockets.routes()])
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        host, port = self.runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Nothing of it runs any more."""
        self.stopping.set()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.sockets.close()
        await self.session.close()
        await self.runner.cleanup()

    @property
    def api_url(self) -> str:
        """What a client takes for its base URL."""
        return f"{self.url}/api/"

    @property
    def workspace(self) -> Workspace:
        """The first workspace."""
        return next(iter(self.workspaces.values()))

    @property
    def token(self) -> str:
        """The first workspace's bot token."""
        return self.workspace.token

    def as_user(self, user: str, bot_url: str = "") -> Person:
        """The person at the client; what they do goes to the bot at `bot_url`, or over Socket Mode."""
        self.request_url = bot_url or self.request_url
        return Person(self, self.users[user], self.line(bot_url))

    def line(self, bot_url: str = "") -> Line:
        """The way to the bot: HTTP to `bot_url` (/slack/events unless it has a path), or Socket Mode."""
        url = bot_url or self.request_url
        return HttpLine(self, url) if url else self.sockets

    async def event(self, event: Json, *, team: str = "", line: Line | None = None, **envelope: Any) -> Delivery:
        """An event of the Events API; returns after the first try, `finished()` waits for the others."""
        workspace = self.workspaces[team] if team else self.workspace
        payload = events.envelope(self, workspace, event, **envelope)
        return await deliver(self, line or self.line(), payload)

    async def outer(self, payload: Json, line: Line | None = None) -> Delivery:
        """What stands in no envelope: app_rate_limited, url_verification."""
        return await deliver(self, line or self.line(), payload)

    async def verifies_url(self, bot_url: str = "") -> bool:
        """Whether the bot answers the challenge, as the app's settings ask it to."""
        challenge = secrets.token_hex(16)
        payload = {"token": self.verification_token, "challenge": challenge, "type": "url_verification"}
        answer = await HttpLine(self, bot_url or self.request_url).send("events_api", payload)
        body = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return answer.status == 200 and body == challenge

    async def uninstalls(self, team: str = "") -> list[Delivery]:
        """The app is removed: its token is dead, and it is told so, in either order."""
        workspace = self.workspaces[team] if team else self.workspace
        workspace.revoked = "account_inactive"
        tokens = {"oauth": [], "bot": [workspace.bot]}
        told: list[Json] = [{"type": "tokens_revoked", "tokens": tokens}, {"type": "app_uninstalled"}]
        return [await self.event({**each, "event_ts": self.clock.ts()}, team=workspace.id) for each in told]

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs beside everything else, until `stop`."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def _echo(self, message: Message, before: Json | None) -> None:
        reachable = self.request_url or self.sockets.connections
        if self.echoes and message.bot_id and not message.only_for and reachable and not self.stopping.is_set():
            self.spawn(self._echoes(message, before))

    async def _echoes(self, message: Message, before: Json | None) -> None:
        event = events.own_message(self, message, before)
        self.unasked.append(await self.event(event, team=message.team))

    async def until(self, holds: Callable[[], Any], within: float = 30.0) -> Any:
        """What `holds` returns as soon as it is true; fails after `within` seconds.

        It is asked whenever something changed here, and every 20 ms for what happens elsewhere.
        """
        wake = asyncio.Event()
        self.waiting.append(wake)
        try:
            async with asyncio.timeout(within):
                while not (found := holds()):
                    wake.clear()
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(wake.wait(), 0.02)
                return found
        finally:
            self.waiting.remove(wake)
