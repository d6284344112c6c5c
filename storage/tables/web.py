"""Tables of the page: its messages, sign-in links and sessions. All instants but the feed's are real time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Row


class Feed(Row, table=True):
    """A message on a person's page. `seq` counts the person's changes, `place` is its seq when it was new.

    Either `card` or `said`, sealed with the person's key; `at` is company time.
    """

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("person", "seq"), Index("ix_feed_person_place", "person", "place"))

    person: str = Field(primary_key=True)
    message: str = Field(primary_key=True)
    seq: int
    place: int
    delivery: str = ""
    card: bytes | None = None
    said: bytes | None = None
    at: datetime


class SignInLink(Row, table=True):
    """A link to sign in with, once. Only its SHA-256 is kept."""

    __tablename__ = "sign_in_link"

    hash: str = Field(primary_key=True)
    person: str = Field(index=True)
    expires_at: datetime


class Session(Row, table=True):
    """Somebody signed in on the page. Only the SHA-256 of the cookie's secret is kept."""

    __tablename__ = "session"

    hash: str = Field(primary_key=True)
    person: str = Field(index=True)
    begun_at: datetime
    seen_at: datetime
