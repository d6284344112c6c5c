"""What an import would change: who is added, changed, moved, back or gone; and the company afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Account, Company, Roster, accounts_of
from conversations.rules.roster_file.rows import DepartmentRow, PersonRow
from conversations.toolkit.words import Language

Value: TypeAlias = str | float | date | frozenset[int] | frozenset[str] | None

_CHINESE_ZONES = frozenset({"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"})

_ONE_ZONE = MappingProxyType(
    {
        "AT": "Europe/Vienna", "BE": "Europe/Brussels", "CH": "Europe/Zurich", "CN": "Asia/Shanghai",
        "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "FI": "Europe/Helsinki",
        "GB": "Europe/London", "HK": "Asia/Hong_Kong", "IE": "Europe/Dublin", "IN": "Asia/Kolkata",
        "IT": "Europe/Rome", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "MY": "Asia/Kuala_Lumpur",
        "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "PL": "Europe/Warsaw", "SE": "Europe/Stockholm",
        "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TW": "Asia/Taipei", "VN": "Asia/Ho_Chi_Minh",
    }
)  # fmt: skip
"""Countries in which everybody, or all but a few on islands, lives by one clock."""

_PERSONAL = (
    "name",
    "title",
    "department",
    "language",
    "zone",
    "region",
    "start_date",
    "notice_from",
    "leaving_date",
    "weekly_hours",
    "working_days",
    "roles",
)
"""Fields that an import sets as the file has them; the manager is looked up, the rest is the person's own."""


@dataclass(frozen=True)
class Change:
    """One field that changes; department and parent as ids, a head as a person's id."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True)
class ChangedPerson:
    """A person as they will be, and what of it is new; a new manager is told as a Move."""

    person: Person
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangedDepartment:
    """A department as it will be, and what of it is new."""

    department: Department
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Move:
    """Somebody gets another manager, and with it others may read; managers by id, "" for nobody."""

    person: Person
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """Everything that an import changes, in the file's order; false if that is nothing.

    `updated` is everybody already here who changes in any way, as they will be; `after` the company then.
    """

    added: tuple[Person, ...]
    changed: tuple[ChangedPerson, ...]
    moved: tuple[Move, ...]
    back: tuple[Person, ...]
    gone: tuple[Person, ...]
    linked: tuple[tuple[Person, Account], ...]
    departments_added: tuple[Department, ...]
    departments_changed: tuple[ChangedDepartment, ...]
    updated: tuple[Person, ...]
    after: Company

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        people = self.added or self.updated or self.gone or self.linked
        return bool(people or self.departments_added or self.departments_changed)


def difference(
    company: Company, roster: Roster, new_id: Callable[[], str], deactivate_missing: bool = False
) -> Difference:
    """Compare who works here with a roster; people are the same if their address is, whatever its case.

    People whom the roster leaves out stay, or go with `deactivate_missing`.
    """
    before = {person.email.lower(): person for person in company.people}
    ids = {address: person.id for address, person in before.items()}
    ids |= {row.email: new_id() for row in roster.people if row.email not in ids}
    people = {ids[row.email]: _person(row, before.get(row.email), ids) for row in roster.people}
    here = {person.id: person for person in company.people}
    left_out = [person for id_, person in here.items() if person.active and id_ not in people]
    gone = tuple(replace(person, active=False) for person in left_out) if deactivate_missing else ()
    departments_here = {department.id: department for department in company.departments}
    departments = {row.id: _department(row, departments_here.get(row.id), ids) for row in roster.departments}
    linked = tuple(_new_accounts(roster, company, ids, people))
    after = Company(
        tuple((here | people | {person.id: person for person in gone}).values()),
        tuple((departments_here | departments).values()),
        {**company.accounts, **{account: person.id for person, account in linked}},
    )
    kept = [(here[id_], person) for id_, person in people.items() if id_ in here]
    return Difference(
        added=tuple(person for id_, person in people.items() if id_ not in here),
        changed=tuple(_changed_people(kept)),
        moved=tuple(Move(new, old.manager, new.manager) for old, new in kept if old.manager != new.manager),
        back=tuple(new for old, new in kept if not old.active),
        gone=gone,
        linked=linked,
        departments_added=tuple(each for id_, each in departments.items() if id_ not in departments_here),
        departments_changed=tuple(_changed_departments(departments, departments_here)),
        updated=tuple(new for old, new in kept if old != new),
        after=after,
    )


def _person(row: PersonRow, before: Person | None, ids: Mapping[str, str]) -> Person:
    """The person with what the file gives; where it says nothing, what they had or everybody begins with."""
    known = before or replace(
        Person(ids[row.email], row.name, row.email, ""), language=_first_language(row), zone=_first_zone(row)
    )
    given = {field: getattr(row, field) for field in _PERSONAL if field in row.model_fields_set}
    if "manager" in row.model_fields_set:
        given["manager"] = ids.get(row.manager, "")
    return replace(_as_here(known), **given, active=True)


def _as_here(person: Person) -> Person:
    """Whoever comes back is not leaving any more, unless the file says so."""
    return person if person.active else replace(person, notice_from=None, leaving_date=None)


def _first_language(row: PersonRow) -> Language:
    """How somebody new is written to whose language the file does not say: as most people there read."""
    return "zh-CN" if row.region.startswith("CN") or (not row.region and row.zone in _CHINESE_ZONES) else "en"


def _first_zone(row: PersonRow) -> str:
    """The clock of somebody new whose time zone the file does not say: the country's, where it has but one."""
    return _ONE_ZONE.get(row.region.partition("-")[0], row.zone)


def _department(row: DepartmentRow, before: Department | None, ids: Mapping[str, str]) -> Department:
    known = before or Department(row.id, {})
    return replace(
        known,
        name={"en": row.name_en, "zh-CN": row.name_zh},
        parent=row.parent if "parent" in row.model_fields_set else known.parent,
        head=ids.get(row.head, "") if "head" in row.model_fields_set else known.head,
    )


def _new_accounts(
    roster: Roster, company: Company, ids: Mapping[str, str], people: Mapping[str, Person]
) -> Iterator[tuple[Person, Account]]:
    for row in roster.people:
        for account in accounts_of(row).values():
            if account not in company.accounts:
                yield people[ids[row.email]], account


def _changed_people(kept: Iterable[tuple[Person, Person]]) -> Iterator[ChangedPerson]:
    for old, new in kept:
        was = _as_here(old)
        changes = _changes({f: getattr(was, f) for f in _PERSONAL}, {f: getattr(new, f) for f in _PERSONAL})
        if changes:
            yield ChangedPerson(new, changes)


def _changed_departments(
    departments: Mapping[str, Department], here: Mapping[str, Department]
) -> Iterator[ChangedDepartment]:
    for id_, new in departments.items():
        changes = _changes(_facts(here[id_]), _facts(new)) if id_ in here else ()
        if changes:
            yield ChangedDepartment(new, changes)


def _facts(department: Department) -> Mapping[str, Value]:
    names = {"name_en": department.name["en"], "name_zh": department.name["zh-CN"]}
    return {**names, "parent": department.parent, "head": department.head}


def _changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[Change, ...]:
    return tuple(Change(field, old[field], new[field]) for field in old if old[field] != new[field])
