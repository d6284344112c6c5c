"""Engines: how each database is reached, and what its errors mean. Their texts never hold parameters."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import IO

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_BUSY_SECONDS = 5
_STATEMENTS_KEPT = 512
"""More than we have, so that SQLite reads each only once."""
_FASTER_ELSEWHERE = {"40001", "40P01", "55P03"}
"""PostgreSQL's serialization failure, deadlock and lock not available (its appendix A)."""
_UNABLE_CLASSES = ("08", "53", "57", "58")
"""Connection, resources, shutdown or timeout, system error."""
_SQLITE_SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16000", "temp_store=MEMORY")
_BRIEF = {"statement_timeout": 10_000, "idle_in_transaction_session_timeout": 30_000}
"""Milliseconds."""
_UNABLE_SQLITE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM,
}  # fmt: skip


class Verdict(Enum):
    """What an error of the database means for the transaction."""

    AGAIN = "again"
    AWAY = "away"
    FAULT = "fault"


class AlreadyServed(Exception):
    """Another process serves this SQLite file."""


def engines_for(url: str) -> tuple[Engine, Engine]:
    """The engine to write with and the one to read with, whose transactions see one moment and change nothing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, 1, "foreign_keys=ON"), _sqlite(parsed, 2, "query_only=ON", begin="BEGIN")
    reading = _postgresql(parsed, 4, _BRIEF)
    event.listen(reading, "connect", _only_read)
    return _postgresql(parsed, 4, _BRIEF), reading


def engine_to_migrate(url: str) -> Engine:
    """An engine whose transactions may take their time and may rebuild tables."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, 1, "foreign_keys=OFF")
    return _postgresql(parsed, 1, {})


def engine_for_workflows(url: str) -> Engine:
    """An engine for DBOS, whose tables stand in the same database so that it enqueues within our transactions.

    On SQLite it begins its transactions itself (its migrations say BEGIN IMMEDIATE), so ours must not. It has one
    connection there, so that its threads queue for that and not for the file: with a backlog of 1,000 the p99 of 100
    turns/s fell from 200-600 ms to 40-60 ms. `synchronous=NORMAL` halves how long it holds the file, and what a power
    cut takes from it is found again in the ledger.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _postgresql(parsed, 5, {})
    return _sqlite(parsed, 1, "foreign_keys=ON", "synchronous=NORMAL", begin="")


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for other databases."""
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)) if is_file else None


def _sqlite(url: URL, connections: int, *pragmas: str, begin: str = "BEGIN IMMEDIATE") -> Engine:
    """WAL and `synchronous=FULL`: a committed turn survives the power; BEGIN IMMEDIATE: no update is lost."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS, "cached_statements": _STATEMENTS_KEPT},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None if begin else "IMMEDIATE"
        for setting in (*_SQLITE_SETTINGS, *pragmas):
            connection.execute(f"PRAGMA {setting}")

    def start(connection: Connection) -> None:
        connection.connection.driver_connection.execute(begin)  # type: ignore[union-attr]  # it is connected

    if begin:
        event.listen(engine, "begin", start)
    return engine


def _postgresql(url: URL, connections: int, settings: Mapping[str, int]) -> Engine:
    """Timeouts everywhere: a database that hangs is a database that is away."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=5,
        connect_args={
            "connect_timeout": 3,
            "tcp_user_timeout": 5000,
            "application_name": "rapport",
            "options": " ".join(f"-c {name}={value}" for name, value in {"timezone": "UTC", **settings}.items()),
        },
    )


def _only_read(connection: psycopg.Connection, _record: object) -> None:
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ


def judge(error: DBAPIError) -> Verdict:
    """Whether to try the transaction again, to wait for the database, or to blame the statement."""
    state = _state(error)
    if state in _FASTER_ELSEWHERE:
        return Verdict.AGAIN
    if error.connection_invalidated or isinstance(error, InterfaceError) or _is_unable(error, state):
        return Verdict.AWAY
    return Verdict.FAULT


def describe(error: DBAPIError) -> str:
    """What kind of error it is, without what the driver says: that may quote a row."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    code = _state(error) or getattr(error.orig, "sqlite_errorname", None)
    return " ".join(filter(None, (type(error.orig).__name__, code, constraint)))


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _is_unable(error: DBAPIError, state: str) -> bool:
    if state:
        return state.startswith(_UNABLE_CLASSES)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _UNABLE_SQLITE
    return isinstance(error, OperationalError)


def served_at(url: str) -> str:
    """The address that whoever serves this SQLite file, or served it last, has told; "" if nobody has."""
    path = _lock_beside(url)
    return path.read_text().strip() if path and path.exists() else ""


def _lock_beside(url: str) -> Path | None:
    file = file_of(url)
    return file.with_name(f"{file.name}.lock") if file else None


class ServingLock:
    """The lock beside a SQLite file that lets only one process serve it, and tells where it is served; nothing on
    PostgreSQL.
    """

    def __init__(self, url: str) -> None:
        self._path = _lock_beside(url)
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Hold the lock until `release`, or until the process dies. Raises AlreadyServed."""
        if self._path is None or self._file:
            return
        file = self._path.open("a")  # held open: closing it releases the lock
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise AlreadyServed(self._path.name) from None
        self._file = file

    def tell(self, address: str) -> None:
        """Leave the address for the commands beside, which may not be told the port."""
        if self._file:
            self._file.truncate(0)
            self._file.write(address)
            self._file.flush()

    def release(self) -> None:
        """Let another process serve."""
        if self._file:
            self._file.close()
            self._file = None
