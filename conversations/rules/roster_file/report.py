"""What an import found, as lines to read: a refused file's faults, or what changes and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Account, Company
from conversations.rules.roster_file.difference import (
    Change,
    ChangedDepartment,
    ChangedPerson,
    Difference,
    Move,
    Value,
)
from conversations.rules.roster_file.faults import Fault, Faults, nearest, say
from conversations.rules.roster_file.words import folded
from conversations.toolkit.words import Joined, Language, Phrase, Text, Verbatim

MOST_LINES = 100
"""Lines of one kind that are listed; the rest is counted."""

_MOST_NAMES = 5

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """A line to read; `depth` 1 stands under the heading before it."""

    text: Text
    depth: int = 0


def fault_lines(faults: Faults) -> Iterator[Line]:
    """The faults of refused files, each with its place, its problem and how to mend it."""
    yield Line(say("report.refused"))
    for file in ("departments", "people"):
        found = [fault for fault in faults.items if fault.file == file]
        if found:
            yield Line(say(f"report.in_{file}", n=len(found)))
            yield from (Line(_placed(fault), 1) for fault in found)
    if faults.more:
        yield Line(say("report.more_faults"))


def _placed(fault: Fault) -> Phrase:
    if fault.line and fault.column:
        return say("report.at_cell", line=fault.line, column=fault.column, says=fault.says)
    return say("report.at_line", line=fault.line, says=fault.says) if fault.line else fault.says


def difference_lines(
    found: Difference, notes: Sequence[Phrase], language: Language, platforms: Collection[str] = ()
) -> Iterator[Line]:
    """What changes and what is missing afterwards; departments are called as in the reader's language.

    `platforms` are the chat platforms that are set up.
    """
    if not found:
        yield Line(say("report.nothing"))
    yield from _Sections(found, language).lines()
    yield from (Line(note) for note in (*notes, *missing(found.after, language, platforms)))


class _Sections:
    """One section for each kind of change; those without lines are left out."""

    def __init__(self, found: Difference, language: Language) -> None:
        self._found, self._language = found, language
        self._people = {person.id: person for person in found.after.people}
        self._departments = {department.id: department for department in found.after.departments}

    def lines(self) -> Iterator[Line]:
        found = self._found
        yield from _section("departments_added", found.departments_added, self._department_added)
        yield from _section("departments_changed", found.departments_changed, self._department_changed)
        yield from _section("added", found.added, self._added)
        yield from _section("changed", found.changed, self._changed)
        yield from _section("moved", found.moved, self._moved)
        yield from _section("back", found.back, _person)
        yield from _section("gone", found.gone, _person)
        yield from _section("linked", found.linked, self._linked)

    def _added(self, person: Person) -> Text:
        facts = {"person": _person(person), "department": self._department(person.department)}
        if person.manager:
            return say("report.added_person", **facts, manager=self._name(person.manager))
        return say("report.added_person_at_top", **facts)

    def _changed(self, changed: ChangedPerson) -> Text:
        changes = Joined(tuple(self._change(change) for change in changed.changes))
        return say("report.changed_one", who=_person(changed.person), changes=changes)

    def _moved(self, move: Move) -> Text:
        old, new = self._name(move.old), self._name(move.new)
        return say("report.moved_person", person=_person(move.person), old=old, new=new)

    def _linked(self, linked: tuple[Person, Account]) -> Text:
        person, (platform, user) = linked
        where = say(f"platforms.{platform}")
        return say("report.linked_account", person=_person(person), platform=where, user=user)

    def _department_added(self, department: Department) -> Text:
        facts = {"department": self._department(department.id), "head": self._name(department.head)}
        near = self._meant(department)
        if near:
            return say("report.added_department_like", **facts, nearest=self._department(near))
        return say("report.added_department", **facts)

    def _meant(self, added: Department) -> str:
        """The department that a new one may be a slip for: one that is here already, or has more people; else ""."""
        size = Counter(person.department for person in self._found.after.people)
        new = {each.id for each in self._found.departments_added}
        others = [id_ for id_ in self._departments if id_ not in new or size[id_] > size[added.id]]
        others = [id_ for id_ in others if not _is_part(added, self._departments[id_])]
        names = {folded(name): id_ for id_ in others for name in self._departments[id_].name.values()}
        found = (nearest(folded(name), names) for name in added.name.values())
        return next((id_ for id_ in found if id_), "")

    def _department_changed(self, changed: ChangedDepartment) -> Text:
        changes = Joined(tuple(self._change(change) for change in changed.changes))
        return say("report.changed_one", who=self._department(changed.department.id), changes=changes)

    def _change(self, change: Change) -> Phrase:
        shown = _SHOWN.get(change.field, _Sections._plain)
        old, new = shown(self, change.old), shown(self, change.new)
        return say("report.change", field=say(f"columns.{change.field}"), old=old, new=new)

    def _name(self, id_: Value) -> Text:
        return Verbatim(self._people[str(id_)].name) if id_ in self._people else say("report.nobody")

    def _department(self, id_: Value) -> Text:
        if id_ not in self._departments:
            return say("report.no_department")
        return Verbatim(self._departments[str(id_)].name[self._language])

    def _plain(self, value: Value) -> Text:
        match value:
            case date():
                return Verbatim(value.isoformat())
            case float() | int():
                return Verbatim(f"{value:g}")
            case str() if value:
                return Verbatim(value)
            case _:
                return say("report.none")

    def _days(self, value: Value) -> Text:
        days = sorted(value) if isinstance(value, frozenset) else ()
        return Joined(tuple(Phrase(f"words.weekdays.{day}") for day in days))

    def _roles(self, value: Value) -> Text:
        roles = sorted(map(str, value)) if isinstance(value, frozenset) else []
        return Joined(tuple(say(f"roles.{role}") for role in roles)) if roles else say("report.none")


_SHOWN: Mapping[str, Callable[[_Sections, Value], Text]] = {
    "department": _Sections._department,
    "parent": _Sections._department,
    "head": _Sections._name,
    "working_days": _Sections._days,
    "roles": _Sections._roles,
}
"""How a field's values are shown where they are not shown as they are."""


