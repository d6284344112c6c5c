"""Departments: HR sees what is missing and opens them; nobody is written to before (product 0.1, 0.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.entries import DepartmentOpened
from conversations.rules.calendar import CalendarWarning, calendar_warnings
from conversations.rules.roster import Department, Person
from conversations.rules.trial import EVERYBODY, Trial
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Row
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Fact, Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("departments")
MOST_AT_ONCE = 200
"""People welcomed by one tap: a turn stays short, and a large department is opened in steps."""
NAMES_SHOWN = 5
PLACES = ("slack", "teams", "web")


@dataclass(frozen=True)
class Listed:
    """A department as HR sees it: its people, its head, and who lacks a manager."""

    department: Department
    people: Sequence[Person]
    head: Person | None
    without_manager: Sequence[Person]

    @property
    def waiting(self) -> Sequence[Person]:
        """Those who have not had the first message."""
        return [person for person in self.people if not person.welcomed]


@dataclass(frozen=True)
class DepartmentsFacts:
    """Who asks, the departments if they may see them, HR by name, calendars that lack a year, and the platform on which
    each of those is written to who have not been greeted; none where the page is all there is. Whom a test list leaves
    out is not greeted while it stands.
    """

    me: Person
    listed: Sequence[Listed]
    hr: Sequence[Person]
    warnings: Sequence[CalendarWarning]
    places: Mapping[str, str] = field(default_factory=dict)
    trial: Trial = EVERYBODY

    @property
    def is_hr(self) -> bool:
        """Whether they may open departments."""
        return "hr" in self.me.roles

    def to_greet(self, listed: Listed) -> Sequence[Person]:
        """Those of a department who get their first message now."""
        return [person for person in listed.waiting if not self.trial.leaves_out(person.id)]

    def named(self, id_: str) -> Listed | None:
        """A department by its id."""
        return next((listed for listed in self.listed if listed.department.id == id_), None)


class Departments:
    """Owned by the HR person who looks."""

    name = "departments"
    commands: Sequence[Command] = (Command("departments", roles=("hr",)),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody in HR has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> DepartmentsFacts:
        """Fetch the roster as it stands; nothing of it for those who are not HR."""
        me = reader.person(event.owner) or reader.me
        hr = reader.people_with_role("hr")
        if "hr" not in me.roles:
            return DepartmentsFacts(me, (), hr, ())
        sponsor = reader.sponsor()
        listed = [_listed(reader, department, sponsor) for department in reader.departments()]
        regions = {person.region for one in listed for person in one.people if person.region}
        calendars = [reader.calendar(region) for region in sorted(regions)]
        today = event.at.astimezone(ZoneInfo(me.zone)).date()
        places = reader.places([person.id for one in listed for person in one.waiting])
        return DepartmentsFacts(me, listed, hr, calendar_warnings(calendars, today), places, reader.trial)

    def handle(self, state: State, event: Event, facts: DepartmentsFacts) -> Result:
        """Play one event."""
        match event:
            case Started() | Called():
                card = _card(facts) if facts.is_hr else _refusal(facts)
                return state.at("shown"), [Show(card, To(event.owner), fresh=True)]
            case Clicked(button="open", value=id_) if facts.is_hr and event.actor == event.owner:
                return state, _opened(id_, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: DepartmentsFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: DepartmentsFacts) -> Card:
        """The departments as a page."""
        return _card(facts) if facts.is_hr else _refusal(facts)

    def options(self, field: str, text: str, facts: DepartmentsFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def _listed(reader: Reader, department: Department, sponsor: Person | None) -> Listed:
    people = reader.people_of(department.id)
    at_the_top = {sponsor.id} if sponsor else set()
    without = [person for person in people if not person.manager and person.id not in at_the_top]
    head = reader.person(department.head) if department.head else None
    return Listed(department, people, head if head and head.active else None, without)


def _opened(id_: str, event: Clicked, facts: DepartmentsFacts) -> list[Effect]:
    listed = facts.named(id_)
    if listed is None:
        return []
    effects: list[Effect] = []
    if not listed.department.opened:
        entry = DepartmentOpened(id_, event.at)
        effects.append(Record(event.id(f"opened:{id_}"), entry, id_, audience="organisation"))
    now = facts.to_greet(listed)[:MOST_AT_ONCE]
    effects.extend(Start("welcome", person.id) for person in now)
    return [*effects, Show(_card(_after(facts, listed, now), said=_said(listed, now, facts)), To(event.owner))]


def _after(facts: DepartmentsFacts, listed: Listed, now: Sequence[Person]) -> DepartmentsFacts:
    begun = {person.id for person in now}
    people = [replace(person, welcomed=True) if person.id in begun else person for person in listed.people]
    opened = replace(listed, department=replace(listed.department, opened=True), people=people)
    return replace(facts, listed=[opened if one is listed else one for one in facts.listed])


def _said(listed: Listed, now: Sequence[Person], facts: DepartmentsFacts) -> Phrase:
    department = _name(listed.department, facts)
    if not now:
        return say("opened_only", department=department)
    return _with_places(say("opened", department=department, n=len(now)), now, facts)


def _with_places(said: Phrase, people: Sequence[Person], facts: DepartmentsFacts) -> Phrase:
    """How many of them are written to where: who does not open the page reads nothing there."""
    if not facts.places:
        return said
    counts = Counter(facts.places.get(person.id, "web") for person in people)
    places = Joined(tuple(say(f"places.{place}", n=counts[place]) for place in PLACES if counts[place]))
    return say("with_places", said=said, places=places)


def _name(department: Department, facts: DepartmentsFacts) -> Verbatim:
    names = department.name
    return Verbatim(names.get(facts.me.language) or next(iter(names.values()), department.id))


def _card(facts: DepartmentsFacts, said: Phrase | None = None) -> Card:
    body: list[Part] = [Line(said)] if said else []
    body.append(Heading(say("title")))
    body.extend(_row(listed, facts) for listed in facts.listed)
    if not facts.listed:
        body.append(Line(say("empty")))
    body.append(Note(say("note")))
    if any(not each.department.opened for each in facts.listed):
        body.append(Note(say("begin_small")))
    if facts.trial.people:
        body.append(Note(say("test_list", n=len(facts.trial.people))))
    for warning in facts.warnings:
        about: dict[str, Fact] = {"region": warning.region, "year": warning.year}
        body.append(Note(Phrase(f"words.calendar_warnings.{warning.id}", about)))
    return Card("departments.list", say("neutral"), tuple(body))


def _row(listed: Listed, facts: DepartmentsFacts) -> Row:
    people = say("people", n=len(listed.people))
    text = say("row", department=_name(listed.department, facts), people=people, state=_state(listed))
    missing: list[Text] = [] if listed.head else [say("no_head", department=_name(listed.department, facts))]
    if listed.without_manager:
        missing.append(say("no_manager", names=_names(listed.without_manager), n=len(listed.without_manager)))
    head = say("head", name=listed.head.name) if listed.head else None
    detail = say("missing", what=Joined(tuple(missing))) if missing else head
    return Row(text, _buttons(listed, facts), detail)


def _state(listed: Listed) -> Phrase:
    if not listed.department.opened:
        return say("state.closed")
    waiting = len(listed.waiting)
    return say("state.waiting", n=waiting) if waiting else say("state.open")


def _buttons(listed: Listed, facts: DepartmentsFacts) -> tuple[Button, ...]:
    now, department = facts.to_greet(listed)[:MOST_AT_ONCE], listed.department
    if department.opened and not now:
        return ()
    n = len(now)
    asked = say("confirm", department=_name(department, facts), n=n)
    confirm = _with_places(asked, now, facts)
    label = say("buttons.rest", n=n) if department.opened else say("buttons.open")
    return (Button("open", label, department.id, confirm=confirm),)


def _names(people: Sequence[Person]) -> Text:
    shown: tuple[Text, ...] = tuple(Verbatim(person.name) for person in people[:NAMES_SHOWN])
    more = len(people) - NAMES_SHOWN
    return Joined((*shown, say("more", n=more)) if more > 0 else shown)


def _refusal(facts: DepartmentsFacts) -> Card:
    names = Joined(tuple(Verbatim(person.name) for person in facts.hr[:NAMES_SHOWN]))
    line = say("refused", hr=names) if facts.hr else say("refused_no_hr")
    return Card("departments.refused", say("neutral"), (Line(line),))


departments = Departments()
