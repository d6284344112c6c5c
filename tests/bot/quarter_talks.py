"""The talks by a script of a quarter, facts by hand and improvement plans: who begins what, and what becomes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot import rhythms
from conversations.rules.weeks import instant_of, local_day
from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.events import Address
from conversations.toolkit.forms import RawValues
from conversations.toolkit.wire import from_json
from handlers.platform import Clicking, Commanding, Submitting
from storage import deliveries, roster
from storage.database import Transaction
from storage.deliveries import Kept
from tests.bot.company import the_house

if TYPE_CHECKING:
    from tests.bot.quarter import Quarter

Course = tuple[str, str]
COURSES: Mapping[int, Course] = {
    5: ("pay", "paused"), 12: ("monthly-one-on-one", "held"), 13: ("low-performer", "held"),
    22: ("goal-setting", "wished"), 25: ("project-review", "held"), 32: ("role-change", "held"), 42: ("stay", "off"),
}  # fmt: skip
"""By which script a manager talks with whom, by the remainder of their number by 50, and what becomes of it: it is held
as it was booked, at another time that the person wishes, or once more after a pause; or it is called off.
"""
TALKS_ON, CLOCK, RATHER = date(2026, 10, 22), time(14), "11:00"
"""When all of them are to be, in the zone of the team, and at which time of another day somebody would rather talk."""

EXTRAS: Mapping[str, timedelta] = {
    "fact": timedelta(weeks=4, hours=28), "book": timedelta(weeks=5, hours=27),
    "kick_off": timedelta(weeks=5, hours=28), "away": timedelta(weeks=6, hours=27),
    "improve": timedelta(weeks=3, hours=28), "withdraw": timedelta(weeks=3, hours=76),
    "see": timedelta(weeks=8, hours=28),
}  # fmt: skip
SOME: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "fact": (50, (13,)), "book": (50, tuple(COURSES)), "kick_off": (10_000, (10,)), "away": (50, (25,)),
    "improve": (50, (14, 24)), "withdraw": (50, (24,)), "see": (50, (14,)),
}  # fmt: skip
RUNS = timedelta(weeks=6)
"""For so long an improvement plan is made."""

PLAN: RawValues = {
    "gap": ("Four of six reports came on Mondays.",), "every": ("2",), "mine_1": ("Talk to the data team",),
    "theirs_1": ("Send the draft on Thursdays",),
}  # fmt: skip
SEEN: RawValues = {"text": ("The drafts came on Thursdays.",)}


@dataclass
class Talk:
    """A talk that was booked: with whom, "" for a team, what is to become of it, each time it had, when it was held."""

    holder: str
    person: str
    becomes: str
    dates: list[datetime] = field(default_factory=list)
    held: datetime | None = None


def begins(quarter: "Quarter", tx: Transaction, person: str, kind: str, at: datetime) -> Iterator[str]:
    """What somebody's manager begins with them, or with all of the team."""
    quarter.did[kind] += 1
    yield from _BEGINS[kind](quarter, tx, person, at)


def _books(quarter: "Quarter", tx: Transaction, person: str, _at: datetime) -> Iterator[str]:
    script, becomes = COURSES[int(person[1:]) % 50]
    holder = quarter.people[person].manager
    named = f"{quarter.people[person].email} "
    yield from _booked(quarter, tx, f"{script} {named}", Talk(holder, person, becomes))


def _kicks_off(quarter: "Quarter", tx: Transaction, person: str, _at: datetime) -> Iterator[str]:
    yield from _booked(quarter, tx, "kick-off ", Talk(person, "", "wished"))


def _booked(quarter: "Quarter", tx: Transaction, what: str, talk: Talk) -> Iterator[str]:
    """Asked for in one line, with HR where the script wants that, and sent once the preview was seen."""
    holder = talk.holder
    command = Commanding(f"interview-template {what}{TALKS_ON:%-d %B} {CLOCK:%H:%M}")
    yield from quarter.takes(tx, holder, command)
    kept = deliveries.latest_of(tx, holder, "interview", holder)
    assert kept
    talk.dates.append(instant_of(TALKS_ON, CLOCK, quarter.people[holder].zone))
    quarter.talks[kept.address.key] = talk
    yield from _may_tap(quarter, tx, kept.address, holder, "partner")
    yield from _tap(quarter, tx, kept.address, holder, "send")


def _adds_a_fact(quarter: "Quarter", tx: Transaction, person: str, at: datetime) -> Iterator[str]:
    manager = quarter.people[person].manager
    yield from quarter.takes(tx, manager, Commanding(f"prep {quarter.people[person].email}"))
    kept = deliveries.latest_of(tx, manager, "prep", manager)
    assert kept
    day = local_day(at, quarter.people[manager].zone).isoformat()
    given: RawValues = {"day": (day,), "text": ("The report came two days late.",)}
    yield from quarter.takes(tx, manager, Submitting(kept.id, f"fact:{person}", given))


