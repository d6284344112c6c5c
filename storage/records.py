"""Records: entries are appended and never changed. Nothing here asks who is looking: storage/reader.py does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, select, update

from conversations.entries import CheckInAnswered, CheckInWithdrawn, EnergyNoted, EnergyWithdrawn, Entry
from conversations.toolkit.effects import Record
from conversations.toolkit.reader import Written
from conversations.toolkit.wire import from_json, to_json
from storage import blockers, goals, improvements, one_on_ones, projections, talk_tally
from storage.database import Transaction
from storage.moves import Standing
from storage.person_rows import PERSON
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of
from storage.tables.records import EntryStatus
from storage.words import opened_words, sealed_words

_SHAPE = 2
"""Of what is written now. In a body of shape 1 the words of others lie open, so whoever can open it reads them."""

_ONE_A_PERIOD = (CheckInAnswered, EnergyNoted, EnergyWithdrawn)
_BATCH = 500
_SHARED: tuple[tuple[tuple[type, ...], Callable[[Transaction, Standing, Any, int | None], None]], ...] = (
    (blockers.MOVES, blockers.check),
    (goals.MOVES, goals.check),
    (one_on_ones.MOVES, one_on_ones.check),
    (improvements.MOVES, improvements.check),
)
"""What moves a shared thing, and what refuses a move that cannot follow."""

_entry = rows_of(tables.Entry)
_GIVEN = (
    "id", "kind", "version", "subject", "author", "period", "at", "status", "audience", "helper", "citable", "hash",
    "body",
)  # fmt: skip

_manager_now = (
    select(PERSON.c.manager).where(PERSON.c.id == bindparam("subject", type_=PERSON.c.id.type)).scalar_subquery()
)
_append = (
    insert(_entry)
    .from_select(
        [*_GIVEN, "recorded_at", "manager_then"],
        select(
            *(bindparam(name, type_=_entry.c[name].type) for name in _GIVEN),
            func.current_timestamp(),
            func.coalesce(_manager_now, ""),
        ).where(~exists().where(_entry.c.id == bindparam("id", type_=_entry.c.id.type))),
    )
    .returning(_entry.c.manager_then)
)
_known = select(_entry.c.seq).where(_entry.c.id == bindparam("id"))
_correct = update(_entry).where(
    _entry.c.id == bindparam("which"),
    _entry.c.subject == bindparam("whose"),
    _entry.c.status == EntryStatus.ACTIVE,
)
_supersede = update(_entry).where(
    _entry.c.subject == bindparam("whose"),
    _entry.c.period == bindparam("in_period"),
    one_of(_entry.c.kind, "of_kinds"),
    _entry.c.status == EntryStatus.ACTIVE,
    _entry.c.id != bindparam("but"),
)
_all = (
    select(_entry)
    .where(_entry.c.status != EntryStatus.ERASED, _entry.c.seq > bindparam("after"))
    .order_by(_entry.c.seq)
    .limit(_BATCH)
)


def append(tx: Transaction, author: str, at: datetime, record: Record) -> None:
    """Append what a turn records, and let it take effect; an id that is there already changes nothing.

    Raises moves.Conflict or moves.NotTheirs before anything is written, VersionConflict in a race, and Erased
    for a subject who was erased.
    """
    entry = record.entry
    check = next((check for kinds, check in _SHARED if isinstance(entry, kinds)), None)
    if check is not None:
        if tx.conn.execute(_known, {"id": record.id}).first():
            return
        check(tx, _standing(record, author, at, ""), entry, record.expects)
    restate(tx, author, at, record)


def restate(tx: Transaction, author: str, at: datetime, record: Record) -> None:
    """Append an entry that follows from what stood, not from a turn: whose thing it moves is not asked."""
    manager_then = tx.conn.execute(_append, _row(tx, author, at, record)).scalar()
    if manager_then is None:
        return
    _give_way(tx, record)
    talk_tally.count(tx, record.entry)
    projections.project(tx, _standing(record, author, at, manager_then))


def rebuild(tx: Transaction) -> int:
    """Make all projections again from the entries, and give how many entries took effect; what is erased stays so."""
    projections.forget(tx)
    count, after = 0, 0
    while rows := tx.conn.execute(_all, {"after": after}).all():
        for row in rows:
            projections.project(tx, read_standing(tx, row))
        count, after = count + len(rows), rows[-1].seq
    return count


def open_body(tx: Transaction, subject: str, id_: str, sealed: bytes) -> Entry:
    """The body of an entry, opened, but for words that another wrote into it. Raises Tampered or Erased."""
    entry: Entry = from_json(Entry, tx.box.open(subject, sealed, "entry", "body", id_))
    return entry


def read_entry(tx: Transaction, row: Row[Any]) -> Entry:
    """The entry of a row of `entry`, whole. Raises Tampered or Erased."""
    entry = open_body(tx, row.subject, row.id, row.body)
    return opened_words(tx, entry, row.author, row.subject, row.id) if words_apart(row) else entry


def words_apart(row: Row[Any]) -> bool:
    """Whether the words of another in this row go with their writer's key alone."""
    return bool(row.version >= _SHAPE)


