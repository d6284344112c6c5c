"""The days that the calendar gives: the end of a week, a month or a quarter, and the next day of a date."""

from __future__ import annotations

from datetime import date, timedelta

_MIDDLE = 15


def friday_of(number: int, year: int | None, today: date) -> date:
    """The Friday of a calendar week; without a year the next there is."""
    friday = date.fromisocalendar(year or today.year, number, 5)
    return friday if year or friday >= today else date.fromisocalendar(today.year + 1, number, 5)


def end_of(name: str, year: int | None, today: date) -> date:
    """The last day of a month, a quarter or a half by its name; without a year the next there is."""
    quarter = (today.month + 2) // 3
    match name, name[1:]:
        case "this_month", _:
            return month_end(today)
        case "next_month", _:
            return month_end(month_end(today) + timedelta(1))
        case "this_quarter", _:
            return next_day(today.year, quarter * 3, 0, today)
        case "next_quarter", _:
            return next_day(None, quarter % 4 * 3 + 3, 0, today)
        case _, n if name.startswith("h"):
            return next_day(year, int(n) * 6, 0, today)
        case _, n:
            return next_day(year, int(n) * 3, 0, today)


def middle_of(today: date) -> date:
    """The 15th of this month, of the next one where that is past."""
    month = today if today.day <= _MIDDLE else month_end(today) + timedelta(1)
    return month.replace(day=_MIDDLE)


def next_day(year: int | None, month: int, day: int, today: date) -> date:
    """A day, or the end of a month, in its year; without a year the next one there is."""
    first = date(year or today.year, month, 1)
    last = first.replace(day=day) if day else month_end(first)
    return last if year or last >= today else next_day(today.year + 1, month, day, today)


def month_end(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
