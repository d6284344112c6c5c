"""How a person is selected from the address book and read: the import's word, and above it their own choices."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select

from conversations.rules.roster import Person
from storage.tables import people as tables
from storage.tables.base import rows_of
from storage.tables.people import PersonStatus

PERSON = rows_of(tables.Person)
REPORT = PERSON.alias("report")
ACTIVE = PERSON.c.status == PersonStatus.ACTIVE
BY_NAME = (PERSON.c.name, PERSON.c.id)

_preference = rows_of(tables.Preference)
_CHOSEN = ("language", "slot_day", "slot_time", "quiet_from", "quiet_to", "every_weeks", "digest_day")
DELEGATION = rows_of(tables.Delegation)
_here = PERSON.alias("here")


def _is_here(person: ColumnElement[str], *below: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether somebody of a naming is active, and reports to this one."""
    managed = (_here.c.manager == manager for manager in below)
    return exists().where(_here.c.id == person, _here.c.status == PersonStatus.ACTIVE, *managed).correlate(DELEGATION)


# A naming holds as long as who made it manages both, and all three are here: a move or a leave ends it. It is asked
# one by one: joined, SQLite would go through all colleagues of a person to find that nobody leads them.
HOLDS = (
    _is_here(DELEGATION.c.person, DELEGATION.c.manager),
    _is_here(DELEGATION.c.lead, DELEGATION.c.manager),
    _is_here(DELEGATION.c.manager),
)


def led_by(lead: ColumnElement[str]) -> Select[tuple[str]]:
    """The ids of those whose check-ins this one reads for their manager now."""
    return select(DELEGATION.c.person).where(DELEGATION.c.lead == lead, *HOLDS)


_lead_of = (
    select(DELEGATION.c.lead).where(DELEGATION.c.person == PERSON.c.id, *HOLDS).correlate(PERSON).scalar_subquery()
)
_is_lead = exists(led_by(PERSON.c.id).correlate(PERSON))


def people_where(*where: Any) -> Select[Any]:
    """Select people, in rows that `to_person` reads."""
    chosen = [func.coalesce(_preference.c[name], PERSON.c[name]).label(name) for name in _CHOSEN]
    given = [column for column in PERSON.c if column.name not in _CHOSEN]
    leads = exists().where(REPORT.c.manager == PERSON.c.id, REPORT.c.status == PersonStatus.ACTIVE)
    columns = (
        *given,
        *chosen,
        _preference.c.channel,
        _preference.c.paused_until,
        _preference.c.welcomed_at,
        leads.label("is_manager"),
        _lead_of.label("lead"),
        _is_lead.label("is_lead"),
    )
    joined = PERSON.outerjoin(_preference, _preference.c.person == PERSON.c.id)
    return select(*columns).select_from(joined).where(*where)


def to_person(row: Row[Any]) -> Person:
    """The person in a row of `people_where`."""
    return Person(
        id=row.id,
        name=row.name,
        email=row.email or "",
        department=row.department,
        manager=row.manager,
        title=row.title,
        language=row.language,
        zone=row.zone,
        region=row.region,
        start_date=row.start_date,
        leaving_date=row.leaving_date,
        notice_from=row.notice_from,
        weekly_hours=row.weekly_hours,
        working_days=frozenset(map(int, row.working_days)),
        roles=read_roles(row.roles),
        active=row.status == PersonStatus.ACTIVE,
        slot_day=row.slot_day,
        slot_time=row.slot_time,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        every_weeks=row.every_weeks,
        digest_day=row.digest_day,
        channel=row.channel or "",
        paused_until=row.paused_until,
        welcomed=row.welcomed_at is not None,
        is_manager=bool(row.is_manager),
        lead=row.lead or "",
        is_lead=bool(row.is_lead),
    )


def written_roles(roles: frozenset[Any]) -> str:
    """Roles as the table keeps them: ",admin,hr,", and "" for none."""
    return f",{','.join(sorted(roles))}," if roles else ""


def read_roles(written: str) -> frozenset[Any]:
    """Roles as `written_roles` wrote them."""
    return frozenset(role for role in written.split(",") if role)
