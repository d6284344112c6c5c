"""The local Slack and the local Microsoft, and the real SDKs that are to find them like the real ones."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.samples import SETTINGS
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack_bot import BoltBot


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """A Slack in which Alice and Bob work, and the channel C1, of which the app is a member."""
    slack = await LocalSlack.start(retries=(0.0, 0.05, 0.05))
    slack.add_user("U1", name="alice", email="alice@example.com")
    slack.add_user("U2", name="bob", email="bob@example.com")
    slack.add_channel("C1", "U1", "U2", slack.workspace.bot)
    yield slack
    await slack.stop()


@pytest.fixture
def client(slack: LocalSlack) -> AsyncWebClient:
    """slack_sdk's client with the app's token."""
    return AsyncWebClient(slack.token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
async def bolt(slack: LocalSlack, client: AsyncWebClient) -> AsyncIterator[BoltBot]:
    """A bot made with Bolt, serving at /slack/events."""
    bot = BoltBot(slack, client)
    await bot.serve()
    yield bot
    await bot.stop()


@pytest.fixture
def alice(slack: LocalSlack, bolt: BoltBot) -> Person:
    """Alice at her client; what she does goes to the Bolt bot."""
    return slack.as_user("U1", bolt.url)


@pytest.fixture
async def ms() -> AsyncIterator[LocalMicrosoft]:
    """A Microsoft with Alice, who has the app, and Bob, who has not."""
    async with await LocalMicrosoft.start(**SETTINGS) as microsoft:
        microsoft.add_user("alice", shown="Alice Ahn", email="alice@example.com").installed = True
        microsoft.add_user("bob", email="bob@example.com")
        yield microsoft
