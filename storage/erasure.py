"""Erasing a person: their data key is destroyed, their words are nulled, and their rows go from every table.

What they wrote into the records of others (a reply, a reason for declining) is sealed with their key too, and goes
with it, or in rows of the first shape with the whole body; where it stood on a card it is blotted out. What stays are
ids: tombstones in the record, which rebuilds skip, and the audit trail, which holds no content. Their name stays on
cards that others got, and in what others wrote. What both sides agreed to for a department is the department's, and
outlives who held it (storage/outliving.py).

A backup made before holds their key as it was then, and with it all they wrote, for whoever has the master key as well:
after a restore they are to be erased again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import BindParameter, Executable, bindparam, delete, or_, select, update

from conversations.toolkit.events import Address
from storage import audit, deliveries, due, feed, outliving, running
from storage.database import Transaction
from storage.records import read_entry, words_apart
from storage.tables import delivery, organisation, people, records, web
from storage.tables import running as talks
from storage.tables.base import Row
from storage.tables.people import PersonStatus
from storage.tables.records import EntryStatus
from storage.words import words_of

BLOT = "…"
"""What stands on cards in place of an erased person's words."""

_SAID = ("words", "text")
"""The fields of cards that hold what somebody said."""

_GUESTS, _FEWER, _LOOK = "guests", "fewer", "look"
"""In the state of a talk with several: who is invited, and that one of them is gone, at which its holder looks."""

TABLES = (delivery, organisation, people, records, talks, web)
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
            "notice_from": None,
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
    "goal": ("owner",),
    "burden": ("person",),
    "checkin": ("person",),
    "delegation": ("person", "lead", "manager"),
    "delivery": ("owner", "recipient"),
    "due": ("owner",),
    "feed": ("person",),
    "header_map": ("importer",),
    "identity": ("person",),
    "identity_conflict": ("person",),
    "inbox": ("person",),
    "one_on_one": ("person",),
    "one_on_one_action": ("person",),
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
        "adoption",  # of departments
        "audit",  # ids and counts, which cannot be changed
        "data_key",  # loses the key itself
        "department",  # a head is an id
        "once",
        "organisation",
        "rate",
        "replica",
        "seal",  # hashes of ciphertext
        "talk_tally",  # sums of departments
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
_delivery, _entry, _feed, _goal = (Row.metadata.tables[name] for name in ("delivery", "entry", "feed", "goal"))
_about_somebody = select(
    _delivery.c.id, _delivery.c.about, _delivery.c.conversation, _delivery.c.owner, _delivery.c.topic
).where(_delivery.c.about != "")
_entries_of = select(_entry.c.id).where(_entry.c.subject == bindparam("whose"))
_goals_of = select(_goal.c.id).where(or_(_goal.c.owner == bindparam("whose"), outliving.in_the_record_of("whose")))
_to_others = select(_entry).where(
    _entry.c.author == bindparam("whose"), _entry.c.subject != bindparam("whose"), _entry.c.body.is_not(None)
)
_forget_body = update(_entry).where(_entry.c.id == bindparam("entry")).values(**BLANKED["entry"][1])
_forget_card = delete(_delivery).where(_delivery.c.id == bindparam("card"))
_talk = Row.metadata.tables["running"]
_forget_talk = delete(_talk).where(
    _talk.c.owner == bindparam("of_owner"),
    _talk.c.conversation == bindparam("of_conversation"),
    _talk.c.key == bindparam("of_key"),
)
_forget_talk_of_goals = delete(_talk).where(_talk.c.conversation == "goal", _talk.c.key.in_(_goals_of))
_forget_copy = delete(_feed).where(_feed.c.delivery == bindparam("card"))


class _Card(NamedTuple):
    id: str
    address: Address


