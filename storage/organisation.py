"""The organisation of this database, its clock, its replicas, and what is done a single time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Transaction
from storage.tables.base import insert_if_new, rows_of
from storage.tables.organisation import Once, Organisation, Replica


@dataclass(frozen=True)
class House:
    """The organisation: its name, whether it is the demonstration company, company time minus real time.

    `begun_at` is the real time of its founding.
    """

    name: str
    demo: bool
    ahead: timedelta
    begun_at: datetime


_organisation = rows_of(Organisation)
_once = rows_of(Once)
_keys = select(_once.c.key).where(_once.c.key.startswith(bindparam("what"), autoescape=False))
_replica = rows_of(Replica)
_found = insert_if_new(_organisation)
_get = select(_organisation.c.name, _organisation.c.demo, _organisation.c.clock_ahead, _organisation.c.begun_at)
_advance = (
    update(_organisation)
    .where(_organisation.c.demo, _organisation.c.clock_ahead < bindparam("ahead"))
    .values(clock_ahead=bindparam("ahead"))
)
_first = insert_if_new(_once)
_beat = insert(_replica)
_beat = _beat.on_conflict_do_update(index_elements=["id"], set_={"seen_at": _beat.excluded.seen_at})
_silent = delete(_replica).where(_replica.c.seen_at < bindparam("instant")).returning(_replica.c.id)
_living = select(_replica.c.id).where(_replica.c.seen_at >= bindparam("instant"))
_leave = delete(_replica).where(_replica.c.id == bindparam("which"))


def found(tx: Transaction, name: str, now: datetime, *, demo: bool) -> bool:
    """Make this database the organisation's; False if it already is somebody's. `now` is real time."""
    row = {"id": 1, "name": name, "demo": demo, "clock_ahead": 0.0, "begun_at": now}
    return bool(tx.conn.execute(_found, row).rowcount)


def get(tx: Transaction) -> House | None:
    """The organisation; None in an empty database."""
    row = tx.conn.execute(_get).one_or_none()
    return House(row.name, row.demo, timedelta(seconds=row.clock_ahead), row.begun_at) if row else None


def advance_clock(tx: Transaction, ahead: timedelta) -> bool:
    """Let the demonstration's clock run ahead of real time by this much; False if it already does."""
    return bool(tx.conn.execute(_advance, {"ahead": ahead.total_seconds()}).rowcount)


def first_time(tx: Transaction, key: str, now: datetime) -> bool:
    """True the first time this is asked of a key (the warning about a calendar year), then never again."""
    return bool(tx.conn.execute(_first, {"key": key, "at": now}).rowcount)


def numbered(tx: Transaction, what: str, content: str, now: datetime) -> int:
    """The number of this content among all that `what` has had, from 1 on: the same as long as it stays the same, and
    the next one after every change, also back to what once was.
    """
    past = (key.split(":") for key in tx.conn.execute(_keys, {"what": f"{what}:"}).scalars())
    number, latest = max(((int(n), before) for _, n, before in past), default=(0, ""))
    if latest == content:
        return number
    first_time(tx, f"{what}:{number + 1}:{content}", now)
    return number + 1


def beat(tx: Transaction, replica: str, now: datetime) -> None:
    """Say that this process lives. `now` is real time."""
    tx.conn.execute(_beat, {"id": replica, "seen_at": now})


def take_over(tx: Transaction, silent_since: datetime) -> Sequence[str]:
    """The replicas not heard of since an instant; each is given to one asker, who takes over its work."""
    return tx.conn.execute(_silent, {"instant": silent_since}).scalars().all()


def living(tx: Transaction, seen_since: datetime) -> frozenset[str]:
    """The replicas heard of since an instant."""
    return frozenset(tx.conn.execute(_living, {"instant": seen_since}).scalars())


def leave(tx: Transaction, replica: str) -> None:
    """Say that this process ends in good order."""
    tx.conn.execute(_leave, {"which": replica})
