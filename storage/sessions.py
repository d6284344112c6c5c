"""Signing in on the page without passwords: links for once, and sessions. All instants are real time.

Secrets are 256 bits from the system's generator; only their SHA-256 is stored.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.web import Session, SignInLink

LINK_LASTS = timedelta(minutes=15)
IDLE_ENDS = timedelta(hours=12)
SESSION_LASTS = timedelta(days=7)
_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """Whose session it is. `stale`: call `touch`, so that it does not end as idle."""

    person: str
    stale: bool


_link = rows_of(SignInLink)
_session = rows_of(Session)
_new_link = insert(_link)
_peek = select(_link.c.person).where(_link.c.hash == bindparam("digest"), _link.c.expires_at > bindparam("now"))
_consume = (
    delete(_link)
    .where(_link.c.hash == bindparam("digest"), _link.c.expires_at > bindparam("now"))
    .returning(_link.c.person)
)
_new_session = insert(_session)
_find = select(_session.c.person, _session.c.seen_at).where(
    _session.c.hash == bindparam("digest"),
    _session.c.begun_at > bindparam("begun_after"),
    _session.c.seen_at > bindparam("seen_after"),
)
_touch = update(_session).where(_session.c.hash == bindparam("digest"))
_end = delete(_session).where(_session.c.hash == bindparam("digest"))
_end_all = delete(_session).where(_session.c.person == bindparam("whose"))
_end_links = delete(_link).where(_link.c.person == bindparam("whose"))
_forget_links = delete(_link).where(_link.c.expires_at <= bindparam("now"))
_forget = delete(_session).where(
    (_session.c.begun_at <= bindparam("begun_after")) | (_session.c.seen_at <= bindparam("seen_after"))
)


def make_link(tx: Transaction, person: str, now: datetime) -> str:
    """The secret of a link that signs a person in once within 15 minutes."""
    secret = secrets.token_urlsafe(32)
    tx.conn.execute(_new_link, {"hash": _digest(secret), "person": person, "expires_at": now + LINK_LASTS})
    return secret


def peek(tx: Transaction, link: str, now: datetime) -> str | None:
    """Whose link this is, if it is still good; does not use it up."""
    return tx.conn.execute(_peek, {"digest": _digest(link), "now": now}).scalar()


def consume(tx: Transaction, link: str, now: datetime) -> str | None:
    """Use a link up and begin a session: its secret for the cookie; None if the link is not good."""
    person = tx.conn.execute(_consume, {"digest": _digest(link), "now": now}).scalar()
    return None if person is None else begin(tx, person, now)


def begin(tx: Transaction, person: str, now: datetime) -> str:
    """Begin a session for somebody whose identity is proven; gives its secret for the cookie."""
    secret = secrets.token_urlsafe(32)
    tx.conn.execute(_new_session, {"hash": _digest(secret), "person": person, "begun_at": now, "seen_at": now})
    return secret


def find(tx: Transaction, secret: str, now: datetime) -> SignedIn | None:
    """Whose session this is; None if it never was, was ended, idle for 12 hours, or is 7 days old."""
    found = tx.conn.execute(_find, {"digest": _digest(secret), **_limits(now)}).one_or_none()
    return SignedIn(found.person, now - found.seen_at > _NOTED_EVERY) if found else None


def touch(tx: Transaction, secret: str, now: datetime) -> None:
    """Note that a session is in use."""
    tx.conn.execute(_touch, {"digest": _digest(secret), "seen_at": now})


def end(tx: Transaction, secret: str) -> None:
    """Sign off."""
    tx.conn.execute(_end, {"digest": _digest(secret)})


def end_all(tx: Transaction, person: str) -> None:
    """End every session of a person and void their links, as when they leave."""
    tx.conn.execute(_end_all, {"whose": person})
    tx.conn.execute(_end_links, {"whose": person})


def forget_ended(tx: Transaction, now: datetime) -> None:
    """Delete links and sessions that are over."""
    tx.conn.execute(_forget_links, {"now": now})
    tx.conn.execute(_forget, _limits(now))


def _limits(now: datetime) -> dict[str, object]:
    return {"begun_after": now - SESSION_LASTS, "seen_after": now - IDLE_ENDS}


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
