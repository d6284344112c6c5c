"""A page to talk to: a house in memory behind a real HTTP server on the loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from handlers.web.guard import token_of
from tests.handlers.web import samples
from tests.handlers.web.host import Host


@dataclass
class Browser:
    """What a person's browser sends: the cookie, the origin, the token."""

    http: ClientSession
    host: Host
    base: str
    secret: str = ""

    def __post_init__(self) -> None:
        self.number = count(1)
        if self.secret:
            self.http.cookie_jar.update_cookies({"rapport": self.secret})

    async def get(self, path: str, **more: Any) -> ClientResponse:
        return await self.http.get(self.base + path, allow_redirects=False, **more)

    async def post(self, path: str, **more: Any) -> ClientResponse:
        headers = {"Origin": self.base, "Accept": "application/json", **more.pop("headers", {})}
        return await self.http.post(self.base + path, allow_redirects=False, headers=headers, **more)

    async def send(self, path: str, *, key: str = "", **what: Any) -> ClientResponse:
        """As the page's own script sends."""
        body = {"key": key or f"{next(self.number):032x}", **what}
        return await self.post(path, json=body, headers={"X-Rapport-Token": token_of(self.secret or "none")})


Opens = Callable[..., Awaitable[Browser]]


@pytest.fixture
def host() -> Host:
    """A company as it would run in earnest."""
    return Host()


@pytest.fixture
def playground() -> Host:
    """A company in demonstration mode."""
    return Host(demonstration=True)


@pytest.fixture
async def opens() -> AsyncIterator[Opens]:
    """Opens a browser at a host; somebody's, who is signed in, or a stranger's."""
    servers: dict[int, TestServer] = {}
    sessions: list[ClientSession] = []

    async def open_(host: Host, person: str = "") -> Browser:
        if id(host) not in servers:
            servers[id(host)] = server = TestServer(host.app(), host="127.0.0.1")
            await server.start_server(shutdown_timeout=0.1)
        # Addresses of the loopback get no cookies from a jar that is not told to be unsafe.
        http = ClientSession(cookie_jar=CookieJar(unsafe=True))
        sessions.append(http)
        base = str(servers[id(host)].make_url("")).rstrip("/")
        return Browser(http, host, base, host.sessions.begin(person) if person else "")

    yield open_
    for http in sessions:
        await http.close()
    for server in servers.values():
        await server.close()


@pytest.fixture
async def alice(host: Host, opens: Opens) -> Browser:
    """Alice, signed in, with her check-in before her."""
    await host.show("alice", samples.checkin("en"), "d-alice")
    return await opens(host, "alice")
