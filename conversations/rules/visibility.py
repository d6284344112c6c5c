"""Who may read an entry: one table, read as it stands by `may_read` and turned into SQL by the storage.

Sources: domain.md section 7, product.md 8.2. HR reads no check-ins and administrators read no content: no line of the
table names them for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from conversations.rules.roster import Person

Audience: TypeAlias = Literal[
    "self", "manager", "lead", "helper", "hr", "helper_and_hr", "pair", "two", "promised", "team", "organisation"
]
"""Whom an entry is for, beside its subject."""

Relation: TypeAlias = Literal[
    "subject",
    "manager_then_and_now",
    "lead_then_and_now",
    "manager_now",
    "other_of_two",
    "same_department",
    "helper",
    "hr",
    "anyone",
]
"""What a reader can be to an entry."""

READERS: Mapping[Audience, frozenset[Relation]] = {
    "self": frozenset({"subject"}),
    "manager": frozenset({"subject", "manager_then_and_now"}),
    "lead": frozenset({"subject", "manager_then_and_now", "lead_then_and_now"}),
    "helper": frozenset({"subject", "manager_then_and_now", "helper"}),
    "hr": frozenset({"subject", "hr"}),
    "helper_and_hr": frozenset({"subject", "helper", "hr"}),
    "pair": frozenset({"subject", "manager_now"}),
    "two": frozenset({"subject", "other_of_two"}),
    "promised": frozenset({"subject", "helper"}),
    "team": frozenset({"subject", "manager_now", "same_department"}),
    "organisation": frozenset({"anyone"}),
}
"""The table: who reads what. Energy is "self", always; a blocker for HR only is hidden from the manager, and
stays so when HR is not the only one any more: who manages its raiser, then or now, is no HR for it. Whom a manager lets
read check-ins (product.md 1.5) reads what was written knowing that, as long as it holds, and nothing else. What two
people note in their one-on-ones ("two") names the other of them: as long as that one manages or leads the subject they
read it, and whoever manages them next never does, nor HR. What one promised the other ("promised") stays with both.
"""

WORDS_FOR_TWO = frozenset({"goal_set", "goal_closed", "goal_reopened"})
"""Kinds of entries whose words only their subject and the manager now read, whoever reads the rest of them: why a goal
changes or stands again and what was learned is said to the other side.
"""

AUDIENCES: Mapping[Relation, tuple[Audience, ...]] = {
    relation: tuple(audience for audience in get_args(Audience) if relation in READERS[audience])
    for relation in get_args(Relation)
}
"""The same table from the other side: what each relation opens."""


@dataclass(frozen=True)
class Who:
    """A reader: their active direct reports now, the active people of their own department now, the roles they hold,
    and those whose check-ins they read for their manager now (`led`).
    """

    person: str
    reports: frozenset[str] = frozenset()
    department: frozenset[str] = frozenset()
    roles: frozenset[Literal["hr", "admin"]] = frozenset()
    led: frozenset[str] = frozenset()
    active: bool = True


@dataclass(frozen=True)
class Shell:
    """What of an entry decides who may read it. `manager_then` was the subject's manager when it was written."""

    subject: str
    audience: Audience
    manager_then: str = ""
    helper: str = ""


@dataclass(frozen=True)
class Scope:
    """What a query must be told of its reader; `me` None equals nobody, not even an empty id."""

    me: str | None
    hr: bool
    anyone: bool


def _manages(who: Who, shell: Shell) -> bool:
    return shell.subject in who.reports or shell.manager_then == who.person


_HOLDS: Mapping[Relation, Callable[[Who, Shell], bool]] = {
    "subject": lambda who, shell: shell.subject == who.person,
    "manager_then_and_now": lambda who, shell: shell.manager_then == who.person and shell.subject in who.reports,
    "lead_then_and_now": lambda who, shell: shell.helper == who.person and shell.subject in who.led,
    "manager_now": lambda who, shell: shell.subject in who.reports,
    "other_of_two": lambda who, shell: shell.helper == who.person and shell.subject in who.reports | who.led,
    "same_department": lambda who, shell: shell.subject in who.department,
    "helper": lambda who, shell: shell.helper == who.person,
    "hr": lambda who, shell: "hr" in who.roles and not _manages(who, shell),
    "anyone": lambda who, shell: True,
}


def may_read(who: Who, shell: Shell) -> bool:
    """Whether this reader may read this entry now. Who left reads nothing, not even their own."""
    return who.active and any(_HOLDS[relation](who, shell) for relation in READERS[shell.audience])


def opens_to_more(audience: Audience, than: Audience) -> bool:
    """Whether somebody may read the first who may not read the other."""
    return "anyone" not in READERS[than] and not READERS[audience] <= READERS[than]


def is_near(who: Who, person: str) -> bool:
    """Whether this reader may see if and when a person answered: the person, and the manager now, nobody else."""
    return who.active and (who.person == person or person in who.reports)


def scope(me: Person) -> Scope:
    """What the storage's conditions need to know of a reader; nothing passes for who left."""
    if not me.active:
        return Scope(me=None, hr=False, anyone=False)
    return Scope(me=me.id, hr="hr" in me.roles, anyone=True)
