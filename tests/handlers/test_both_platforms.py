"""One person on Slack and in Teams: each thing comes once, where they asked for it, or where they chose."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot import rhythms
from storage import identities
from tests.handlers.contract.adapter import Adapter, Shown
from tests.handlers.contract.house import Bot, with_probe
from tests.handlers.contract.slack import Slack
from tests.handlers.contract.teams import Teams
from tests.handlers.contract.web import Web


@dataclass
class Everywhere:
    """Somebody with a Slack, a Teams and a browser."""

    slack: Adapter
    teams: Adapter
    web: Adapter
    person: str = "alice"

    async def has(self) -> dict[str, list[str]]:
        """All that stands before them, by platform."""
        chats = (self.slack, self.teams, self.web)
        return {chat.name: [each.says for each in await chat.sees(self.person)] for chat in chats}

    async def counts(self) -> tuple[int, int, int]:
        """How many messages they have on Slack, in Teams and on the page."""
        slack, teams, web = (await self.has()).values()
        return len(slack), len(teams), len(web)

    async def last(self, chat: Adapter) -> Shown:
        """The newest message there."""
        return (await chat.sees(self.person))[-1]


@pytest.fixture
async def alice(bot: Bot) -> AsyncIterator[Everywhere]:
    """She has used none of them yet."""
    web = Web(bot)
    yield Everywhere(Slack(bot), Teams(bot), web)
    await web.close()


async def test_an_answer_comes_where_it_was_asked_for_and_nowhere_else(alice: Everywhere) -> None:
    for chat, counts in ((alice.slack, (1, 0, 0)), (alice.teams, (1, 1, 0)), (alice.web, (1, 1, 1))):
        await chat.calls("alice", "help")
        assert await alice.counts() == counts
    await alice.slack.calls("alice", "help")
    assert await alice.counts() == (2, 1, 1)


async def test_what_was_asked_on_one_is_taken_up_on_the_other(alice: Everywhere, bot: Bot) -> None:
    """Begun on Slack, answered in Teams: each card changes where it stands, and the next one comes where she is."""
    await alice.slack.calls("alice", "checkin")
    await alice.teams.says("alice", "Send the quote")
    slack, teams, _ = (await alice.has()).values()
    assert (len(slack), len(teams)) == (1, 1)
    assert "Fill in" not in slack[0], "what was answered in Teams is answered on Slack"
    assert "Is anything stuck?" in teams[0]
    await alice.slack.says("alice", "no")
    assert await alice.counts() == (2, 1, 0)
    assert "Send the quote" in (await alice.last(alice.slack)).says


async def test_a_week_comes_once_wherever_its_parts_come(alice: Everywhere, bot: Bot) -> None:
    """Asked in Teams, reminded on Slack, where she was meanwhile; that it is over stands where she was reminded."""
    await alice.slack.calls("alice", "help")
    await alice.teams.calls("alice", "help")
    await _days_pass(bot, 6)
    assert await alice.counts() == (1, 2, 0)
    await alice.slack.calls("alice", "help")
    await _days_pass(bot, 1)
    assert await alice.counts() == (3, 2, 0)
    await _days_pass(bot, 6)
    slack, teams, _ = (await alice.has()).values()
    assert (sum("is closed" in says for says in slack), sum("is closed" in says for says in teams)) == (1, 0)


async def test_a_chosen_chat_gets_what_the_bot_begins_and_answers_stay_where_they_were_asked(
    alice: Everywhere, bot: Bot
) -> None:
    await alice.slack.calls("alice", "help")
    await _chooses(alice, alice.teams, "slack")
    assert "That’s where I’ll write to you" in (await alice.last(alice.teams)).says
    assert await alice.counts() == (1, 1, 0), "the answer stands where she tapped"
    await _days_pass(bot, 6)
    assert await alice.counts() == (2, 1, 0), "she was in Teams last, and chose Slack"
    await alice.teams.calls("alice", "help")
    assert await alice.counts() == (2, 2, 0)


async def test_somebody_elses_news_come_to_the_chosen_chat_once(alice: Everywhere, bot: Bot) -> None:
    marta = replace(alice, person="marta")
    await marta.slack.calls("marta", "help")
    await marta.teams.calls("marta", "help")
    await _chooses(marta, marta.teams, "slack")
    await alice.teams.calls("alice", "probe manager hello")
    assert await marta.counts() == (2, 2, 0)
    assert "It says: hello" in (await marta.last(marta.slack)).says


async def test_a_chosen_chat_that_is_gone_gives_way_and_comes_back(alice: Everywhere, bot: Bot) -> None:
    await alice.slack.calls("alice", "help")
    await alice.teams.calls("alice", "help")
    await _chooses(alice, alice.teams, "slack")
    assert await alice.counts() == (1, 2, 0)
    await _loses(bot, "slack")
    await _days_pass(bot, 6)
    assert await alice.counts() == (1, 3, 0)
    await alice.teams.calls("alice", "settings")
    says = (await alice.last(alice.teams)).says
    assert "I can’t reach you on Slack at the moment, so I’m writing to you on Teams." in says
    await alice.slack.calls("alice", "settings")
    assert "I can’t reach you" not in (await alice.last(alice.slack)).says
    slack, teams, _ = await alice.counts()
    await _days_pass(bot, 1)
    assert await alice.counts() == (slack + 1, teams, 0), "back where she wants it"


async def test_what_stands_out_of_reach_is_not_told_again_elsewhere(alice: Everywhere, bot: Bot) -> None:
    """Each new overview of help takes the buttons off the one before, if that can be reached."""
    await alice.slack.calls("alice", "help")
    await _loses(bot, "slack")
    await alice.teams.calls("alice", "help")
    assert await alice.counts() == (1, 1, 0)


async def test_who_is_on_one_platform_only_sees_no_choice(alice: Everywhere) -> None:
    await alice.web.calls("alice", "settings")
    assert "Where I write to you" not in (await alice.last(alice.web)).says


async def _days_pass(bot: Bot, days: int) -> None:
    """Days pass for a bot that plans everybody's rhythm, as its clock does."""
    for _ in range(days):
        await bot.write(rhythms.plan_everybody, with_probe().calendars, bot.clock.company())
        await bot.pass_time(timedelta(days=1))


async def _loses(bot: Bot, platform: str) -> None:
    """Nothing reaches alice there any more, until she writes."""
    known = await bot.read(identities.channels_of, "alice", bot.clock.real())
    [there] = [each for each in known if each.platform == platform]
    await bot.write(identities.unreachable, there, "blocked")


async def _chooses(whose: Everywhere, chat: Adapter, platform: str) -> None:
    await chat.calls(whose.person, "settings")
    shown = await whose.last(chat)
    await chat.taps(whose.person, shown.delivery, shown.tap("set", f"channel:{platform}"))
