"""Whoever types fast: what is said beside delivery keeps to the rates of Teams too, as its strict local one counts."""

import asyncio
from collections.abc import AsyncIterator
from io import StringIO

import pytest

from bot.pace import LIMITS
from tests.handlers.contract import adaptive
from tests.handlers.contract.house import Bot, serving
from tests.handlers.peers.microsoft.chats import Chat
from tests.handlers.peers.microsoft.posting import until
from tests.handlers.teams.tenant import Tenant, microsoft, sends

AT_ONCE = 24
"""Messages that somebody sends together; of Teams' 8 in two seconds that is three times as many."""


@pytest.fixture
async def bot(sqlite_url: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot at its real pace, in a Teams that counts."""
    async with (
        microsoft(strict_rates=True) as beside,
        serving(sqlite_url, microsoft=beside, limits=LIMITS) as serves,
    ):
        yield serves


@pytest.fixture
def at(bot: Bot) -> Tenant:
    """The Microsoft beside the bot; alice is known to both, the stranger to Microsoft alone."""
    assert bot.microsoft
    bot.microsoft.hires("alice")
    bot.microsoft.hires("stranger", "stranger@elsewhere.example")
    return bot.microsoft


async def _types(bot: Bot, at: Tenant, person: str, text: str, **more: object) -> list[int]:
    activities = [at.activity(person, text=text, **more) for _ in range(AT_ONCE)]
    answers = await asyncio.gather(*(sends(bot.base, each, at.token()) for each in activities))
    return [status for status, _ in answers]


def _refused(at: Tenant) -> list[int]:
    return [call.status for call in at.local.calls if call.status == 429]


def _shown(at: Tenant, person: str) -> str:
    return "\n".join(adaptive.says(adaptive.card_of(each)) for each in at.messages(person).values())


@pytest.mark.parametrize(("person", "text"), [("alice", "x" * 3001), ("stranger", "hello")])
async def test_lines_in_reply_to_fast_words_keep_to_the_rate(bot: Bot, at: Tenant, person: str, text: str) -> None:
    assert await _types(bot, at, person, text) == [200] * AT_ONCE
    assert _refused(at) == []
    assert LIMITS["teams"].chat.burst <= len(at.messages(person)) < AT_ONCE


async def test_a_channel_is_one_chat_whoever_writes_there(bot: Bot, at: Tenant) -> None:
    await sends(bot.base, at.activity("alice", text="/probe show one"), at.token())
    await bot.settled()
    users = [at.user("alice"), at.user("stranger")]
    channel = at.local.chats.add(Chat("channel", at.local.tenant, users))
    await _types(bot, at, "alice", "checkin", conversation=channel.account)
    assert _refused(at) == []
    assert 0 < len(channel.messages) < AT_ONCE


async def test_what_was_not_said_costs_nobody_a_message(bot: Bot, at: Tenant) -> None:
    """Only what is said is counted: after a flood of words the next card is as late as the last line, and no later."""
    await _types(bot, at, "alice", "x" * 3001)
    await sends(bot.base, at.activity("alice", text="/probe show after"), at.token())
    within = 4 / LIMITS["teams"].chat.per_second
    await until(lambda: "It says: after" in _shown(at, "alice"), within, lambda: _shown(at, "alice"))
    assert _refused(at) == []
