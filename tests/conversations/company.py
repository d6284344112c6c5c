"""A small company, welcomed and opened, as every transcript finds it on a Friday morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from bot.app import UNKNOWN_REGION, Shelves, shelves_of
from conversations.entries import DepartmentOpened, Welcomed
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.indicator_files import load_library
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Department, Person
from conversations.rules.scenario_library import Scripts
from conversations.toolkit.effects import Record
from storage import organisation, records, roster
from storage.database import Transaction

BEGINS = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"

_BERLINER: dict[str, Any] = {"language": "en", "zone": BERLIN, "region": "DE-BE"}
_SHANGHAIER: dict[str, Any] = {"language": "zh-CN", "zone": SHANGHAI, "region": "CN"}


def someone(id_: str, name: str, department: str, manager: str, **more: Any) -> Person:
    """A person who has been here for years, in Berlin unless more is said."""
    usual: dict[str, Any] = {"start_date": date(2022, 1, 3), **_BERLINER}
    return Person(id_, name, f"{id_}@example.org", department, manager, **{**usual, **more})


PEOPLE = (
    someone("sven", "Sven Holm", "research", ""),
    someone("mara", "Mara Keller", "research", "sven"),
    someone("alice", "Alice Berger", "research", "mara"),
    someone("bob", "Bob Nyman", "research", "mara"),
    someone("wang", "王芳", "research", "sven", **_SHANGHAIER),
    someone("li", "李晨", "research", "wang", **_SHANGHAIER),
    someone("hana", "Hana Roth", "people", "sven", roles=frozenset({"hr"})),
    someone("tom", "Tom Fox", "sales", "sven"),
    someone("kim", "Kim Doe", "sales", "tom", title="Sales representative"),
)
OPENED, CLOSED = ("research", "people"), ("sales",)


def found(tx: Transaction) -> None:
    """Research and People are open and welcomed; nobody writes to Sales yet."""
    organisation.found(tx, "Example", BEGINS, demo=False)
    for department in (*OPENED, *CLOSED):
        roster.upsert_department(tx, Department(department, {"en": department.title(), "zh-CN": department}))
    for person in PEOPLE:
        hire(tx, person)
    for department in OPENED:
        entry = DepartmentOpened(department, BEGINS)
        records.append(tx, "hana", BEGINS, Record(f"opened-{department}", entry, department, audience="organisation"))


def hire(tx: Transaction, person: Person) -> None:
    """Add somebody, welcomed if their department is open."""
    roster.insert_person(tx, person, BEGINS)
    if person.department in OPENED:
        records.append(tx, person.id, BEGINS, Record(f"welcomed-{person.id}", Welcomed(), person.id, audience="self"))


def is_at_work(person: Person, local: datetime) -> bool:
    """Whether the bot may begin something with somebody at this local time, days away apart; said anew, not asked of
    the rules that a test tries.
    """
    day, at, calendar = local.date(), local.time(), calendars(person.region)
    over_midnight = person.quiet_from > person.quiet_to
    after, before = at >= person.quiet_from, at < person.quiet_to
    quiet = (after or before) if over_midnight else (after and before)
    works = (
        calendar.is_workday(day) if person.working_days == frozenset(range(5)) else day.weekday() in person.working_days
    )
    paused = person.paused_until is not None and not person.stopped and day < person.paused_until
    return time(9) <= at < time(18) and not quiet and works and not paused


@lru_cache
def calendars(region: str) -> Calendar:
    """The calendars that ship with the bot; an erased person has no region."""
    return load_calendar(region or UNKNOWN_REGION, load_overrides(None))


@lru_cache
def library() -> Library:
    """The indicators that ship with the bot."""
    return load_library()


@lru_cache
def scripts() -> Scripts:
    """The scripts that ship with the bot."""
    return shelves()[0]


@lru_cache
def shelves() -> Shelves:
    """The scripts, situations and causes that ship with the bot."""
    return shelves_of(None)
