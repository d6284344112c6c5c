"""The address book as imports left it: what the next import is compared with."""

from __future__ import annotations

from typing import cast

from sqlalchemy import false, null, select

from conversations.rules.roster_file.company import Account, Company, PlatformName
from storage import identities, people
from storage.database import Transaction
from storage.person_rows import PERSON, to_person
from storage.tables.base import rows_of
from storage.tables.people import Identity, PersonStatus

_identity = rows_of(Identity)

# What people chose themselves stands above the import and is left out here: it is no difference to a file.
_people = (
    select(
        PERSON,
        null().label("channel"),
        null().label("paused_until"),
        null().label("welcomed_at"),
        false().label("is_manager"),
        null().label("lead"),
        false().label("is_lead"),
    )
    .where(PERSON.c.status != PersonStatus.ERASED)
    .order_by(PERSON.c.id)
)
_accounts = select(_identity.c.platform, _identity.c.user, _identity.c.person).where(
    _identity.c.platform != identities.WEB
)


def company(tx: Transaction) -> Company:
    """Everybody an import knows of, also who left; all departments; and whose each chat account is."""
    accounts: dict[Account, str] = {
        (cast(PlatformName, row.platform), row.user): row.person for row in tx.conn.execute(_accounts)
    }
    everybody = tuple(to_person(row) for row in tx.conn.execute(_people))
    return Company(everybody, tuple(people.departments(tx)), accounts)