def written(tx: Transaction, row: Row[Any]) -> Written:
    """A row of `entry` as conversations know it."""
    return Written(
        id=row.id,
        entry=read_entry(tx, row),
        subject=row.subject,
        author=row.author,
        period=row.period,
        at=row.at,
        manager_then=row.manager_then,
        citable=row.citable,
        helper=row.helper,
    )


def _period(record: Record) -> str:
    """Where there is one entry a week, the week it names is its period, whatever the record says."""
    return record.entry.week if isinstance(record.entry, _ONE_A_PERIOD) else record.period


def _row(tx: Transaction, author: str, at: datetime, record: Record) -> dict[str, object]:
    entry = sealed_words(tx, record.entry, author, record.subject, record.id)
    body = tx.box.seal(record.subject, to_json(Entry, entry), "entry", "body", record.id)
    return {
        "id": record.id,
        "kind": record.entry.kind,
        "version": _SHAPE,
        "subject": record.subject,
        "author": author,
        "period": _period(record),
        "at": at,
        "status": EntryStatus.ACTIVE,
        "audience": record.audience,
        "helper": record.helper,
        "citable": record.citable,
        "hash": hashlib.sha256(body).digest(),
        "body": body,
    }


def _give_way(tx: Transaction, record: Record) -> None:
    """An answer given again takes the place of the one before, in its week or by name; one taken back is gone."""
    match record.entry:
        case CheckInAnswered(week=week, corrects=corrects):
            _supersede_in(tx, record, week, record.entry.kind)
            if corrects:
                _replace(tx, record, corrects)
        case EnergyNoted(week=week) | EnergyWithdrawn(week=week):
            _supersede_in(tx, record, week, "energy_noted", "energy_withdrawn")
        case CheckInWithdrawn(checkin=checkin):
            _replace(tx, record, checkin)


def _supersede_in(tx: Transaction, record: Record, week: str, *kinds: str) -> None:
    values = {"whose": record.subject, "in_period": week, "of_kinds": list(kinds), "but": record.id}
    tx.conn.execute(_supersede, {**values, "status": EntryStatus.CORRECTED})


def _replace(tx: Transaction, record: Record, id_: str) -> None:
    tx.conn.execute(_correct, {"whose": record.subject, "which": id_, "status": EntryStatus.CORRECTED})


def _standing(record: Record, author: str, at: datetime, manager_then: str) -> Standing:
    return Standing(
        record.id,
        record.entry,
        record.subject,
        author,
        _period(record),
        at,
        record.audience,
        record.helper,
        manager_then,
    )


def read_standing(tx: Transaction, row: Row[Any]) -> Standing:
    """A row of `entry` as it takes effect. Raises Tampered or Erased."""
    return Standing(
        row.id,
        read_entry(tx, row),
        row.subject,
        row.author,
        row.period,
        row.at,
        row.audience,
        row.helper,
        row.manager_then,
    )
