"""The inbox: every request is taken once; whoever repeats it gets the first answer again (kept for 24 h)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.database import Transaction
from storage.tables.base import insert_if_new, rows_of
from storage.tables.running import Inbox

_inbox = rows_of(Inbox)
_first = insert_if_new(_inbox)
_earlier = select(_inbox.c.person, _inbox.c.answer).where(_inbox.c.key == bindparam("seen"))
_remember = update(_inbox).where(_inbox.c.key == bindparam("seen"))
_forget = delete(_inbox).where(_inbox.c.at < bindparam("instant"))


def first(tx: Transaction, key: str, person: str, at: datetime) -> bytes | None:
    """None if this request comes for the first time, else its first answer (b"" if none was kept, or it is not theirs).

    `at` is real time. On PostgreSQL a repetition waits here until the first one is committed or rolled back.
    """
    if tx.conn.execute(_first, {"key": key, "person": person, "at": at}).rowcount:
        return None
    found = tx.conn.execute(_earlier, {"seen": key}).one()
    if not found.answer or found.person != person:
        return b""
    return tx.box.open(person, found.answer, "inbox", "answer", key)


def remember(tx: Transaction, key: str, person: str, answer: bytes) -> None:
    """Keep the answer of a request taken in this transaction; `person` is the one given to `first`."""
    tx.conn.execute(_remember, {"seen": key, "answer": tx.box.seal(person, answer, "inbox", "answer", key)})


def forget_before(tx: Transaction, instant: datetime) -> int:
    """Forget requests from before this real time; gives how many."""
    return tx.conn.execute(_forget, {"instant": instant}).rowcount
