"""The ledger of deliveries as the turn writes and asks it; storage/sending.py carries them out.

One row per message is the truth about it. A slot (conversation, recipient, slot) holds one message, the
standing one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, String, bindparam, case, select, update

from conversations.rules.budget import CountsAs
from conversations.toolkit.events import Address
from storage.database import Transaction
from storage.tables.base import insert_if_new, one_of, rows_of
from storage.tables.delivery import Delivery, DeliveryStatus

Kind = Literal["message", "form"]
_ASIDE = "~"
OVER = ".over"
"""What the name of a card at rest ends in."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message to plan: whose conversation shows what to whom. `card` is JSON, `at` company time.

    `key` is unique to it: the turn's event key and a number, or a broadcast's version and person. `about` are
    the entries that its recipient must still be allowed to read. `fresh` posts anew instead of editing.
    `not_before` is real time: quiet hours, or a week with room. `counts_as` is the kind of what the bot begins, "" for
    what counts as nothing, `day` the recipient's local date on which it goes. `on` is the platform on which it was
    asked for, or stands already; "" if nobody asked. `asked_for`: an act of the recipient's own brings it.
    `place` is that of the message which it only changes, though its recipient did nothing; 0 for its own.
    """

    key: str
    address: Address
    recipient: str
    slot: str
    name: str
    card: bytes
    at: datetime
    asks: str = ""
    about: tuple[str, ...] = ()
    prompt: bool = False
    urgent: bool = False
    fresh: bool = False
    asked_for: bool = False
    place: int = 0
    counts_as: CountsAs = ""
    questions: int = 0
    day: date | None = None
    not_before: datetime | None = None
    on: str = ""


@dataclass(frozen=True)
class Chat:
    """Where a recipient is reached: platform, tenant, user there. Until it is claimed, the platform of `Letter.on`."""

    platform: str
    tenant: str
    user: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A delivery as the ledger has it. `standing`: nothing newer took its slot. `card_of` opens its card.

    `at` is company time, the other instants are real time. `message` is the platform's reference once sent.
    `place` is its `seq`, or of the message that it only changed, though its recipient did nothing.
    """

    seq: int
    id: str
    key: str
    kind: Kind
    address: Address
    recipient: str
    slot: str
    name: str
    asks: str
    about: tuple[str, ...]
    prompt: bool
    urgent: bool
    fresh: bool
    asked_for: bool
    place: int
    counts_as: CountsAs
    questions: int
    day: date | None
    standing: bool
    status: DeliveryStatus
    reason: str
    tries: int
    not_before: datetime | None
    at: datetime
    created_at: datetime
    claimed_at: datetime | None
    chat: Chat
    message: str
    sealed: bytes | None = field(repr=False)


ledger = rows_of(Delivery)

in_slot = (
    (ledger.c.owner == bindparam("of_owner"))
    & (ledger.c.conversation == bindparam("of_conversation"))
    & (ledger.c.topic == bindparam("of_topic"))
    & (ledger.c.recipient == bindparam("of_recipient"))
    & (ledger.c.slot == bindparam("of_slot"))
)
"""The condition for one slot; `slot_of` gives its parameters."""

