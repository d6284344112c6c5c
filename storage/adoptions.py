"""Which indicators each department has adopted: no more of anybody's record than the address book is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, select

from conversations.entries.indicators import IndicatorAdopted, IndicatorDropped
from storage.database import Transaction
from storage.moves import Standing
from storage.tables import records
from storage.tables.base import insert_if_new, rows_of

_adoption = rows_of(records.Adoption)
_adopt = insert_if_new(_adoption)
_drop = delete(_adoption).where(_adoption.c.department == bindparam("by"), _adoption.c.indicator == bindparam("which"))
_all = select(_adoption.c.department, _adoption.c.indicator).order_by(
    _adoption.c.department, _adoption.c.adopted_at, _adoption.c.indicator
)


def adoptions(tx: Transaction) -> Mapping[str, Sequence[str]]:
    """The ids of the indicators that each department has adopted, in the order of adoption; only who has any."""
    found: dict[str, list[str]] = {}
    for row in tx.conn.execute(_all):
        found.setdefault(row.department, []).append(row.indicator)
    return found


def on_adopted(tx: Transaction, standing: Standing, entry: IndicatorAdopted) -> None:
    """The department has it from now on; once is enough."""
    values = {"department": entry.department, "indicator": entry.indicator}
    tx.conn.execute(_adopt, {**values, "adopted_at": standing.at})


def on_dropped(tx: Transaction, standing: Standing, entry: IndicatorDropped) -> None:
    """The department has it no more."""
    tx.conn.execute(_drop, {"by": entry.department, "which": entry.indicator})
