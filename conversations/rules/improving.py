"""An improvement plan as its entries tell it: what was proposed and agreed, what came of it, when it may be closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, get_args

from conversations.entries import Entry
from conversations.entries.improvements import (
    ImprovementAnswered,
    ImprovementAttended,
    ImprovementClosed,
    ImprovementDone,
    ImprovementEntry,
    ImprovementNoted,
    ImprovementProposed,
    ImprovementStep,
    ImprovementTrained,
    ImprovementWithdrawn,
)

KINDS: tuple[str, ...] = tuple(each.kind for each in get_args(ImprovementEntry))

LEAST = timedelta(days=14)
"""A plan runs for so long at the least: nobody changes a result overnight."""

Standing = Literal["proposed", "differs", "running", "over", "closed", "withdrawn", "lapsed"]
"""Waiting for a yes; seen differently; agreed; past its last day; told what came of it; taken back; proposed by a
former manager.
"""


class WrittenDown(Protocol):
    """An entry with who wrote it and when, as the store gives it."""

    @property
    def entry(self) -> Entry:
        """What it says."""

    @property
    def author(self) -> str:
        """Whose words they are."""

    @property
    def at(self) -> datetime:
        """When it was written."""


@dataclass(frozen=True)
class Version:
    """One version of the plan with what the two do, in their order, and what the subject said to it."""

    what: ImprovementProposed
    at: datetime
    steps: Sequence[ImprovementStep] = ()
    said: ImprovementAnswered | None = None
    said_at: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """What one of the two noted."""

    text: str
    author: str
    at: datetime


@dataclass(frozen=True)
class Improvement:
    """A plan. `versions` stand in their order; `done` are the steps that are said to be done, each with its version's
    number, and `attended` the ids of the trainings that the subject confirmed. `lapsed`: whoever proposed the last
    version manages the subject no more, and it binds nobody else.
    """

    versions: Sequence[Version] = ()
    done: frozenset[tuple[int, str]] = frozenset()
    notes: Sequence[Seen] = ()
    trainings: Sequence[ImprovementTrained] = ()
    attended: frozenset[str] = frozenset()
    closed: ImprovementClosed | None = None
    answer: ImprovementAnswered | None = None
    withdrawn: bool = False
    lapsed: bool = False

    @property
    def latest(self) -> Version:
        """What was proposed last."""
        return self.versions[-1]

    @property
    def agreed(self) -> Version | None:
        """What both agreed to last: it counts until both agree to another."""
        return next((each for each in reversed(self.versions) if each.said and each.said.how == "agreed"), None)

    @property
    def counts(self) -> Version:
        """What counts now: what is agreed, else what is proposed."""
        return self.agreed or self.latest

    @property
    def waits(self) -> bool:
        """Whether the last version still waits for the subject."""
        return not (self.withdrawn or self.lapsed or self.closed or self.latest.said)

    def is_done(self, step: ImprovementStep) -> bool:
        """Whether a step was said to be done as it stands: one that was changed since is to be done anew."""
        said = (each for version in self.versions for each in version.steps if (each.number, each.step) in self.done)
        return any(each.step == step.step and _of(each) == _of(step) for each in said)

    def standing(self, today: date) -> Standing:
        """How it stands on a local day."""
        if self.closed or self.withdrawn:
            return "closed" if self.closed else "withdrawn"
        if self.agreed is None and self.lapsed:
            return "lapsed"
        if self.agreed is None:
            return "proposed" if self.latest.said is None else "differs"
        return "running" if today < self.closes_from else "over"

    @property
    def closes_from(self) -> date:
        """The first day on which it may be closed: the one after its last."""
        return self.counts.what.ends + timedelta(days=1)

    def looks_on(self, today: date, agreed_on: date) -> date | None:
        """The next day on which the two look at it, after today and before its last day; None if there is none."""
        if self.agreed is None or self.closed:
            return None
        what = self.agreed.what
        return next((day for day in _every(agreed_on, what.every_weeks, what.ends) if day > today), None)


def improvement(written: Sequence[WrittenDown], manager: str) -> Improvement | None:
    """The plan that these entries tell, oldest first, of somebody whom `manager` manages; None while nothing was
    proposed.
    """
    told = _Told()
    for each in written:
        told.takes(each)
    return told.plan(manager) if told.proposed else None


@dataclass
class _Told:
    proposed: list[tuple[ImprovementProposed, datetime]] = field(default_factory=list)
    steps: list[ImprovementStep] = field(default_factory=list)
    said: dict[int, tuple[ImprovementAnswered, datetime]] = field(default_factory=dict)
    done: set[tuple[int, str]] = field(default_factory=set)
    notes: list[Seen] = field(default_factory=list)
    trainings: list[ImprovementTrained] = field(default_factory=list)
    attended: set[str] = field(default_factory=set)
    closed: ImprovementClosed | None = None
    withdrawn: bool = False
    by: str = ""

    def takes(self, written: WrittenDown) -> None:
        match written.entry:
            case ImprovementProposed() as entry:
                self.proposed.append((entry, written.at))
                self.by = written.author
            case ImprovementStep() as entry:
                self.steps.append(entry)
            case ImprovementAnswered() as entry:
                self.said[entry.number] = (entry, written.at)
            case ImprovementDone(number=number, step=id_):
                self.done.add((number, id_))
            case ImprovementNoted(text=text):
                self.notes.append(Seen(text, written.author, written.at))
            case ImprovementTrained() as entry:
                self.trainings.append(entry)
            case ImprovementAttended(training=id_):
                self.attended.add(id_)
            case ImprovementWithdrawn():
                self.withdrawn = True
            case ImprovementClosed() as entry:
                self.closed = entry
            case _:
                pass

    def plan(self, manager: str) -> Improvement:
        last = self.said.get(self.proposed[-1][0].number)
        agreed = last is not None and last[0].how == "agreed"
        return Improvement(
            tuple(self._version(*each) for each in self.proposed),
            frozenset(self.done),
            tuple(self.notes),
            tuple(self.trainings),
            frozenset(self.attended),
            self.closed,
            self.said[0][0] if 0 in self.said else None,
            self.withdrawn,
            lapsed=self.by != manager and not agreed,
        )

    def _version(self, what: ImprovementProposed, at: datetime) -> Version:
        steps = sorted((each for each in self.steps if each.number == what.number), key=lambda each: each.step)
        said, said_at = self.said.get(what.number, (None, None))
        return Version(what, at, tuple(steps), said, said_at)


def changed(before: Version | None, after: Version) -> tuple[Iterable[ImprovementStep], Iterable[ImprovementStep]]:
    """What is new or other in the steps of a version than in one agreed before, and what is no longer in it."""
    known: Mapping[str, tuple[object, ...]] = {each.step: _of(each) for each in before.steps} if before else {}
    kept = {each.step for each in after.steps}
    new = [each for each in after.steps if known.get(each.step) != _of(each)]
    return new, [each for each in before.steps if each.step not in kept] if before else []


def _of(step: ImprovementStep) -> tuple[object, ...]:
    return step.owner, step.what, step.by


def _every(begin: date, weeks: int, end: date) -> Iterator[date]:
    day = begin + timedelta(weeks=weeks)
    while day <= end:
        yield day
        day += timedelta(weeks=weeks)
