"""Erasing a person: their data key is destroyed, their words are nulled, and their rows go from every table.

What stays are ids: tombstones in the record, which rebuilds skip, and the audit trail, which holds no content.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BindParameter, Executable, bindparam, delete, or_, select, update

from storage import audit
from storage.database import Transaction
from storage.tables import delivery, organisation, people, records, running, web
from storage.tables.base import Row
from storage.tables.people import PersonStatus
from storage.tables.records import EntryStatus

TABLES = (delivery, organisation, people, records, running, web)
"""Where all tables stand: only those of imported modules are known."""

BLANKED: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "entry": ("subject", {"body": None, "status": EntryStatus.ERASED}),
    "person": (
        "id",
        {
            "name": "",
            "email": None,
            "title": "",
            "region": "",
            "start_date": None,
            "leaving_date": None,
            "roles": "",
            "status": PersonStatus.ERASED,
        },
    ),
}
"""Tables whose rows stay, with what is left of them: the column of whose they are, and the new values."""

DELETED: Mapping[str, tuple[str, ...]] = {
    "absence": ("person",),
    "agenda_item": ("person",),
    "blocker": ("raiser",),
    "checkin": ("person",),
    "delivery": ("owner", "recipient"),
    "due": ("owner",),
    "feed": ("person",),
    "identity": ("person",),
    "identity_conflict": ("person",),
    "inbox": ("person",),
    "pause": ("person",),
    "preference": ("person",),
    "prompted": ("person",),
    "running": ("owner",),
    "session": ("person",),
    "sign_in_link": ("person",),
}
"""Tables whose rows go, with the columns of whose they are."""

UNTOUCHED = frozenset(
    {
        "audit",  # ids and counts, which cannot be changed
        "data_key",  # loses the key itself
        "department",  # a head is an id
        "once",
        "organisation",
        "rate",
        "replica",
        "seal",  # hashes of ciphertext
    }
)
"""Tables that hold nothing of a person, or nothing but ids."""


def _statements() -> tuple[Executable, ...]:
    person: BindParameter[str] = bindparam("whose")
    tables = Row.metadata.tables
    blanked = (
        update(tables[name]).where(tables[name].c[whose] == person).values(**left)
        for name, (whose, left) in BLANKED.items()
    )
    deleted = (
        delete(tables[name]).where(or_(*(tables[name].c[column] == person for column in columns)))
        for name, columns in DELETED.items()
    )
    return (*blanked, *deleted)


_ERASE = _statements()
_delivery, _entry, _feed = (Row.metadata.tables[name] for name in ("delivery", "entry", "feed"))
_about_somebody = select(_delivery.c.id, _delivery.c.about).where(_delivery.c.about != "")
_entries_of = select(_entry.c.id).where(_entry.c.subject == bindparam("whose"))
_forget_card = delete(_delivery).where(_delivery.c.id == bindparam("card"))
_forget_copy = delete(_feed).where(_feed.c.delivery == bindparam("card"))


def erase_person(tx: Transaction, person: str, actor: str, at: datetime) -> None:
    """Nothing of this person's record can be read again, by anybody, also from a backup; twice is as good as once.

    What they answered others (a reply, a reason for declining) belongs to the others' records and stays there.

    `actor` is who had it done; the trail keeps that it was done, and for whom.
    """
    audit.note(tx, at, actor, audit.ERASED_PERSON, person)
    for card in _cards_about(tx, person):
        tx.conn.execute(_forget_copy, {"card": card})
        tx.conn.execute(_forget_card, {"card": card})
    for statement in _ERASE:
        tx.conn.execute(statement, {"whose": person})
    tx.box.erase(person)


def _cards_about(tx: Transaction, person: str) -> list[str]:
    """The cards, also those that others got, which tell of something in this person's record (a manager's digest)."""
    entries = set(tx.conn.execute(_entries_of, {"whose": person}).scalars())
    return [row.id for row in tx.conn.execute(_about_somebody) if not entries.isdisjoint(row.about.split())]
