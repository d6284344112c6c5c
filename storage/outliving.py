"""A department's goal outlives who held it: as it stands it is said once more, when who wrote it is erased.

What both agreed to, how far it is and how it ended stand on, in the record of who heads the department or, where nobody
does, of the department itself. Notes, reasons and what was learned go with their writer, and so does what was only
proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, select

from conversations.entries.goals import GoalClosed, GoalMoved, GoalSet, ResultValue
from conversations.rules.goal_moves import Move, values_of
from conversations.rules.goals import OVER, Outcome
from conversations.rules.visibility import Audience
from conversations.toolkit.effects import Record
from storage import departments_goals as held
from storage import goals, records
from storage.database import Transaction
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of
from storage.tables.records import EntryStatus

_goal, _entry = rows_of(tables.Goal), rows_of(tables.Entry)
_of_departments = select(_goal).where(_goal.c.team != "", _goal.c.state != "draft")
_remove = delete(_goal).where(_goal.c.id == bindparam("goal"))
_some = select(_entry).where(one_of(_entry.c.id, "ids"), _entry.c.status != EntryStatus.ERASED)
_moves = (
    select(_entry)
    .where(one_of(_entry.c.subject, "subjects"), one_of(_entry.c.kind, "kinds"))
    .where(_entry.c.status != EntryStatus.ERASED)
    .order_by(_entry.c.seq)
)


class Outliving(NamedTuple):
    """A goal by its row, whose record it was in, and what of it stands, with when that was said."""

    row: Row[Any]
    person: str
    stands: Sequence[tuple[datetime, Move]]


def in_the_record_of(whose: str) -> ColumnElement[bool]:
    """Only goals of which this parameter's person has entries in their record."""
    listed = "," + _goal.c.subjects + ","
    return func.replace(listed, "," + bindparam(whose, type_=_goal.c.owner.type) + ",", "") != listed


def departments_goals(tx: Transaction, person: str) -> Sequence[Outliving]:
    """The goals of departments that rest on this person's record, read while that can be opened."""
    rows = tx.conn.execute(_of_departments.where(in_the_record_of("whose")), {"whose": person}).all()
    return [Outliving(row, person, tuple(_stands(tx, row))) for row in rows]


def restate(tx: Transaction, goal: Outliving) -> None:
    """Let a goal stand as it did, once who wrote it is erased."""
    row, team = goal.row, goal.row.team
    left = [each for each in held.subjects_of(row) if each != goal.person]
    tx.conn.execute(_remove, {"goal": row.id})
    for entry in tx.conn.execute(_moves, {"subjects": left, "kinds": goals.KINDS}).all():
        standing = records.read_standing(tx, entry)
        if cast(Move, standing.entry).goal == row.id:
            goals.moved(tx, standing, cast(Move, standing.entry))
    subject = held.head_of(tx, team) or (row.owner if row.owner != goal.person else team)
    for n, (at, move) in enumerate(goal.stands):
        id_, audience = f"{row.id}:{goal.person}:{n}", cast(Audience, row.audience)
        records.restate(tx, "", at, Record(id_, move, subject, audience=audience, citable=True))
    if goal.stands and row.entry != row.agreed_entry and row.agreed_version < row.content_version:
        _propose_again(tx, goal)


def _propose_again(tx: Transaction, goal: Outliving) -> None:
    """What another than the erased one proposed waits on."""
    for entry in tx.conn.execute(_some, {"ids": [goal.row.entry]}).all():
        record = Record(
            f"{entry.id}:{goal.person}",
            records.read_entry(tx, entry),
            entry.subject,
            audience=entry.audience,
            helper=entry.helper,
            citable=entry.citable,
        )
        records.restate(tx, entry.author, entry.at, record)


def _stands(tx: Transaction, row: Row[Any]) -> Iterator[tuple[datetime, Move]]:
    """What both agreed to, how it goes and how far it is, and how it ended: without anybody's words about it."""
    said = _said(tx, row)
    agreed_at, agreed = said.get(row.agreed_entry, goals.UNSAID)
    content = goals.content_of(agreed)
    if agreed_at is None or content is None:
        return
    yield agreed_at, GoalSet(row.id, content, alone=True, anew=True)
    values = values_of(goals.values_held(row), {id_: entry for id_, (_, entry) in said.items()})
    if row.pace or values:
        moved_at = max((at for at, entry in said.values() if at and isinstance(entry, GoalMoved)), default=agreed_at)
        numbers = tuple(ResultValue(result, value) for result, value in sorted(values.items()))
        yield moved_at, GoalMoved(row.id, row.pace or "", numbers)
    if row.state in OVER:
        yield row.closed_at, GoalClosed(row.id, cast(Outcome, row.state))


def _said(tx: Transaction, row: Row[Any]) -> Mapping[str, tuple[datetime, object]]:
    ids = [*goals.held_in(row), *([row.moved_entry] if row.moved_entry else [])]
    return {each.id: (each.at, records.read_entry(tx, each)) for each in tx.conn.execute(_some, {"ids": ids}).all()}
