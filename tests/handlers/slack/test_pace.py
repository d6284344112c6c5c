"""Whoever types fast on Slack: private lines keep to the rate of the chat, and hold up nobody's messages."""

import asyncio
from collections.abc import AsyncIterator
from io import StringIO

import pytest

from bot.pace import LIMITS
from tests.handlers.contract.house import Bot, serving
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack

AT_ONCE = 12
SAYING = {"chat.postEphemeral", "chat.postMessage"}


@pytest.fixture
async def bot(sqlite_url: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot at its real pace."""
    async with LocalSlack() as slack, serving(sqlite_url, slack=slack, limits=LIMITS) as serves:
        yield serves


@pytest.fixture
def slack(bot: Bot) -> LocalSlack:
    """The Slack of which the bot is an app; alice is known to both, the stranger to Slack alone."""
    assert bot.slack
    bot.slack.add_user("UALICE", email="alice@example.com")
    bot.slack.add_user("USTRANGER", email="stranger@elsewhere.example")
    return bot.slack


def _person(bot: Bot, slack: LocalSlack, id_: str) -> Person:
    return slack.as_user(id_, bot.base)


async def test_lines_in_reply_to_fast_words_keep_to_the_rate(bot: Bot, slack: LocalSlack) -> None:
    stranger = _person(bot, slack, "USTRANGER")
    told = await asyncio.gather(*(stranger.says("hello") for _ in range(AT_ONCE)))
    assert {each.acked for each in told} == {True}
    said = [each for each in slack.calls if each.method in SAYING]
    assert 0 < len(said) <= LIMITS["slack"].chat.burst + 1
    assert {each.method for each in said} == {"chat.postEphemeral"}


async def test_a_limited_line_does_not_hold_up_anybodys_messages(bot: Bot, slack: LocalSlack) -> None:
    """Each line too many would fall back on chat.postMessage, whose Retry-After holds for the whole workspace."""
    slack.rates.strict = True
    stranger, alice = _person(bot, slack, "USTRANGER"), _person(bot, slack, "UALICE")
    await asyncio.gather(*(stranger.says("hello") for _ in range(AT_ONCE)))
    assert (await alice.says("help")).acked
    await alice.hears(within=3)
    assert not any(call.outcome == "ratelimited" for call in slack.calls.of("chat.postMessage"))
