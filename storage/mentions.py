"""What those are called here whom somebody mentions on a platform."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select

from storage.database import Transaction
from storage.people import find
from storage.person_rows import PERSON
from storage.tables import people as tables
from storage.tables.base import one_of, rows_of

_identity = rows_of(tables.Identity)
_mentioned = (
    select(_identity.c.user, PERSON.c.id, PERSON.c.name, PERSON.c.email)
    .join(PERSON, PERSON.c.id == _identity.c.person)
    .where(_identity.c.platform == bindparam("on"), one_of(_identity.c.user, "users"), PERSON.c.name != "")
    # An import that knows no workspace or tenant means the user in whichever it is.
    .where(or_(_identity.c.tenant == bindparam("of"), _identity.c.tenant == ""))
    .order_by(_identity.c.tenant)
)


def called(tx: Transaction, platform: str, tenant: str, users: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Their names, and what finds nobody else: the name again, or the e-mail where it may be another one's too.

    Without those who are nobody here, or not yet, since the platform's list has not introduced them.
    """
    rows = tx.conn.execute(_mentioned, {"on": platform, "of": tenant, "users": list(users)})
    return {row.user: (row.name, _exact(tx, row.id, row.name, row.email or "")) for row in rows.all()}


def _exact(tx: Transaction, person: str, name: str, email: str) -> str:
    """Somebody's own e-mail where their name, whole or as a part of a longer one, finds others."""
    found = {each.id for each in find(tx, name, 2)} - {person}
    return email if found and email else name
