"""Nobody else takes part in a talk on any platform: not another manager, a former one, HR without a case, or who
guesses an id. Each try is refused, changes nothing, and leaves a line in the audit trail.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest
from sqlalchemy import text

from conversations.interview import holder, hosting
from conversations.interview.facts import TalkFacts
from conversations.interview.plan import Plan
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Show
from conversations.toolkit.events import Address, Clicked
from conversations.toolkit.vocabulary import Vocabulary
from storage import people, roster
from storage.database import Transaction
from tests.conversations import company
from tests.conversations.company import BEGINS, someone
from tests.handlers.contract.adapter import Adapter, Shown, Tap
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot

OTHERS = ("xiaodong", "hana", "tomas")
"""Another manager, HR that takes part in nothing, a colleague."""

GUESSED = "0192f0c1-0000-7000-8000-000000000000"
LOW = "interview-template low-performer"
SUMMARY = {"what_1": ["Talk to the data team"], "who_1": ["marta"], "by_1": ["2026-12-11"], "text": ["It came late."]}


async def refusals(bot: Bot) -> list[str]:
    """Who was refused what, as the trail has it: the action and the actor of each line."""
    asked = "SELECT action, actor FROM audit WHERE action LIKE '%refused' ORDER BY seq"
    return await bot.read(lambda tx: [f"{row.action} {row.actor}" for row in tx.conn.execute(text(asked))])


async def tries(chat: Adapter, who: str, delivery: str, tap: Tap) -> str:
    """Somebody presses a button, whatever it does."""
    reply = await (chat.opens if tap.opens else chat.taps)(who, delivery, tap)
    return reply.outcome


async def books(chat: Adapter) -> Shown:
    await chat.says("marta", f"{LOW} @Alice Friday 14:00")
    return await offering(chat, "marta", "send")


async def invites(chat: Adapter) -> Shown:
    preview = await books(chat) if not await _has(chat, "send") else await offering(chat, "marta", "send")
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    return await offering(chat, "marta", "off")


async def begins(chat: Adapter) -> Shown:
    booked = await offering(chat, "marta", "off")
    await chat.taps("marta", booked.delivery, booked.tap("start"))
    return await offering(chat, "marta", "next")


async def ends(chat: Adapter) -> Shown:
    step = await offering(chat, "marta", "end")
    await chat.taps("marta", step.delivery, step.tap("end"))
    return await offering(chat, "marta", "write")


async def sums_up(chat: Adapter) -> Shown:
    after = await offering(chat, "marta", "write")
    await chat.submits("marta", await opened(chat, "marta", after, "write"), SUMMARY)
    return await offering(chat, "marta", "change_summary")


async def answered(chat: Adapter) -> Shown:
    summary = await offering(chat, "alice", "received")
    await chat.taps("alice", summary.delivery, summary.tap("agreed"))
    return await offering(chat, "marta", "change_summary")


async def _has(chat: Adapter, tap: str) -> bool:
    return any(tap in {each.name for each in shown.taps} for shown in await chat.sees("marta"))


STAGES: Mapping[str, Callable[[Adapter], Awaitable[Shown]]] = {
    "preview": books,
    "booked": invites,
    "running": begins,
    "held": ends,
    "summed": sums_up,
    "answered": answered,
}
"""How a talk gets from each of its stages to the next; each gives the card that its holder has then."""

FORMS = {"booked": "move", "held": "write", "summed": "change_summary"}
"""The button of a form that its holder has at a stage."""

THEIRS = {"booked": "coming", "summed": "received", "answered": "received"}
"""A button of the card that the person has at a stage."""


@pytest.fixture(autouse=True)
def library() -> None:
    """The library is read when somebody first asks for a script: not while Slack waits for an answer."""
    company.scripts().all()


async def test_no_other_does_anything_at_any_stage_of_a_talk(chat: Adapter, bot: Bot) -> None:
    """Another manager, HR, a colleague: each button and form of the talk, on its holder's cards and the person's."""
    who, kept = cycle(OTHERS), await refusals(bot)
    for stage, comes_to in STAGES.items():
        card = await comes_to(chat)
        cards = [card, await offering(chat, "alice", THEIRS[stage])] if stage in THEIRS else [card]
        sheet = await opened(chat, "marta", card, FORMS[stage]) if stage in FORMS else None
        before = await bot.snapshot()
        for delivery, tap in [(each.delivery, tap) for each in cards for tap in each.taps]:
            kept.append(f"request_refused {next(who)}")
            assert await tries(chat, kept[-1].split()[1], delivery, tap) == "refused", (stage, tap)
        if sheet:
            kept.append(f"request_refused {next(who)}")
            values = {name: list(given) for name, given in sheet.values.items()}
            assert (await chat.submits(kept[-1].split()[1], sheet, values)).outcome == "refused"
        assert await bot.snapshot() == before, stage
        assert await refusals(bot) == kept, stage


async def test_a_former_manager_opens_nothing_at_any_stage_and_is_told_so(chat: Adapter, bot: Bot) -> None:
    opens = 0
    for stage, comes_to in STAGES.items():
        card = await comes_to(chat)
        await bot.write(managed_by, "xiaodong")
        kinds, seen = await bot.kinds("alice"), len(await chat.sees("alice"))
        for tap in (tap for tap in card.taps if tap.opens):
            opens += 1
            assert await tries(chat, "marta", card.delivery, tap) == "refused", (stage, tap)
        assert await refusals(bot) == ["request_refused marta"] * opens
        assert await bot.kinds("alice") == kinds
        assert len(await chat.sees("alice")) == seen
        await bot.write(managed_by, "marta")
    assert opens > len(FORMS)


async def test_a_former_manager_is_shown_no_step(chat: Adapter, bot: Bot) -> None:
    await invites(chat)
    step = await begins(chat)
    await bot.write(managed_by, "xiaodong")
    kinds, seen = await bot.kinds("alice"), len(await chat.sees("alice"))
    await chat.taps("marta", step.delivery, step.tap("next"))
    assert "isn’t one you hold with that person" in "\n".join(each.says for each in await chat.sees("marta"))
    assert (await refusals(bot))[-1] == "evidence_refused marta"
    assert await bot.kinds("alice") == kinds
    assert len(await chat.sees("alice")) == seen


def managed_by(tx: Transaction, manager: str) -> None:
    alice = people.person(tx, "alice")
    assert alice
    roster.update_person(tx, replace(alice, manager=manager))


@pytest.mark.parametrize(
    ("who", "asks"),
    [
        ("xiaodong", f"{LOW} @Alice Friday 14:00"),
        ("xiaodong", "interview-template pip-kickoff @Alice Friday 14:00"),
        ("xiaodong", "prep @Alice"),
        ("hana", "prep @Alice"),
        ("tomas", "prep @Alice"),
    ],
)
async def test_who_asks_for_somebody_elses_report_gets_nothing(chat: Adapter, bot: Bot, who: str, asks: str) -> None:
    await invites(chat)
    kinds, seen = await bot.kinds("alice"), len(await chat.sees("alice"))
    await chat.says(who, asks)
    said = (await chat.sees(who))[-1].says
    assert "low-performer" not in said
    assert "14:00" not in said
    assert await refusals(bot) == [f"evidence_refused {who}"]
    assert await bot.kinds("alice") == kinds
    assert len(await chat.sees("alice")) == seen


async def test_hr_holds_no_script_that_is_not_theirs(chat: Adapter, bot: Bot) -> None:
    seen = len(await chat.sees("alice"))
    await chat.says("hana", f"{LOW} @Alice Friday 14:00")
    assert "send" not in {tap.name for each in await chat.sees("hana") for tap in each.taps}
    assert await refusals(bot) == ["evidence_refused hana"]
    assert len(await chat.sees("alice")) == seen


async def test_a_guessed_id_is_refused_like_one_that_is_somebody_elses(chat: Adapter, bot: Bot) -> None:
    """Of a talk's card, of its running sheet, of what an entry's button names."""
    await invites(chat)
    step = await begins(chat)
    before = await bot.snapshot()
    assert await tries(chat, "xiaodong", GUESSED, step.tap("next")) in ("refused", "unreadable")
    assert await tries(chat, "marta", step.delivery, Tap("reaction", GUESSED, "")) in ("refused", "unreadable")
    assert await bot.snapshot() == before
    assert set(await refusals(bot)) == {"request_refused xiaodong", "request_refused marta"}


async def test_hr_that_is_in_hr_no_more_confirms_nothing(chat: Adapter, bot: Bot) -> None:
    await chat.says("marta", "interview-template pip-kickoff @Alice Friday 14:00")
    chooses = await offering(chat, "marta", "partner")
    await chat.taps("marta", chooses.delivery, chooses.tap("partner", "hana"))
    preview = await offering(chat, "marta", "send")
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    asked = await offering(chat, "hana", "confirm")
    await bot.write(_leaves_hr)
    seen = len(await chat.sees("alice"))
    await chat.taps("hana", asked.delivery, asked.tap("confirm"))
    assert await refusals(bot) == ["evidence_refused hana"]
    assert len(await chat.sees("alice")) == seen
    await bot.pass_time(timedelta(minutes=1))
    assert len(await chat.sees("alice")) == seen


def _leaves_hr(tx: Transaction) -> None:
    hana = people.person(tx, "hana")
    assert hana
    roster.update_person(tx, replace(hana, roles=frozenset()))


BUTTONS = (
    *("person", "partner", "send", "not_now", "start", "take", "keep", "off", "calendar", "script", "record"),
    *("next", "back", "step", "reaction", "pause", "end", "coming", "received", "agreed", "version"),
)
AT = ("who", "when", "preview", "asked", "invited", "paused", "running", "held", "summed", "answered")


@pytest.mark.parametrize("stage", AT)
def test_no_button_does_anything_for_who_may_not_hold_the_talk(stage: str) -> None:
    mara, alice = someone("mara", "Mara Keller", "research", ""), someone("alice", "Alice Berger", "research", "wang")
    vocabulary = Vocabulary.of(Catalogue.load())
    for room, plan in ((holder, Plan("holder", "mara", "alice")), (hosting, Plan("host", "mara", guests=("alice",)))):
        facts = TalkFacts(mara, BEGINS, plan, vocabulary, holder=mara, person=alice if plan.person else None)
        for button in BUTTONS:
            at = Address("interview", "mara", "t1")
            event = Clicked(key="k", at=BEGINS, address=at, actor="mara", button=button, value="1")
            state, effects = room.handled(plan.kept(State(), stage), event, facts)
            assert state == plan.kept(State(), stage)
            [shown] = effects
            assert isinstance(shown, Show)
            assert shown.card.name == "interview.refused"
