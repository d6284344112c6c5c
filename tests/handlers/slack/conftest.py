"""A local Slack, and Slack's part of the bot with a house in memory behind it."""

from collections.abc import AsyncIterator
from io import StringIO

import pytest

from handlers.platform import Identity
from handlers.slack.outgoing import SlackPlatform
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.host import Host

TEAM = "T0RAPPORT"
ALICE = Identity("slack", TEAM, "U1")


@pytest.fixture
async def slack(logged: StringIO) -> AsyncIterator[LocalSlack]:
    """A Slack in which Alice works, who is known to the house, and Bob, who is not yet; logs go where the bot's do."""
    async with LocalSlack(retries=(0.0, 0.05, 0.05)) as slack:
        slack.add_user("U1", name="alice", email="alice@example.com")
        slack.add_user("U2", name="bob", email="bob@example.com")
        slack.add_channel("C1", "U1", "U2", slack.workspace.bot)
        yield slack


@pytest.fixture
def host(slack: LocalSlack) -> Host:
    """The house."""
    return Host(slack, known={ALICE})


@pytest.fixture
async def platform(host: Host) -> AsyncIterator[SlackPlatform]:
    """It serves over HTTP."""
    async with host.serving() as platform:
        yield platform


@pytest.fixture
def alice(slack: LocalSlack, host: Host, platform: SlackPlatform) -> Person:
    """Alice at her client."""
    return slack.as_user("U1", host.base)


@pytest.fixture
def bob(slack: LocalSlack, host: Host, platform: SlackPlatform) -> Person:
    """Bob at his."""
    return slack.as_user("U2", host.base)