_UNKNOWN: Mapping[tuple[str, ...], str] = {
    (): "missing.account",
    ("slack",): "missing.account_slack",
    ("teams",): "missing.account_teams",
    ("slack", "teams"): "missing.account_both",
}
"""What becomes of people without an account, by the platforms that are set up: each knows them by their address."""


def missing(company: Company, language: Language, platforms: Collection[str] = ()) -> Iterator[Phrase]:
    """What a company still lacks: managers, departments, heads, regions, accounts, HR, an administrator."""
    active = {person.id: person for person in company.people if person.active}
    everybody = list(active.values())
    chat = {id_ for (platform, _), id_ in company.accounts.items() if not platforms or platform in platforms}
    lacking = {
        "missing.manager": [each for each in everybody if each.manager and each.manager not in active],
        "missing.department": [each for each in everybody if not each.department],
        "missing.region": [each for each in everybody if not each.region],
        _UNKNOWN[tuple(sorted(platforms))]: [each for each in everybody if (chat or platforms) and each.id not in chat],
    }
    tops = [each for each in everybody if not each.manager]
    if len(tops) > 1:
        yield _counted("missing.one_top", [each.name for each in tops])
    for id_, people in lacking.items():
        if people:
            yield _counted(id_, [each.name for each in people])
    if not any("hr" in each.roles for each in everybody):
        yield say("missing.hr")
    if not any("admin" in each.roles for each in everybody):
        yield say("missing.admin")
    staffed = {each.department for each in everybody}
    headless = [each for each in company.departments if each.id in staffed and each.head not in active]
    if headless:
        names = [each.name[language] for each in headless]
        yield say("missing.head", n=len(names), departments=_names(names))


def _is_part(one: Department, other: Department) -> bool:
    """Whether one department is part of the other, or is called so, as sales and sales-emea are: that is no slip."""
    if one.parent == other.id or other.parent == one.id:
        return True
    pairs = zip(map(_words, one.name.values()), map(_words, other.name.values()), strict=True)
    return any(len(a) != len(b) and all(x == y for x, y in zip(a, b, strict=False)) for a, b in pairs)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _section(kind: str, items: Sequence[T], line: Callable[[T], Text]) -> Iterator[Line]:
    if items:
        yield Line(say(f"report.{kind}", n=len(items)))
        yield from (Line(line(item), 1) for item in items[:MOST_LINES])
    if len(items) > MOST_LINES:
        yield Line(say("report.and_more", n=len(items) - MOST_LINES), 1)


def _person(person: Person) -> Text:
    return Verbatim(f"{person.name} <{person.email}>")


def _counted(id_: str, names: Sequence[str]) -> Phrase:
    return say(id_, n=len(names), names=_names(names))


def _names(names: Sequence[str]) -> Joined:
    more = (say("report.names_more", n=len(names) - _MOST_NAMES),) if len(names) > _MOST_NAMES else ()
    return Joined((*map(Verbatim, names[:_MOST_NAMES]), *more))
