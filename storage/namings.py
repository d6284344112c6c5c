"""Namings of team leads that are over: a move or a leave ends them for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, not_, or_, select
from uuid_utils import uuid7

from conversations.entries import LeadEnded
from conversations.toolkit.effects import Record
from storage import records
from storage.database import Transaction
from storage.person_rows import DELEGATION, HOLDS

_gone: BindParameter[str] = bindparam("gone")
_with_gone = or_(*(column == _gone for column in (DELEGATION.c.person, DELEGATION.c.lead, DELEGATION.c.manager)))
_over = select(DELEGATION).where(or_(not_(and_(*HOLDS)), _with_gone)).order_by(DELEGATION.c.person)


@dataclass(frozen=True)
class Ended:
    """A naming that is over, by ids: whose check-ins were read, and by whom beside whom."""

    person: str
    lead: str
    manager: str


def end_those_over(tx: Transaction, at: datetime, gone: str = "") -> list[Ended]:
    """End each naming whose three do not work together so any more, in its manager's name, so that nobody who comes
    back revives it; gives them. `at` is company time, `gone` who is about to be erased.
    """
    over = [Ended(row.person, row.lead, row.manager) for row in tx.conn.execute(_over, {"gone": gone})]
    for each in over:
        ended = Record(uuid7().hex, LeadEnded(each.lead), each.person, audience="pair")
        records.append(tx, each.manager, at, ended)
    return over
