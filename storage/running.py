"""Running conversations: where each one stands, with a version so that no turn overwrites another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from conversations.toolkit.events import Address
from storage.database import Transaction, VersionConflict
from storage.tables.base import insert_if_new, one_of, rows_of
from storage.tables.running import RunningConversation


@dataclass(frozen=True)
class Stored:
    """A running conversation as it was last saved: its state as JSON and the version that `save` expects."""

    address: Address
    state: bytes
    version: int
    closed: bool


_running = rows_of(RunningConversation)
_at = (
    (_running.c.owner == bindparam("of_owner"))
    & (_running.c.conversation == bindparam("of_conversation"))
    & (_running.c.key == bindparam("of_key"))
)
_load = select(_running.c.state, _running.c.version, _running.c.closed).where(_at)
_load_among = select(_running).where(
    _running.c.owner == bindparam("of_owner"),
    _running.c.conversation == bindparam("of_conversation"),
    one_of(_running.c.key, "keys"),
)
_load_open = select(_running).where(
    one_of(_running.c.owner, "owners"), _running.c.conversation == bindparam("of_conversation"), ~_running.c.closed
)
_add = insert_if_new(_running)
_save = update(_running).where(_at, _running.c.version == bindparam("expected"))


def load(tx: Transaction, address: Address) -> Stored | None:
    """Where this conversation stands; None if it never began."""
    found = tx.conn.execute(_load, _place(address)).one_or_none()
    if found is None:
        return None
    state = tx.box.open(address.owner, found.state, "running", "state", _row(address))
    return Stored(address, state, found.version, found.closed)


def load_among(tx: Transaction, owner: str, conversation: str, keys: Sequence[str]) -> list[Stored]:
    """Where each of somebody's conversations of this name stands that has one of these keys."""
    asked = {"of_owner": owner, "of_conversation": conversation, "keys": list(keys)}
    found = ((Address(conversation, owner, row.key), row) for row in tx.conn.execute(_load_among, asked))
    return [
        Stored(at, tx.box.open(owner, row.state, "running", "state", _row(at)), row.version, row.closed)
        for at, row in found
    ]


def load_open(tx: Transaction, owners: Sequence[str], conversation: str) -> list[Stored]:
    """Where each conversation of this name of these people stands that is not over."""
    asked = {"owners": list(owners), "of_conversation": conversation}
    found = ((Address(conversation, row.owner, row.key), row) for row in tx.conn.execute(_load_open, asked))
    return [
        Stored(at, tx.box.open(at.owner, row.state, "running", "state", _row(at)), row.version, row.closed)
        for at, row in found
    ]


def save(
    tx: Transaction, address: Address, state: bytes, at: datetime, *, version: int = 0, closed: bool = False
) -> int:
    """Save a state and give its new version.

    `version` is the one loaded, 0 for a conversation that begins here. Raises
    VersionConflict if another turn saved in between.
    """
    sealed = tx.box.seal(address.owner, state, "running", "state", _row(address))
    values = {"state": sealed, "version": version + 1, "closed": closed, "saved_at": at}
    if version:
        done = tx.conn.execute(_save, {**_place(address), "expected": version, **values})
    else:
        done = tx.conn.execute(_add, {**_named(address), **values})
    if not done.rowcount:
        raise VersionConflict
    return version + 1


def _place(address: Address) -> dict[str, object]:
    return {"of_owner": address.owner, "of_conversation": address.conversation, "of_key": address.key}


def _named(address: Address) -> dict[str, object]:
    return {"owner": address.owner, "conversation": address.conversation, "key": address.key}


def _row(address: Address) -> str:
    return f"{address.conversation}|{address.owner}|{address.key}"
