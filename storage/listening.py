"""Which card listens for what somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, or_, select

from storage.database import Transaction
from storage.deliveries import Kept, kept, ledger
from storage.tables.base import rows_of
from storage.tables.delivery import ASKING, DeliveryStatus
from storage.tables.running import RunningConversation

_running = rows_of(RunningConversation)
_unclosed = (
    (_running.c.owner == ledger.c.owner)
    & (_running.c.conversation == ledger.c.conversation)
    & (_running.c.key == ledger.c.topic)
    & _running.c.closed.is_(False)
)
_seen = or_(
    ledger.c.status.in_((DeliveryStatus.SENT, DeliveryStatus.SENDING)),
    (ledger.c.status == DeliveryStatus.PENDING) & ledger.c.not_before.is_(None),
)
_place = case((ledger.c.place == 0, ledger.c.seq), else_=ledger.c.place)
_listening = (
    select(ledger)
    .join(_running, _unclosed)
    .where(ledger.c.recipient == bindparam("of_recipient"), ASKING, ledger.c.standing, _seen)
    .order_by(_place.desc())
    .limit(1)
)
_listening_before = (
    select(ledger)
    .join(_running, _unclosed)
    .where(ledger.c.recipient == bindparam("of_recipient"), ASKING, ledger.c.standing, _seen)
    .where(_place < bindparam("before"), ledger.c.at > bindparam("since"))
    .order_by(_place.desc())
)
_newest_of = (
    select(ledger)
    .where(ledger.c.owner == bindparam("of_recipient"), ledger.c.conversation == bindparam("of_conversation"))
    .where(ledger.c.recipient == bindparam("of_recipient"), ledger.c.kind == "message", ledger.c.standing, _seen)
    .order_by(_place.desc())
    .limit(1)
)
_since = (
    select(ledger.c.conversation, ledger.c.topic)
    .distinct()
    .where(ledger.c.recipient == bindparam("of_recipient"), ledger.c.seq > bindparam("after"), ledger.c.fresh, _seen)
)


def what_listens(tx: Transaction, person: str) -> Kept | None:
    """The newest card that listens for the person's free text: standing, and its conversation not closed."""
    found = tx.conn.execute(_listening, {"of_recipient": person}).one_or_none()
    return kept(found) if found else None


def listening_before(tx: Transaction, card: Kept, since: datetime) -> Sequence[Kept]:
    """The cards of the same person that would listen if this one did not, if they came after `since` (company time);
    newest first.
    """
    given = {"of_recipient": card.recipient, "before": card.place, "since": since}
    return [kept(row) for row in tx.conn.execute(_listening_before, given)]


def newest_of(tx: Transaction, person: str, conversation: str) -> Kept | None:
    """The newest message of a person's own conversations of this name, where it stands in their chat."""
    found = tx.conn.execute(_newest_of, {"of_recipient": person, "of_conversation": conversation}).one_or_none()
    return kept(found) if found else None


def posted_since(tx: Transaction, card: Kept) -> frozenset[str]:
    """The conversations that have posted to the same person since this card came."""
    return frozenset(conversation for conversation, _ in topics_since(tx, card))


def topics_since(tx: Transaction, card: Kept) -> frozenset[tuple[str, str]]:
    """The same with what each posted about."""
    found = tx.conn.execute(_since, {"of_recipient": card.recipient, "after": card.place})
    return frozenset((conversation, topic) for conversation, topic in found)
