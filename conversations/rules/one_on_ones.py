"""When two people talk: their fixed rhythm, the next talk in both their calendars, and when each is reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from conversations.rules.cadence import Timing, send_at
from conversations.rules.skips import open_days
from conversations.rules.weeks import Week, instant_of, local_day, week_of

Every: TypeAlias = Literal["week", "two_weeks", "month", "none"]
Why: TypeAlias = Literal["set", "moved", "away", "skipped", "held"]
"""Why a talk has another date: it was set or moved by hand, one of the two is away, it is left out, or it is over."""

NOTICE = timedelta(hours=2)
"""So long before a talk both are reminded (product.md 3.6)."""

USEFUL = timedelta(minutes=30)
"""A reminder that would come later than this before the talk comes on the working day before."""

THE_DAY_BEFORE = time(16)
AFTERWARDS = timedelta(minutes=15)
"""So long after its end a talk that nobody closed counts as over."""

_WEEKS_AHEAD = 60
_LAST_OF_MONTH = 3
"""A fifth Tuesday is rare: whoever begins on one talks on the fourth."""


@dataclass(frozen=True)
class TalkRhythm:
    """What two people agreed on; local in `zone`, whatever the clocks do. A monthly one keeps to the n-th weekday of
    the month that `starts` is.
    """

    every: Every
    weekday: int
    at: time
    zone: str
    starts: date
    minutes: int = 30


@dataclass(frozen=True)
class Talk:
    """How the talks of two people stand. `number` counts the talks, `sequence` how often this one was moved, as
    calendar files count it; the one that was left out last is kept so that calendars can take it off.
    `last_note_entry` is of the talk that was over at `last_noted_at`: those since may have no notes.
    """

    person: str
    manager: str
    rhythm: TalkRhythm | None = None
    next_at: datetime | None = None
    number: int = 1
    sequence: int = 0
    version: int = 0
    note_entry: str = ""
    note_version: int = 0
    last_note_entry: str = ""
    last_noted_at: datetime | None = None
    held_at: datetime | None = None
    skipped_at: datetime | None = None
    skipped_number: int = 0
    skipped_sequence: int = 0
    ended_at: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.rhythm.minutes if self.rhythm else 30

    @property
    def over_at(self) -> datetime | None:
        """When the next one counts as over though nobody closed it."""
        return self.next_at + timedelta(minutes=self.minutes) + AFTERWARDS if self.next_at else None

    def planned(self, at: datetime | None, why: Why, now: datetime) -> Talk:
        """The talks once the next one is at another time, or nothing is planned."""
        after = replace(self, next_at=at, version=self.version + 1)
        match why:
            case "held":
                if self.note_entry:
                    after = replace(after, last_note_entry=self.note_entry, last_noted_at=now)
                return replace(after, held_at=now, number=self.number + 1, sequence=0, note_entry="")
            case "skipped" if self.next_at:
                after = replace(after, skipped_at=self.next_at, skipped_number=self.number)
                return replace(after, number=self.number + 1, sequence=0, skipped_sequence=self.sequence + 1)
            case _:
                return replace(after, sequence=self.sequence + (self.next_at is not None))


def next_talk(rhythm: TalkRhythm, after: datetime, timings: Sequence[Timing]) -> datetime | None:
    """Give the first talk of a rhythm after an instant on which both are at work; None without one within a year.

    On a day that one of them does not work it is later in that week, else earlier; a week without a day for both has
    none, but a monthly talk is held in the week after.
    """
    for week in _weeks(rhythm, local_day(after, rhythm.zone)):
        days = _days_for_both(week, rhythm.weekday, timings)
        if not days and rhythm.every == "month":
            days = _days_for_both(week.next, 0, timings)
        at = instant_of(days[0], rhythm.at, rhythm.zone) if days else None
        if at is not None and days[0] >= rhythm.starts and at > after:
            return at
    return None


def is_possible(at: datetime, zone: str, timings: Sequence[Timing]) -> bool:
    """Whether both are at work on the day of a talk."""
    day = local_day(at, zone)
    return day in _days_for_both(week_of(day), 0, timings)


def a_day_later(at: datetime, zone: str, timings: Sequence[Timing]) -> datetime | None:
    """Give the same local time on the next day on which both are at work; None within four weeks without one."""
    day, clock = local_day(at, zone), _local_time(at, zone)
    week = week_of(day)
    for _ in range(4):
        later = [each for each in _days_for_both(week, 0, timings) if each > day]
        if later:
            return instant_of(later[0], clock, zone)
        week = week.next
    return None


def remind_at(talk: datetime, timing: Timing) -> datetime | None:
    """Give the instant at which a person is reminded: two hours before, in their working hours.

    An early talk is told of as their day begins, if that leaves half an hour, else on the working day before.
    """
    before = send_at(talk - NOTICE, timing)
    if before is not None and before <= talk - USEFUL:
        return before
    today = local_day(talk, timing.rhythm.zone)
    for back in range(1, 15):
        day = today - timedelta(days=back)
        afternoon = instant_of(day, THE_DAY_BEFORE, timing.rhythm.zone)
        # Quiet hours may end the day before four, then the first hour of it will do.
        for begin in (afternoon, instant_of(day, time(0), timing.rhythm.zone)):
            at = send_at(begin, timing)
            if at is not None and local_day(at, timing.rhythm.zone) == day:
                return at
    return None


def _weeks(rhythm: TalkRhythm, day: date) -> Iterator[Week]:
    """The weeks from a day on that have a talk, and the one before: its talk may be in the week after."""
    week = week_of(max(day, rhythm.starts)).previous
    for _ in range(_WEEKS_AHEAD if rhythm.every != "none" else 0):
        if _has_one(week, rhythm):
            yield week
        week = week.next


def _has_one(week: Week, rhythm: TalkRhythm) -> bool:
    match rhythm.every:
        case "two_weeks":
            return (week.ordinal - week_of(rhythm.starts).ordinal) % 2 == 0
        case "month":
            return _nth(week.monday + timedelta(days=rhythm.weekday)) == min(_nth(rhythm.starts), _LAST_OF_MONTH)
        case _:
            return True


def _nth(day: date) -> int:
    return (day.day - 1) // 7


def _days_for_both(week: Week, weekday: int, timings: Sequence[Timing]) -> list[date]:
    """The days of a week that all work, the wished one or a later one first."""
    days = [day for day in week.days if all(day in _open(week, timing) for timing in timings)]
    later = [day for day in days if day.weekday() >= weekday]
    return later + [day for day in reversed(days) if day.weekday() < weekday]


def _open(week: Week, timing: Timing) -> tuple[date, ...]:
    return open_days(week, timing.working, timing.circumstances)


def _local_time(at: datetime, zone: str) -> time:
    return at.astimezone(ZoneInfo(zone)).time()