_add = insert_if_new(ledger, "key").inline()
_by_key = select(ledger.c.id).where(ledger.c.key == bindparam("known"))
_replace = (
    update(ledger)
    .where(in_slot, ledger.c.standing, ledger.c.id != bindparam("newest"))
    .values(
        standing=False,
        status=case((ledger.c.status == DeliveryStatus.PENDING, DeliveryStatus.SUPERSEDED), else_=ledger.c.status),
    )
)
_aside = update(ledger).where(in_slot).values(slot=bindparam("aside"))
_left_aside = (
    select(ledger)
    .where(ledger.c.owner == bindparam("of_owner"), ledger.c.conversation == bindparam("of_conversation"))
    .where(ledger.c.topic == bindparam("of_topic"), ledger.c.recipient == bindparam("of_recipient"))
    .where(ledger.c.slot.startswith(bindparam("aside", type_=String), autoescape=False))
    .where(ledger.c.standing, ledger.c.name.not_like(f"%{OVER}"), ledger.c.seq < bindparam("before"))
)
_get = select(ledger).where(ledger.c.id == bindparam("which"))
_standing = select(ledger).where(in_slot, ledger.c.standing)
_cards_of = select(ledger.c.id, ledger.c.recipient, ledger.c.card).where(
    ledger.c.owner == bindparam("whose"), ledger.c.card.is_not(None)
)
_rewrite = update(ledger).where(ledger.c.id == bindparam("which"))
_begun_after = (
    select(ledger).where(ledger.c.seq > bindparam("after"), ledger.c.kind == "message").order_by(ledger.c.seq)
)
_about = select(ledger.c.id, ledger.c.about).where(one_of(ledger.c.id, "ids"), ledger.c.about != "")
_latest = (
    select(ledger)
    .where(ledger.c.owner == bindparam("of_owner"), ledger.c.conversation == bindparam("of_conversation"))
    .where(ledger.c.recipient == bindparam("of_recipient"), ledger.c.kind == "message")
    .order_by(ledger.c.seq.desc())
    .limit(1)
)


def plan(tx: Transaction, letter: Letter, now: datetime) -> str:
    """Write a message into the ledger, pending, and give its id; its slot is its own from now on.

    What stood in the slot is superseded if it was not sent yet, else its message is edited. The same key
    again changes nothing and gives the first one's id. `now` is real time. Raises Erased.
    """
    id_ = uuid.uuid4().hex
    row = {
        **_begun(id_, letter.key, letter.address, letter.recipient, letter.at, now),
        "kind": "message", "status": DeliveryStatus.PENDING, "slot": letter.slot, "name": letter.name,
        "card": tx.box.seal(letter.address.owner, letter.card, "delivery", "card", id_),
        "asks": letter.asks, "about": " ".join(letter.about),
        "prompt": letter.prompt, "urgent": letter.urgent, "fresh": letter.fresh, "not_before": letter.not_before,
        "asked_for": letter.asked_for, "place": letter.place,
        "counts_as": letter.counts_as, "questions": letter.questions, "day": letter.day, "platform": letter.on,
    }  # fmt: skip
    if not tx.conn.execute(_add, row).rowcount:
        return str(tx.conn.execute(_by_key, {"known": letter.key}).scalar_one())
    tx.conn.execute(_replace, {**slot_of(letter.address, letter.recipient, letter.slot), "newest": id_})
    return id_


def open_form(tx: Transaction, key: str, address: Address, person: str, form: str, at: datetime, now: datetime) -> str:
    """Note that a form is opened for somebody and give the id that its submission will name."""
    id_ = uuid.uuid4().hex
    row = {
        **_begun(id_, key, address, person, at, now),
        "kind": "form", "status": DeliveryStatus.SENT, "slot": f"form:{form}", "name": form, "card": None,
        "asks": "", "about": "", "prompt": False, "urgent": False, "fresh": False, "not_before": None,
        "asked_for": True, "place": 0,
        "counts_as": "", "questions": 0, "day": None,
    }  # fmt: skip
    if not tx.conn.execute(_add, row).rowcount:
        return str(tx.conn.execute(_by_key, {"known": key}).scalar_one())
    return id_


def get(tx: Transaction, id_: str) -> Kept | None:
    """The delivery that a click or a submission names, whoever asks; None if there is none."""
    found = tx.conn.execute(_get, {"which": id_}).one_or_none()
    return kept(found) if found else None


def standing_in(tx: Transaction, address: Address, recipient: str, slot: str) -> Kept | None:
    """The newest delivery of a slot."""
    found = tx.conn.execute(_standing, slot_of(address, recipient, slot)).one_or_none()
    return kept(found) if found else None


def set_aside(tx: Transaction, standing: Kept) -> str:
    """Give what was shown in a slot so far a slot of its own, so that it can still be edited; gives that slot."""
    aside = f"{standing.slot}{_ASIDE}{standing.seq}"
    tx.conn.execute(_aside, {**slot_of(standing.address, standing.recipient, standing.slot), "aside": aside})
    return aside


