"""Changes of the address book, as an import makes them: small steps, to be taken in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert

from conversations.rules.roster import Department, Person
from storage import departments_goals, identities, sessions
from storage.database import Transaction
from storage.person_rows import PERSON, written_roles
from storage.tables import people as tables
from storage.tables.base import rows_of
from storage.tables.people import HowLinked, PersonStatus

_department = rows_of(tables.Department)
_absence = rows_of(tables.Absence)
_IMPORTED = "import"

_insert = insert(PERSON)
_update = update(PERSON).where(PERSON.c.id == bindparam("whose"))
_upsert_department = insert(_department)
_upsert_department = _upsert_department.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _upsert_department.excluded[name] for name in ("name_en", "name_zh", "parent", "head")},
)
_away = insert(_absence)
_forget_imported = delete(_absence).where(_absence.c.person == bindparam("whose"), _absence.c.source == _IMPORTED)


def insert_person(tx: Transaction, person: Person, at: datetime) -> None:
    """Add somebody, with their identity on the page. Raises IntegrityError for an id or e-mail that is taken.

    What the person chooses and undergoes later (`paused_until`, `welcomed`) comes from entries, never from here.
    """
    tx.conn.execute(_insert, {"id": person.id, **_given(person), **_rhythm(person)})
    identities.link(tx, identities.Identity(identities.WEB, "", person.id), person.id, HowLinked.OWN_PAGE, at)


def update_person(tx: Transaction, person: Person) -> None:
    """Write what an import says of somebody, back at work if they had left; it never touches their rhythm."""
    tx.conn.execute(_update, {"whose": person.id, **_given(person)})


def deactivate(tx: Transaction, person: str, on: date) -> None:
    """Somebody left: from this transaction on they are nobody to the bot. Their record stays."""
    tx.conn.execute(_update, {"whose": person, "status": PersonStatus.LEFT, "leaving_date": on})
    sessions.end_all(tx, person)


def upsert_department(tx: Transaction, department: Department) -> None:
    """Add a department or change its names, parent and head, who holds its goals then; only HR's entry opens it."""
    values = {"name_en": department.name["en"], "name_zh": department.name["zh-CN"], "opened_at": None}
    named = {"id": department.id, "parent": department.parent, "head": department.head}
    tx.conn.execute(_upsert_department, {**named, **values})
    departments_goals.hand_over(tx, department)


def set_leave(tx: Transaction, person: str, days: list[tuple[date, date]]) -> None:
    """Replace the days away that an import knows of, both ends included; what the person announced stays."""
    tx.conn.execute(_forget_imported, {"whose": person})
    for first, last in days:
        tx.conn.execute(_away, {"person": person, "first": first, "last": last, "source": _IMPORTED, "entry": ""})


def _given(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "email": person.email.strip().lower() or None,
        "department": person.department,
        "manager": person.manager,
        "title": person.title,
        "language": person.language,
        "zone": person.zone,
        "region": person.region,
        "start_date": person.start_date,
        "leaving_date": person.leaving_date,
        "notice_from": person.notice_from,
        "weekly_hours": person.weekly_hours,
        "working_days": "".join(map(str, sorted(person.working_days))),
        "roles": written_roles(person.roles),
        "status": PersonStatus.ACTIVE if person.active else PersonStatus.LEFT,
    }


def _rhythm(person: Person) -> dict[str, object]:
    return {
        "slot_day": person.slot_day,
        "slot_time": person.slot_time,
        "quiet_from": person.quiet_from,
        "quiet_to": person.quiet_to,
        "every_weeks": person.every_weeks,
        "digest_day": person.digest_day,
    }
