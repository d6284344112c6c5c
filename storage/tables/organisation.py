"""Tables of the whole: the organisation, its data keys, its replicas, and what happens only once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Row


class Organisation(Row, table=True):
    """The one organisation of this database. `clock_ahead` is company time minus real time, in seconds."""

    __tablename__ = "organisation"

    id: int = Field(default=1, primary_key=True)
    name: str
    demo: bool = False
    clock_ahead: float = 0
    begun_at: datetime


class DataKey(Row, table=True):
    """The key of one person's texts ("" is the organisation's), wrapped by a master key; none once erased."""

    __tablename__ = "data_key"

    person: str = Field(primary_key=True)
    master: str
    wrapped: bytes | None = None


class Once(Row, table=True):
    """Something that is done a single time, such as one warning about one calendar."""

    __tablename__ = "once"

    key: str = Field(primary_key=True)
    at: datetime


class HeaderMap(Row, table=True):
    """What an importer said that the columns of their files with this header hold: `columns` is JSON, by the column's
    title.
    """

    __tablename__ = "header_map"

    importer: str = Field(primary_key=True)
    fingerprint: str = Field(primary_key=True)
    columns: str
    at: datetime


class Replica(Row, table=True):
    """A running process and when it was last heard of, in real time."""

    __tablename__ = "replica"

    id: str = Field(primary_key=True)
    seen_at: datetime