def set_aside_for(tx: Transaction, newer: Kept) -> Sequence[Kept]:
    """What was set aside for a message, or for one whose place that took, and is not at rest yet. By the time that it
    came it may have been set aside itself.
    """
    if newer.name.endswith(OVER):
        return ()
    slot = newer.slot.partition(_ASIDE)[0]
    where = slot_of(newer.address, newer.recipient, slot)
    found = tx.conn.execute(_left_aside, {**where, "aside": f"{slot}{_ASIDE}", "before": newer.seq})
    return [kept(row) for row in found]


def is_set_aside(delivery: Kept) -> bool:
    """Whether it only changes what `set_aside` left: where that is not found there is nothing to show."""
    return _ASIDE in delivery.slot


def begun_after(tx: Transaction, seq: int) -> Sequence[Kept]:
    """The messages written into the ledger after this one, oldest first."""
    return [kept(row) for row in tx.conn.execute(_begun_after, {"after": seq})]


def latest_of(tx: Transaction, owner: str, conversation: str, recipient: str) -> Kept | None:
    """The newest message to a recipient from an owner's conversations of this name."""
    whose = {"of_owner": owner, "of_conversation": conversation, "of_recipient": recipient}
    found = tx.conn.execute(_latest, whose).one_or_none()
    return kept(found) if found else None


def about(tx: Transaction, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The entries that these deliveries tell of; a delivery that tells of none is left out."""
    rows = tx.conn.execute(_about, {"ids": list(ids)})
    return {row.id: tuple(row.about.split()) for row in rows}


def card_of(tx: Transaction, delivery: Kept) -> bytes:
    """The card as JSON, b"" for a form. Raises Tampered or Erased."""
    if delivery.sealed is None:
        return b""
    return tx.box.open(delivery.address.owner, delivery.sealed, "delivery", "card", delivery.id)


def rewrite(tx: Transaction, owner: str, change: Callable[[bytes], bytes]) -> frozenset[str]:
    """Change the cards (JSON) of all conversations of a person; gives whose copies may have to follow."""
    recipients = set()
    for row in tx.conn.execute(_cards_of, {"whose": owner}).all():
        card = tx.box.open(owner, row.card, "delivery", "card", row.id)
        changed = change(card)
        if changed != card:
            recipients.add(row.recipient)
            tx.conn.execute(
                _rewrite, {"which": row.id, "card": tx.box.seal(owner, changed, "delivery", "card", row.id)}
            )
    return frozenset(recipients)


def slot_of(address: Address, recipient: str, slot: str) -> dict[str, object]:
    """The parameters of `in_slot`."""
    return {
        "of_owner": address.owner, "of_conversation": address.conversation, "of_topic": address.key,
        "of_recipient": recipient, "of_slot": slot,
    }  # fmt: skip


def kept(row: Row[*tuple[Any, ...]]) -> Kept:
    """A row of the ledger as the delivery it tells of."""
    return Kept(
        seq=row.seq, id=row.id, key=row.key, kind=row.kind,
        address=Address(row.conversation, row.owner, row.topic), recipient=row.recipient, slot=row.slot,
        name=row.name, asks=row.asks, about=tuple(row.about.split()), prompt=row.prompt, urgent=row.urgent,
        fresh=row.fresh, asked_for=row.asked_for, place=row.place or row.seq, counts_as=row.counts_as,
        questions=row.questions, day=row.day, standing=row.standing, status=DeliveryStatus(row.status),
        reason=row.reason, tries=row.tries, not_before=row.not_before, at=row.at, created_at=row.created_at,
        claimed_at=row.claimed_at, chat=Chat(row.platform, row.tenant, row.chat), message=row.message, sealed=row.card,
    )  # fmt: skip


def _begun(id_: str, key: str, address: Address, recipient: str, at: datetime, now: datetime) -> dict[str, object]:
    return {
        "id": id_, "key": key, "conversation": address.conversation, "owner": address.owner,
        "topic": address.key, "recipient": recipient,
        "standing": True, "reason": "", "tries": 0, "at": at, "created_at": now,
        "claimed_at": None, "sent_at": None, "platform": "", "tenant": "", "chat": "", "message": "",
    }  # fmt: skip
