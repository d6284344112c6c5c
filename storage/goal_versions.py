"""Which version of its goal each is: counted among all of them, also those that a reader may not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from conversations.entries.goals import GoalSet
from storage import records
from storage.database import Transaction
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of
from storage.tables.records import EntryStatus

_entry = rows_of(tables.Entry)
_versions = (
    select(_entry)
    .where(
        one_of(_entry.c.subject, "subjects"),
        _entry.c.kind == GoalSet.kind,
        _entry.c.status != EntryStatus.ERASED,
    )
    .order_by(_entry.c.seq)
)


def numbers(tx: Transaction, subjects: Sequence[str], goal: str) -> Mapping[str, int]:
    """The number of each version of a goal, from 1 on, by the id of its entry."""
    rows = tx.conn.execute(_versions, {"subjects": list(subjects)}).all()
    ids = (row.id for row in rows if getattr(records.read_entry(tx, row), "goal", "") == goal)
    return {id_: number for number, id_ in enumerate(ids, 1)}