def erase_person(tx: Transaction, person: str, actor: str, at: datetime) -> None:
    """Nothing that this person wrote can be read again, by anybody; twice is as good as once.

    `actor` is who had it done; the trail keeps that it was done, and for whom.
    """
    audit.note(tx, at, actor, audit.ERASED_PERSON, person)
    for card in _cards_about(tx, person):
        _forget_what_it_was_made_of(tx, card.address, person, at)
        tx.conn.execute(_forget_copy, {"card": card.id})
        tx.conn.execute(_forget_card, {"card": card.id})
    tx.conn.execute(_forget_talk_of_goals, {"whose": person})
    for subject, words in _take_words_to_others(tx, person).items():
        _blot(tx, subject, words)
    outlive = outliving.departments_goals(tx, person)
    for statement in _ERASE:
        tx.conn.execute(statement, {"whose": person})
    tx.box.erase(person)
    for each in outlive:
        outliving.restate(tx, each)


def _cards_about(tx: Transaction, person: str) -> list[_Card]:
    """The cards, also those that others got, which tell of this person or of something in their record (a manager's
    digest, a goal that was being drafted for them).
    """
    told = {id_ for of in (_entries_of, _goals_of) for id_ in tx.conn.execute(of, {"whose": person}).scalars()}
    told.add(person)
    return [
        _Card(row.id, Address(row.conversation, row.owner, row.topic))
        for row in tx.conn.execute(_about_somebody)
        if not told.isdisjoint(row.about.split())
    ]


def _forget_what_it_was_made_of(tx: Transaction, address: Address, person: str, at: datetime) -> None:
    """What somebody was writing about this person goes with the card: the state of its talk, if it names them. A talk
    with several goes on with the others.
    """
    stored = running.load(tx, address) if address.owner != person else None
    if not stored or json.dumps(person, ensure_ascii=False).encode() not in stored.state:
        return
    left = _without_guest(stored.state, person)
    if left:
        running.save(tx, address, left, at, version=stored.version, closed=stored.closed)
        if not stored.closed:
            due.plan(tx, due.wake_key(address, _LOOK), address, _LOOK, at)
        return
    tx.conn.execute(
        _forget_talk, {"of_owner": address.owner, "of_conversation": address.conversation, "of_key": address.key}
    )


def _without_guest(state: bytes, person: str) -> bytes | None:
    """The state of a talk with several without one of them and all that names them; None for any other."""
    kept = json.loads(state)
    answers = kept.get("answers", {})
    guests = answers.get(_GUESTS)
    if not isinstance(guests, list) or not set(guests) - {person}:
        return None
    apart = {name: _apart(given, person) for name, given in answers.items()}
    named = json.dumps(person, ensure_ascii=False)
    left = {name: given for name, given in apart.items() if named not in json.dumps(given, ensure_ascii=False)}
    return json.dumps({**kept, "answers": {**left, _FEWER: True}}, ensure_ascii=False).encode()


def _apart(given: object, person: str) -> object:
    """What is kept by person, without this one's."""
    match given:
        case list():
            return [each for each in given if each != person]
        case dict():
            return {who: each for who, each in given.items() if who != person}
        case _:
            return given


def _take_words_to_others(tx: Transaction, person: str) -> Mapping[str, set[str]]:
    """What this person wrote into whose records; bodies that their key alone does not close go here."""
    found: dict[str, set[str]] = {}
    for row in tx.conn.execute(_to_others, {"whose": person}).all():
        words = words_of(read_entry(tx, row))
        if not words:
            continue
        found.setdefault(row.subject, set()).add(words)
        if not words_apart(row):
            tx.conn.execute(_forget_body, {"entry": row.id})
    return found


def _blot(tx: Transaction, owner: str, words: Set[str]) -> None:
    """Take words out of the cards that were made of a record, and out of the pages that show them."""
    blot = partial(_blotted, words=words)
    for person in {owner, *deliveries.rewrite(tx, owner, blot)}:
        feed.rewrite(tx, person, blot)


def _blotted(card: bytes, words: Set[str]) -> bytes:
    def blot(part: dict[str, object]) -> dict[str, object]:
        return {name: BLOT if name in _SAID and str(said) in words else said for name, said in part.items()}

    blotted = json.loads(card, object_hook=blot)
    return card if blotted == json.loads(card) else json.dumps(blotted, ensure_ascii=False).encode()