def _goes_away(quarter: "Quarter", tx: Transaction, person: str, at: datetime) -> Iterator[str]:
    """Leave for the days around the talk, as HR brings it from its own list."""
    roster.set_leave(tx, person, [(TALKS_ON, TALKS_ON + timedelta(days=1))])
    rhythms.plan_person(tx, person, the_house().calendars, at)
    yield from ()


def _improves(quarter: "Quarter", tx: Transaction, person: str, at: datetime) -> Iterator[str]:
    manager = quarter.people[person].manager
    yield from quarter.takes(tx, manager, Commanding(f"improve {quarter.people[person].email}"))
    kept = deliveries.latest_of(tx, manager, "improve", manager)
    assert kept
    yield from quarter.takes(tx, manager, Clicking(kept.id, "cause", "resource"))
    by, ends = _day(at, 14), (at + RUNS).date().isoformat()
    given = {**PLAN, "mine_1_by": (by,), "theirs_1_by": (by,), "ends": (ends,)}
    yield from _submit(quarter, tx, kept.address, manager, "plan", given)
    yield from _tap(quarter, tx, kept.address, manager, "send")


def _sees(quarter: "Quarter", tx: Transaction, person: str, _at: datetime) -> Iterator[str]:
    """What is noted of a plan unasked: a reminder that finds no room in the week only changes the card."""
    manager = quarter.people[person].manager
    kept = deliveries.latest_of(tx, manager, "improve", manager)
    assert kept
    yield from _submit(quarter, tx, kept.address, manager, "note", SEEN)


def _withdraws(quarter: "Quarter", tx: Transaction, person: str, _at: datetime) -> Iterator[str]:
    manager = quarter.people[person].manager
    kept = deliveries.latest_of(tx, manager, "improve", manager)
    assert kept
    yield from _tap(quarter, tx, kept.address, manager, "withdraw")


_BEGINS: Mapping[str, Callable[["Quarter", Transaction, str, datetime], Iterator[str]]] = {
    "book": _books, "kick_off": _kicks_off, "fact": _adds_a_fact, "away": _goes_away, "improve": _improves,
    "see": _sees, "withdraw": _withdraws,
}  # fmt: skip


# --- what they do about what comes -------------------------------------------------------------------------------


