"""How much of a goal's time somebody is at work: the weeks that leave, a late start or an early end take from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from conversations.rules.roster import Person
from conversations.rules.skips import Absence, WorkingWeek, own_workdays
from conversations.rules.weeks import Week, week_of


def weeks_present(
    first: date, last: date, person: Person, away: Sequence[Absence], working: WorkingWeek
) -> tuple[int, int]:
    """In how many of the weeks of a period somebody is at work on any day, and how many weeks it has."""
    of = week_of(last).ordinal - week_of(first).ordinal + 1
    gone = [*away, *_not_employed(first, last, person)]
    weeks = {week for absence in gone for week in _weeks(max(first, absence.first), min(last, absence.last))}
    return of - sum(_is_away(week, first, last, gone, working) for week in weeks), of


def workdays_left(
    first: date, last: date, person: Person, away: Sequence[Absence], working: WorkingWeek
) -> tuple[int, int]:
    """On how many of the workdays of some days somebody is at work, and how many workdays these days have."""
    gone = [*away, *_not_employed(first, last, person)]
    days = [day for week in _weeks(first, last) for day in own_workdays(week, working) if first <= day <= last]
    return sum(not any(absence.covers(day) for absence in gone) for day in days), len(days)


def _not_employed(first: date, last: date, person: Person) -> Iterator[Absence]:
    if person.start_date and person.start_date > first:
        yield Absence(first, person.start_date - timedelta(days=1))
    if person.leaving_date and person.leaving_date < last:
        yield Absence(person.leaving_date + timedelta(days=1), last)


def _weeks(first: date, last: date) -> Iterator[Week]:
    week = week_of(first)
    while week.monday <= last:
        yield week
        week = week.next


def _is_away(week: Week, first: date, last: date, gone: Sequence[Absence], working: WorkingWeek) -> bool:
    """Whether no day of a week is left; one that has no workdays anyway takes nothing from the time."""
    days = [day for day in own_workdays(week, working) if first <= day <= last]
    return bool(days) and all(any(absence.covers(day) for absence in gone) for day in days)
