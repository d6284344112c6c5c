"""What fails before there is a connection was not sent: on each platform it is tried later, and is never in doubt."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from bot.pace import Pace
from handlers.platform import TryLater
from handlers.slack.calls import Calls, client_of
from handlers.slack.calls import session as slack_session
from handlers.teams.clouds import CLOUDS
from handlers.teams.connector import Connector
from handlers.teams.network import session as teams_session
from handlers.teams.sign_in import AppToken, Credentials

ANSWERS = {
    "refuses": b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
    "knows nobody": b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
    "breaks off": b"",
    "speaks no TLS": b"HTTP/1.1 200 OK\r\n\r\nno TLS at all",
    "is no proxy": b"SSH-2.0-OpenSSH_9.6\r\n",
    "hangs": None,
}


@pytest.fixture(params=ANSWERS)
async def proxy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The only way out, and it leads nowhere."""
    answer = ANSWERS[request.param]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield
    server.close()


class _Token(AppToken):
    """A token that is there."""

    async def get(self) -> str:
        return "token"


async def _on_slack() -> None:
    client = client_of("xoxb-token", "https://slack.com/api/")
    async with slack_session() as client.session:
        await Calls(client).call("chat.postMessage", channel="U1", text="hello")


async def _in_teams() -> None:
    cloud = CLOUDS["public"]
    async with teams_session(loopback=False) as http:
        token = _Token(cloud, Credentials("app", lambda: "password", "tenant"), lambda: http)
        await Connector(cloud, token, lambda: http).post(cloud.service, "a:1", {"type": "message"})


@pytest.mark.usefixtures("proxy")
@pytest.mark.parametrize("send", [_on_slack, _in_teams])
async def test_34_a_proxy_that_lets_nothing_out_puts_nothing_in_doubt(send: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.timeout(Pace().call - 3):
        with pytest.raises(TryLater) as later:
            await send()
    assert (later.value.reason, later.value.alone) == ("unreachable", False)
