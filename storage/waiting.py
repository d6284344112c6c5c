"""Why messages wait or did not arrive: the ledger by reasons, and as one person has it; never what a message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.database import Transaction
from storage.deliveries import Kept, kept, ledger
from storage.tables.delivery import OPEN, DeliveryStatus


@dataclass(frozen=True)
class Group:
    """So many messages share a status and a reason; `later` are those that have to wait until an instant."""

    status: DeliveryStatus
    reason: str
    later: bool
    count: int


_later = (ledger.c.not_before.is_not(None) & (ledger.c.not_before > bindparam("now"))).label("later")
_waiting = (
    select(ledger.c.status, ledger.c.reason, _later, func.count().label("many"))
    .where(OPEN, ledger.c.created_at <= bindparam("before"))
    .group_by(ledger.c.status, ledger.c.reason, _later)
    .order_by(ledger.c.status, ledger.c.reason, _later)
)
_lost = (
    select(ledger.c.status, ledger.c.reason, func.count().label("many"))
    .where(ledger.c.status.in_((DeliveryStatus.FAILED, DeliveryStatus.MISSED)))
    .where(ledger.c.created_at >= bindparam("since"))
    .group_by(ledger.c.status, ledger.c.reason)
    .order_by(ledger.c.status, ledger.c.reason)
)
_latest = (
    select(ledger)
    .where(ledger.c.recipient == bindparam("of_recipient"), ledger.c.kind == "message")
    .where(ledger.c.status != DeliveryStatus.SUPERSEDED)
    .order_by(ledger.c.seq.desc())
    .limit(bindparam("most"))
)


def waiting(tx: Transaction, before: datetime, now: datetime) -> Sequence[Group]:
    """What was in the ledger before an instant and is not sent yet, by reason."""
    found = tx.conn.execute(_waiting, {"before": before, "now": now})
    return [Group(DeliveryStatus(row.status), row.reason, bool(row.later), row.many) for row in found]


def lost(tx: Transaction, since: datetime) -> Sequence[Group]:
    """What was written since an instant and never arrives, by reason."""
    found = tx.conn.execute(_lost, {"since": since})
    return [Group(DeliveryStatus(row.status), row.reason, False, row.many) for row in found]


def latest_to(tx: Transaction, person: str, most: int) -> Sequence[Kept]:
    """The newest messages to somebody, oldest first; their cards stay sealed."""
    found = tx.conn.execute(_latest, {"of_recipient": person, "most": most})
    return [kept(row) for row in found][::-1]
