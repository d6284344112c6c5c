"""The database: one writer on SQLite, a small pool on PostgreSQL, transactions that are tried again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.crypto import Box, KeyCache, KeyRing
from storage.engines import ServingLock, Verdict, describe, engines_for, judge
from storage.prepared import PreparingConnection
from storage.workers import Rank, Task, Workers

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_TRIES = 5
_PAUSE_SECONDS = 0.01
_AWAY_SECONDS = 0.5
_IN_ONE_COMMIT = 8
"""Writes that SQLite takes in one commit when they wait: the first is answered later by what the others take."""


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


_Job: TypeAlias = Callable[[Transaction], Any]


class Database:
    """Runs synchronous functions in transactions, off the event loop. Made by `open`, ended by `close`."""

    def __init__(self, url: str, ring: KeyRing) -> None:
        self.writing, self.reading = engines_for(url)
        self.keys = KeyCache()
        self._ring = ring
        threads, together = (1, _IN_ONE_COMMIT) if self.embedded else (4, 1)
        self._writers = Workers("storage-writer", threads, self._write, together)
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

    async def write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, rank: Rank = Rank.PEOPLE) -> T:
        """Run `fn` in one transaction, committed when this returns; people's turns go before background work.

        It is run again, up to 5 times in all, when it lost against another transaction: let it do nothing but
        storage. Raises StorageAway, StorageFault, VersionConflict after the fifth time, or what `fn` raised.
        """
        result: T = await self._writers.run(lambda tx: fn(tx, *args), rank)
        return result

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

    def tell_address(self, address: str) -> None:
        """Tell other commands on this machine, once locked for serving, where the page is."""
        self._lock.tell(address)

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

    def _write(self, tasks: Sequence[Task[_Job]]) -> None:
        alone = tasks
        if len(tasks) > 1 and not self._away():
            alone = self._in_one_commit(tasks)
        for task in alone:
            task.settle(partial(self._persist, task.job))

    def _in_one_commit(self, tasks: Sequence[Task[_Job]]) -> Sequence[Task[_Job]]:
        """Write several at once, since on SQLite each commit waits for the disk; gives those to be written alone.

        Each has its own savepoint, so that one that fails undoes nothing of the others and is tried again alone. An
        error of the database may have undone more than that: then all are written alone, and each error is judged.
        """
        written, alone = [], []
        try:
            with (conn := PreparingConnection(self.writing)), conn.begin():
                for task in tasks:
                    tx = Transaction(conn, Box(conn, self._ring, self.keys))
                    try:
                        with conn.savepoint():
                            result = task.job(tx)
                    except SQLAlchemyError:
                        raise
                    except BaseException:
                        alone.append(task)
                    else:
                        written.append((task, tx, result))
        except SQLAlchemyError:
            return tasks
        for task, tx, result in written:
            tx.box.committed()
            task.outcome.set_result(result)
        self._writable = True
        return alone

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
