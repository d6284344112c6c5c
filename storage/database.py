"""The database: one writer on SQLite, a small pool on PostgreSQL, transactions that are tried again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.crypto import Box, KeyCache, KeyRing
from storage.engines import ServingLock, Verdict, describe, engines_for, judge
from storage.prepared import PreparingConnection
from storage.workers import Workers

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_TRIES = 5
_PAUSE_SECONDS = 0.01
_AWAY_SECONDS = 0.5


class StorageAway(Exception):
    """The database cannot be reached or cannot write; nothing was acknowledged. The text holds no data."""


class StorageFault(Exception):
    """The database refused a statement: a defect of ours. The text names the kind and the constraint, no data."""


class VersionConflict(Exception):
    """Somebody else was faster: the transaction is rolled back and taken again."""


def is_storage(error: Exception) -> bool:
    """Whether an error is the database's: those are judged and taken again, others are the turn's own fault."""
    return isinstance(error, SQLAlchemyError | VersionConflict | StorageAway)


@dataclass(frozen=True)
class Transaction:
    """One transaction: a Core connection, and the box that seals what people wrote."""

    conn: Connection
    box: Box


class Database:
    """Runs synchronous functions in transactions, off the event loop. Made by `open`, ended by `close`."""

    def __init__(self, url: str, ring: KeyRing) -> None:
        self.writing, self.reading = engines_for(url)
        self.keys = KeyCache()
        self._ring = ring
        self._writers = Workers("storage-writer", 1 if self.embedded else 4)
        self._readers = ThreadPoolExecutor(2 if self.embedded else 4, thread_name_prefix="storage-reader")
        self._lock = ServingLock(url)
        self._away_until = 0.0
        self._writable = True

    @classmethod
    def open(cls, url: str, ring: KeyRing) -> Database:
        """The database behind a SQLAlchemy URL; nothing is connected before the first use."""
        return cls(url, ring)

    @property
    def embedded(self) -> bool:
        """Whether this is SQLite: one process serves."""
        return self.writing.dialect.name == "sqlite"

    async def write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, background: bool = False) -> T:
        """Run `fn` in one transaction, committed when this returns; people's turns go before background work.

        It is run again, up to 5 times in all, when it lost against another transaction: let it do nothing but
        storage. Raises StorageAway, StorageFault, VersionConflict after the fifth time, or what `fn` raised.
        """
        return await self._writers.run(lambda: self._persist(fn, *args), background=background)

    async def read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        """Run `fn` in a read-only transaction beside the writers. Raises StorageAway, or what `fn` raised."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: self._guarded(self.reading, fn, *args))

    async def ping(self) -> None:
        """Return if the database answers and the last write went through, else raise StorageAway.

        It waits behind nobody's turn. A full disk shows in the writes only: let something write now and then.
        """
        await self.read(_select_one)
        if not self._writable:
            raise StorageAway

    def lock_for_serving(self) -> None:
        """Refuse a second server on one SQLite file: raises AlreadyServed. Held until `close`."""
        self._lock.take()

    @contextmanager
    def statements_counted(self) -> Iterator[list[str]]:
        """Give a list that collects each statement sent meanwhile, for tests that count those of a turn."""
        seen: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        engines = (self.writing, self.reading)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    async def close(self) -> None:
        """Finish what is queued, end the threads, let go of connections and lock."""
        await asyncio.to_thread(self._writers.close)
        await asyncio.to_thread(self._readers.shutdown)
        self.writing.dispose()
        self.reading.dispose()
        self._lock.release()

    def _persist(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        for left in reversed(range(_TRIES)):
            try:
                return self._guarded(self.writing, fn, *args)
            except VersionConflict:
                if not left:
                    raise
                time.sleep(random.uniform(0.2, 1) * _PAUSE_SECONDS * (_TRIES - left))  # noqa: S311  # only jitter
        raise AssertionError("unreachable")

    def _guarded(self, engine: Engine, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        if self._away():
            raise StorageAway
        try:
            return self._once(engine, fn, *args)
        except DBAPIError as error:
            verdict, kind = judge(error), describe(error)
        except PoolTimeout:
            verdict, kind = Verdict.AWAY, ""
        # Raised out here, so that no error carries the driver's along: its text may quote a row.
        match verdict:
            case Verdict.AGAIN:
                raise VersionConflict
            case Verdict.AWAY:
                self._away_until = time.monotonic() + _AWAY_SECONDS
                self._writable = self._writable and engine is not self.writing
                raise StorageAway
            case Verdict.FAULT:
                raise StorageFault(kind)

    def _once(self, engine: Engine, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        with PreparingConnection(engine) as conn, conn.begin():
            tx = Transaction(conn, Box(conn, self._ring, self.keys))
            result = fn(tx, *args)
        tx.box.committed()
        self._writable = self._writable or engine is self.writing
        return result

    def _away(self) -> bool:
        return time.monotonic() < self._away_until


def _select_one(tx: Transaction) -> None:
    tx.conn.execute(text("SELECT 1"))
