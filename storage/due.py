"""What comes due: the rhythms' starts and the conversations' timers, as rows with an instant of company time.

A due row is claimed inside the transaction that plays it: `kill -9` rolls both back together, and the row
waits again. There is no lease to run out, and no replica plays what another one is playing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from conversations.toolkit.events import Address
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.running import WAITING, Due, DueStatus

WAKE = "wake"
"""The kind of a conversation's own timers; rhythms have kinds of their own."""

REDRAW = "redraw"
"""The kind of what a conversation must draw anew, at once: its recipient may read only some of it any more."""


PROPOSED = "proposed"
"""The kind of a goal that came in with a file, for whoever is to agree to it."""


@dataclass(frozen=True)
class Planned:
    """A due moment: what to start or to wake, when (company time), and how often that has failed."""

    key: str
    kind: str
    address: Address
    timer: str
    at: datetime
    tries: int = 0

    @property
    def event_key(self) -> str:
        """The key of the event it makes: a timer that is set again makes another one."""
        return f"{self.key}@{self.at.isoformat()}"


def wake_key(address: Address, timer: str) -> str:
    """The key of a conversation's timer; a rhythm's is `kind:person:period`."""
    return f"{WAKE}:{address.conversation}:{address.owner}:{address.key}:{timer}"


_due = rows_of(Due)
_shown = (
    _due.c.key,
    _due.c.kind,
    _due.c.owner,
    _due.c.conversation,
    _due.c.topic,
    _due.c.timer,
    _due.c.at,
    _due.c.tries,
)

_new = insert(_due).values(status=DueStatus.WAITING, reason="", tries=0, not_before=None)
_plan = _new.on_conflict_do_update(
    index_elements=["key"],
    set_={
        "at": _new.excluded.at,
        "timer": _new.excluded.timer,
        "status": DueStatus.WAITING,
        "reason": "",
        "tries": 0,
        "not_before": None,
    },
    where=or_(_due.c.status.in_((DueStatus.WAITING, DueStatus.CANCELLED)), _due.c.kind == WAKE),
)
_unheld = or_(_due.c.not_before.is_(None), _due.c.not_before <= bindparam("real"))
_ripe = (WAITING, _due.c.at <= bindparam("now"), _unheld)
_next = select(_due.c.key).where(*_ripe).order_by(_due.c.at, _due.c.key).limit(bindparam("most"))
_claim = (
    update(_due)
    .where(_due.c.key.in_(_next.with_for_update(skip_locked=True)))
    .values(status=DueStatus.DONE)
    .returning(*_shown)
)
_settle = update(_due).where(_due.c.key == bindparam("which"))
_retry = _settle.where(WAITING).values(tries=_due.c.tries + 1, reason=bindparam("why"), not_before=bindparam("later"))
_move = _settle.where(WAITING).values(at=bindparam("then"))
_postpone = _settle.values(status=DueStatus.WAITING, at=bindparam("then"))
_release = _settle.where(_due.c.status == DueStatus.QUARANTINED).values(
    status=DueStatus.WAITING, tries=0, not_before=None
)
_cancel = _settle.where(WAITING).values(status=DueStatus.CANCELLED)
_cancel_conversation = (
    update(_due)
    .where(_due.c.owner == bindparam("of_owner"), _due.c.conversation == bindparam("of_conversation"))
    .where(_due.c.topic == bindparam("of_topic"), WAITING)
    .values(status=DueStatus.CANCELLED)
)
_quarantined = select(*_shown).where(_due.c.status == DueStatus.QUARANTINED).order_by(_due.c.at, _due.c.key)
_soonest = select(func.min(_due.c.at)).where(WAITING)
_overdue = select(func.count(), func.min(_due.c.at)).where(WAITING, _due.c.at <= bindparam("now"))


def plan(tx: Transaction, key: str, address: Address, timer: str, at: datetime, kind: str = WAKE) -> None:
    """Set a moment, or move the one of this key.

    A rhythm's key that is done or missed never comes back; a cancelled one, and a timer, may.
    """
    values = {"key": key, "kind": kind, "owner": address.owner, "conversation": address.conversation}
    tx.conn.execute(_plan, {**values, "topic": address.key, "timer": timer, "at": at})


def redraw(tx: Transaction, address: Address, delivery: str, at: datetime) -> None:
    """Let a conversation draw anew what this delivery was to show; `at` is company time."""
    plan(tx, f"{REDRAW}:{delivery}", address, REDRAW, at, REDRAW)


def move(tx: Transaction, key: str, at: datetime) -> None:
    """Let a moment come at another instant (company time), if it still waits."""
    tx.conn.execute(_move, {"which": key, "then": at})


def cancel(tx: Transaction, key: str) -> None:
    """Forget a moment, if it still waits."""
    tx.conn.execute(_cancel, {"which": key})


def cancel_all(tx: Transaction, address: Address) -> None:
    """Forget all that waits for a conversation, as when it closes."""
    at = {"of_owner": address.owner, "of_conversation": address.conversation, "of_topic": address.key}
    tx.conn.execute(_cancel_conversation, at)


def claim(tx: Transaction, now: datetime, real: datetime, most: int = 1) -> Sequence[Planned]:
    """Take the next due moments, earliest first, and count them as done when this transaction commits.

    Play them in the same transaction; on failure it rolls back, and `retry` says when they may be tried
    again. `now` is company time, `real` real time.
    """
    found = tx.conn.execute(_claim, {"now": now, "real": real, "most": most})
    return sorted((_planned(row) for row in found), key=lambda planned: (planned.at, planned.key))


def miss(tx: Transaction, key: str, reason: str) -> None:
    """Say that a moment claimed in this transaction came too late to be useful."""
    tx.conn.execute(_settle, {"which": key, "status": DueStatus.MISSED, "reason": reason})


def postpone(tx: Transaction, key: str, at: datetime) -> None:
    """Let a moment claimed in this transaction wait for another instant (company time): not now, but still useful."""
    tx.conn.execute(_postpone, {"which": key, "then": at})


def retry(tx: Transaction, key: str, reason: str, not_before: datetime) -> None:
    """After a failed turn, in a transaction of its own: one try more, not before this real time."""
    tx.conn.execute(_retry, {"which": key, "why": reason, "later": not_before})


def quarantine(tx: Transaction, key: str, reason: str) -> None:
    """Set a moment aside that keeps failing; the others go on."""
    tx.conn.execute(_settle, {"which": key, "status": DueStatus.QUARANTINED, "reason": reason})


def release(tx: Transaction, key: str) -> bool:
    """Let a quarantined moment wait again; False if there is none of this key."""
    return bool(tx.conn.execute(_release, {"which": key}).rowcount)


def quarantined(tx: Transaction) -> Sequence[Planned]:
    """The moments that were set aside, earliest first."""
    return [_planned(row) for row in tx.conn.execute(_quarantined)]


def next_at(tx: Transaction) -> datetime | None:
    """The soonest instant that waits, in company time."""
    return tx.conn.execute(_soonest).scalar()


def overdue(tx: Transaction, now: datetime) -> tuple[int, datetime | None]:
    """How many moments are due and not yet played, and the oldest instant of them."""
    count, oldest = tx.conn.execute(_overdue, {"now": now}).one()
    return count, oldest


def _planned(row: Row[*tuple[Any, ...]]) -> Planned:
    address = Address(row.conversation, row.owner, row.topic)
    return Planned(row.key, row.kind, address, row.timer, row.at, row.tries)
