"""Who is written to at all: HR opened their department, and a test list, if there is one, names them (product 0.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from conversations.rules.roster import Department, Person


@dataclass(frozen=True)
class Trial:
    """The people of a test list, by id; while it names anybody, nobody else hears anything."""

    people: frozenset[str] = frozenset()

    def leaves_out(self, person: str) -> bool:
        """Whether there is a list and this person is not on it."""
        return bool(self.people) and person not in self.people


EVERYBODY = Trial()
"""No list."""


Departments: TypeAlias = Callable[[], Iterable[Department]]
"""Gives all of them; asked only where it matters."""


def is_opened_to(person: Person, departments: Departments) -> bool:
    """Nobody is written to before HR opens their department; HR organises, and may be."""
    return "hr" in person.roles or any(each.opened for each in departments() if each.id == person.department)


def is_written_to(person: Person, departments: Departments, trial: Trial) -> bool:
    """Whether any message would reach somebody."""
    return not trial.leaves_out(person.id) and is_opened_to(person, departments)
