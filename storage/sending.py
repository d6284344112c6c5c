"""Carrying deliveries out: pending -> sending -> sent, in order for each recipient; in real time.

Whoever finds `sending` that nobody finished is in doubt whether it arrived: look it up where the platform
can, or put it back with `later` and send it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, case, func, or_, select, update

from storage import burden
from storage.database import Transaction
from storage.deliveries import Chat, Kept, card_of, in_slot, kept, ledger, slot_of
from storage.tables.delivery import OPEN, DeliveryStatus

POISON = "poison"
"""Why a delivery failed that had its tries (safety.md 35): it is set aside until somebody releases it."""


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to send now: its card as JSON, and the message to edit ("" posts a new one)."""

    delivery: Kept
    card: bytes
    edits: str


@dataclass(frozen=True)
class Late:
    """A delivery that waits, and for whom: thousands of them are looked at, so that their cards stay where they are."""

    seq: int
    id: str
    recipient: str


@dataclass(frozen=True)
class Backlog:
    """How many deliveries have this status, and since when the oldest one waits."""

    count: int
    oldest: datetime


_ready = or_(ledger.c.not_before.is_(None), ledger.c.not_before <= bindparam("now"))
_begun = ledger.c.claimed_at.is_not(None)
"""What was taken for sending and is not there yet holds up the rest; what is only kept for later does not."""

_next = (
    select(ledger)
    .where(OPEN, ledger.c.recipient == bindparam("of_recipient"), or_(_ready, _begun))
    .order_by(ledger.c.seq)
    .limit(1)
)
_claim = (
    update(ledger)
    .where(ledger.c.id == bindparam("which"), ledger.c.status == DeliveryStatus.PENDING, _ready)
    .values(status=DeliveryStatus.SENDING, tries=ledger.c.tries + 1, claimed_at=bindparam("now"))
    .values(platform=bindparam("on"), tenant=bindparam("within"), chat=bindparam("user"))
    .returning(*ledger.c)
)
_message_before = (
    select(ledger.c.message)
    .where(in_slot, ledger.c.seq < bindparam("before"), ledger.c.message != "")
    .where(ledger.c.platform == bindparam("on"), ledger.c.tenant == bindparam("within"))
    .where(ledger.c.chat == bindparam("user"))
    .order_by(ledger.c.seq.desc())
    .limit(1)
)
_settle = update(ledger).where(ledger.c.id == bindparam("which"), OPEN)
_arrived = _settle.values(status=DeliveryStatus.SENT).returning(
    ledger.c.recipient, ledger.c.counts_as, ledger.c.questions, ledger.c.day
)
_overdue = (
    select(ledger.c.seq, ledger.c.id, ledger.c.recipient)
    .where(OPEN, ledger.c.status == DeliveryStatus.PENDING, _ready, ledger.c.created_at <= bindparam("before"))
    .where(ledger.c.seq > bindparam("after"))
    .order_by(ledger.c.seq)
    .limit(bindparam("most"))
)
_poison = (ledger.c.status == DeliveryStatus.FAILED, ledger.c.reason == POISON, ledger.c.standing)
_quarantined = select(ledger).where(*_poison).order_by(ledger.c.seq)
_release = (
    update(ledger)
    .where(*_poison, ledger.c.key == bindparam("of_key"))
    .values(status=DeliveryStatus.PENDING, reason="", tries=0, not_before=None, claimed_at=None)
)
_doubt = (
    update(ledger)
    .where(ledger.c.id == bindparam("which"), ledger.c.status == DeliveryStatus.SENDING)
    .where(ledger.c.claimed_at == bindparam("seen"))
    .values(claimed_at=bindparam("now"))
    .returning(*ledger.c)
)
_kept_for_later = select(ledger.c.id, ledger.c.not_before).where(
    OPEN, ledger.c.status == DeliveryStatus.PENDING, ledger.c.not_before.is_not(None)
)
_let_go = (
    update(ledger)
    .where(OPEN, ledger.c.recipient == bindparam("of_recipient"), ledger.c.status == DeliveryStatus.PENDING)
    .where(ledger.c.prompt, ~_begun, ledger.c.not_before.is_not(None))
    .where(ledger.c.created_at < bindparam("earlier_than"))
    .values(not_before=None)
)
_in_doubt = (
    select(ledger)
    .where(OPEN, ledger.c.status == DeliveryStatus.SENDING, ledger.c.claimed_at <= bindparam("before"))
    .order_by(ledger.c.seq)
    .limit(bindparam("most"))
)
_backlog = (
    select(ledger.c.status, func.count().label("many"), func.min(ledger.c.created_at).label("oldest"))
    .where(OPEN)
    .group_by(ledger.c.status)
)


def next_for(tx: Transaction, recipient: str, now: datetime) -> Kept | None:
    """The delivery that this recipient gets next; None if there is none, or an earlier one is not finished.

    One that is kept for later on purpose (quiet hours) lets others pass; one that failed and is to be tried
    again does not, so that messages keep their order.
    """
    row = tx.conn.execute(_next, {"of_recipient": recipient, "now": now}).one_or_none()
    if row is None or row.status == DeliveryStatus.SENDING:
        return None
    is_ready = row.not_before is None or row.not_before <= now
    return kept(row) if is_ready else None


