"""The address book: who works here, and who they are on each platform. It knows nothing of what anybody answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy import Select, bindparam, case, func, or_, select

from conversations.rules.roster import Department, Person
from conversations.toolkit.people_reader import Absence
from storage.database import Transaction
from storage.person_rows import ACTIVE, BY_NAME, PERSON, REPORT, led_by, people_where, to_person
from storage.tables import people as tables
from storage.tables.base import one_of, rows_of
from storage.tables.people import PersonStatus

_department = rows_of(tables.Department)
_identity = rows_of(tables.Identity)
_absence = rows_of(tables.Absence)
_manager = PERSON.alias("whose")


# --- people -------------------------------------------------------------------------------------------------

_by_id = people_where(PERSON.c.id == bindparam("person"))
_by_email = people_where(PERSON.c.email == bindparam("email"), ACTIVE)
_anybody_by_email = select(PERSON.c.id).where(PERSON.c.email == bindparam("email"))
_by_identity = people_where(
    ACTIVE,
    PERSON.c.id
    == select(_identity.c.person)
    .where(
        _identity.c.platform == bindparam("platform"),
        _identity.c.tenant == bindparam("tenant"),
        _identity.c.user == bindparam("user"),
    )
    .scalar_subquery(),
)
_by_report = people_where(
    ACTIVE,
    PERSON.c.id == select(_manager.c.manager).where(_manager.c.id == bindparam("person")).scalar_subquery(),
)
_by_manager = people_where(ACTIVE, PERSON.c.manager == bindparam("manager")).order_by(*BY_NAME)
_by_lead = people_where(PERSON.c.id.in_(led_by(bindparam("lead")))).order_by(*BY_NAME)
_by_department = people_where(ACTIVE, PERSON.c.department == bindparam("department")).order_by(*BY_NAME)
_by_role = people_where(ACTIVE, PERSON.c.roles.contains(bindparam("role"))).order_by(*BY_NAME)
_everyone = people_where(ACTIVE).order_by(*BY_NAME)
_ids = select(PERSON.c.id).where(ACTIVE).order_by(PERSON.c.id)
_among = people_where(ACTIVE, one_of(PERSON.c.id, "ids")).order_by(PERSON.c.id)
_begins = PERSON.c.name.istartswith(bindparam("text"), autoescape=False, escape="\\")
_found = (
    people_where(
        ACTIVE,
        or_(
            PERSON.c.name.icontains(bindparam("text"), autoescape=False, escape="\\"),
            PERSON.c.email.icontains(bindparam("text"), autoescape=False, escape="\\"),
        ),
    )
    .order_by(case((_begins, 0), else_=1), *BY_NAME)
    .limit(bindparam("most"))
)
_top = (
    people_where(ACTIVE, PERSON.c.manager == "")
    .order_by(
        select(func.count())
        .where(REPORT.c.manager == PERSON.c.id, REPORT.c.status == PersonStatus.ACTIVE)
        .scalar_subquery()
        .desc(),
        PERSON.c.id,
    )
    .limit(1)
)


def person(tx: Transaction, id_: str) -> Person | None:
    """A person of the address book, also one who left; None for an id nobody has."""
    return _one(tx, _by_id, {"person": id_})


def by_identity(tx: Transaction, platform: str, tenant: str, user: str) -> Person | None:
    """The active person behind a verified identity; None for strangers and for who left."""
    return _one(tx, _by_identity, {"platform": platform, "tenant": tenant, "user": user})


def by_email(tx: Transaction, email: str) -> Person | None:
    """The active person with this e-mail address, in whatever case it is written."""
    return _one(tx, _by_email, {"email": email.strip().lower()})


def anybody_by_email(tx: Transaction, email: str) -> str | None:
    """The id of the person with this e-mail address, also of one who left."""
    return tx.conn.execute(_anybody_by_email, {"email": email.strip().lower()}).scalar()


def manager_of(tx: Transaction, person: str) -> Person | None:
    """The person's manager now, if that one is active."""
    return _one(tx, _by_report, {"person": person})


