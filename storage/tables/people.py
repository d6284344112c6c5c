"""Tables of people: the address book, who they are on each platform, and when they are away.

What an import says of a person stands in `person`; what persons chose for themselves stands in `preference`, so that
an import never undoes a choice and the choices can be rebuilt from their entries.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, Integer
from sqlmodel import Field

from storage.tables.base import Row


def numbered() -> Column[int]:
    """A primary key that counts up and is never given twice."""
    return Column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True)


class PersonStatus(StrEnum):
    """Whether somebody works here; an erased person is an id and nothing else."""

    ACTIVE = "active"
    LEFT = "left"
    ERASED = "erased"


class HowLinked(StrEnum):
    """Why an identity is believed to be this person's."""

    OWN_PAGE = "own_page"
    IMPORT = "import"
    VERIFIED_EMAIL = "verified_email"


class Department(Row, table=True):
    """A department. Nobody in it is written to before `opened_at`."""

    __tablename__ = "department"

    id: str = Field(primary_key=True)
    name_en: str
    name_zh: str
    parent: str = ""
    head: str = ""
    opened_at: datetime | None = None


class Person(Row, table=True):
    """A person as the import gives them. `email` is in lower case; `working_days` "01234" is Monday to Friday;
    `roles` are set off by commas on both sides (",admin,hr,") so that one of them can be looked for.
    """

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_manager", "manager"), Index("ix_person_department", "department"))

    id: str = Field(primary_key=True)
    name: str
    email: str | None = Field(default=None, unique=True)
    department: str
    manager: str = ""
    title: str = ""
    language: str = "en"
    zone: str = "UTC"
    region: str = ""
    start_date: date | None = None
    leaving_date: date | None = None
    notice_from: date | None = None
    weekly_hours: float = 40
    working_days: str = "01234"
    roles: str = ""
    slot_day: int | None = None
    slot_time: time = time(10)
    quiet_from: time = time(18)
    quiet_to: time = time(9)
    every_weeks: int = 1
    digest_day: int | None = None
    status: str = PersonStatus.ACTIVE


class Preference(Row, table=True):
    """What a person chose, or what happened to them once: a projection of their entries; None is no choice."""

    __tablename__ = "preference"

    person: str = Field(primary_key=True)
    language: str | None = None
    slot_day: int | None = None
    slot_time: time | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    every_weeks: int | None = None
    digest_day: int | None = None
    channel: str | None = None
    paused_until: date | None = None
    welcomed_at: datetime | None = None


class Delegation(Row, table=True):
    """Whom a manager named to read the check-ins of `person` too: a projection; whether it still holds say the rows of
    the three in `person`.
    """

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_lead", "lead"),)

    person: str = Field(primary_key=True)
    lead: str
    manager: str


class Identity(Row, table=True):
    """A user of one tenant of a platform, and which person that is; the page knows everybody by their id.

    `chat` is what the platform needs to write to them, as JSON: ids and addresses, no secret.
    """

    __tablename__ = "identity"
    __table_args__ = (Index("ix_identity_person", "person"),)

    platform: str = Field(primary_key=True)
    tenant: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    person: str
    how: str
    linked_at: datetime
    seen_at: datetime | None = None
    unreachable: str = ""
    chat: str = ""


class IdentityConflict(Row, table=True):
    """A link that was refused because it contradicts one that stands; a human decides."""

    __tablename__ = "identity_conflict"

    platform: str = Field(primary_key=True)
    tenant: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    reason: str
    noticed_at: datetime


class Absence(Row, table=True):
    """Days away, both ends included, without a reason. `entry` is where the person said so, "" from an import."""

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_person", "person", "last"), {"sqlite_autoincrement": True})

    number: int | None = Field(default=None, sa_column=numbered())
    person: str
    first: date
    last: date
    source: str
    entry: str = ""


class Pause(Row, table=True):
    """A pause that a person took, `until` excluded; a projection of their entries."""

    __tablename__ = "pause"
    __table_args__ = (Index("ix_pause_person", "person", "began"),)

    entry: str = Field(primary_key=True)
    person: str
    began: date
    until: date
    ended: date | None = None
