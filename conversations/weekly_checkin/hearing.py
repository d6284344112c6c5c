"""When those who could help hear of something, and what days they have to answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from conversations.rules.cadence import Timing, digest_at, send_at
from conversations.rules.roster import Person
from conversations.rules.timing import answering_timing_of, digest_timing_of, timing_of
from conversations.rules.weeks import local_day, week_at
from conversations.toolkit.events import Due, Event, Looked
from conversations.toolkit.reader import Blocker, Reader

HR_AT_A_TIME = 3
"""Where HR is asked they are asked in turn: so many first, and the next each time nobody has answered."""

LONG_WEEKEND = timedelta(days=4)
"""Who may be written to again within this time is not away."""


def answering_of(reader: Reader, people: Sequence[Person | None]) -> Mapping[str, Timing]:
    """The days that each of them has to answer in, by id."""
    return {each.id: answering_timing_of(each, reader.calendar(each.region)) for each in people if each}


def away_among(reader: Reader, people: Sequence[Person | None], at: datetime) -> frozenset[str]:
    """Those of them who are on leave or paused now, or stopped all messages: nothing wakes them, however urgent."""
    return frozenset(each.id for each in people if each and (each.stopped or _is_away(reader, each, at)))


def _is_away(reader: Reader, person: Person, at: datetime) -> bool:
    today = local_day(at, person.zone)
    away = reader.absences(person.id, today)
    return timing_of(person, reader.calendar(person.region), away).circumstances.is_away(today)


def hears_at(reader: Reader, manager: Person, at: datetime) -> tuple[datetime, bool]:
    """When a manager hears of something raised `at` some instant that can wait, and whether that is after days away.
    Nobody comes back to a card for each thing: the digest of the week of return brings them all. Who stopped all
    messages gets none.
    """
    if manager.stopped:
        return at, False
    away = reader.absences(manager.id, local_day(at, manager.zone))
    timing = digest_timing_of(manager, reader.calendar(manager.region), away)
    week, back = week_at(at, manager.zone), send_at(at, timing) or at
    is_away = back - at > LONG_WEEKEND
    digest = digest_at(week_at(back, manager.zone) if is_away else week, timing)
    if digest and digest > at:
        return digest, is_away
    return at, False


def read_in_digests(reader: Reader, manager: Person | None, blockers: Sequence[Blocker]) -> Mapping[str, datetime]:
    """When the manager reads of each that was raised with them and can wait, by id."""
    if manager is None:
        return {}
    with_them = [one for one in blockers if one.helper_kind == "manager" and one.helper == manager.id]
    waiting = [one for one in with_them if not (one.urgent or one.answered_at)]
    return {one.id: hears_at(reader, manager, one.raised_at)[0] for one in waiting}


def offered_since(event: Event | Looked, blockers: Sequence[Blocker]) -> datetime | None:
    """When that was raised for which another helper may be offered now; None at any other moment."""
    timer, _, about = event.timer.partition(":") if isinstance(event, Due) else ("", "", "")
    return next((each.raised_at for each in blockers if timer == "offer" and each.id == about), None)
