"""Tables of delivery: the ledger of messages, what they cost people, and the rates of the platforms."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, Integer, text
from sqlmodel import Field

from storage.tables.base import Row

# Queries use these conditions as written: with parameters in their place a partial index does not serve.
OPEN = text("status IN ('pending', 'sending')")
ASKING = text("asks <> ''")
COUNTED = text("counts_as <> ''")


class DeliveryStatus(StrEnum):
    """How far a message got."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    MISSED = "missed"
    SUPERSEDED = "superseded"


class Delivery(Row, table=True):
    """One message, or one opened form, for one recipient. `at` is company time, other instants are real time.

    `id` is unguessable and rides in every button; `seq` is the order of sending. The card is sealed with the
    owner's key. `standing` is the newest of its slot. `about` are ids of entries, separated by spaces. Of what the bot
    begins, `counts_as` is the kind (conversations/rules/budget.py), `day` the recipient's local date on which it goes.
    `asked_for`: an act of its recipient's own brought it. `place` is the `seq` since which it has stood where its
    recipient last had to do with it, 0 for its own.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_slot", "owner", "conversation", "topic", "recipient", "slot"),
        Index("ix_delivery_queue", "recipient", "seq", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_delivery_open", "status", "seq", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_delivery_asking", "recipient", "seq", sqlite_where=ASKING, postgresql_where=ASKING),
        Index("ix_delivery_counted", "recipient", "day", sqlite_where=COUNTED, postgresql_where=COUNTED),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(
        default=None,
        sa_column=Column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True),
    )
    id: str = Field(unique=True)
    key: str = Field(unique=True)
    kind: str = "message"
    conversation: str
    owner: str
    topic: str
    recipient: str
    slot: str
    standing: bool = True
    name: str
    card: bytes | None = None
    asks: str = ""
    about: str = ""
    prompt: bool = False
    urgent: bool = False
    fresh: bool = False
    asked_for: bool = False
    place: int = Field(default=0, sa_type=BigInteger)
    counts_as: str = ""
    questions: int = 0
    day: date | None = None
    status: str = DeliveryStatus.PENDING
    reason: str = ""
    tries: int = 0
    not_before: datetime | None = None
    at: datetime
    created_at: datetime
    claimed_at: datetime | None = None
    sent_at: datetime | None = None
    platform: str = ""
    tenant: str = ""
    chat: str = ""
    message: str = ""


class Burden(Row, table=True):
    """How often something came to a person in a month: messages of a kind, or questions. No content.

    `department` is where they were when the month's first came.
    """

    __tablename__ = "burden"

    person: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    n: int
    department: str


class Rate(Row, table=True):
    """A bucket of a platform's rate (GCRA): theoretical arrival time and hold, in seconds of real time."""

    __tablename__ = "rate"

    bucket: str = Field(primary_key=True)
    arrival: float
    held_until: float = 0
