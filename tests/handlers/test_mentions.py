"""A colleague who is mentioned in a chat: their name in what is kept, and that very person behind a command."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from storage import roster
from tests.conversations import company
from tests.handlers.contract.doing import last, offering, opened
from tests.handlers.contract.house import TUESDAY, Bot
from tests.handlers.contract.people import ALICE
from tests.handlers.contract.slack import Slack
from tests.handlers.contract.teams import Teams
from tests.handlers.test_improving import PLAN

OTHER_ALICE = replace(ALICE, id="alice2", email="a.brown@example.com", title="Welder")


@pytest.fixture(params=[Slack, Teams])
async def chat(request: pytest.FixtureRequest, bot: Bot) -> AsyncIterator[Slack | Teams]:
    """The platforms on which people can be mentioned."""
    adapter = request.param(bot)
    await adapter.sees("alice")
    yield adapter
    await adapter.close()


async def test_the_manager_reads_the_name_of_whom_a_plan_mentions(chat: Slack | Teams) -> None:
    await chat.calls("alice", "checkin")
    for words in (f"Send the quote to {chat.mention('tomas')}", "no"):
        await chat.says("alice", words)
    recap = await last(chat, "alice")
    await chat.taps("alice", recap.delivery, recap.tap("share"))
    await chat.calls("marta", "team")
    assert "Send the quote to Tomás Ruiz" in (await last(chat, "marta")).says


@pytest.mark.parametrize("as_command", [True, False])
async def test_a_mention_behind_a_command_means_one_of_two_with_the_same_name(
    chat: Slack | Teams, bot: Bot, as_command: bool
) -> None:
    await bot.write(roster.insert_person, OTHER_ALICE, TUESDAY)
    give = chat.calls if as_command else chat.says
    await give("marta", "improve Alice Brown")
    asked = await last(chat, "marta")
    assert "cause" not in {tap.name for tap in asked.taps}
    await give("marta", f"improve {chat.mention('alice')}")
    causes = await offering(chat, "marta", "cause")
    await chat.taps("marta", causes.delivery, causes.tap("cause", "resource"))
    sheet = await opened(chat, "marta", await offering(chat, "marta", "write"), "write")
    await chat.submits("marta", sheet, PLAN)
    preview = await offering(chat, "marta", "send")
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    assert "improvement_proposed" in await bot.kinds("alice")


async def test_a_talk_is_booked_with_whom_the_command_mentions(chat: Slack | Teams, bot: Bot) -> None:
    # The library is read when somebody first asks for it: not while Slack waits for an answer.
    for shelf in company.shelves():
        shelf.all()
    await bot.write(roster.insert_person, OTHER_ALICE, TUESDAY)
    await chat.calls("marta", f"interview-template low-performer {chat.mention('alice')} Friday 10:00")
    assert "This is what Alice Brown receives" in (await last(chat, "marta")).says


async def test_a_helper_who_is_mentioned_is_that_very_colleague(chat: Slack | Teams, bot: Bot) -> None:
    other = replace(ALICE, id="tomas2", name="Tomás Ruiz", email="t2@example.com", manager="sofia")
    await bot.write(roster.insert_person, other, TUESDAY)
    await chat.calls("alice", "checkin")
    for words in ("Send the quote", "The drawing is missing", "Tomás Ruiz"):
        await chat.says("alice", words)
    assert "Which colleague?" in (await last(chat, "alice")).says
    await chat.says("alice", chat.mention("tomas"))
    assert "By when do you need it?" in (await last(chat, "alice")).says
