"""When a person is prompted, reminded and told: pure, keyed by ISO week (product 1.1, 1.5, 1.8)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from conversations.rules.calendar import Calendar
from conversations.rules.skips import (
    Absence,
    Circumstances,
    WorkingWeek,
    is_back,
    is_own_workday,
    next_open_days,
    open_days,
    skip_reason,
)
from conversations.rules.weeks import Week, instant_of

__all__ = [
    "Absence",
    "Circumstances",
    "Missed",
    "Prompt",
    "Rhythm",
    "Send",
    "Skipped",
    "Timing",
    "after_outage",
    "closes_at",
    "digest_at",
    "is_quiet",
    "occurrence",
    "reminder_at",
    "send_at",
    "workdays_after",
    "workdays_since",
]

DAY_BEGINS, DAY_ENDS = time(9), time(18)
"""Nothing is sent outside these local hours, whatever the slot; 18:00 itself is outside (domain.md 3)."""

DIGEST_WEEKDAY = 2
"""Wednesday: check-ins are asked on Monday and reminded on Tuesday."""

_REMINDER_USEFUL = timedelta(days=2)

Kind = Literal["first", "welcome_back", "normal"]
Planned = Literal["prompt", "reminder", "digest", "nudge"]


@dataclass(frozen=True)
class Rhythm:
    """A person's own slot and week. ValueError for a weekday that is none and for `every_weeks` below 1."""

    zone: str
    weekday: int | None = None
    """The chosen day, Monday is 0; None: the first workday of the week."""
    at: time = time(10)
    working_days: frozenset[int] = frozenset(range(5))
    quiet_from: time = time(0)
    quiet_to: time = time(0)
    """Quiet hours, as `is_quiet` reads them."""
    every_weeks: int = 1

    def __post_init__(self) -> None:
        """Refuse what no week has."""
        chosen = frozenset() if self.weekday is None else {self.weekday}
        if not (self.working_days | chosen) <= frozenset(range(7)) or self.every_weeks < 1:
            raise ValueError(f"no such rhythm: {self}")


@dataclass(frozen=True)
class Timing:
    """All that decides when a person hears from us."""

    rhythm: Rhythm
    calendar: Calendar
    circumstances: Circumstances = field(default_factory=Circumstances)

    @cached_property
    def working(self) -> WorkingWeek:
        """The person's own working week."""
        return WorkingWeek(self.calendar, self.rhythm.working_days)


@dataclass(frozen=True)
class Prompt:
    """The week's one check-in and its UTC instant; the week is its key, so a second can never be due."""

    week: Week
    at: datetime
    kind: Kind


@dataclass(frozen=True)
class Skipped:
    """A week without a check-in; `reason` is an id."""

    week: Week
    reason: str


@dataclass(frozen=True)
class Send:
    """Still useful: the UTC instant at which it may be sent."""

    at: datetime


@dataclass(frozen=True)
class Missed:
    """No longer useful; `reason` is an id."""

    reason: str


def occurrence(week: Week, timing: Timing) -> Prompt | Skipped:
    """Give the week's check-in or the reason why there is none: exactly one of them for every ISO week."""
    rhythm = timing.rhythm
    if week.ordinal % rhythm.every_weeks:
        return Skipped(week, "off_week")
    reason = skip_reason(week, timing.working, timing.circumstances)
    if reason is not None:
        return Skipped(week, reason)
    at = _slot(week, timing)
    return Skipped(week, "no_allowed_time") if at is None else Prompt(week, at, _kind(week, timing))


def closes_at(week: Week, zone: str) -> datetime:
    """Give the UTC instant up to which a week may be answered and edited: its Sunday 24:00, local."""
    return instant_of(week.next.monday, time(0), zone)


def reminder_at(week: Week, prompt_at: datetime, timing: Timing) -> datetime | None:
    """Give the UTC instant one working day later at the same local time; None if the week closes before."""
    at = workdays_after(prompt_at, 1, timing)
    return at if at is not None and at < closes_at(week, timing.rhythm.zone) else None


def digest_at(week: Week, manager: Timing) -> datetime | None:
    """Give the UTC instant of a manager's digest: the own weekday or else Wednesday; None in a week away, and in one in
    which the company asks nobody: the next one takes in what is open.
    """
    if week in manager.circumstances.freeze_weeks:
        return None
    weekday = DIGEST_WEEKDAY if manager.rhythm.weekday is None else manager.rhythm.weekday
    return _slot(week, replace(manager, rhythm=replace(manager.rhythm, weekday=weekday)))