def claim(tx: Transaction, id_: str, chat: Chat, now: datetime) -> Claim | None:
    """Take a delivery for sending; None if another has it, or it is not ready. Raises Tampered or Erased."""
    where = {"on": chat.platform, "within": chat.tenant, "user": chat.user}
    row = tx.conn.execute(_claim, {"which": id_, "now": now, **where}).one_or_none()
    if row is None:
        return None
    ours = kept(row)
    slot = slot_of(ours.address, ours.recipient, ours.slot)
    edits = "" if ours.fresh else tx.conn.execute(_message_before, {**slot, **where, "before": ours.seq}).scalar()
    return Claim(ours, card_of(tx, ours), edits or "")


def doubt(tx: Transaction, id_: str, claimed_at: datetime, now: datetime) -> Kept | None:
    """Take over a delivery in doubt, as it was seen; None if another did, or it is settled by now."""
    row = tx.conn.execute(_doubt, {"which": id_, "seen": claimed_at, "now": now}).one_or_none()
    return kept(row) if row else None


def sent(tx: Transaction, id_: str, message: str, now: datetime, reason: str = "") -> None:
    """It arrived; `message` is the platform's reference for later edits, `reason` what is to be noted. What the bot
    began is counted, once.
    """
    came = {"which": id_, "reason": reason, "message": message, "sent_at": now}
    row = tx.conn.execute(_arrived, came).one_or_none()
    if row is not None and row.counts_as and row.day:
        burden.count(tx, row.recipient, row.day, row.counts_as, row.questions)


def later(tx: Transaction, id_: str, not_before: datetime, reason: str, *, counted: bool = True) -> None:
    """Put it back until this instant: the platform asked to wait, failed in passing, or left us in doubt.

    A try that is not `counted` says nothing against the message.
    """
    back = {} if counted else {"tries": case((ledger.c.tries > 0, ledger.c.tries - 1), else_=0)}
    tx.conn.execute(
        _settle.values(status=DeliveryStatus.PENDING, reason=reason, not_before=not_before, **back),
        {"which": id_},
    )


def hold(tx: Transaction, id_: str, not_before: datetime, day: date, reason: str) -> None:
    """Keep it for later on purpose, as in quiet hours: others may pass, and earlier tries are forgotten."""
    kept = {"not_before": not_before, "day": day, "reason": reason, "tries": 0, "claimed_at": None}
    tx.conn.execute(_settle.values(**kept), {"which": id_})


def let_go(tx: Transaction, recipient: str, earlier_than: datetime) -> bool:
    """Ask anew when what was kept on purpose may come, as somebody's hours or days changed; whether there was any."""
    return bool(tx.conn.execute(_let_go, {"of_recipient": recipient, "earlier_than": earlier_than}).rowcount)


def goes_on(tx: Transaction, id_: str, day: date) -> None:
    """It goes on another day than was planned: it counts then."""
    tx.conn.execute(_settle, {"which": id_, "day": day})


def failed(tx: Transaction, id_: str, reason: str) -> None:
    """It will never arrive; `reason` is an id: blocked, not_installed, not_theirs ..."""
    _set(tx, id_, DeliveryStatus.FAILED, reason)


def quarantined(tx: Transaction) -> Sequence[Kept]:
    """The deliveries that were set aside after all their tries, oldest first; what a newer one replaced is over."""
    return [kept(row) for row in tx.conn.execute(_quarantined)]


def release(tx: Transaction, key: str) -> bool:
    """Let a delivery that was set aside be sent again; False if there is none of this key."""
    return bool(tx.conn.execute(_release, {"of_key": key}).rowcount)


def missed(tx: Transaction, id_: str, reason: str) -> None:
    """It came too late to be useful, as after an outage."""
    _set(tx, id_, DeliveryStatus.MISSED, reason)


def bring_forward(tx: Transaction, by: timedelta) -> None:
    """Let what is kept for later come sooner, as the demonstration's clock moves on."""
    if not by:
        return
    for row in tx.conn.execute(_kept_for_later).all():
        tx.conn.execute(_settle, {"which": row.id, "not_before": row.not_before - by})


def pending(tx: Transaction, created_before: datetime, now: datetime, after: int, most: int) -> Sequence[Late]:
    """Deliveries ready to be sent that have been in the ledger since before an instant, oldest first; `after` is the
    seq behind which to look on.
    """
    found = tx.conn.execute(_overdue, {"before": created_before, "now": now, "after": after, "most": most})
    return [Late(row.seq, row.id, row.recipient) for row in found]


def in_doubt(tx: Transaction, claimed_before: datetime, most: int) -> Sequence[Kept]:
    """Deliveries claimed before an instant that nobody finished, oldest first."""
    return [kept(row) for row in tx.conn.execute(_in_doubt, {"before": claimed_before, "most": most})]


def backlog(tx: Transaction) -> Mapping[DeliveryStatus, Backlog]:
    """What is pending and what is being sent, for metrics."""
    return {DeliveryStatus(row.status): Backlog(row.many, row.oldest) for row in tx.conn.execute(_backlog)}


def _set(tx: Transaction, id_: str, status: DeliveryStatus, reason: str, **values: object) -> None:
    tx.conn.execute(_settle, {"which": id_, "status": status, "reason": reason, **values})
