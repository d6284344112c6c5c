"""The table of `rules/visibility` as SQL: every query for somebody's eyes carries one of these conditions."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Boolean, ColumnElement, String, Table, and_, bindparam, or_, select, true

from conversations.rules.roster import Person
from conversations.rules.visibility import AUDIENCES, Relation, scope
from storage.person_rows import ACTIVE, PERSON, led_by

_me = bindparam("me", type_=String())
_hr = bindparam("hr", type_=Boolean())
_anyone = bindparam("anyone", type_=Boolean())
_my_reports = select(PERSON.c.id).where(PERSON.c.manager == _me, ACTIVE)
_led_by_me = led_by(_me)
_reader = PERSON.alias("reader")
_my_department = select(PERSON.c.id).where(
    ACTIVE,
    PERSON.c.department != "",
    PERSON.c.department == select(_reader.c.department).where(_reader.c.id == _me).scalar_subquery(),
)


def readable(table: Table, subject: str = "subject") -> ColumnElement[bool]:
    """Only rows whose shell the reader may read; `subject` names the column of whom a row is about."""
    whose = table.c[subject]
    holds: Mapping[Relation, ColumnElement[bool]] = {
        "subject": whose == _me,
        "manager_then_and_now": and_(table.c.manager_then == _me, whose.in_(_my_reports)),
        "lead_then_and_now": and_(table.c.helper == _me, whose.in_(_led_by_me)),
        "manager_now": whose.in_(_my_reports),
        "other_of_two": and_(table.c.helper == _me, or_(whose.in_(_my_reports), whose.in_(_led_by_me))),
        "same_department": whose.in_(_my_department),
        "helper": table.c.helper == _me,
        "hr": and_(_hr.is_(true()), table.c.manager_then != _me, whose.not_in(_my_reports)),
        "anyone": _anyone.is_(true()),
    }
    return or_(*(and_(table.c.audience.in_(opened), holds[held]) for held, opened in AUDIENCES.items()))


def near(table: Table, person: str = "person") -> ColumnElement[bool]:
    """Only rows about the reader and about who reports to them now."""
    return or_(table.c[person] == _me, table.c[person].in_(_my_reports))


def as_reader(me: Person) -> dict[str, object]:
    """The values that both conditions need: who reads."""
    bound = scope(me)
    return {"me": bound.me, "hr": bound.hr, "anyone": bound.anyone}
