"""Periods as files write them: a month, a quarter, a year, or two days."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from conversations.rules.roster_file.words import folded

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)?")
_A_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.]\d{1,2}(?:[ t].*)?")
_MONTH = re.compile(r"(\d{4})[-/.]?(\d\d?)")
_MONTH_FIRST = re.compile(r"(\d\d?)[-/.](\d{4})")
_SHORT_YEAR = re.compile(r"(\D+)[-/'\u2019](\d\d)")
"""As Excel shows a month: "Oct-26"."""
_QUARTER = re.compile(r"(\d{4})[-/. ]?q([1-4])|q([1-4])[-/. ]?(\d{4})")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


@dataclass(frozen=True)
class Period:
    """A period by its first and last day, both included; `last` None for one without an end."""

    first: date
    last: date | None

    def __str__(self) -> str:
        """As files are written: "2026-10", "2026-Q4", "2026", else both days."""
        first, last = self.first, self.last
        if last is not None and first.year == last.year and first.day == 1 and last == _end(last):
            match first.month, last.month - first.month + 1:
                case month, 1:
                    return f"{first.year}-{month:02}"
                case 1 | 4 | 7 | 10 as month, 3:
                    return f"{first.year}-Q{month // 3 + 1}"
                case 1, 12:
                    return str(first.year)
        return f"{first}/{last or ''}"

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)

    def ends_with(self, other: Period) -> bool:
        """Whether it goes on to the other's last day, so that what is to be reached by then is the other's whole."""
        return self.last is None or (other.last is not None and self.last >= other.last)

    def as_of_a_goal(self) -> Period:
        """What a goal made of it runs over: that of a month goes on to the end of the year, as its next months do."""
        whole = self.last is not None and self == _months(self.first.year, self.first.month, 1)
        return replace(self, last=self.first.replace(month=12, day=31)) if whole else self


def period_in(text: str, names: Mapping[str, str]) -> Period | None:
    """The period that a cell names, None if it is none; `names` says what words beside a year mean ("m10", "q4")."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    try:
        return _in_digits(plain) or _in_words(plain, names)
    except ValueError:
        return None


def is_named(text: str, names: Mapping[str, str]) -> bool:
    """Whether a cell names a month, a quarter or a half, and no year."""
    return bool(names.get(folded(text)))


def in_year(text: str, names: Mapping[str, str], year: int) -> Period | None:
    """What a cell without a year names in this one."""
    return _called(names[folded(text)], year) if is_named(text, names) else None


def _in_digits(plain: str) -> Period | None:
    if found := _DAYS.fullmatch(plain):
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2]) if found[2] else None
        return Period(first, last) if last is None or first <= last else None
    if found := _QUARTER.fullmatch(plain):
        return _months(int(found[1] or found[4]), int(found[2] or found[3]) * 3 - 2, 3)
    if _YEAR.fullmatch(plain):
        return _months(int(plain), 1, 12)
    # A spreadsheet makes a day of "2026-10": its month is meant.
    if found := _A_DAY.fullmatch(plain) or _MONTH.fullmatch(plain):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _MONTH_FIRST.fullmatch(plain):
        return _months(int(found[2]), int(found[1]), 1)
    return None


def _in_words(plain: str, names: Mapping[str, str]) -> Period | None:
    if (found := _SHORT_YEAR.fullmatch(plain)) and names.get(folded(found[1]), "").startswith("m"):
        return _called(names[folded(found[1])], 2000 + int(found[2]))
    years = _YEAR.findall(plain)
    meant = names.get(folded(_YEAR.sub(" ", plain)), None) if len(years) == 1 else None
    return None if meant is None else _called(meant, int(years[0]))


def _called(meant: str, year: int) -> Period:
    kind, number = meant[:1], int(meant[1:] or 1)
    months = {"m": (number, 1), "q": (number * 3 - 2, 3), "h": (number * 6 - 5, 6)}
    return _months(year, *months.get(kind, (1, 12)))


def _months(year: int, month: int, count: int) -> Period:
    first = date(year, month, 1)
    return Period(first, _end(date(year, month + count - 1, 1)))


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
