"""The forms of a one-on-one: points, an action, the note, another date, the rhythm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from conversations.one_on_one.facts import PairFacts, say
from conversations.rules.cadence import DAY_BEGINS, DAY_ENDS
from conversations.rules.one_on_ones import Every, TalkRhythm
from conversations.rules.weeks import instant_of, local_day
from conversations.toolkit.forms import (
    FAR_AHEAD,
    MAX_TEXT,
    Answer,
    ChoiceField,
    DayField,
    Form,
    FormPart,
    Option,
    Saying,
    TextField,
    TickField,
)
from conversations.toolkit.one_on_ones import Action
from conversations.toolkit.words import Phrase, Verbatim

POINTS = 5
LONGEST = 300
MINUTES = ("30", "45", "60")
EVERY: tuple[Every, ...] = ("week", "two_weeks", "month", "none")
USUAL = time(14)
_CLOCK = tuple(time(hour, minute) for hour in range(DAY_BEGINS.hour - 1, DAY_ENDS.hour) for minute in (0, 30))


def form(name: str, facts: PairFacts) -> Form | None:
    """A form, prefilled; None once what it is about is over."""
    kind, _, id_ = name.partition(":")
    if not facts.stands or kind not in _FORMS:
        return None
    return _FORMS[kind](name, id_, facts)


def rhythm_of(answers: Mapping[str, Answer], facts: PairFacts) -> TalkRhythm:
    """The rhythm that a sent form sets, from the next such weekday on: two weeks and months are counted from there."""
    every = str(answers["every"])
    known = next(each for each in EVERY if each == every)
    at = time.fromisoformat(str(answers["at"]))
    weekday, minutes = int(str(answers["weekday"])), int(str(answers["minutes"]))
    starts = _next_such(weekday, at, facts)
    return TalkRhythm(known, weekday, at, facts.zone, starts, minutes)


def _next_such(weekday: int, at: time, facts: PairFacts) -> date:
    today = local_day(facts.at, facts.zone)
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    return day if instant_of(day, at, facts.zone) > facts.at else day + timedelta(days=7)


def day_and_time(answers: Mapping[str, Answer]) -> tuple[date, time]:
    """What a sent form moves the talk to."""
    return date.fromisoformat(str(answers["day"])), time.fromisoformat(str(answers["at"]))


def _add(name: str, _id: str, facts: PairFacts) -> Form:
    field = TextField("points", say("add.label"), say("add.hint"), required=True, many=POINTS, max_length=LONGEST)
    return Form(name, say("add.title"), (field, _readers(facts)), say("add.submit"))


def _item(name: str, id_: str, facts: PairFacts) -> Form | None:
    item = facts.item(id_)
    if item is None or item.author != facts.viewer.id or item.source or item.status == "talked":
        return None
    text = TextField("text", say("add.label"), required=True, value=(item.text,), lines=2, max_length=LONGEST)
    return Form(name, say("item.title"), (text, TickField("drop", say("item.drop"))), say("save"), item.version)


def _action(name: str, id_: str, facts: PairFacts) -> Form | None:
    action = facts.action(id_)
    if id_ and action is None:
        return None
    parts: tuple[FormPart, ...] = (
        TextField(
            "what", say("action.what"), say("action.hint"), required=True, max_length=LONGEST,
            value=(action.what,) if action else (),
        ),
        ChoiceField("owner", say("action.who"), options=_two(facts), value=action.owner if action else facts.viewer.id),
        DayField("by", say("action.when"), value=action.by if action else None, earliest=_earliest(action, facts)),
        *((TickField("drop", say("action.drop")),) if action else ()),
    )  # fmt: skip
    return Form(name, say("action.title"), parts, say("save"), action.version if action else None)


def _note(name: str, _id: str, facts: PairFacts) -> Form:
    value = (facts.note,) if facts.note else ()
    text = TextField("text", say("note.label"), say("note.hint"), value=value, lines=8, max_length=MAX_TEXT)
    version = facts.talk.note_version if facts.talk else 0
    return Form(name, say("note.title"), (text, _readers(facts)), say("save"), version)


def _move(name: str, _id: str, facts: PairFacts) -> Form:
    at = facts.next_at.astimezone(ZoneInfo(facts.viewer.zone)) if facts.next_at else None
    parts = (
        DayField(
            "day", say("move.day"), required=True, value=at.date() if at else None,
            earliest=facts.today, latest=facts.today + FAR_AHEAD,
        ),
        _clock(at.time().replace(tzinfo=None) if at else USUAL),
    )  # fmt: skip
    return Form(name, say("move.title"), parts, say("move.submit"), facts.version)


def _rhythm(name: str, _id: str, facts: PairFacts) -> Form:
    now = facts.talk.rhythm if facts.talk else None
    weekdays = tuple(Option(str(n), Phrase(f"words.weekdays.{n}")) for n in range(7))
    minutes = tuple(Option(each, say("rhythm.minutes", n=int(each))) for each in MINUTES)
    every = tuple(Option(each, say(f"every.{each}")) for each in EVERY)
    parts = (
        ChoiceField("every", say("rhythm.every"), required=True, options=every, value=now.every if now else "week"),
        ChoiceField(
            "weekday", say("rhythm.weekday"), required=True, options=weekdays, look="menu",
            value=str(now.weekday if now else 1),
        ),
        _clock(now.at if now else USUAL),
        ChoiceField(
            "minutes", say("rhythm.long"), required=True, options=minutes, value=str(now.minutes if now else MINUTES[0])
        ),
        Saying(say("rhythm.zone", zone=facts.zone)),
    )  # fmt: skip
    return Form(name, say("rhythm.title"), parts, say("save"), facts.version)


def _clock(value: time) -> ChoiceField:
    times = sorted({*_CLOCK, value})
    options = tuple(Option(_hm(each), Verbatim(_hm(each))) for each in times)
    return ChoiceField("at", say("move.at"), required=True, options=options, value=_hm(value), look="menu")


def _hm(at: time) -> str:
    return f"{at:%H:%M}"


def _two(facts: PairFacts) -> tuple[Option, ...]:
    other = facts.other
    named = (Option(other.id, Verbatim(other.name)),) if other else ()
    return (Option(facts.viewer.id, say("action.me")), *named)


def _earliest(action: Action | None, facts: PairFacts) -> date:
    """What is late may stay so; a new day is still to come."""
    return min(action.by, facts.today) if action and action.by else facts.today


def _readers(facts: PairFacts) -> Saying:
    return Saying(say("readers", name=facts.other.name if facts.other else ""))


_FORMS: Mapping[str, Callable[[str, str, PairFacts], Form | None]] = {
    "add": _add,
    "item": _item,
    "action": _action,
    "note": _note,
    "move": _move,
    "rhythm": _rhythm,
}
