"""What a conversation may ask of the address book: who is who, who reports to whom, who is away. It is everybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from conversations.rules.calendar import Calendar
from conversations.rules.roster import Department, Person
from conversations.rules.skips import Absence as Absence
from conversations.rules.trial import Trial


@dataclass(frozen=True)
class Chat:
    """A chat platform on which I am known, by its name; it `works` unless nothing arrives there any more."""

    platform: str
    works: bool = True


class PeopleReader(Protocol):
    """The people around `me`."""

    @property
    def me(self) -> Person:
        """The person who reads."""

    @property
    def trial(self) -> Trial:
        """The test list: whom it leaves out is not written to."""

    def person(self, id_: str) -> Person | None:
        """A person of the address book, also one who left."""

    def manager_of(self, person: str) -> Person | None:
        """The person's active manager now."""

    def find_people(self, text: str, most: int = 8) -> Sequence[Person]:
        """Active people whose name or e-mail has this in it, best first; a full e-mail gives one."""

    def reports(self) -> Sequence[Person]:
        """My direct, active reports now, by name."""

    def led(self) -> Sequence[Person]:
        """Those whose check-ins I read for their manager now, by name."""

    def people_with_role(self, role: Literal["hr", "admin"]) -> Sequence[Person]:
        """Active people who hold a role, by name."""

    def departments(self) -> Sequence[Department]:
        """All departments, parents first."""

    def people_of(self, department: str) -> Sequence[Person]:
        """Active people of one department, by name."""

    def chats(self) -> Sequence[Chat]:
        """The chat platforms on which I can be written to, or could be until something happened; the page apart."""

    def places(self, people: Sequence[str]) -> Mapping[str, str]:
        """The platform on which each of these is written to first; empty where the page is all there is."""

    def sponsor(self) -> Person | None:
        """Who asked for this: the person at the top of the tree."""

    def calendar(self, region: str) -> Calendar:
        """The calendar of a region, the company's own days applied."""

    def absences(self, person: str, since: date) -> Sequence[Absence]:
        """A person's days away that end on or after a day."""
