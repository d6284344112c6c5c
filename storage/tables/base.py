"""What all tables share: one metadata whose constraints have names, so that migrations can alter them."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData, Table
from sqlalchemy.dialects.postgresql import Insert, insert
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
