"""The roster: who works here, in which department, and who reports to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from conversations.toolkit.words import Language

STOPPED = date(9999, 12, 31)
"""Whoever stops all messages is paused until this day."""


@dataclass(frozen=True)
class Person:
    """A person of the organisation as the address book knows them; no record, no answers.

    `leaving_date` is the last day here, `notice_from` the one from which they are spared the check-in before it.
    `working_days` counts Monday as 0; `slot_day` None means the first working day of the person's own week; `channel`
    is the chat platform they want to be written to on, "" for the one they used last. `lead` is whom their manager lets
    read their check-ins too, "" for nobody; `is_lead`, whether they are that for somebody.
    """

    id: str
    name: str
    email: str
    department: str
    manager: str = ""
    title: str = ""
    language: Language = "en"
    zone: str = "UTC"
    region: str = ""
    start_date: date | None = None
    leaving_date: date | None = None
    notice_from: date | None = None
    weekly_hours: float = 40
    working_days: frozenset[int] = frozenset(range(5))
    roles: frozenset[Literal["hr", "admin"]] = frozenset()
    active: bool = True
    slot_day: int | None = None
    slot_time: time = time(10)
    quiet_from: time = time(18)
    quiet_to: time = time(9)
    every_weeks: int = 1
    digest_day: int | None = None
    channel: str = ""
    paused_until: date | None = None
    welcomed: bool = False
    is_manager: bool = False
    lead: str = ""
    is_lead: bool = False

    @property
    def stopped(self) -> bool:
        """Whether the person stopped all messages."""
        return self.paused_until == STOPPED

    @property
    def has_digest(self) -> bool:
        """Whether there are people whose check-ins this person is to read."""
        return self.is_manager or self.is_lead


@dataclass(frozen=True)
class Department:
    """A department, with its name in both languages, its parent and its head (a person's id)."""

    id: str
    name: Mapping[Language, str]
    parent: str = ""
    head: str = ""
    opened: bool = False


def called(person: Person) -> str:
    """What a greeting calls a person: in English the given name, in Chinese the full name, as either would be said."""
    return person.name.split()[0] if person.language == "en" else person.name


def cycles(managers: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Give each cycle among managers once, as the ids in it, beginning with the smallest."""
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in managers:
        path: dict[str, int] = {}
        here = start
        while here and here not in seen:
            seen.add(here)
            path[here] = len(path)
            here = managers.get(here, "")
        if here in path:
            ring = list(path)[path[here] :]
            first = ring.index(min(ring))
            found.append((*ring[first:], *ring[:first]))
    return sorted(found)
