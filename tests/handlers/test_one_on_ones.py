"""One-on-ones on each platform: points of both and from the digest, the reminder and its calendar file, what was agreed
until it is done; and nobody but the two ever has anything of it.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
from icalendar import Calendar

from conversations.toolkit.reader import Written
from storage.database import Transaction
from tests.handlers.contract import people
from tests.handlers.contract.adapter import Adapter, Reply, Shown, Tap
from tests.handlers.contract.doing import STUCK, checks_in, last, offering, opened
from tests.handlers.contract.house import Bot, with_probe
from tests.handlers.contract.web import Browser, Web

THURSDAYS = {"every": ["week"], "weekday": ["3"], "at": ["14:00"], "minutes": ["30"]}
KINDS = (
    *("agenda_item_added", "agenda_item_settled", "action_agreed", "action_settled"),
    *("talk_rhythm_set", "talk_planned", "talk_noted"),
)
THEIRS = ("raise the budget question", "The new desk", "The drawing is missing", "the contract", "is frozen", "14:00")
"""Words of the two, and when they talk."""


@pytest.fixture
async def page(bot: Bot) -> AsyncIterator[Web]:
    """The page, whatever the chat: the calendar file is fetched from there."""
    web = Web(bot)
    yield web
    await web.close()


async def test_a_one_on_one_from_its_first_point_to_what_was_agreed(chat: Adapter, bot: Bot, page: Web) -> None:
    await _points_of_both(chat)
    await _a_point_from_the_digest(chat)
    await _a_rhythm(chat)
    await _reminded_two_hours_before(chat, bot)
    await _the_calendar_file(chat, page)
    await bot.pass_time(timedelta(hours=2))
    await _talked(chat)
    await bot.pass_time(timedelta(days=6, hours=22))
    await _kept_until_done(chat)
    await _nobody_else_has_any_of_it(chat, bot)


async def _points_of_both(chat: Adapter) -> None:
    """Each puts one on the agenda in a line; the card of the other follows where it stands."""
    await chat.says("alice", "1:1: raise the budget question")
    assert "On the agenda: “raise the budget question”" in _one(await last(chat, "alice"))
    await chat.says("marta", "1:1 Alice: The new desk")
    for who, other in (("alice", "Marta Novák"), ("marta", "Alice Brown")):
        agenda = _one(await offering(chat, who, "add"))
        assert f"One-on-one with {other}" in agenda
        assert "raise the budget question" in agenda
        assert "The new desk" in agenda
        assert f"From {other}" in agenda
        assert f"Only you and {other} can read this. Not HR, and not the next manager." in agenda
    assert len([each for each in await chat.sees("alice") if "One-on-one with" in _one(each)]) == 1


async def _a_point_from_the_digest(chat: Adapter) -> None:
    """What Alice is stuck on goes from Marta's digest onto the agenda, for both, and to nobody's head by itself."""
    await checks_in(chat, "alice", STUCK)
    assert "The drawing is missing" not in _one(await offering(chat, "marta", "add"))
    await chat.calls("marta", "team")
    digest = await offering(chat, "marta", "one_on_one")
    stuck = next(tap for tap in digest.taps if tap.name == "one_on_one")
    await chat.taps("marta", digest.delivery, stuck)
    for who in ("alice", "marta"):
        await chat.says(who, "1:1 Alice" if who == "marta" else "1:1")
        assert "Stuck: The drawing is missing" in _one(await offering(chat, who, "add"))


async def _a_rhythm(chat: Adapter) -> None:
    agenda = await offering(chat, "marta", "rhythm")
    assert await chat.submits("marta", await opened(chat, "marta", agenda, "rhythm"), THURSDAYS) == Reply("taken")
    told = _one(await last(chat, "alice"))
    assert "Marta Novák set when you talk. Next: Thu 3 Dec, 14:00." in told


async def _reminded_two_hours_before(chat: Adapter, bot: Bot) -> None:
    """Both, at noon for two o'clock, and not before; with the points by their titles, and no words of a check-in."""
    await bot.pass_time(timedelta(days=2, hours=1, minutes=40))
    for who in ("alice", "marta"):
        assert "Soon, your one-on-one" not in _all(await chat.sees(who))
    await bot.pass_time(timedelta(minutes=20))
    for who, other in (("alice", "Marta Novák"), ("marta", "Alice Brown")):
        reminder = _one(await last(chat, who))
        assert f"Soon, your one-on-one with {other}" in reminder
        assert "Next: Thu 3 Dec, 14:00" in reminder
        assert "raise the budget question; The new desk; A point from a check-in" in reminder


