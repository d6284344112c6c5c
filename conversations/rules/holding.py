"""Who may hold which talk with whom: one table by what a script says is `between` them (product.md 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from conversations.rules.roster import Department, Person
from conversations.rules.scenarios import Between


@dataclass(frozen=True)
class Office:
    """What somebody is in the company: their active reports now, all departments, and who is at the top."""

    me: Person
    reports: Sequence[Person] = ()
    departments: Sequence[Department] = ()
    boss: Person | None = None

    @property
    def is_hr(self) -> bool:
        """Whether they hold the role of HR."""
        return "hr" in self.me.roles

    @property
    def is_boss(self) -> bool:
        """Whether they are at the top of the tree."""
        return self.boss is not None and self.boss.id == self.me.id

    @property
    def other_heads(self) -> frozenset[str]:
        """Who heads a department, themselves apart."""
        return frozenset(each.head for each in self.departments) - {"", self.me.id}

    @property
    def headed(self) -> frozenset[str]:
        """The departments that they head."""
        return frozenset(each.id for each in self.departments if each.head == self.me.id)

    def manages(self, other: Person) -> bool:
        """Whether somebody reports to them now."""
        return any(each.id == other.id for each in self.reports)


_AT_ALL: Mapping[Between, Callable[[Office], bool]] = {
    "manager_report": lambda office: bool(office.reports),
    "hr_person": lambda office: office.is_hr,
    "hr_head": lambda office: office.is_hr and bool(office.other_heads),
    "boss_heads": lambda office: office.is_boss and bool(office.other_heads),
    "head_team": lambda office: bool(office.headed),
}

_WITH: Mapping[Between, Callable[[Office, Person], bool]] = {
    "manager_report": lambda office, other: office.manages(other),
    "hr_person": lambda office, other: not office.manages(other),
    "hr_head": lambda office, other: other.id in office.other_heads,
    "boss_heads": lambda office, other: other.id in office.other_heads,
    "head_team": lambda office, other: other.department in office.headed,
}


TOGETHER: frozenset[Between] = frozenset({"boss_heads", "head_team"})
"""Talks that one holds with several people at once."""


def may_hold(between: Between, office: Office) -> bool:
    """Whether there is anybody with whom they may hold such a talk now. Who left holds none."""
    return office.me.active and _AT_ALL[between](office)


def may_hold_with(between: Between, office: Office, other: Person) -> bool:
    """Whether they may hold such a talk with this person now; nobody does with themselves, or with who left."""
    fits = other.active and other.id != office.me.id and _WITH[between](office, other)
    return fits and may_hold(between, office)


def heads_still(between: Between, office: Office, departments: Sequence[str]) -> bool:
    """Whether a talk with a team of these departments is still theirs: who heads another one since holds it no more."""
    return between != "head_team" or office.headed.issuperset(departments)
