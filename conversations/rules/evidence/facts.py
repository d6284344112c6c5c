"""What evidence is made of: dated facts, goals as they stand, months with and without a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from conversations.rules.goals import GoalState, Pace

Section = Literal["goals", "checkins", "blockers", "feedback", "agreements", "added"]


@dataclass(frozen=True)
class Act:
    """What somebody did about a blocker: `by` is who, "" if it is nobody whom this list names; `until` what they
    promised.
    """

    entry: str
    on: date
    what: str
    by: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Fact:
    """One thing of the record, with the id of its entry: `what` names its sentence, `words` are as they were written.

    `of` is the goal or blocker it belongs to, `n` its version. `met` and `gaps` are how many things went as agreed and
    how many did not: both are told alike. `disputed` is what its subject says against it. `by` wrote it, "" for nobody
    whom this list names, on the day `written`, which is not always the one that it is of.
    """

    entry: str
    on: date
    section: Section
    what: str
    words: str = ""
    of: str = ""
    n: int = 0
    met: int = 0
    gaps: int = 0
    done: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    disputed: str = ""
    by: str = ""
    written: date | None = None


@dataclass(frozen=True)
class GoalLine:
    """A goal that ran in these days, as it stands now. `progress` is per cent, None where nobody can tell;
    `in_proportion` the same against the weeks `present` of all `weeks` of its time, None where that is the same.
    """

    goal: str
    entry: str
    title: str
    versions: int
    state: GoalState
    pace: Pace | None
    progress: Decimal | None
    due: date | None
    in_proportion: Decimal | None = None
    present: int = 0
    weeks: int = 0
    disputed: str = ""


@dataclass(frozen=True)
class Month:
    """A month of the period by its first day: how many facts it has; `is_away`: no workday of it was left."""

    first: date
    count: int
    is_missing: bool = False
    is_away: bool = False


@dataclass(frozen=True)
class OwnNote:
    """What the person says of these days themselves, and since when their note counts."""

    entry: str
    text: str
    first: date


@dataclass(frozen=True)
class Block:
    """All that is on record of a person's days, both included, oldest first. `is_recent`: more than half of it is of
    the last quarter of the days. At work in `present` of `weeks`; why not in the others nobody is told.
    """

    person: str
    first: date
    last: date
    facts: tuple[Fact, ...]
    goals: tuple[GoalLine, ...]
    months: tuple[Month, ...]
    notes: tuple[OwnNote, ...]
    present: int
    weeks: int
    is_recent: bool

    @property
    def missing(self) -> tuple[date, ...]:
        """The first days of the months without a record."""
        return tuple(month.first for month in self.months if month.is_missing)

    @property
    def met(self) -> int:
        """How many things went as agreed."""
        return sum(fact.met for fact in self.facts)

    @property
    def gaps(self) -> int:
        """How many did not."""
        return sum(fact.gaps for fact in self.facts)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have something, in reading order."""
        told = {fact.section for fact in self.facts} | ({"goals"} if self.goals else set())
        order: tuple[Section, ...] = ("goals", "checkins", "blockers", "feedback", "agreements", "added")
        return tuple(each for each in order if each in told)

    def of(self, section: Section) -> tuple[Fact, ...]:
        """The facts of one section."""
        return tuple(fact for fact in self.facts if fact.section == section)

    def in_month(self, first: date) -> tuple[Fact, ...]:
        """The facts of one month."""
        return tuple(fact for fact in self.facts if fact.on.replace(day=1) == first)
