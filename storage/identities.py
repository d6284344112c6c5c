"""Who somebody is on each platform, how an identity is linked, and where a person is written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, insert, or_, select, update

from conversations.rules.roster import Person
from storage.database import Transaction
from storage.people import by_email
from storage.person_rows import ACTIVE, PERSON
from storage.tables import people as tables
from storage.tables.base import insert_if_new, rows_of
from storage.tables.people import HowLinked

_identity = rows_of(tables.Identity)
_conflict = rows_of(tables.IdentityConflict)

WEB = "web"
"""The platform on which everybody has an identity: tenant "", user their id."""

_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Identity:
    """A user of one tenant of a platform; on the page the tenant is "" and the user is the person's id."""

    platform: str
    tenant: str
    user: str


_place = (
    (_identity.c.platform == bindparam("on"))
    & (_identity.c.tenant == bindparam("of"))
    & (_identity.c.user == bindparam("as_user"))
)
_owner = select(_identity.c.person).where(_place)
_other_user = select(_identity.c.user).where(
    _identity.c.platform == bindparam("on"),
    _identity.c.tenant == bindparam("of"),
    _identity.c.person == bindparam("whose"),
    _identity.c.user != bindparam("as_user"),
)
_link = insert(_identity)
_refuse = insert_if_new(_conflict)
_seen = update(_identity).where(
    _place,
    or_(
        _identity.c.seen_at.is_(None),
        _identity.c.seen_at <= bindparam("before"),
        _identity.c.unreachable != "",
    ),
)
_unreachable = update(_identity).where(_place)
_last_used = (
    select(_identity.c.platform, _identity.c.tenant, _identity.c.user)
    .join(PERSON, PERSON.c.id == _identity.c.person)
    .where(_identity.c.person == bindparam("whose"), _identity.c.unreachable == "", ACTIVE)
    .order_by(_identity.c.seen_at.desc().nulls_last(), case((_identity.c.platform == WEB, 1), else_=0))
    .limit(1)
)


def link(tx: Transaction, identity: Identity, person: str, how: HowLinked, at: datetime) -> bool:
    """Let an identity be this person's from now on; doing it twice changes nothing.

    False if it is another person's, or if this person is another user of the same tenant: the conflict is kept for a
    human. Only for a platform id from the import and an e-mail that the platform vouches for (safety.md 16).
    """
    place = _at(identity)
    standing = tx.conn.execute(_owner, place).scalar()
    if standing == person:
        return True
    reason = "linked_to_another" if standing else "has_another_user"
    if standing or tx.conn.execute(_other_user, {**place, "whose": person}).first():
        claim = {**_named(identity), "person": person, "reason": reason, "noticed_at": at}
        tx.conn.execute(_refuse, claim)
        return False
    tx.conn.execute(_link, {**_named(identity), "person": person, "how": how, "linked_at": at, "unreachable": ""})
    return True


def link_by_email(tx: Transaction, identity: Identity, email: str, at: datetime) -> Person | None:
    """Link an identity to the active person with an e-mail that the platform vouches for; None if it cannot be."""
    found = by_email(tx, email)
    linked = found is not None and link(tx, identity, found.id, HowLinked.VERIFIED_EMAIL, at)
    return found if linked else None


def seen(tx: Transaction, identity: Identity, at: datetime) -> None:
    """Note that somebody is here and can be reached; kept to the minute."""
    tx.conn.execute(_seen, {**_at(identity), "before": at - _SEEN_EVERY, "seen_at": at, "unreachable": ""})


def unreachable(tx: Transaction, identity: Identity, reason: str) -> None:
    """Note why nothing arrives there any more (blocked, not_installed, left), until they are seen again."""
    tx.conn.execute(_unreachable, {**_at(identity), "unreachable": reason})


def channel_of(tx: Transaction, person: str) -> Identity | None:
    """Where a person is written to: where they were last, else a chat before the page; None for who left."""
    found = tx.conn.execute(_last_used, {"whose": person}).one_or_none()
    return None if found is None else Identity(*found)


def _named(identity: Identity) -> dict[str, object]:
    return {"platform": identity.platform, "tenant": identity.tenant, "user": identity.user}


def _at(identity: Identity) -> dict[str, object]:
    return {"on": identity.platform, "of": identity.tenant, "as_user": identity.user}
