"""Safety 13, 14: who reads what, and that it ends with a move in the organisation, on every handle."""

from dataclasses import replace
from datetime import timedelta

from storage import deliveries, people, roster, sending
from storage.database import Transaction
from storage.deliveries import Kept, Letter
from tests.handlers.contract.adapter import Adapter, Shown
from tests.handlers.contract.doing import checks_in, last, offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.contract.people import PEOPLE

EVERYBODY = tuple(person.id for person in PEOPLE)
COMMANDS = ("help", "team", "departments", "settings", "privacy", "checkin")
WEEK = {
    "plans": ["plan-words"],
    "stuck": ["yes"],
    "stuck_on": ["stuck-words"],
    "helper": ["manager"],
    "urgent": ["true"],
}
HR_ONLY = {"plans": ["hr-week-plan"], "stuck": ["yes"], "stuck_on": ["hr-words"], "helper": ["hr"], "urgent": ["true"]}


async def _pages(chat: Adapter) -> dict[str, str]:
    """All that everybody has before them."""
    return {person: "\n".join(shown.says for shown in await chat.sees(person)) for person in EVERYBODY}


async def _who_reads(chat: Adapter, words: str) -> set[str]:
    return {person for person, page in (await _pages(chat)).items() if words in page}


async def _moves(bot: Bot, person: str, manager: str) -> None:
    def move(tx: Transaction) -> None:
        known = people.person(tx, person)
        assert known
        roster.update_person(tx, replace(known, manager=manager))

    await bot.write(move)


async def test_13_eight_roles_try_everything(chat: Adapter) -> None:
    """The writer, the manager, a peer, another team's manager and member, HR, the manager's manager, a stranger."""
    await checks_in(chat, "alice", WEEK)
    await checks_in(chat, "lijing", HR_ONLY)
    for person in EVERYBODY:
        for command in COMMANDS:
            assert (await chat.calls(person, command)).outcome == "taken"
    assert await _who_reads(chat, "plan-words") == {"alice", "marta"}
    assert await _who_reads(chat, "stuck-words") == {"alice", "marta"}
    assert await _who_reads(chat, "hr-week-plan") == {"lijing", "marta"}
    assert await _who_reads(chat, "hr-words") == {"lijing", "hana"}
    for owner in ("alice", "lijing", "marta", "hana"):
        for shown in await chat.sees(owner):
            await _nobody_else_can_press(chat, owner, shown)


async def _nobody_else_can_press(chat: Adapter, owner: str, shown: Shown) -> None:
    for person in {*EVERYBODY} - {owner}:
        for tap in shown.taps[:3]:
            acts = chat.opens if tap.opens else chat.taps
            assert (await acts(person, shown.delivery, tap)).outcome == "refused", (person, tap)


async def test_13_energy_is_for_oneself_alone(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", {"plans": ["first"], "stuck": ["no"]})
    await bot.pass_time(timedelta(days=7))
    await checks_in(chat, "alice", {"plans": ["second"], "stuck": ["no"], "energy": ["2"]})
    assert "energy_noted" in await bot.kinds("alice")
    await chat.calls("marta", "team")
    assert "second" in (await last(chat, "marta")).says
    assert await _who_reads(chat, "Energy") == {"alice"}


async def test_14_with_the_move_every_old_handle_is_shut(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", WEEK)
    await chat.calls("marta", "team")
    handles = [shown for shown in await chat.sees("marta") if shown.taps]
    digest = handles[-1]
    modal = await opened(chat, "marta", digest, "reply")
    await _moves(bot, "alice", "xiaodong")
    before, kinds = await bot.snapshot(), await bot.kinds("alice")
    for shown in handles:
        for tap in shown.taps:
            acts = chat.opens if tap.opens else chat.taps
            reply = await acts("marta", shown.delivery, tap)
            assert (reply.outcome, reply.sheet) == ("refused", None), tap
    assert (await chat.submits("marta", modal, {"text": ["from before the move"]})).outcome == "refused"
    assert await bot.snapshot() == before
    assert await bot.kinds("alice") == kinds


async def test_14_old_messages_say_no_more(chat: Adapter, bot: Bot) -> None:
    """What our own page keeps is read anew; what Slack and Teams keep for themselves is theirs."""
    await checks_in(chat, "alice", WEEK)
    await chat.calls("marta", "team")
    assert "plan-words" in (await last(chat, "marta")).says
    await _moves(bot, "alice", "xiaodong")
    if chat.name == "web":
        assert await _who_reads(chat, "plan-words") == {"alice"}
        assert await _who_reads(chat, "stuck-words") == {"alice"}
    await chat.calls("marta", "team")
    assert "plan-words" not in (await last(chat, "marta")).says
    # The new manager reads what is written from now on, not what was written to the old one.
    await chat.calls("xiaodong", "team")
    assert "plan-words" not in (await last(chat, "xiaodong")).says
    await checks_in(chat, "alice", {**WEEK, "plans": ["new-words"]})
    await chat.calls("xiaodong", "team")
    assert await _who_reads(chat, "new-words") == {"alice", "xiaodong"}


async def test_14_a_digest_that_waits_is_not_sent(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", WEEK)
    await chat.calls("marta", "team")
    await bot.settled()
    sent, queued = await bot.write(_queue_again, "marta", bot)
    await _moves(bot, "alice", "xiaodong")
    await bot.write(sending.bring_forward, timedelta(hours=2))
    await chat.calls("marta", "help")
    await bot.settled()
    kept = await bot.read(deliveries.get, queued)
    assert kept
    assert (kept.status, kept.reason) == ("failed", "not_theirs")
    assert queued not in {shown.delivery for shown in await chat.sees("marta")}
    assert sent.about


async def test_14_among_several_reports_the_others_go_on(chat: Adapter, bot: Bot) -> None:
    for person, words in (("alice", "plan of Alice"), ("lijing", "plan of Li Jing")):
        await checks_in(chat, person, {"plans": [words], "stuck": ["no"]})
    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    of_alice, of_lijing = (tap for tap in digest.taps if tap.name == "read")
    await _moves(bot, "alice", "xiaodong")
    before = await bot.kinds("alice")
    for name in ("read", "one_on_one", "rephrase"):
        await chat.taps("marta", digest.delivery, digest.tap(name, of_alice.value))
    assert await bot.kinds("alice") == before
    # What our own page may show only a part of any more is drawn anew as soon as somebody looks at it.
    shut = chat.name == "web"
    assert ("plan of Li Jing" in (await last(chat, "marta")).says) is not shut
    await bot.pass_time(timedelta(minutes=1))
    shown = await offering(chat, "marta", "read")
    assert (await chat.taps("marta", shown.delivery, of_lijing)).outcome == "taken"
    now = await last(chat, "marta")
    assert "李静" in now.says
    assert "Alice" not in now.says
    assert "check_in_read" in await bot.kinds("lijing")


def _queue_again(tx: Transaction, person: str, bot: Bot) -> tuple[Kept, str]:
    """The digest once more, kept back until the quiet hours end."""
    kept = deliveries.latest_of(tx, person, "manager_digest", person)
    assert kept
    now = bot.clock.real()
    letter = Letter(
        key="queued",
        address=kept.address,
        recipient=person,
        slot="queued",
        name=kept.name,
        card=deliveries.card_of(tx, kept),
        at=kept.at,
        about=kept.about,
        not_before=now + timedelta(hours=1),
    )
    queued = deliveries.plan(tx, letter, now)
    assert sending.next_for(tx, person, now) is None
    return kept, queued
