"""Tables of records: the entries, which are the truth, what is derived from them, and the trail of what was done."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Row
from storage.tables.people import numbered


class EntryStatus(StrEnum):
    """Whether an entry stands, gave way to a correction, or lost its body for good."""

    ACTIVE = "active"
    CORRECTED = "corrected"
    ERASED = "erased"


class Entry(Row, table=True):
    """A clear shell and one body, sealed with the subject's data key; `hash` is the SHA-256 of that ciphertext.

    `version` is that of the kind's shape. `manager_then` is the subject's manager when it was written. `at` is
    company time. Nothing of it ever changes but `status`, and `body` once, to nothing: triggers see to that.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_subject_period", "subject", "period", "kind"),
        Index("ix_entry_subject_at", "subject", "at"),
        Index("ix_entry_author_at", "author", "at"),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, sa_column=numbered())
    id: str = Field(unique=True)
    kind: str
    version: int = 1
    subject: str
    author: str
    period: str = ""
    at: datetime
    recorded_at: datetime
    status: str = EntryStatus.ACTIVE
    audience: str
    helper: str = ""
    manager_then: str = ""
    citable: bool = False
    hash: bytes
    body: bytes | None = None


class CheckIn(Row, table=True):
    """The check-in that stands for a person's week; `answered_at` is when they first answered."""

    __tablename__ = "checkin"

    person: str = Field(primary_key=True)
    week: str = Field(primary_key=True)
    entry: str
    answered_at: datetime
    quick: bool = False


class Prompted(Row, table=True):
    """That the bot asked a person for the check-in of a week."""

    __tablename__ = "prompted"

    person: str = Field(primary_key=True)
    week: str = Field(primary_key=True)
    prompted_at: datetime


class Blocker(Row, table=True):
    """Where a blocker stands. Its words are in the body of `entry`. `audience`, `helper` and `manager_then` say who
    may read it now: those of the entry that raised it, or of the one that last passed it on.
    """

    __tablename__ = "blocker"
    __table_args__ = (
        Index("ix_blocker_raiser", "raiser", "status"),
        Index("ix_blocker_helper", "helper", "status"),
        Index("ix_blocker_taken_by", "taken_by", "status"),
        Index("ix_blocker_entry", "entry"),
    )

    id: str = Field(primary_key=True)
    raiser: str
    entry: str
    week: str = ""
    raised_at: datetime
    helper_kind: str
    helper: str = ""
    needed_by: date | None = None
    urgent: bool = False
    status: str
    taken_by: str = ""
    taken_until: date | None = None
    answered_at: datetime | None = None
    audience: str
    manager_then: str = ""
    version: int = 1


class Goal(Row, table=True):
    """Where a goal stands (conversations/rules/goal_moves.py). Its words and numbers are in the bodies of `entry` (the
    latest version), `agreed_entry`, `moved_entry` and `values_entries` (JSON, by key result). `confirmed` are sides, by
    comma. `parent`, `team`, `starts`, `due` and `manager_then` are those of the latest version; so is `audience`, but
    one that opens the goal to more holds only once both sides agreed to it. `owner` holds it now: a department's
    goal whoever heads that. `subjects`, by comma, are those in whose records its entries are.
    """

    __tablename__ = "goal"
    __table_args__ = (
        Index("ix_goal_owner", "owner", "state"),
        Index("ix_goal_parent", "parent"),
        Index("ix_goal_state", "state", "touched_at"),
    )

    id: str = Field(primary_key=True)
    owner: str
    entry: str
    set_at: datetime
    touched_at: datetime
    state: str
    version: int = 1
    content_version: int = 1
    agreed_version: int = 0
    agreed_entry: str = ""
    confirmed: str = ""
    pace: str | None = None
    moved_entry: str = ""
    values_entries: str = "{}"
    closed_at: datetime | None = None
    parent: str = ""
    team: str = ""
    starts: date
    due: date | None = None
    audience: str
    helper: str = ""
    manager_then: str = ""
    subjects: str = ""


class OneOnOne(Row, table=True):
    """How the talks of a person and their manager stand (conversations/rules/one_on_ones.py); what they note is in the
    bodies of `note_entry` and `last_note_entry`.
    """

    __tablename__ = "one_on_one"
    __table_args__ = (Index("ix_one_on_one_manager", "manager"),)

    person: str = Field(primary_key=True)
    manager: str = Field(primary_key=True)
    every: str = ""
    weekday: int = 0
    at: time | None = None
    zone: str = ""
    starts: date | None = None
    minutes: int = 0
    next_at: datetime | None = None
    number: int = 1
    sequence: int = 0
    version: int = 0
    note_entry: str = ""
    note_version: int = 0
    last_note_entry: str = ""
    last_noted_at: datetime | None = None
    held_at: datetime | None = None
    skipped_at: datetime | None = None
    skipped_number: int = 0
    skipped_sequence: int = 0
    ended_at: datetime | None = None
    audience: str
    helper: str
    manager_then: str = ""


class AgendaItem(Row, table=True):
    """A point for the one-on-one of a person and their manager; its words are in the body of `entry`. It was added in
    the check-in's `week`, if it comes from one.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_person", "person", "manager", "status"),)

    id: str = Field(primary_key=True)
    person: str
    manager: str
    author: str
    entry: str
    source: str = ""
    week: str = ""
    added_at: datetime
    first_at: datetime | None = None
    status: str = "open"
    settled_at: datetime | None = None
    version: int = 1
    audience: str
    helper: str = ""
    manager_then: str = ""


class Action(Row, table=True):
    """What one of the two of a one-on-one does; its words are in the body of `entry`."""

    __tablename__ = "one_on_one_action"
    __table_args__ = (
        Index("ix_one_on_one_action_person", "person", "manager", "status"),
        Index("ix_one_on_one_action_owner", "owner", "status"),
    )

    id: str = Field(primary_key=True)
    person: str
    manager: str
    owner: str
    entry: str
    by: date | None = None
    status: str = "open"
    agreed_at: datetime
    settled_at: datetime | None = None
    version: int = 1
    audience: str
    helper: str = ""
    manager_then: str = ""


class Adoption(Row, table=True):
    """That a department uses an indicator of the library."""

    __tablename__ = "adoption"

    department: str = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    adopted_at: datetime


class TalkTally(Row, table=True):
    """How many people of a department found their talks in a quarter useful and respectful; it names nobody."""

    __tablename__ = "talk_tally"

    quarter: str = Field(primary_key=True)
    department: str = Field(primary_key=True)
    people: int
    useful: int
    respectful: int


class Audit(Row, table=True):
    """Who did what to whose things; `facts` are ids and counts as JSON, never content. `at` is company time."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "seq"), {"sqlite_autoincrement": True})

    seq: int | None = Field(default=None, sa_column=numbered())
    at: datetime
    actor: str
    action: str
    subject: str = ""
    facts: str = "{}"


class Seal(Row, table=True):
    """A link of the chain: `digest` covers the link before it and one row of `audit` or of `entry`.

    `number` is given by us, so that two chains cannot grow side by side. `sealed`, on the last link of each sealing,
    is its digest under the organisation's key: who has only the database cannot make another chain.
    """

    __tablename__ = "seal"
    __table_args__ = (UniqueConstraint("what", "seq"),)

    number: int = Field(sa_column=Column(BigInteger(), primary_key=True, autoincrement=False))
    what: str
    seq: int
    digest: bytes
    sealed: bytes | None = None
