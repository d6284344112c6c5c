"""The pulse after talks: how many found them useful and respectful, in a quarter that is over, of five and more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from conversations.rules.burden import LAST_ZONE
from conversations.rules.small_groups import gathered

QUARTER = 3
"""Months."""


@dataclass(frozen=True)
class Tally:
    """Of so many people of a department, or of several that are too small to be shown alone, so many said yes."""

    departments: tuple[str, ...]
    people: int
    useful: int
    respectful: int


def quarter_of(day: date) -> str:
    """The quarter of a local date: "2026-Q4"."""
    return f"{day.year}-Q{(day.month - 1) // QUARTER + 1}"


def last_quarter(day: date) -> str:
    """The quarter before that of a date."""
    month = (day.month - 1) // QUARTER * QUARTER
    return quarter_of(date(day.year, month, 1) if month else date(day.year - 1, 12, 1))


def is_over(quarter: str, at: datetime) -> bool:
    """Whether a quarter has ended everywhere. Until then nothing is shown: the difference between two looks would be
    what one person said.
    """
    return quarter < quarter_of((at - LAST_ZONE).date())


def shown(tallies: Sequence[Tally]) -> Sequence[Tally]:
    """By department, none of fewer people than may be shown, and nobody left over."""
    known = {each.departments[0]: each for each in tallies}
    return [together([known[name] for name in group]) for group in gathered({n: t.people for n, t in known.items()})]


def together(tallies: Sequence[Tally]) -> Tally:
    """Several as one."""
    names = tuple(name for each in tallies for name in each.departments)
    return Tally(
        names,
        sum(each.people for each in tallies),
        sum(each.useful for each in tallies),
        sum(each.respectful for each in tallies),
    )
