"""The audit trail: who did what to whose things, in a chain that cannot be changed unnoticed.

Rows are linked by the tick, not when they are written. Each link covers the one before it and one row of the trail,
or the shell of an entry with the hash of its ciphertext. The last link of each sealing carries its digest under the
organisation's key. What this cannot show: that the newest links and rows were cut off together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, Table, and_, bindparam, exists, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from storage.crypto import ORGANISATION, Erased, Tampered
from storage.database import Transaction, VersionConflict
from storage.tables import records as tables
from storage.tables.base import rows_of

ERASED_PERSON = "person_erased"
"""The action without which no entry may have lost its body."""

_audit = rows_of(tables.Audit)
_entry = rows_of(tables.Entry)
_seal = rows_of(tables.Seal)

_LATE = 10_000
"""How many numbers a row may commit late and still be linked; PostgreSQL gives numbers before the commit."""
_AT_ONCE = 5_000

_SHELL = tuple(column for column in _entry.c if column.name not in ("status", "body"))
_CHAINED: dict[str, tuple[Table, tuple[Any, ...]]] = {
    "entry": (_entry, _SHELL),
    "audit": (_audit, tuple(_audit.c)),
}

_note = insert(_audit)
_link = insert(_seal)
_last = select(_seal.c.number, _seal.c.digest).order_by(_seal.c.number.desc()).limit(1)


def _unlinked(what: str) -> Select[Any]:
    table, columns = _CHAINED[what]
    newest = select(func.coalesce(func.max(_seal.c.seq), 0)).where(_seal.c.what == what).scalar_subquery()
    linked = exists().where(_seal.c.what == what, _seal.c.seq == table.c.seq)
    return select(*columns).where(table.c.seq > newest - _LATE, ~linked).order_by(table.c.seq).limit(_AT_ONCE)


def _left_out(what: str) -> Select[Any]:
    table, _ = _CHAINED[what]
    newest = select(func.coalesce(func.max(_seal.c.seq), 0)).where(_seal.c.what == what).scalar_subquery()
    linked = exists().where(_seal.c.what == what, _seal.c.seq == table.c.seq)
    return select(table.c.seq).where(table.c.seq <= newest - _LATE, ~linked).order_by(table.c.seq)


_to_link = {what: _unlinked(what) for what in _CHAINED}
_never_linked = {what: _left_out(what) for what in _CHAINED}
_links = select(_seal).order_by(_seal.c.number).execution_options(yield_per=1000)
_rows = {
    what: select(*columns).where(table.c.seq.in_(bindparam("seqs", expanding=True)))
    for what, (table, columns) in _CHAINED.items()
}
_bodies = (
    select(_entry.c.seq, _entry.c.hash, _entry.c.body)
    .where(_entry.c.body.is_not(None))
    .order_by(_entry.c.seq)
    .execution_options(yield_per=1000)
)
_bodiless = (
    select(_entry.c.seq)
    .where(
        _entry.c.body.is_(None),
        or_(
            _entry.c.status != tables.EntryStatus.ERASED,
            ~exists().where(and_(_audit.c.action == ERASED_PERSON, _audit.c.subject == _entry.c.subject)),
        ),
    )
    .order_by(_entry.c.seq)
)


@dataclass(frozen=True)
class Fault:
    """Something that was altered: in `entry`, `audit` or `seal`, at this number, and an id for what is wrong:
    altered, missing, unlinked, forged, body_altered or body_gone.
    """

    where: str
    seq: int
    wrong: str


def note(tx: Transaction, at: datetime, actor: str, action: str, subject: str = "", **facts: str | int | bool) -> None:
    """Write one line into the trail: ids and counts, never content. `at` is company time."""
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    tx.conn.execute(_note, {"at": at, "actor": actor, "action": action, "subject": subject, "facts": said})


def seal(tx: Transaction) -> int:
    """Link what is new, at most 5,000 rows of a kind, and give how many; for the tick.

    Raises VersionConflict if another replica is sealing too.
    """
    last = tx.conn.execute(_last).one_or_none()
    number, digest = (last.number, last.digest) if last else (0, b"")
    links: list[dict[str, object]] = []
    for what, statement in _to_link.items():
        for row in tx.conn.execute(statement, {}):
            number, digest = number + 1, _digest(digest, what, row)
            links.append({"number": number, "what": what, "seq": row.seq, "digest": digest, "sealed": None})
    if not links:
        return 0
    links[-1]["sealed"] = tx.box.seal(ORGANISATION, digest, "seal", "sealed", str(number))
    try:
        tx.conn.execute(_link, links)
    except IntegrityError:
        raise VersionConflict from None
    return len(links)


def verify(tx: Transaction) -> list[Fault]:
    """Everything that does not fit what was sealed, in no more than one pass; an empty list is good news."""
    return [
        *_faults_of_chain(tx),
        *(Fault(what, row.seq, "unlinked") for what, left in _never_linked.items() for row in tx.conn.execute(left)),
        *(
            Fault("entry", row.seq, "body_altered")
            for row in tx.conn.execute(_bodies)
            if hashlib.sha256(row.body).digest() != row.hash
        ),
        *(Fault("entry", row.seq, "body_gone") for row in tx.conn.execute(_bodiless)),
    ]


def _faults_of_chain(tx: Transaction) -> Iterator[Fault]:
    before, number = b"", 0
    for links in tx.conn.execute(_links).partitions(1000):
        rows = {
            (what, row.seq): row
            for what, statement in _rows.items()
            for row in tx.conn.execute(statement, {"seqs": [link.seq for link in links if link.what == what]})
        }
        for link in links:
            number += 1
            if link.number != number:
                yield Fault("seal", number, "missing")
                number = link.number
            yield from _faults_of_link(tx, before, link, rows.get((link.what, link.seq)))
            before = link.digest
    if number and link.sealed is None:
        yield Fault("seal", number, "forged")


def _faults_of_link(tx: Transaction, before: bytes, link: Row[Any], row: Row[Any] | None) -> Iterator[Fault]:
    if row is None:
        yield Fault(link.what, link.seq, "missing")
    elif _digest(before, link.what, row) != link.digest:
        yield Fault(link.what, link.seq, "altered")
    if link.sealed is not None and not _is_sealed(tx, link):
        yield Fault("seal", link.number, "forged")


def _is_sealed(tx: Transaction, link: Row[Any]) -> bool:
    try:
        opened = tx.box.open(ORGANISATION, link.sealed, "seal", "sealed", str(link.number))
    except (Tampered, Erased):
        return False
    return bool(opened == link.digest)


def _digest(before: bytes, what: str, row: Row[Any]) -> bytes:
    told = [what, *map(_told, row)]
    return hashlib.sha256(before + json.dumps(told, ensure_ascii=False).encode()).digest()


def _told(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return value.hex()
        case _:
            return value
