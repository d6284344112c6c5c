"""The contract's bot and its platforms: a bot that serves, and an adapter for each platform that is there."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from io import StringIO

import pytest
import structlog

from bot.logs import set_up_logs
from tests.handlers.contract.adapter import Adapter
from tests.handlers.contract.house import Bot, serving
from tests.handlers.contract.slack import Slack
from tests.handlers.contract.teams import Teams
from tests.handlers.contract.web import Browser, Web
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.teams.tenant import microsoft

ADAPTERS: dict[str, Callable[..., Adapter]] = {"web": Web, "slack": Slack, "teams": Teams}
"""Every platform by its name. A new one adds its adapter here and its recorded payloads, and nothing else."""


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the bot logs, as it would stand on stderr."""
    root, out = logging.getLogger(), StringIO()
    before, level = root.handlers[:], root.level
    set_up_logs(out)
    yield out
    print(out.getvalue())
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def bot(sqlite_url: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot, serving the company of the contract on the page, on a local Slack and in a local Teams."""
    async with (
        LocalSlack() as slack,
        microsoft() as beside,
        serving(sqlite_url, slack=slack, microsoft=beside) as serves,
    ):
        yield serves


@pytest.fixture
async def stranger(bot: Bot) -> AsyncIterator[Browser]:
    """A browser in which nobody is signed in."""
    browser = Browser(bot.base)
    yield browser
    await browser.close()


@pytest.fixture(params=ADAPTERS)
async def chat(request: pytest.FixtureRequest, bot: Bot) -> AsyncIterator[Adapter]:
    """Each platform in turn, with the bot behind it."""
    adapter = ADAPTERS[request.param](bot)
    yield adapter
    await adapter.close()


@pytest.fixture(params=ADAPTERS)
def apart(request: pytest.FixtureRequest) -> Adapter:
    """Each platform in turn, without a bot: to read payloads and draw cards."""
    return ADAPTERS[request.param]()
