"""What a reader may ask of the address book: who is who, who reports to whom, who is away. It is everybody's."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, Literal, TypeVar, cast

from conversations.rules.calendar import Calendar
from conversations.rules.roster import Department, Person
from conversations.toolkit.people_reader import Absence, Chat
from storage import identities, people
from storage.database import Transaction

T = TypeVar("T")


class PeopleReader:
    """The people around `me`; each answer is fetched once and kept."""

    def __init__(self, tx: Transaction, me: Person, calendars: Callable[[str], Calendar]) -> None:
        self._tx = tx
        self._me = me
        self._calendars = calendars
        self._kept: dict[Hashable, Any] = {("person", me.id): me}

    @property
    def me(self) -> Person:
        """The person who reads."""
        return self._me

    def person(self, id_: str) -> Person | None:
        """A person of the address book, also one who left."""
        return self._once(("person", id_), lambda: people.person(self._tx, id_))

    def manager_of(self, person: str) -> Person | None:
        """The person's active manager now."""
        return self._once(("manager_of", person), lambda: people.manager_of(self._tx, person))

    def find_people(self, text: str, most: int = 8) -> Sequence[Person]:
        """Active people whose name or e-mail has this in it, best first; a full e-mail gives one."""
        return self._once(("find", text, most), lambda: people.find(self._tx, text, most))

    def reports(self) -> Sequence[Person]:
        """My direct, active reports now, by name."""
        return self._once("reports", lambda: people.reports(self._tx, self._me.id))

    def led(self) -> Sequence[Person]:
        """Those whose check-ins I read for their manager now, by name."""
        return self._once("led", lambda: people.led(self._tx, self._me.id))

    def people_with_role(self, role: Literal["hr", "admin"]) -> Sequence[Person]:
        """Active people who hold a role, by name."""
        return self._once(("role", role), lambda: people.with_role(self._tx, role))

    def departments(self) -> Sequence[Department]:
        """All departments, parents first."""
        return self._once("departments", lambda: people.departments(self._tx))

    def people_of(self, department: str) -> Sequence[Person]:
        """Active people of one department, by name."""
        return self._once(("of", department), lambda: people.of_department(self._tx, department))

    def chats(self) -> Sequence[Chat]:
        """The chat platforms on which I can be written to, or could be until something happened; the page apart."""
        return self._once("chats", lambda: identities.chats_of(self._tx, self._me.id))

    def sponsor(self) -> Person | None:
        """Who asked for this: the person at the top of the tree."""
        return self._once("sponsor", lambda: people.sponsor(self._tx))

    def calendar(self, region: str) -> Calendar:
        """The calendar of a region, the company's own days applied."""
        return self._calendars(region)

    def absences(self, person: str, since: date) -> Sequence[Absence]:
        """A person's days away that end on or after a day."""
        return self._once(("absences", person, since), lambda: people.absences(self._tx, person, since))

    def _once(self, key: Hashable, fetch: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = fetch()
        return cast(T, self._kept[key])
