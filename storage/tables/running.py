"""Tables of the turn: running conversations, requests seen, and what comes due."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from storage.tables.base import Row


class RunningConversation(Row, table=True):
    """Where a conversation stands. `state` is sealed with the owner's key; `version` counts its saves."""

    __tablename__ = "running"

    owner: str = Field(primary_key=True)
    conversation: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    version: int
    closed: bool = False
    state: bytes
    saved_at: datetime


class Inbox(Row, table=True):
    """A request that was taken, and its first answer (sealed with the person's key). `at` is real time."""

    __tablename__ = "inbox"

    key: str = Field(primary_key=True)
    person: str = ""
    at: datetime = Field(index=True)
    answer: bytes | None = None


WAITING = text("status = 'waiting'")
"""Queries use this condition as written: with a parameter in its place the partial index does not serve."""


class DueStatus(StrEnum):
    """What became of a due moment."""

    WAITING = "waiting"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"


class Due(Row, table=True):
    """A moment of a conversation. `at` is company time, `not_before` (after a failure) real time.

    `key` is `kind:person:period` for a rhythm, `wake:...` for a timer.
    """

    __tablename__ = "due"
    __table_args__ = (
        Index("ix_due_waiting", "at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_due_owner", "owner", "conversation", "topic"),
    )

    key: str = Field(primary_key=True)
    kind: str
    owner: str
    conversation: str
    topic: str
    timer: str
    at: datetime
    status: str = DueStatus.WAITING
    reason: str = ""
    tries: int = 0
    not_before: datetime | None = None
