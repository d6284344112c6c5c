"""ISO weeks, and the instants of local times."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from re import compile as pattern
from typing import Self
from zoneinfo import ZoneInfo

_WRITTEN = pattern(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """An ISO calendar week, Monday to Sunday; written "2026-W48". ValueError if the year has no such week."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a week that the year does not have."""
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Give the week written as "2026-W48"; ValueError for anything else."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(f"not an ISO week: {text!r}")
        return cls(int(written[1]), int(written[2]))

    def __str__(self) -> str:
        """Give the form used in keys and periods: "2026-W48"."""
        return f"{self.year:04}-W{self.number:02}"

    @cached_property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @cached_property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    @cached_property
    def ordinal(self) -> int:
        """A number that grows by one each week: after a year of 53 weeks too, every second week stays so."""
        return self.monday.toordinal() // 7

    @cached_property
    def next(self) -> "Week":
        """The week after."""
        return week_of(self.monday + timedelta(days=7))

    @cached_property
    def previous(self) -> "Week":
        """The week before."""
        return week_of(self.monday - timedelta(days=7))


@lru_cache(maxsize=8192)
def week_of(day: date) -> Week:
    """Give the ISO week a local date lies in."""
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


def week_at(instant: datetime, zone: str) -> Week:
    """Give the ISO week it is in a zone at an aware instant."""
    return week_of(local_day(instant, zone))


def local_day(instant: datetime, zone: str) -> date:
    """Give the date of an aware instant in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def instant_of(day: date, at: time, zone: str) -> datetime:
    """Give the UTC instant of a local time.

    Of a time that exists twice, the first; for one the clocks skip, the first existing instant after it.
    """
    wanted = datetime.combine(day, at)
    first = wanted.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    if _local(first, zone) == wanted:
        return first
    before = wanted.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    return _clock_change(before.replace(microsecond=0), first.replace(microsecond=0), wanted, zone)


def _clock_change(before: datetime, after: datetime, wanted: datetime, zone: str) -> datetime:
    """Halve the span until the second is found at which the local clock jumps over the wanted time."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if _local(middle, zone) < wanted else (before, middle)
    return after


def _local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