async def _the_calendar_file(chat: Adapter, page: Web) -> None:
    """From the reminder to the agenda, its date, and the file: for the two the same event, for anybody else none."""
    reminder = await offering(chat, "alice", "open")
    await chat.taps("alice", reminder.delivery, reminder.tap("open"))
    for tap in ("dates", "calendar"):
        agenda = await offering(chat, "alice", tap)
        await chat.taps("alice", agenda.delivery, agenda.tap(tap))
    assert "For your calendar: Thu 3 Dec, 14:00." in _one(await last(chat, "alice"))
    mine, theirs = [await _events(await page.browser(who), of) for who, of in (("alice", "marta"), ("marta", "alice"))]
    assert [(at, title) for _, at, title in mine] == [("2026-12-03T14:00:00+00:00", "One-on-one with Marta Novák")]
    assert [(at, title) for _, at, title in theirs] == [("2026-12-03T14:00:00+00:00", "One-on-one with Alice Brown")]
    assert mine[0][0] == theirs[0][0], "one event, in two calendars"
    for who, of in (("hana", "alice"), ("hana", "marta"), ("sofia", "alice"), ("tomas", "marta")):
        assert (await (await page.browser(who)).get(f"/one-on-one/{of}.ics")).status == 404, who


async def _events(browser: Browser, other: str) -> list[tuple[str, str, str]]:
    got = await browser.get(f"/one-on-one/{other}.ics")
    assert (got.status, got.content_type) == (200, "text/calendar")
    file = await got.text()
    assert not any(words in file for words in THEIRS[:-1]), "no point stands in a calendar that others may see"
    found = Calendar.from_ical(file).walk("VEVENT")
    return [(str(each["UID"]), each.decoded("DTSTART").isoformat(), str(each["SUMMARY"])) for each in found]


async def _talked(chat: Adapter) -> None:
    """By the clock they are talking: what Marta types is a note, or an action of Alice's; two points are ticked."""
    await chat.says("marta", "1:1 Alice")
    agenda = await offering(chat, "marta", "finish")
    assert "You’re talking right now." in _one(agenda)
    await chat.says("marta", "The travel money is frozen until January")
    assert "Noted." in _one(await last(chat, "marta"))
    await chat.says("marta", "Alice sends the contract by 18 December")
    assert "Agreed: Alice Brown, by Fri 18 Dec." in _one(await last(chat, "marta"))
    for point in ("raise the budget question", "The drawing is missing"):
        agenda = await offering(chat, "marta", "finish")
        assert point in _one(agenda)
        await chat.taps("marta", agenda.delivery, _talked_about(agenda, point))
    agenda = await offering(chat, "marta", "finish")
    await chat.taps("marta", agenda.delivery, agenda.tap("finish"))
    after = _one(await last(chat, "marta"))
    assert "Good talk." in after
    assert "Next: Thu 10 Dec, 14:00" in after
    assert "You talked about it on Thu 3 Dec." in _all(await chat.sees("alice")), (
        "whoever raised it sees on the check-in that it was"
    )


def _talked_about(agenda: Shown, point: str) -> Tap:
    """The button beside a point: they stand in the order of the points on the card."""
    open_ = sorted((each for each in THEIRS[:3] if each in _one(agenda)), key=_one(agenda).index)
    return [tap for tap in agenda.taps if tap.name == "talked"][open_.index(point)]


async def _kept_until_done(chat: Adapter) -> None:
    """A week later it is on both their cards, with the point that was left; once Alice did it, on neither."""
    reminder = await last(chat, "alice")
    assert "Next: Thu 10 Dec, 14:00" in _one(reminder)
    assert "One action is open." in _one(reminder)
    for who, called in (("alice", "1:1"), ("marta", "1:1 Alice")):
        await chat.says(who, called)
        agenda = _one(await offering(chat, who, "done"))
        assert "the contract" in agenda
        assert "carried over from Thu 3 Dec" in agenda
        assert "The new desk" in agenda
        assert "is frozen until January" in agenda
    agenda = await offering(chat, "alice", "done")
    await chat.taps("alice", agenda.delivery, agenda.tap("done"))
    for who in ("alice", "marta"):
        assert "the contract" not in _one(await offering(chat, who, "add")), who


async def _nobody_else_has_any_of_it(chat: Adapter, bot: Bot) -> None:
    """HR asks by name and gets nothing, was told nothing, and may read no entry of it; nor may who leads Marta."""
    assert await chat.sees("hana") == []
    for other in (people.HANA, people.SOFIA, people.TOMAS):
        await chat.says(other.id, "1:1 Alice")
        told = _all(await chat.sees(other.id))
        assert told
        assert not [words for words in THEIRS if words in told], other.name
        assert not await bot.read(_entries, other.id, bot), other.name
    read = {each.entry.kind for each in await bot.read(_entries, "marta", bot)}
    assert read == set(KINDS), "the two read all of it"


def _entries(tx: Transaction, reader: str, bot: Bot) -> Sequence[Written]:
    who = next(each for each in people.PEOPLE if each.id == reader)
    return with_probe().reader(tx, who, bot.clock.company()).entries("alice", KINDS)


def _all(shown: Sequence[Shown]) -> str:
    return "\n".join(map(_one, shown))


def _one(shown: Shown) -> str:
    """What a message says, wherever the platform breaks its lines."""
    return " ".join(shown.says.split())
