"""A connection that works out each of our statements once, and from then on only fills in the values.

The SQL, the types and the errors are SQLAlchemy's. What is left out is what it does anew at every execution: that was a
quarter of a turn's CPU (0.7 of 2.8 ms for 13 statements).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from psycopg import RawCursor
from sqlalchemy import Connection, CursorResult, Dialect, Executable
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Delete, Insert, Select, Update
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

Statement: TypeAlias = Select[Any] | Insert | Update | Delete
Values: TypeAlias = Mapping[str, Any]
Process: TypeAlias = Callable[[Any], Any] | None


class Rows(IteratorResult[Any]):
    """What a statement gave: all of its rows, or how many it changed."""

    rowcount: int


class Prepared:
    """A statement for one dialect and one set of value names; `Unfit` if it is written anew for each execution."""

    def __init__(self, statement: Statement, dialect: Dialect, names: Sequence[str]) -> None:
        """Compile it. Raises Unfit."""
        self.raw = dialect.driver == "psycopg"
        dialect = _numbered(dialect) if self.raw else dialect
        written = None if isinstance(statement, Select) else list(names)
        compiled = statement.compile(dialect=dialect, column_keys=written)
        if not isinstance(compiled, SQLCompiler) or not _is_fit(compiled, names):
            raise Unfit
        final = compiled.construct_expanded_state(dict.fromkeys(names))
        self.sql = final.statement
        self._positional = compiled.positional
        self._bound = [_bound(compiled, final, name, names) for name in final.positiontup or final.parameters]
        self._dialect = dialect
        columns = list(statement.exported_columns.items())
        self._types = [column.type for _, column in columns]
        self._meta = SimpleResultMetaData([str(key) for key, _ in columns])
        self._processes: list[Process] | None = None

    def arguments(self, values: Values) -> tuple[Any, ...] | dict[str, Any]:
        """The values as the driver takes them."""
        if self._positional:
            return tuple([_sent(values, key, process, constant) for _, key, process, constant in self._bound])
        return {name: _sent(values, key, process, constant) for name, key, process, constant in self._bound}

    def result(self, cursor: Any) -> Rows:
        """Everything that the cursor holds, read to its end."""
        rows = Rows(self._meta, iter(self._read(cursor) if self._types else ()))
        rows.rowcount = cursor.rowcount
        return rows

    def _read(self, cursor: Any) -> Sequence[Any]:
        raw: Sequence[Any] = cursor.fetchall()
        if self._processes is None:  # asked once: psycopg makes its description anew each time, a fifth of the reading
            self._processes = [
                type_.dialect_impl(self._dialect).result_processor(self._dialect, column[1])
                for type_, column in zip(self._types, cursor.description, strict=True)
            ]
        if not any(self._processes):
            return raw
        return [tuple([f(v) if f else v for f, v in zip(self._processes, row, strict=True)]) for row in raw]


class Unfit(Exception):
    """The statement's SQL depends on its values (a list in IN), or values are missing: it cannot be kept."""


class PreparingConnection(Connection):
    """Executes a statement that it meets again without SQLAlchemy's work in between; use it inside `begin`.

    Statements built for one use, with lists of values or with options, go SQLAlchemy's own way.
    """

    def execute(  # type: ignore[override]  # all that we use of a CursorResult, Rows has too
        self, statement: Executable, parameters: Any = None, *, execution_options: Any = None
    ) -> Rows | CursorResult[Any]:
        """Execute it; errors are SQLAlchemy's."""
        values: Values = parameters if parameters is not None else {}
        prepared = None
        if not execution_options and isinstance(values, dict):
            prepared = _prepared(statement, self.dialect, values)
        if prepared is None:
            return super().execute(statement, parameters, execution_options=execution_options)
        arguments = prepared.arguments(values)
        for note in self.dispatch.before_cursor_execute:
            note(self, None, prepared.sql, arguments, None, False)
        rows: Rows = self._run(prepared.sql, arguments, prepared.result, raw=prepared.raw)
        return rows

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails in here is undone, and nothing before it; `begin_nested` would take a tenth of a turn."""
        self._run("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            self._run("ROLLBACK TO inner")
            raise
        finally:
            self._run("RELEASE inner")

    def _run(
        self, sql: str, arguments: Any = (), read: Callable[[Any], Any] = lambda _cursor: None, *, raw: bool = False
    ) -> Any:
        try:
            driver: Any = self.connection.dbapi_connection
            cursor: Any = RawCursor(driver) if raw else driver.cursor()
            cursor.execute(sql, arguments)
            return read(cursor)
        except self.dialect.loaded_dbapi.Error as error:
            raise self._judged(error) from error

    def _judged(self, error: Exception) -> Exception:
        """SQLAlchemy's error for the driver's; a connection that is lost is not used again, nor are its fellows."""
        lost = self.dialect.is_disconnect(error, self.connection.dbapi_connection, None)  # type: ignore[arg-type]
        if lost:
            self.invalidate(error)
            self.engine.dispose()
        return DBAPIError.instance(
            None,
            None,
            error,
            self.dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=self.dialect,
        )


_Known: TypeAlias = dict[tuple[str, ...], Prepared | None]
_known: WeakKeyDictionary[Executable, _Known] = WeakKeyDictionary()
"""By statement; by dialect and names of values. What is seen for the first time may never come again."""
_learning = threading.Lock()


def _prepared(statement: Executable, dialect: Dialect, values: Values) -> Prepared | None:
    known = _known.get(statement)
    if known is None:
        _known[statement] = {}
        return None
    key = (dialect.name, *values)
    if key not in known:
        with _learning:
            known[key] = _learn(statement, dialect, key[1:])
    return known[key]


def _learn(statement: Executable, dialect: Dialect, names: Sequence[str]) -> Prepared | None:
    if not isinstance(statement, Select | Insert | Update | Delete):
        return None
    try:
        return Prepared(statement, dialect, names)
    except Unfit:
        return None


def _numbered(dialect: Dialect) -> Dialect:
    """PostgreSQL's own `$1` for each value: psycopg looks for named ones in every long statement at each execution.

    Up to 4,096 characters and 50 values it remembers them (psycopg/_queries.py); beyond, it took an eighth of a turn.
    """
    numbered = copy(dialect)
    numbered.paramstyle, numbered.positional = "numeric_dollar", True
    numbered.identifier_preparer = numbered.preparer(numbered)
    return numbered


def _is_fit(compiled: SQLCompiler, names: Sequence[str]) -> bool:
    """Whether its SQL is the same for all values, whose names are as they should be."""
    late = compiled.post_compile_params | compiled.literal_execute_params
    is_anew = any(bind.key in names for bind in late) or compiled.insert_prefetch or compiled.update_prefetch
    is_short = any(bind.required and not {bind.key, name} & {*names} for name, bind in compiled.binds.items())
    return not is_anew and not is_short


def _bound(
    compiled: SQLCompiler, final: ExpandedState, name: str, names: Sequence[str]
) -> tuple[str, str | None, Process, Any]:
    """A parameter's name, the value that fills it, how it is sent, and what is sent if it is always the same."""
    bind = compiled.binds.get(name)
    process: Any = final.processors.get(name)
    if bind is not None:
        process = bind.type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect)
    key = next((each for each in (bind.key, name) if each in names), None) if bind is not None else None
    constant = None if key else final.parameters[name]
    return name, key, process if key else None, process(constant) if process and not key else constant


def _sent(values: Values, key: str | None, process: Process, constant: Any) -> Any:
    if key is None:
        return constant
    return process(values[key]) if process else values[key]