def is_quiet(at: time, since: time, until: time) -> bool:
    """Whether a local time lies in quiet hours; they may go over midnight, and equal ends mean none."""
    return since <= at < until if since <= until else at >= since or at < until


def after_outage(what: Planned, week: Week, due_at: datetime, now: datetime, timing: Timing) -> Send | Missed:
    """Say what becomes of something overdue: sent at the next allowed moment, or missed.

    A prompt and a digest are useful until their week closes (the next digest takes in what one missed), a
    reminder only if it is also less than two days late, a nudge always.
    """
    at = send_at(max(now, due_at), timing)
    if at is None:
        return Missed("no_allowed_time")
    if what == "reminder" and at - due_at >= _REMINDER_USEFUL:
        return Missed("too_late")
    if what != "nudge" and at >= closes_at(week, timing.rhythm.zone):
        return Missed("week_closed")
    return Send(at)


def _kind(week: Week, timing: Timing) -> Kind:
    if not timing.circumstances.prompted_before:
        return "first"
    return "welcome_back" if is_back(week, timing.working, timing.circumstances) else "normal"


def _slot(week: Week, timing: Timing) -> datetime | None:
    """The chosen day, else the next one open in the week, else the last before; the own time if allowed."""
    for day in _preferred(open_days(week, timing.working, timing.circumstances), timing.rhythm.weekday):
        moment = _moment(day, timing.rhythm.at, timing.rhythm) or _moment(day, time(0), timing.rhythm)
        if moment is not None:
            return moment
    return None


def _preferred(days: tuple[date, ...], weekday: int | None) -> tuple[date, ...]:
    if weekday is None:
        return days
    later = tuple(day for day in days if day.weekday() >= weekday)
    return later + tuple(day for day in reversed(days) if day.weekday() < weekday)


def workdays_after(moment: datetime, n: int, timing: Timing) -> datetime | None:
    """Give the UTC instant n of the person's working days later, at the same local time.

    Days away do not count. None if the person is away for more than a year.
    """
    local = moment.astimezone(ZoneInfo(timing.rhythm.zone))
    days = next_open_days(local.date() + timedelta(days=1), timing.working, timing.circumstances)
    day = next(islice(days, n - 1, None), None)
    return None if day is None else _first_allowed(day, local.time(), timing)


def workdays_since(day: date, today: date, timing: Timing) -> int:
    """How many of the person's working days have begun since a day, today among them."""
    days = (day + timedelta(n) for n in range(1, (today - day).days + 1))
    return sum(is_own_workday(each, timing.working) for each in days)


def send_at(moment: datetime, timing: Timing) -> datetime | None:
    """Give the UTC instant itself if something may be sent then, else the first allowed one after it."""
    local = moment.astimezone(ZoneInfo(timing.rhythm.zone))
    at = _first_allowed(local.date(), local.time(), timing)
    return None if at is None else max(at, moment.astimezone(UTC))


def _first_allowed(day: date, at: time, timing: Timing) -> datetime | None:
    """The first allowed instant from a local time on, on an open day."""
    for open_day in next_open_days(day, timing.working, timing.circumstances):
        moment = _moment(open_day, at if open_day == day else time(0), timing.rhythm)
        if moment is not None:
            return moment
    return None


def _moment(day: date, at: time, rhythm: Rhythm) -> datetime | None:
    """The first allowed instant of a day from a local time on."""
    for begin, end in _windows(rhythm.quiet_from, rhythm.quiet_to):
        if at < end:
            return _on_the_day(day, max(begin, at), rhythm.zone)
    return None


@lru_cache(maxsize=65536)
def _on_the_day(day: date, at: time, zone: str) -> datetime | None:
    """The instant of a local time; None on a day that the zone left out, as Samoa did on 2011-12-30."""
    instant = instant_of(day, at, zone)
    return instant if instant.astimezone(ZoneInfo(zone)).date() == day else None


@lru_cache(maxsize=1024)
def _windows(quiet_from: time, quiet_to: time) -> tuple[tuple[time, time], ...]:
    """The spans of a day in which something may be sent: 9 to 18 without the quiet hours."""
    if quiet_from > quiet_to:
        spans = [(max(DAY_BEGINS, quiet_to), min(DAY_ENDS, quiet_from))]
    elif quiet_from < quiet_to:
        spans = [(DAY_BEGINS, min(DAY_ENDS, quiet_from)), (max(DAY_BEGINS, quiet_to), DAY_ENDS)]
    else:
        spans = [(DAY_BEGINS, DAY_ENDS)]
    return tuple((begin, end) for begin, end in spans if begin < end)
