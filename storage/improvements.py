"""Improvement plans: one person has one at a time, also where two are proposed to them at the very same moment."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from conversations.entries.improvements import ImprovementClosed, ImprovementProposed, ImprovementWithdrawn
from storage.database import Transaction
from storage.moves import Conflict, Standing
from storage.person_rows import PERSON
from storage.tables import records as tables
from storage.tables.base import rows_of
from storage.tables.records import EntryStatus

MOVES = (ImprovementProposed,)

_entry = rows_of(tables.Entry)
_hold = select(PERSON.c.id).where(PERSON.c.id == bindparam("person")).with_for_update(key_share=True)
"""Held until the commit: on PostgreSQL, another could be proposed to them before this one is written."""
_told = (
    select(_entry.c.period, _entry.c.kind, _entry.c.author)
    .where(
        _entry.c.subject == bindparam("person"),
        _entry.c.kind.in_((ImprovementProposed.kind, ImprovementClosed.kind, ImprovementWithdrawn.kind)),
        _entry.c.status == EntryStatus.ACTIVE,
    )
    .order_by(_entry.c.seq)
)


def check(tx: Transaction, standing: Standing, move: ImprovementProposed, expects: int | None) -> None:
    """Raise Conflict for a new plan while another stands that its author proposed to the same person."""
    tx.conn.execute(_hold, {"person": standing.subject})
    told = tx.conn.execute(_told, {"person": standing.subject}).all()
    proposed_by = {row.period: row.author if row.kind == ImprovementProposed.kind else "" for row in told}
    if move.plan not in proposed_by and standing.author in proposed_by.values():
        raise Conflict(expects, 0)
