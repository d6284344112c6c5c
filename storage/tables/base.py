"""What all tables share: one metadata whose constraints have names, so that migrations can alter them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import ARRAY, ColumnElement, Dialect, MetaData, String, Table, TypeDecorator, bindparam
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """The base of every table of ours. `rows_of` gives its Core table for the hot path."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


def rows_of(model: type[Row]) -> Table:
    """The Core table behind a model, for statements built once at module level."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # set by SQLModel's metaclass
    return table


def insert_if_new(table: Table, *key: str) -> Insert:
    """An INSERT that leaves a row with the same key as it is; its `rowcount` is 0 then, else 1.

    Without `key` any conflict leaves the row that stands. Works on SQLite too, whose syntax is PostgreSQL's.
    """
    statement = insert(table).on_conflict_do_nothing(index_elements=key or None)
    return statement.execution_options(preserve_rowcount=True)


class _Texts(TypeDecorator[Sequence[str]]):
    """Several texts in one parameter: an array on PostgreSQL, JSON on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(String()) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        return list(value or ()) if dialect.name == "postgresql" else json.dumps(list(value or ()))


class _OneOf(FunctionElement[bool]):
    """It has no type: after a Boolean SQLAlchemy writes `= 1` for SQLite, which then uses no index for it."""

    name = "one_of"
    inherit_cache = True


def one_of(column: ColumnElement[str], texts: str) -> ColumnElement[bool]:
    """Only rows whose column is one of the list given as the value `texts`.

    Unlike `in_` it is the same statement however long the list is, so that it is worked out once.
    """
    return _OneOf(column, bindparam(texts, type_=_Texts()))


@compiles(_OneOf)
def _one_of_json(element: _OneOf, compiler: SQLCompiler, **options: Any) -> str:
    column, texts = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608  # both are SQL of ours


@compiles(_OneOf, "postgresql")
def _one_of_array(element: _OneOf, compiler: SQLCompiler, **options: Any) -> str:
    column, texts = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY ({texts})"