def reports(tx: Transaction, manager: str) -> list[Person]:
    """The active people who report directly to this one now, by name."""
    return _all(tx, _by_manager, {"manager": manager})


def led(tx: Transaction, lead: str) -> list[Person]:
    """The people whose check-ins this one reads for their manager now, by name."""
    return _all(tx, _by_lead, {"lead": lead})


def of_department(tx: Transaction, department: str) -> list[Person]:
    """The active people of one department, without those below it, by name."""
    return _all(tx, _by_department, {"department": department})


def with_role(tx: Transaction, role: Literal["hr", "admin"]) -> list[Person]:
    """The active people who hold a role, by name."""
    return _all(tx, _by_role, {"role": f",{role},"})


def everyone(tx: Transaction) -> list[Person]:
    """All active people, by name."""
    return _all(tx, _everyone, {})


def ids_of_everyone(tx: Transaction) -> list[str]:
    """The ids of all active people, in their order."""
    return list(tx.conn.execute(_ids).scalars())


def among(tx: Transaction, ids: Sequence[str]) -> list[Person]:
    """The active people among these ids, by id."""
    return _all(tx, _among, {"ids": ids})


def sponsor(tx: Transaction) -> Person | None:
    """The person at the top of the tree; of several without a manager, the one most people report to."""
    return _one(tx, _top, {})


def find(tx: Transaction, text: str, most: int = 8) -> list[Person]:
    """Active people whose name or e-mail has this in it, names that begin with it first; a full e-mail gives one."""
    wanted = text.strip()[:320]  # no name or address is longer, and SQLite refuses patterns of 50,000
    whole = by_email(tx, wanted) if "@" in wanted else None
    if whole or not wanted:
        return [whole] if whole else []
    literal = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _all(tx, _found, {"text": literal, "most": most})


def _one(tx: Transaction, statement: Select[Any], values: dict[str, object]) -> Person | None:
    found = tx.conn.execute(statement, values).one_or_none()
    return None if found is None else to_person(found)


def _all(tx: Transaction, statement: Select[Any], values: dict[str, object]) -> list[Person]:
    return [to_person(row) for row in tx.conn.execute(statement, values)]


# --- departments and absences -------------------------------------------------------------------------------

_departments = select(_department).order_by(_department.c.id)
_absences = (
    select(_absence.c.first, _absence.c.last, _absence.c.entry)
    .where(_absence.c.person == bindparam("person"), _absence.c.last >= bindparam("since"))
    .order_by(_absence.c.first, _absence.c.last)
)
_absences_among = (
    select(_absence.c.person, _absence.c.first, _absence.c.last)
    .where(one_of(_absence.c.person, "ids"), _absence.c.last >= bindparam("since"))
    .order_by(_absence.c.first, _absence.c.last)
)


def departments(tx: Transaction) -> list[Department]:
    """All departments, parents first, else by id."""
    rows = tx.conn.execute(_departments).all()
    waiting = {
        row.id: Department(
            row.id, {"en": row.name_en, "zh-CN": row.name_zh}, row.parent, row.head, row.opened_at is not None
        )
        for row in rows
    }
    ordered: list[Department] = []
    while waiting:
        # With a cycle among the rest there is no parent to begin with: they follow by id.
        ready = [one for one in waiting.values() if one.parent not in waiting] or list(waiting.values())
        ordered += ready
        waiting = {id_: one for id_, one in waiting.items() if one not in ready}
    return ordered


def absences(tx: Transaction, person: str, since: date) -> list[Absence]:
    """A person's days away that end on or after a day, earliest first."""
    rows = tx.conn.execute(_absences, {"person": person, "since": since})
    return [Absence(row.first, row.last, own=bool(row.entry)) for row in rows]


def absences_among(tx: Transaction, ids: Sequence[str], since: date) -> dict[str, list[Absence]]:
    """The days away of each of these people that end on or after a day, earliest first; only who has any."""
    found: dict[str, list[Absence]] = {}
    for row in tx.conn.execute(_absences_among, {"ids": ids, "since": since}):
        found.setdefault(row.person, []).append(Absence(row.first, row.last))
    return found
