"""Safety 38: the demonstration's tools stay on the loopback; metrics are for the machine itself."""

import re
from collections.abc import AsyncIterator
from io import StringIO

import pytest
from aiohttp import ClientSession, TCPConnector

from bot.app import lay_foundations
from bot.settings import BadSettings, read_settings
from tests.handlers.contract.house import SECRET, Bot, serving
from tests.handlers.contract.web import Browser

TOKEN = "a token for the metrics, long enough"
DEMONSTRATION = ("/demo/two", "/demo/now", "/as/alice/", "/as/alice/stream", "/as/alice/form?delivery=d&form=f")


@pytest.fixture
async def neighbour() -> AsyncIterator[ClientSession]:
    """Somebody who is not on the machine's own address."""
    async with ClientSession(connector=TCPConnector(local_addr=("127.0.0.2", 0))) as http:
        yield http


EVERYWHERE = "0.0.0.0"  # noqa: S104  # what must be refused


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.0.2.1", "rapport.example.com", "127.0.0.1.example.com", ""])
def test_38_the_demonstration_refuses_to_listen_to_others(host: str) -> None:
    settings = read_settings(demo=True, host=host, database_url="sqlite:///nowhere/to/be/made.db")
    with pytest.raises(BadSettings, match="RAPPORT_HOST"):
        lay_foundations(settings)


async def test_38_outside_demonstrations_its_tools_are_not_there(stranger: Browser) -> None:
    browser = stranger
    for path in DEMONSTRATION:
        assert (await browser.get(path)).status == 404, path
    for path in ("/demo/move", "/as/alice/act", "/as/alice/say", "/as/alice/submit", "/as/alice/sign-out"):
        assert (await browser.post(path, json={"to": "hour"})).status == 404, path
    assert "/demo" not in await browser.text("/")


async def test_38_metrics_are_for_the_machine_itself(bot: Bot, stranger: Browser, neighbour: ClientSession) -> None:
    answer = await stranger.get("/metrics")
    assert answer.status == 200
    names = set(re.findall(r"^[a-z_]+", await answer.text(), re.MULTILINE))
    assert "rapport_delivery_backlog" in names
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"):
        forwarded = await stranger.http.get(f"{bot.base}/metrics", headers={header: "127.0.0.1"})
        assert forwarded.status == 403, header
    assert (await neighbour.get(f"{bot.base}/metrics")).status == 403
    for path in ("/healthz", "/readyz"):
        assert (await neighbour.get(f"{bot.base}{path}")).status == 200


async def test_38_a_token_opens_metrics_from_elsewhere_and_nothing_else_does(
    sqlite_url: str, logged: StringIO, neighbour: ClientSession
) -> None:
    async with serving(sqlite_url, metrics_token=TOKEN) as bot:
        for given, status in (
            (f"Bearer {TOKEN}", 200),
            (f"Bearer {TOKEN}x", 403),
            (f"Bearer {TOKEN[:-1]}", 403),
            (f"Basic {TOKEN}", 403),
            (TOKEN, 403),
            ("Bearer ", 403),
            ("", 403),
        ):
            answer = await neighbour.get(f"{bot.base}/metrics", headers={"Authorization": given})
            assert answer.status == status, given
        browser = Browser(bot.base)
        assert (await browser.get("/metrics")).status == 403
        await browser.close()
    assert TOKEN not in logged.getvalue()
    assert SECRET not in logged.getvalue()
