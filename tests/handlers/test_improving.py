"""Phrases and an improvement plan on each platform: looked up, proposed, seen differently, agreed, closed."""

from datetime import timedelta

from tests.conversations import company
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot

PLAN = {
    "gap": ["Reports due on Fridays; four of six came on Mondays."],
    "mine_1": ["Talk to the data team"],
    "mine_1_by": ["2026-12-11"],
    "theirs_1": ["Send the draft on Thursdays"],
    "theirs_1_by": ["2026-12-11"],
    "every": ["2"],
    "ends": ["2026-12-18"],
}


async def test_what_to_say_is_found_and_leads_on(chat: Adapter, bot: Bot) -> None:
    # The library is read when somebody first asks for it: not while Slack waits for an answer.
    for shelf in company.shelves():
        shelf.all()
    await chat.says("marta", "phrase late again")
    found = await offering(chat, "marta", "script")
    assert "We said Wednesday. It came Friday, and testing waited two days." in found.says
    await chat.taps("marta", found.delivery, found.tap("script"))
    assert "First talk about missed goals" in (await chat.sees("marta"))[-1].says


async def test_a_plan_from_its_cause_to_its_end(chat: Adapter, bot: Bot) -> None:
    company.shelves()[2].all()
    await _proposed(chat)
    await _agreed(chat)
    for days in (0, 8, 8):
        await bot.pass_time(timedelta(days=days))
        await _noted(chat)
    await bot.pass_time(timedelta(days=5))
    await _closed(chat)
    kinds = [kind for kind in await bot.kinds("alice") if kind.startswith(("improvement", "action", "judgement"))]
    assert kinds == [
        *("improvement_proposed", "improvement_step", "improvement_step", "improvement_answered"),
        *("action_agreed", "action_agreed", "improvement_noted", "improvement_noted", "improvement_noted"),
        *("judgement_grounded", "improvement_closed"),
    ]


async def _proposed(chat: Adapter) -> None:
    await chat.says("marta", "improve Alice")
    causes = await offering(chat, "marta", "cause")
    await chat.taps("marta", causes.delivery, causes.tap("cause", "resource"))
    helps = await offering(chat, "marta", "write")
    sheet = await opened(chat, "marta", helps, "write")
    refused = await chat.submits("marta", sheet, {**PLAN, "theirs_1_by": ["2027-01-08"]})
    assert refused.errors == {"theirs_1_by": "That’s after the last day of the plan."}
    assert await chat.submits("marta", sheet, PLAN) == Reply("taken")
    preview = await offering(chat, "marta", "send")
    assert "This is what Alice Brown receives:" in preview.says
    await chat.taps("marta", preview.delivery, preview.tap("send"))


async def _agreed(chat: Adapter) -> None:
    await chat.says("alice", "ok")
    proposal = await offering(chat, "alice", "agree")
    assert "Nothing was sent." in proposal.says
    await chat.taps("alice", proposal.delivery, proposal.tap("agree"))
    plan = await offering(chat, "marta", "note")
    assert "Alice Brown agrees." in plan.says


async def _noted(chat: Adapter) -> None:
    plan = await offering(chat, "marta", "note")
    sheet = await opened(chat, "marta", plan, "note")
    assert await chat.submits("marta", sheet, {"text": ["The draft came on Thursday."]}) == Reply("taken")


async def _closed(chat: Adapter) -> None:
    plan = await offering(chat, "marta", "close")
    sheet = await opened(chat, "marta", plan, "close")
    given = {"how": ["reached"], "text": ["Three of three came on Thursdays."]}
    assert await chat.submits("marta", sheet, given) == Reply("taken")
    told = (await chat.sees("alice"))[-1].says
    assert "Three of three came on Thursdays." in told
    assert "What was agreed is reached" in told
