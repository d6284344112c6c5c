"""What happened lately, for the demonstration's ticker: who and what kind, without a word of content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from sqlalchemy import bindparam, select

from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Delivery
from storage.tables.records import Entry

_SENT = {
    "weekly_checkin.invite": "sent_weekly_checkin",
    "weekly_checkin.reminder": "reminded",
    "manager_digest.digest": "sent_manager_digest",
    "welcome.first": "sent_welcome",
}
_HIDDEN = ("prompted", "energy_noted", "energy_withdrawn")


@dataclass(frozen=True)
class Happened:
    """Something that happened: when (company time), to whom, and which kind."""

    at: datetime
    person: str
    what: str


_entry, _delivery = rows_of(Entry), rows_of(Delivery)
_entries = (
    select(_entry.c.at, _entry.c.author, _entry.c.subject, _entry.c.kind)
    .where(_entry.c.kind.not_in(_HIDDEN), _entry.c.audience.not_in(("hr", "helper_and_hr", "self")))
    .order_by(_entry.c.seq.desc())
    .limit(bindparam("most"))
)
_prompts = (
    select(_delivery.c.at, _delivery.c.recipient, _delivery.c.name)
    .where(_delivery.c.prompt, _delivery.c.name.in_(tuple(_SENT)))
    .order_by(_delivery.c.seq.desc())
    .limit(bindparam("most"))
)


def latest(tx: Transaction, most: int) -> Sequence[Happened]:
    """The latest entries and prompts, newest first."""
    entries = tx.conn.execute(_entries, {"most": most})
    written = [Happened(row.at, row.author or row.subject, row.kind) for row in entries]
    sent = [Happened(row.at, row.recipient, _SENT[row.name]) for row in tx.conn.execute(_prompts, {"most": most})]
    both = merge(written, sent, key=lambda happened: happened.at, reverse=True)
    return list(both)[:most]
