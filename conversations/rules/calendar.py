"""Which days are workdays in a region, and whether anybody official said so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import holidays

from conversations.rules.calendar_tables import CalendarError, Overrides, Table

__all__ = ["Calendar", "CalendarError", "CalendarWarning", "calendar_warnings", "load_calendar"]

_NEXT_YEAR_EXPECTED = (11, 1)  # China's table is published in late October or in November


@dataclass(frozen=True)
class _Year:
    off: frozenset[date]
    make_up: frozenset[date]
    weekend: frozenset[int]


class Calendar:
    """The workdays of one region. Equal answers for equal questions; years are worked out once and kept."""

    def __init__(self, region: str, country: str, subdivision: str | None, table: Table) -> None:
        """Use `load_calendar`, which checks the region."""
        self.region = region
        self.needs_official = table.needs_official
        self.freeze_weeks = table.freeze_weeks
        self._country, self._subdivision, self._table = country, subdivision, table
        self._years: dict[int, _Year] = {}

    def is_official(self, year: int) -> bool:
        """Say whether the year can be relied on: the region publishes no table, or we have the year's."""
        return not self.needs_official or year in self._table.official_years

    def is_workday(self, day: date) -> bool:
        """Say whether the region works that day: make-up workdays are workdays.

        In a year without its official table: weekdays only, and nothing is sent on likely holidays.
        """
        year = self._year(day.year)
        return day in year.make_up or (day.weekday() not in year.weekend and day not in year.off)

    def is_day_off(self, day: date) -> bool:
        """Say whether it is a holiday, on a weekday or a weekend: off for those who work weekends too."""
        return day in self._year(day.year).off

    def is_make_up(self, day: date) -> bool:
        """Say whether it is a weekend day that the region works, in exchange for a longer holiday."""
        return day in self._year(day.year).make_up

    def weekend(self, year: int) -> frozenset[int]:
        """Give the weekend's weekdays (Monday is 0)."""
        return self._year(year).weekend

    def _year(self, number: int) -> _Year:
        if number not in self._years:
            self._years[number] = self._worked_out(number)
        return self._years[number]

    def _worked_out(self, number: int) -> _Year:
        """An official table replaces the package for its year; every listed day wins over both."""
        package = holidays.country_holidays(self._country, subdiv=self._subdivision, years=number)
        weekend = frozenset(package.weekend)
        official = number in self._table.official_years
        guessed = self.needs_official and not official
        listed = {day: works for day, works in self._table.days.items() if day.year == number}
        off = set() if official else {day for day in package if listed.get(day) is not True}
        make_up = set() if official or guessed else {day for day in package.weekend_workdays if day.year == number}
        off |= {day for day, works in listed.items() if not works}
        make_up |= {day for day, works in listed.items() if works and day.weekday() in weekend}
        return _Year(frozenset(off), frozenset(make_up - off), weekend)


def load_calendar(region: str, overrides: Overrides) -> Calendar:
    """Give a region's calendar: "CN", "DE-BY", or a site's with a file "CN-plant2"; else CalendarError."""
    country, _, subdivision = region.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known or (subdivision and subdivision not in known[country] and region not in overrides):
        raise CalendarError(f"{region}: no such region")
    return Calendar(region, country, subdivision if subdivision in known[country] else None, overrides.table(region))


@dataclass(frozen=True)
class CalendarWarning:
    """What HR should know: `id` names the words, the rest are its facts."""

    id: str
    region: str
    year: int


def calendar_warnings(calendars: Iterable[Calendar], today: date) -> list[CalendarWarning]:
    """Warn of each region without its table: this year's at any time, next year's from 1 November."""
    by_region = {calendar.region: calendar for calendar in calendars}
    return [warning for _, calendar in sorted(by_region.items()) for warning in _missing(calendar, today)]


def _missing(calendar: Calendar, today: date) -> Iterator[CalendarWarning]:
    if not calendar.is_official(today.year):
        yield CalendarWarning("calendar_missing_this_year", calendar.region, today.year)
    if (today.month, today.day) >= _NEXT_YEAR_EXPECTED and not calendar.is_official(today.year + 1):
        yield CalendarWarning("calendar_missing_next_year", calendar.region, today.year + 1)
