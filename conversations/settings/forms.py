"""The forms of the settings, one for each topic, and what a sent one means: an entry, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TypeAlias

from conversations.entries import AwayAnnounced, Entry, Paused, SettingChanged
from conversations.rules.cadence import DAY_BEGINS, DAY_ENDS, is_quiet
from conversations.settings.cards import clock, digest_weekday, say, weekday
from conversations.settings.facts import LONGEST_AWAY, PAUSES_A_QUARTER, SettingsFacts
from conversations.toolkit.forms import (
    FAR_AHEAD,
    Answer,
    ChoiceField,
    DayField,
    Errors,
    Form,
    Option,
    RawValues,
    read_form,
)
from conversations.toolkit.words import Day, Phrase, Verbatim

Read: TypeAlias = "tuple[Sequence[Entry], Errors]"

FIRST_WORKING_DAY = "first"

_SLOTS = tuple(time(hour, minute) for hour in range(DAY_BEGINS.hour, DAY_ENDS.hour) for minute in (0, 30))
_QUIET_FROM = tuple(time(hour) for hour in range(14, 23))
_QUIET_TO = tuple(time(hour) for hour in range(6, 14))
_PAUSE_WEEKS = ("1", "2", "4", "6")


def form(name: str, facts: SettingsFacts) -> Form:
    """A form of the settings, prefilled with what stands. Raises KeyError for an unknown name."""
    return _FORMS[name][0](facts)


def read(name: str, values: RawValues, facts: SettingsFacts) -> Read:
    """What a sent form asks for, as entries; or the errors by field. Raises KeyError for an unknown name."""
    answers, errors = read_form(form(name, facts), values)
    return ((), errors) if errors else _FORMS[name][1](answers, facts)


def pause_until(until: date, facts: SettingsFacts) -> Phrase | None:
    """What is wrong with a pause until this day; None if it may begin."""
    if facts.pauses >= PAUSES_A_QUARTER:
        return say("errors.no_pause_left")
    if until <= facts.today:
        return Phrase("words.errors.in_the_past")
    return say("errors.pause_too_long", day=Day(facts.latest_pause)) if until > facts.latest_pause else None


def away_between(first: date, last: date, facts: SettingsFacts) -> Errors:
    """What is wrong with these days away, by field; nothing if they can be noted."""
    if last < first:
        return {"last": say("errors.ends_before", day=Day(first))}
    if last < facts.today:
        return {"last": Phrase("words.errors.in_the_past")}
    return {"last": say("errors.away_too_long")} if last - first > LONGEST_AWAY else {}


def _slot(facts: SettingsFacts) -> Form:
    day = FIRST_WORKING_DAY if facts.owner.slot_day is None else str(facts.owner.slot_day)
    parts = (
        ChoiceField("day", say("slot.day"), options=_days(facts), value=day, required=True, look="menu"),
        _times("time", "slot.time", _SLOTS, facts.owner.slot_time),
    )
    return Form("slot", say("slot.title"), parts, Phrase("words.buttons.save"))


def _read_slot(answers: Mapping[str, Answer], facts: SettingsFacts) -> Read:
    at = time.fromisoformat(str(answers["time"]))
    if is_quiet(at, facts.owner.quiet_from, facts.owner.quiet_to):
        since, until = clock(facts.owner.quiet_from), clock(facts.owner.quiet_to)
        return (), {"time": say("errors.slot_is_quiet", since=since, until=until)}
    return (SettingChanged("slot_day", _day(answers)), SettingChanged("slot_time", clock(at))), {}


def _quiet(facts: SettingsFacts) -> Form:
    parts = (
        _times("since", "quiet.since", _QUIET_FROM, facts.owner.quiet_from),
        _times("until", "quiet.until", _QUIET_TO, facts.owner.quiet_to),
    )
    return Form("quiet", say("quiet.title"), parts, Phrase("words.buttons.save"))


def _read_quiet(answers: Mapping[str, Answer], facts: SettingsFacts) -> Read:
    since, until = (time.fromisoformat(str(answers[name])) for name in ("since", "until"))
    if is_quiet(facts.owner.slot_time, since, until):
        field = "until" if facts.owner.slot_time < until else "since"
        return (), {field: say("errors.quiet_hides_slot", time=clock(facts.owner.slot_time))}
    return (SettingChanged("quiet", f"{clock(since)}-{clock(until)}"),), {}


def _pause(facts: SettingsFacts) -> Form:
    options = tuple(Option(n, say("pause.weeks", n=int(n))) for n in _PAUSE_WEEKS)
    hint = say("pause.day_hint", day=Day(facts.latest_pause))
    parts = (
        ChoiceField("weeks", say("pause.length"), options=options),
        DayField("day", say("pause.day"), hint, earliest=facts.today + timedelta(1)),
    )
    return Form("pause", say("pause.title"), parts, say("buttons.pause"))


def _read_pause(answers: Mapping[str, Answer], facts: SettingsFacts) -> Read:
    weeks, day = str(answers["weeks"]), str(answers["day"])
    if not weeks and not day:
        return (), {"weeks": Phrase("words.errors.required")}
    until = date.fromisoformat(day) if day else facts.today + timedelta(weeks=int(weeks))
    wrong = pause_until(until, facts)
    return ((), {"day" if day else "weeks": wrong}) if wrong else ((Paused(until),), {})


def _away(facts: SettingsFacts) -> Form:
    latest = facts.today + FAR_AHEAD
    parts = (
        DayField("first", say("away.first"), required=True, value=facts.today, earliest=facts.today, latest=latest),
        DayField("last", say("away.last"), say("away.last_hint"), required=True, earliest=facts.today),
    )
    return Form("away", say("away.title"), parts, Phrase("words.buttons.save"))


def _read_away(answers: Mapping[str, Answer], facts: SettingsFacts) -> Read:
    first, last = (date.fromisoformat(str(answers[name])) for name in ("first", "last"))
    errors = away_between(first, last, facts)
    return ((), errors) if errors else ((AwayAnnounced(first, last),), {})


def _digest(facts: SettingsFacts) -> Form:
    present = str(digest_weekday(facts))
    part = ChoiceField("day", say("digest.day"), options=_own_days(facts), value=present, required=True, look="menu")
    return Form("digest", say("digest.title"), (part,), Phrase("words.buttons.save"))


def _read_digest(answers: Mapping[str, Answer], _facts: SettingsFacts) -> Read:
    return (SettingChanged("digest_day", str(answers["day"])),), {}


_FORMS: Mapping[
    str,
    tuple[Callable[[SettingsFacts], Form], Callable[[Mapping[str, Answer], SettingsFacts], Read]],
] = {
    "slot": (_slot, _read_slot),
    "quiet": (_quiet, _read_quiet),
    "pause": (_pause, _read_pause),
    "away": (_away, _read_away),
    "digest": (_digest, _read_digest),
}


def _days(facts: SettingsFacts) -> tuple[Option, ...]:
    return (Option(FIRST_WORKING_DAY, weekday(None)), *_own_days(facts))


def _own_days(facts: SettingsFacts) -> tuple[Option, ...]:
    return tuple(Option(str(day), weekday(day)) for day in sorted(facts.owner.working_days))


def _day(answers: Mapping[str, Answer]) -> str:
    return "" if answers["day"] == FIRST_WORKING_DAY else str(answers["day"])


def _times(name: str, label: str, offered: Sequence[time], present: time) -> ChoiceField:
    options = tuple(Option(clock(at), Verbatim(clock(at))) for at in offered)
    value = clock(present) if present in offered else ""
    return ChoiceField(name, say(label), options=options, value=value, required=True, look="menu")
