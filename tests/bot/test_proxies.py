"""Behind a reverse proxy: who asks is whom a trusted proxy names, and nobody takes anybody else's word for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web
from prometheus_client import CollectorRegistry

from bot.proxies import Proxies
from bot.settings import BadSettings, read_settings
from bot.web import CONNECTIONS_PER_ADDRESS, LOOKS_EVERY, Health, Server
from tests.bot.delivery.house import SECRET

MORE = 10
LOOPBACK = "127.0.0.1"


def trusting(listed: str) -> Proxies:
    """What the setting makes of a list."""
    return Proxies(read_settings(secret_key=SECRET, trusted_proxies=listed).trusted_proxies)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["10.0.0.1"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["forged, 198.51.100.7, 203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.7", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9:4711"], "203.0.113.9"),
        ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        ("10.0.0.1", ["2001:DB8:0::7"], "2001:db8::7"),
        ("10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("2001:db8:1::1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", [], ""),
        ("10.0.0.1", ["10.0.0.2"], ""),
        ("10.0.0.1", ["203.0.113.9, unknown"], ""),
        ("10.0.0.1", [","], ""),
        ("", ["203.0.113.9"], ""),
    ],
)
def test_the_client_is_the_last_that_is_no_proxy_of_ours(peer: str, forwarded: list[str], client: str) -> None:
    assert trusting("10.0.0.0/8, 2001:db8:1::1").client(peer, forwarded) == client


def test_nobody_is_trusted_unasked() -> None:
    assert Proxies().client(LOOPBACK, ["203.0.113.9"]) == LOOPBACK
    assert read_settings(secret_key=SECRET).trusted_proxies == ()


@pytest.mark.parametrize(("listed", "count"), [("", 0), (" ", 0), ("10.0.0.1,", 1), ("10.0.0.1,,10.0.0.2", 2)])
def test_what_is_left_empty_in_the_list_names_nobody(listed: str, count: int) -> None:
    assert len(read_settings(secret_key=SECRET, trusted_proxies=listed).trusted_proxies) == count


@pytest.mark.parametrize("listed", ["proxy.example.com", "10.0.0.1/8", "*"])
def test_what_is_no_network_is_refused_at_the_start(listed: str) -> None:
    with pytest.raises(BadSettings, match="RAPPORT_TRUSTED_PROXIES"):
        trusting(listed)


async def _ready() -> None:
    """All is well."""


@asynccontextmanager
async def serving(proxies: Proxies) -> AsyncIterator[int]:
    """A server whose /stream stays open; gives its port."""

    async def stream(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await asyncio.sleep(60)
        return response

    health = Health(_ready, tuple, CollectorRegistry(), "", proxies)
    server = Server([web.get("/stream", stream), *health.routes()], LOOPBACK, 0, proxies)
    port = await server.start()
    try:
        yield port
    finally:
        await server.stop()


async def _left(port: int, client: Callable[[int], str]) -> int:
    """Open more streams than one address may hold, each for a client; how many the server lets live."""
    opened = []
    for n in range(CONNECTIONS_PER_ADDRESS + MORE):
        reader, writer = await asyncio.open_connection(LOOPBACK, port)
        writer.write(f"GET /stream HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client(n)}\r\n\r\n".encode())
        opened.append((reader, writer))
    await asyncio.gather(*(reader.readuntil(b"\r\n\r\n") for reader, _ in opened))
    await asyncio.sleep(2.5 * LOOKS_EVERY)
    left = sum(not (reader.at_eof() or reader.exception() or writer.is_closing()) for reader, writer in opened)
    for _, writer in opened:
        writer.close()
    return left


def one(_n: int) -> str:
    """Always the same client, who pretends to be others."""
    return f"198.51.100.{_n % 250}, 203.0.113.9"


def many(n: int) -> str:
    """A client of their own each."""
    return f"2001:db8::{n:x}"


@pytest.mark.parametrize(
    ("listed", "client", "left"),
    [
        (LOOPBACK, many, CONNECTIONS_PER_ADDRESS + MORE),
        (LOOPBACK, one, CONNECTIONS_PER_ADDRESS),
        ("10.0.0.0/8", many, CONNECTIONS_PER_ADDRESS),
    ],
    ids=["people behind a proxy", "one of them", "pretended by a stranger"],
)
async def test_each_client_may_hold_so_many_connections(listed: str, client: Callable[[int], str], left: int) -> None:
    async with serving(trusting(listed)) as port:
        assert await _left(port, client) == left


async def test_metrics_are_never_read_through_a_proxy() -> None:
    """Also one that names nobody: nginx sends no X-Forwarded-For unless told to."""
    for listed, status in ((LOOPBACK, 403), ("10.0.0.0/8", 200)):
        async with serving(trusting(listed)) as port, ClientSession() as http:
            for headers, expected in (({}, status), ({"X-Forwarded-For": LOOPBACK}, 403)):
                async with http.get(f"http://{LOOPBACK}:{port}/metrics", headers=headers) as answer:
                    assert answer.status == expected
