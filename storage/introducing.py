"""Whom a platform's list of users names: known before they act, by the rule of their first act (safety 16). And whom it
no longer does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.database import Transaction
from storage.identities import LEFT, SHARED_EMAIL, Identity, contradicted, introduce
from storage.person_rows import ACTIVE, PERSON
from storage.tables import people as tables
from storage.tables.base import rows_of

_identity = rows_of(tables.Identity)
_conflict = rows_of(tables.IdentityConflict)

_users = select(_identity.c.user).where(_identity.c.platform == bindparam("on"), _identity.c.tenant == bindparam("of"))
_left = _users.where(_identity.c.unreachable == LEFT)
_left_too = _left.where(_identity.c.user == bindparam("as_user"))
_active = select(PERSON.c.email, PERSON.c.id).where(ACTIVE)
_known_there = select(_identity.c.person).where(_identity.c.platform == bindparam("on"))
_unsettled = select(_conflict.c.person).where(
    _conflict.c.platform == bindparam("on"), _conflict.c.person.not_in(_known_there)
)
_shared_no_more = delete(_conflict).where(
    _conflict.c.platform == bindparam("on"),
    _conflict.c.tenant == bindparam("of"),
    _conflict.c.user == bindparam("as_user"),
    _conflict.c.reason == SHARED_EMAIL,
)


def who_left(tx: Transaction, platform: str, tenant: str) -> frozenset[str]:
    """The users of a workspace or tenant of whom it is known that they are no members any more."""
    return frozenset(tx.conn.execute(_left, {"on": platform, "of": tenant}).scalars())


def has_left(tx: Transaction, identity: Identity) -> bool:
    """Whether somebody is one of them."""
    place = {"on": identity.platform, "of": identity.tenant, "as_user": identity.user}
    return tx.conn.execute(_left_too, place).first() is not None


def newcomers(tx: Transaction, platform: str, tenant: str, here: Mapping[str, str], at: datetime) -> Sequence[str]:
    """Of the users of a workspace or tenant, each with the e-mail that it vouches for or "", those who are nobody yet
    and whom an import or their e-mail names. Where it is the e-mail of several, it names none, and a human decides:
    the list names one of them again once the others are gone.
    """
    linked = {*tx.conn.execute(_users, {"on": platform, "of": tenant}).scalars()}
    named = {*tx.conn.execute(_users, {"on": platform, "of": ""}).scalars()} - linked
    ours = {row.email: row.id for row in tx.conn.execute(_active)}
    written = {user: email.strip().lower() for user, email in here.items() if user not in named}
    shared = Counter(email for email in written.values() if email in ours)
    found = [user for user in here if user in named]
    for user, email in written.items():
        if user in linked or email not in ours:
            continue
        if shared[email] == 1:
            tx.conn.execute(_shared_no_more, {"on": platform, "of": tenant, "as_user": user})
            found.append(user)
        else:
            contradicted(tx, Identity(platform, tenant, user), ours[email], SHARED_EMAIL, at)
    return found


def introduce_all(tx: Transaction, platform: str, tenant: str, here: Mapping[str, str], at: datetime) -> None:
    """Introduce each of these users."""
    for user, email in here.items():
        introduce(tx, Identity(platform, tenant, user), [email] if email else [], at)


def unsettled(tx: Transaction, platform: str) -> frozenset[str]:
    """Those whom nothing reaches on a platform, as several of its users claim to be them, or one who is another."""
    return frozenset(tx.conn.execute(_unsettled, {"on": platform}).scalars())
