"""The days and weeks on which a person is left alone (domain.md 3, "Skip")."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from conversations.rules.calendar import Calendar
from conversations.rules.weeks import Week, week_of

SETTLING_IN = 3
"""Workdays at the start of a job without a check-in."""

LONG_AWAY = 5
"""Workdays away after which one is welcomed back."""

SHORT_WEEK = "short_week"
"""The reason why a week has no check-in that is cut down to so few days that it is merged with the next."""

_SHORT_WEEK = 2
_HORIZON = timedelta(weeks=53)  # whoever is away for longer has no next workday that could be planned for


@dataclass(frozen=True)
class Absence:
    """Days away, first and last included, for whatever reason; `own` if the person said so, and may take it back."""

    first: date
    last: date
    own: bool = False

    def covers(self, day: date) -> bool:
        """Say whether the person is away that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Circumstances:
    """What is known of a person that decides when to leave them alone."""

    started: date | None = None
    leaving: date | None = None
    """The last day of the job."""
    notice_from: date | None = None
    """Given only where the company spares people the check-in in their notice period."""
    absences: tuple[Absence, ...] = ()
    freeze_weeks: frozenset[Week] = frozenset()
    """The company's, by region: the calendar knows them."""
    stopped: bool = False
    prompted_before: bool = True
    """False until the first check-in has been sent."""

    def is_away(self, day: date) -> bool:
        """Say whether an absence covers the day."""
        return any(absence.covers(day) for absence in self.absences)

    def concern(self, week: Week) -> bool:
        """Say whether a day of the week may differ from any other workday: in most weeks none does."""
        monday, sunday = week.monday, week.sunday
        return (
            (self.started is not None and monday < self.started + _HORIZON)
            or (self.leaving is not None and self.leaving < sunday)
            or (self.notice_from is not None and self.notice_from <= sunday)
            or any(absence.first <= sunday and monday <= absence.last for absence in self.absences)
        )


@dataclass(frozen=True)
class WorkingWeek:
    """Whose days: the region's calendar and the person's own weekdays (Monday is 0)."""

    calendar: Calendar
    weekdays: frozenset[int]


def is_own_workday(day: date, working: WorkingWeek) -> bool:
    """Say whether a person works that day, absences apart.

    Make-up workdays are for those who work all of the region's week; nobody knows what part-timers agreed.
    """
    calendar = working.calendar
    if calendar.is_make_up(day):
        return working.weekdays >= frozenset(range(7)) - calendar.weekend(day.year)
    return day.weekday() in working.weekdays and not calendar.is_day_off(day)


@lru_cache(maxsize=16384)
def own_workdays(week: Week, working: WorkingWeek) -> tuple[date, ...]:
    """Give the days of a week a person works, absences apart."""
    return tuple(day for day in week.days if is_own_workday(day, working))


def open_days(week: Week, working: WorkingWeek, circumstances: Circumstances) -> tuple[date, ...]:
    """Give the days of a week on which a person is at work and may be asked."""
    days = own_workdays(week, working)
    if not circumstances.concern(week):
        return days
    return tuple(day for day in days if not _left_alone(day, working, circumstances))


def next_open_days(day: date, working: WorkingWeek, circumstances: Circumstances) -> Iterator[date]:
    """Give the days from `day` on, itself included, on which a person may be asked; for a year at most."""
    week, end = week_of(day), day + _HORIZON
    while week.monday <= end:
        yield from (at_work for at_work in open_days(week, working, circumstances) if at_work >= day)
        week = week.next


def skip_reason(week: Week, working: WorkingWeek, circumstances: Circumstances) -> str | None:
    """Give the id of why a whole week has no check-in, None if it has one.

    A week that holidays, leave or a new job cut down to two days or fewer is merged with the next, unless the
    person comes back from a long time away: that welcome does not wait.
    """
    for reason, applies in _WEEK_RULES:
        if applies(week, circumstances):
            return reason
    own, open_ = own_workdays(week, working), open_days(week, working, circumstances)
    if not own:
        return "no_workdays"
    if not open_:
        return _left_alone(own[-1], working, circumstances)
    cut_short = len(open_) <= _SHORT_WEEK and len(open_) < len(working.weekdays)
    return SHORT_WEEK if cut_short and not is_back(week, working, circumstances) else None


def is_back(week: Week, working: WorkingWeek, circumstances: Circumstances) -> bool:
    """Say whether the person was away for five workdays or more before the first open day of the week."""
    if not circumstances.absences:
        return False
    first = next(iter(open_days(week, working, circumstances)), None)
    if first is None:
        return False
    before = list(islice(_own_days_before(first, working), LONG_AWAY))
    return len(before) == LONG_AWAY and all(circumstances.is_away(day) for day in before)


@lru_cache(maxsize=16384)
def _settled(started: date, working: WorkingWeek) -> date:
    """The first own workday after the settling-in days."""
    return next(islice(next_open_days(started, working, Circumstances()), SETTLING_IN, None), date.max)


_WEEK_RULES: tuple[tuple[str, Callable[[Week, Circumstances], bool]], ...] = (
    ("stopped", lambda week, known: known.stopped),
    ("company_freeze", lambda week, known: week in known.freeze_weeks),
)

_DAY_RULES: tuple[tuple[str, Callable[[date, WorkingWeek, Circumstances], bool]], ...] = (
    ("not_started", lambda day, working, known: known.started is not None and day < known.started),
    ("left", lambda day, working, known: known.leaving is not None and day > known.leaving),
    ("notice", lambda day, working, known: known.notice_from is not None and day >= known.notice_from),
    ("on_leave", lambda day, working, known: known.is_away(day)),
    (
        "new_joiner",
        lambda day, working, known: known.started is not None and day < _settled(known.started, working),
    ),
)


def _left_alone(day: date, working: WorkingWeek, circumstances: Circumstances) -> str | None:
    return next((reason for reason, applies in _DAY_RULES if applies(day, working, circumstances)), None)


def _own_days_before(day: date, working: WorkingWeek) -> Iterator[date]:
    week, start = week_of(day), day - _HORIZON
    while week.sunday >= start:
        yield from (before for before in reversed(own_workdays(week, working)) if before < day)
        week = week.previous
