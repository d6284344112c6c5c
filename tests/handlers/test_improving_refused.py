"""Nobody else takes part in an improvement plan, or in a fact that waits for its writer: not another manager, a former
one, HR, a colleague, or who guesses an id. Each try changes nothing, and the trail keeps who is none of the two.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import cycle

import pytest

from tests.conversations import company
from tests.handlers.contract.adapter import Adapter, Shown, Tap
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.test_improving import PLAN
from tests.handlers.test_interviews_refused import GUESSED, OTHERS, managed_by, refusals, tries

FACT = {"day": ["2026-11-23"], "text": ["She is careless."]}


@pytest.fixture(autouse=True)
def library() -> None:
    """The causes are read when somebody first asks for one: not while Slack waits for an answer."""
    company.shelves()[2].all()


async def drafts(chat: Adapter, bot: Bot) -> Shown:
    await chat.says("marta", "improve Alice")
    causes = await offering(chat, "marta", "cause")
    await chat.taps("marta", causes.delivery, causes.tap("cause", "resource"))
    helps = await offering(chat, "marta", "write")
    await chat.submits("marta", await opened(chat, "marta", helps, "write"), PLAN)
    return await offering(chat, "marta", "send")


async def proposes(chat: Adapter, bot: Bot) -> Shown:
    preview = await offering(chat, "marta", "send")
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    return await offering(chat, "marta", "withdraw")


async def agrees(chat: Adapter, bot: Bot) -> Shown:
    proposal = await offering(chat, "alice", "agree")
    await chat.taps("alice", proposal.delivery, proposal.tap("agree"))
    return await offering(chat, "marta", "training")


async def ends(chat: Adapter, bot: Bot) -> Shown:
    await bot.pass_time(timedelta(days=21))
    return await offering(chat, "marta", "close")


STAGES: Mapping[str, Callable[[Adapter, Bot], Awaitable[Shown]]] = {
    "preview": drafts,
    "proposed": proposes,
    "running": agrees,
    "over": ends,
}
"""How a plan gets from each of its stages to the next; each gives the card that the manager has then."""

FORMS = {"preview": "write", "proposed": "write", "running": "note", "over": "close"}
"""The button of a form that the manager has at a stage."""

THEIRS = {"proposed": "agree", "running": "note"}
"""A button of the card that the person has at a stage."""


async def test_no_other_does_anything_at_any_stage_of_a_plan(chat: Adapter, bot: Bot) -> None:
    who, kept = cycle(OTHERS), await refusals(bot)
    for stage, comes_to in STAGES.items():
        card = await comes_to(chat, bot)
        cards = [card, await offering(chat, "alice", THEIRS[stage])] if stage in THEIRS else [card]
        sheet = await opened(chat, "marta", card, FORMS[stage])
        before = await bot.snapshot()
        for delivery, tap in [(each.delivery, tap) for each in cards for tap in each.taps]:
            kept.append(f"request_refused {next(who)}")
            assert await tries(chat, kept[-1].split()[1], delivery, tap) == "refused", (stage, tap)
        kept.append(f"request_refused {next(who)}")
        values = {name: list(given) for name, given in sheet.values.items()}
        assert (await chat.submits(kept[-1].split()[1], sheet, values)).outcome == "refused"
        assert await bot.snapshot() == before, stage
        assert await refusals(bot) == kept, stage


async def test_a_former_manager_changes_nothing_of_a_plan(chat: Adapter, bot: Bot) -> None:
    for comes_to in (drafts, proposes, agrees):
        card = await comes_to(chat, bot)
    sheet = await opened(chat, "marta", card, "note")
    await bot.write(managed_by, "xiaodong")
    kinds, seen = await bot.kinds("alice"), len(await chat.sees("alice"))
    await chat.submits("marta", sheet, {"text": ["canary"]})
    for tap in card.taps:
        await tries(chat, "marta", card.delivery, tap)
    assert await bot.kinds("alice") == kinds
    assert len(await chat.sees("alice")) == seen
    assert "canary" not in "\n".join(each.says for each in await chat.sees("alice"))


async def test_a_guessed_id_of_a_plan_of_a_step_or_of_a_person_does_nothing(chat: Adapter, bot: Bot) -> None:
    for comes_to in (drafts, proposes, agrees):
        card = await comes_to(chat, bot)
    before = await bot.snapshot()
    for who, delivery, tap in (
        ("xiaodong", GUESSED, card.taps[0]),
        ("marta", card.delivery, Tap("done", GUESSED, "")),
        ("marta", card.delivery, Tap("open", GUESSED, "")),
        ("marta", card.delivery, Tap("begin", "tomas", "")),
    ):
        assert await tries(chat, who, delivery, tap) in ("refused", "unreadable"), tap
    assert await bot.snapshot() == before


async def test_a_fact_that_waits_is_added_by_nobody_else_and_about_nobody_else(chat: Adapter, bot: Bot) -> None:
    await chat.says("marta", "prep Alice")
    block = await offering(chat, "marta", "fact")
    await chat.submits("marta", await opened(chat, "marta", block, "fact"), FACT)
    asked = await offering(chat, "marta", "add_anyway")
    before, kept = await bot.snapshot(), await refusals(bot)
    for who, tap in zip(cycle(OTHERS), asked.taps, strict=False):
        kept.append(f"request_refused {who}")
        assert await tries(chat, who, asked.delivery, tap) == "refused", tap
    for name in ("add_anyway", "drop_fact"):
        kept.append("request_refused marta")
        assert await tries(chat, "marta", asked.delivery, Tap(name, "tomas", "")) in ("refused", "unreadable")
    assert await bot.snapshot() == before
    assert await refusals(bot) == kept
    assert "evidence_added" not in await bot.kinds("alice")
