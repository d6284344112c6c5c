"""How many found their talks useful and respectful, by quarter and department: sums that name nobody.

They are counted when an answer is written and never again: who leaves, moves or is erased changes none, or the
difference would be what that one person said. So a rebuild leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from conversations.entries import Entry
from conversations.entries.pulse import TalkFelt
from conversations.rules.talk_pulse import Tally
from storage.database import Transaction
from storage.tables import records
from storage.tables.base import rows_of

_tally = rows_of(records.TalkTally)
_added = insert(_tally)
_count = _added.on_conflict_do_update(
    index_elements=["quarter", "department"],
    set_={name: _tally.c[name] + _added.excluded[name] for name in ("people", "useful", "respectful")},
)
_of_quarter = select(_tally).where(_tally.c.quarter == bindparam("in_quarter")).order_by(_tally.c.department)


def count(tx: Transaction, entry: Entry) -> None:
    """Add an answer to its sums; one that takes the place of another changes them by the difference."""
    if not isinstance(entry, TalkFelt):
        return
    useful, respectful = entry.before or (False, False)
    values = {
        "people": int(entry.before is None),
        "useful": int(entry.useful) - int(useful),
        "respectful": int(entry.respectful) - int(respectful),
    }
    tx.conn.execute(_count, {"quarter": entry.quarter, "department": entry.department, **values})


def tallies(tx: Transaction, quarter: str) -> Sequence[Tally]:
    """The sums of a quarter, by department."""
    rows = tx.conn.execute(_of_quarter, {"in_quarter": quarter})
    return [Tally((row.department,), row.people, row.useful, row.respectful) for row in rows]
