"""What the people of the demonstration are after: goals with their moves, written into their records as of then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from bot.demo.story import COMPANY
from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalSet, ResultValue
from conversations.goal.audiences import audience_of
from conversations.rules.goals import GoalContent, KeyResult, Outcome, Pace, Side
from conversations.rules.roster import Person
from conversations.rules.weeks import Week
from conversations.toolkit.effects import Record
from storage import people, records
from storage.database import Transaction

BEGAN = -8
"""The week in which all of them were set."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToldResult(_Told):
    """What shows that it is reached: a number, or without a target a yes."""

    title: str
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""


class ToldMove(_Told):
    """How it stood in a week, with a value for each result."""

    week: int
    pace: Pace
    values: tuple[Decimal, ...] = ()
    note: str = ""


class ToldEnd(_Told):
    """How it ended."""

    week: int
    how: Outcome
    learned: str


class Aim(_Told):
    """One goal's story; `waits` names the side that has not agreed yet."""

    id: str
    owner: str
    title: str
    due: int
    parent: str = ""
    why_alone: str = ""
    team: str = ""
    source: str = ""
    balance: str = ""
    private: bool = False
    learning: bool = False
    waits: Literal["", "owner", "manager"] = ""
    results: tuple[ToldResult, ...] = ()
    moves: tuple[ToldMove, ...] = ()
    closed: ToldEnd | None = None

    def content(self, this_week: Week) -> GoalContent:
        """What both sides agree on."""
        return GoalContent(
            self.title,
            this_week.monday + timedelta(weeks=BEGAN),
            this_week.monday + timedelta(weeks=self.due, days=4),
            tuple(_result(n, each) for n, each in enumerate(self.results, 1)),
            parent=self.parent,
            why_alone=self.why_alone,
            team=self.team,
            visibility="private" if self.private else "team",
            source=self.source,
            balance=self.balance,
            learning=self.learning,
        )


@cache
def read(path: Path = COMPANY / "goals.yaml") -> tuple[Aim, ...]:
    """All of them, parents first."""
    return tuple(Aim.model_validate(each) for each in YAML(typ="safe", pure=True).load(path))


def write(tx: Transaction, this_week: Week, number: int) -> None:
    """Write what became of the goals in a week into their owners' records."""
    by_address = {person.email: person for person in people.everyone(tx)}
    for aim in read():
        owner = by_address[aim.owner]
        for n, (author, week, entry) in enumerate(_entries(aim, owner, this_week)):
            if week == number:
                version = entry if isinstance(entry, GoalSet) else GoalSet(aim.id, aim.content(this_week))
                audience = audience_of(version)
                record = Record(f"aim:{aim.id}:{n}", entry, owner.id, audience=audience, citable=True)
                records.append(tx, author, _at(this_week, week, n), record)


def _entries(
    aim: Aim, owner: Person, this_week: Week
) -> Iterator[tuple[str, int, GoalSet | GoalConfirmed | GoalMoved | GoalClosed]]:
    """Who wrote what in which week, in order."""
    side: Side = "manager" if aim.waits == "owner" else "owner"
    sides: Mapping[Side, str] = {"owner": owner.id, "manager": owner.manager}
    yield sides[side], BEGAN, GoalSet(aim.id, aim.content(this_week), side, alone=not owner.manager)
    if owner.manager and not aim.waits:
        yield owner.manager, BEGAN, GoalConfirmed(aim.id, 1, "manager")
    for move in aim.moves:
        values = tuple(ResultValue(f"r{n}", value) for n, value in enumerate(move.values, 1))
        yield owner.id, move.week, GoalMoved(aim.id, move.pace, values, move.note)
    if aim.closed:
        yield owner.id, aim.closed.week, GoalClosed(aim.id, aim.closed.how, aim.closed.learned)


def _at(this_week: Week, week: int, n: int) -> datetime:
    """When it is a week's Monday for everybody, from New York to Sydney: in the order in which they are told."""
    return datetime.combine(this_week.monday + timedelta(weeks=week), time(5, 1 + n), UTC)


def _result(n: int, told: ToldResult) -> KeyResult:
    kind: Literal["number", "yes_no"] = "yes_no" if told.target is None else "number"
    return KeyResult(f"r{n}", told.title, kind, told.start, told.target, told.unit)
