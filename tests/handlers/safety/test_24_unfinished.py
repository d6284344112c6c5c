"""Safety 24 and 20: a body that never comes whole, or is none, holds no connection and is no fault of ours."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO

from aiohttp import ClientSession, web

from bot.proxies import Proxies
from bot.web import IDLE_SECONDS, LINGER_SECONDS, Server
from tests.handlers.safety.raw import Slow, head, slow_one


async def _refuses(_request: web.Request) -> web.Response:
    return web.Response(status=401)


async def _reads(request: web.Request) -> web.Response:
    return web.Response(text=await request.text())


async def _fails(request: web.Request) -> web.Response:
    await request.read()
    assert request.transport
    request.transport.abort()
    await asyncio.sleep(0.05)
    raise ValueError("kanari")


@asynccontextmanager
async def serving() -> AsyncIterator[int]:
    """The bot's server with doors of its own; gives its port."""
    routes = [web.post("/refuses", _refuses), web.post("/reads", _reads), web.post("/fails", _fails)]
    server = Server(routes, "127.0.0.1", 0, Proxies(()))
    try:
        yield await server.start()
    finally:
        await server.stop()


async def _begins(port: int, path: str, size: int) -> Slow:
    return await slow_one(port, head(path, {"Host": "x"}, f"Content-Length: {size}") + b"kanari")


async def test_24_the_rest_of_a_refused_body_is_not_waited_for() -> None:
    async with serving() as port:
        began = time.monotonic()
        reader, writer = await _begins(port, "/refuses", 1000)
        async with asyncio.timeout(LINGER_SECONDS + 2):
            assert b" 401 " in await reader.read()
        assert time.monotonic() - began >= LINGER_SECONDS * 0.9, "a slower client hears why"
        writer.close()


async def test_24_a_connection_that_asks_for_nothing_more_is_closed() -> None:
    async with serving() as port:
        reader, writer = await slow_one(port, head("/refuses", {"Host": "x"}, "Content-Length: 0"))
        await reader.readuntil(b"\r\n\r\n")
        began = time.monotonic()
        async with asyncio.timeout(IDLE_SECONDS + 5):
            await reader.read()
        assert IDLE_SECONDS - 1 < time.monotonic() - began < IDLE_SECONDS + 3
        writer.close()


async def test_20_who_leaves_in_the_middle_of_a_body_is_no_fault_of_ours(logged: StringIO) -> None:
    async with serving() as port:
        for _ in range(3):
            _, writer = await _begins(port, "/reads", 1000)
            await asyncio.sleep(0.05)
            writer.transport.abort()
        await asyncio.sleep(0.1)
    assert logged.getvalue() == ""


async def test_20_a_body_that_is_not_what_it_says_is_no_fault_of_ours(logged: StringIO) -> None:
    async with serving() as port, ClientSession() as http:
        for packed in ("gzip", "deflate"):
            headers = {"Content-Encoding": packed}
            async with http.post(f"http://127.0.0.1:{port}/reads", data=b"kanari", headers=headers) as answer:
                assert await answer.text() == "kanari", "nothing is unpacked"
    assert logged.getvalue() == ""


async def test_20_what_fails_after_its_sender_left_is_told_all_the_same(logged: StringIO) -> None:
    async with serving() as port:
        _, writer = await _begins(port, "/fails", len("kanari"))
        await asyncio.sleep(0.2)
        writer.close()
    assert "ValueError" in logged.getvalue()
    assert "kanari" not in logged.getvalue()