def _hr(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    """HR would like a word first, the first time; then they confirm."""
    first = not quarter.did["talk_first"]
    quarter.did["talk_first"] += first
    yield from _may_tap(quarter, tx, kept.address, kept.recipient, "talk_first" if first else "confirm")


def _asks_again(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    yield from _may_tap(quarter, tx, kept.address, kept.recipient, "send")


def _invited(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    """They will be there; one would rather talk on another day, and so would one of a team."""
    talk = quarter.talks[kept.address.key]
    if talk.becomes == "wished":
        talk.becomes = "held"
        yield from _wishes(quarter, tx, kept, talk)
    else:
        yield from _may_tap(quarter, tx, kept.address, kept.recipient, "coming")


def _paused(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    yield from _wishes(quarter, tx, kept, quarter.talks[kept.address.key])


def _wishes(quarter: "Quarter", tx: Transaction, kept: Kept, talk: Talk) -> Iterator[str]:
    quarter.did["wished"] += 1
    other = max(talk.dates[-1], quarter.watch.now)
    day = _day(other, 1 if other.weekday() < 4 else 4)
    yield from _submit(quarter, tx, kept.address, kept.recipient, "other", {"day": (day,), "at": (RATHER,)})


def _moves(quarter: "Quarter", tx: Transaction, kept: Kept, card: Card) -> Iterator[str]:
    """The time that is proposed is taken, as long as one is."""
    found = [each for each in buttons_of(card) if each.name == "take"]
    if found:
        quarter.talks[kept.address.key].dates.append(datetime.fromisoformat(found[0].value))
        yield from _tap(quarter, tx, kept.address, kept.recipient, "take")


def _calls_off(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    """One of those who were told that somebody will be there calls it off."""
    if quarter.talks[kept.address.key].becomes == "off":
        quarter.did["called_off"] += 1
        yield from _may_tap(quarter, tx, kept.address, kept.recipient, "off")


def _holds(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    """The talk by the running sheet, and what was agreed; one is paused, and held another day."""
    talk, holder = quarter.talks[kept.address.key], kept.recipient
    yield from _tap(quarter, tx, kept.address, holder, "start")
    if talk.becomes == "paused":
        talk.becomes = "held"
        quarter.did["paused"] += 1
        yield from _tap(quarter, tx, kept.address, holder, "pause")
        return
    for tap in ("next", "end"):
        yield from _tap(quarter, tx, kept.address, holder, tap)
    talk.held = quarter.watch.now
    quarter.did["held"] += 1
    by = _day(talk.held, 14)
    given: RawValues = {"what_1": ("Talk to the data team",), "who_1": (holder,), "by_1": (by,), "text": ("On track.",)}
    theirs: RawValues = {"what_2": ("Send the draft",), "who_2": (talk.person,), "by_2": (by,)} if talk.person else {}
    yield from _submit(quarter, tx, kept.address, holder, "sum", {**given, **theirs})
    yield from _may_tap(quarter, tx, kept.address, holder, "send_anyway")


def _summary(quarter: "Quarter", tx: Transaction, kept: Kept, card: Card) -> Iterator[str]:
    """The first who may sees it differently, once; the others agree, or have received it."""
    if not quarter.did["differs"] and any(each.opens == "differ" for each in buttons_of(card)):
        quarter.did["differs"] += 1
        text: RawValues = {"text": ("The data came in May.",)}
        yield from _submit(quarter, tx, kept.address, kept.recipient, "differ", text, 1)
    else:
        agrees = any(each.name == "agreed" for each in buttons_of(card))
        yield from _may_tap(quarter, tx, kept.address, kept.recipient, "agreed" if agrees else "received")


def _answer(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    """What was seen differently is written anew, once."""
    if quarter.did["differs"] and not quarter.did["reworded"]:
        quarter.did["reworded"] += 1
        given: RawValues = {"text": ("The data came in May.",), "why": ("That is right.",)}
        yield from _submit(quarter, tx, kept.address, kept.recipient, "change_text", given, 1)


def _feels(quarter: "Quarter", tx: Transaction, kept: Kept, _card: Card) -> Iterator[str]:
    quarter.did["felt"] += 1
    for question in ("useful", "respectful"):
        yield from _may_tap(quarter, tx, kept.address, kept.recipient, question, slot=kept.slot)


def _plan(quarter: "Quarter", tx: Transaction, kept: Kept, card: Card) -> Iterator[str]:
    """The person agrees to the plan, and has received what came of it; the manager notes what they see, and closes it.

    The plan that is to be withdrawn waits for an answer.
    """
    opens = {each.opens for each in buttons_of(card)}
    names = {each.name for each in buttons_of(card)}
    who = kept.recipient
    if int(who[1:]) % 50 in SOME["withdraw"][1]:
        return
    if "close" in opens:
        quarter.did["closed"] += 1
        yield from _submit(quarter, tx, kept.address, who, "close", {"how": ("reached",), **SEEN})
    elif "training" in opens:
        quarter.did["noted"] += 1
        yield from _submit(quarter, tx, kept.address, who, "note", SEEN)
    elif found := names & {"received", "agree"}:
        yield from _tap(quarter, tx, kept.address, who, max(found))


Reacting = Callable[["Quarter", Transaction, Kept, Card], Iterator[str]]
REACTIONS: Mapping[str, Reacting] = {
    "interview.hr": _hr,
    "interview.talk_first": _asks_again,
    "interview.invited": _invited,
    "interview.paused": _paused,
    "interview.wish": _moves,
    "interview.fell": _moves,
    "interview.booked": _calls_off,
    "interview.today": _holds,
    "interview.summary": _summary,
    "interview.answer": _answer,
    "interview.pulse": _feels,
    "improve.plan": _plan,
}
"""What is done about each message, in several turns where one leads to the next."""

LIKELY: Mapping[str, float] = {**dict.fromkeys(REACTIONS, 1.0), "interview.summary": 0.8, "interview.pulse": 0.6}
"""How likely it is that somebody does."""


def _tap(quarter: "Quarter", tx: Transaction, at: Address, who: str, name: str, slot: str = "main") -> Iterator[str]:
    """Tap the first button of this name on what stands there now."""
    kept, found = _stands(tx, at, who, name, slot)
    assert kept and found, (name, kept)
    yield from quarter.takes(tx, who, Clicking(kept.id, name, found[0]))


def _may_tap(
    quarter: "Quarter", tx: Transaction, at: Address, who: str, name: str, slot: str = "main"
) -> Iterator[str]:
    """Tap it, if it is there."""
    _, found = _stands(tx, at, who, name, slot)
    if found:
        yield from _tap(quarter, tx, at, who, name, slot)


def _stands(tx: Transaction, at: Address, who: str, name: str, slot: str) -> tuple[Kept | None, list[str]]:
    kept = deliveries.standing_in(tx, at, who, slot)
    card: Card | None = from_json(Card, deliveries.card_of(tx, kept)) if kept else None
    return kept, [each.value for each in buttons_of(card) if each.name == name and not each.opens] if card else []


def _submit(
    quarter: "Quarter", tx: Transaction, at: Address, who: str, form: str, given: RawValues, version: int | None = None
) -> Iterator[str]:
    kept = deliveries.standing_in(tx, at, who, "main")
    assert kept
    yield from quarter.takes(tx, who, Submitting(kept.id, form, given, version))


def _day(at: datetime, days: int) -> str:
    return (at + timedelta(days=days)).date().isoformat()
