"""Namings of team leads that are over: a move or a leave ends them for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, not_, select
from uuid_utils import uuid7

from conversations.entries import LeadEnded
from conversations.toolkit.effects import Record
from storage import records
from storage.database import Transaction
from storage.person_rows import DELEGATION, HOLDS

_over = select(DELEGATION).where(not_(and_(*HOLDS))).order_by(DELEGATION.c.person)


def end_those_over(tx: Transaction, at: datetime) -> list[str]:
    """End each naming whose three do not work together so any more, in its manager's name, so that nobody who comes
    back revives it; gives whose check-ins were read. `at` is company time.
    """
    over = tx.conn.execute(_over).all()
    for row in over:
        ended = Record(uuid7().hex, LeadEnded(row.lead), row.person, audience="pair")
        records.append(tx, row.manager, at, ended)
    return [row.person for row in over]
