"""What preparing a talk knows: whose evidence of which days is asked for, and the block of it, if it may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from conversations.prep.naming import asked_in
from conversations.prep.reading import judged_by, reaches, read_block, since_joined
from conversations.rules.evidence.facts import Block, OwnNote
from conversations.rules.evidence.spans import Span, last_months, usual_span
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Submitted, Told
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary

MOST_LOOKS = 10

FACT = "fact"
"""The form for a fact that is written down by hand; behind a colon, whom it is about."""


ENTRY = "entry"
"""The button that opens an entry to be read whole; without a value it leads back to the list."""

TAKE_BACK = "unadd"
"""The button that takes a fact back."""

ADD, DROP = "add_anyway", "drop_fact"
"""The buttons that add a fact as it was written, and that leave it out; their value is whom it is about."""


_KEPT = ("person", "section", "month", "talk", "entry")
"""What a state keeps of a place in words."""


@dataclass(frozen=True)
class Place:
    """What is shown: whose block of which days, the section that is open, the month, the page and the entry in it.
    `talk` is the day of the talk that brought it.
    """

    person: str
    first: date
    last: date
    section: str = ""
    month: str = ""
    page: int = 0
    talk: str = ""
    entry: str = ""

    @classmethod
    def of(cls, state: State) -> Place | None:
        """The place that a state keeps."""
        person, section, month, talk, entry = (str(state.answers.get(name) or "") for name in _KEPT)
        first, last = str(state.answers.get("first") or ""), str(state.answers.get("last") or "")
        if not (first and last):
            return None
        page = state.answers.get("page")
        days = date.fromisoformat(first), date.fromisoformat(last)
        return cls(person, *days, section, month, page if isinstance(page, int) else 0, talk, entry)

    def at(self, section: str = "", month: str = "", page: int = 0) -> Place:
        """Another place among the same days, with no entry open."""
        return replace(self, section=section, month=month, page=page, entry="")

    def kept(self) -> State:
        """The state that keeps it."""
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return State("shown", {**vars(self), **days})


@dataclass(frozen=True)
class PrepFacts:
    """Who asks, whose evidence, and the block; None where it may not be seen or where nothing was asked for. `several`
    may be meant by a name, `unknown` is a name that nobody has. `people` are those whom the block names, by id.
    `reaches` says whether the subject is told of what is added; `judged` are the talks and plans whose summary or
    outcome rests on the fact that is taken back.
    """

    viewer: Person
    today: date
    vocabulary: Vocabulary
    place: Place | None = None
    subject: Person | None = None
    manager: Person | None = None
    block: Block | None = None
    several: Sequence[Person] = ()
    unknown: str = ""
    reports: Sequence[Person] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    looks: Sequence[tuple[str, datetime]] = ()
    reaches: bool = False
    judged: Sequence[str] = ()

    @property
    def is_own(self) -> bool:
        """Whether the viewer looks at their own."""
        return self.subject is not None and self.subject.id == self.viewer.id

    @property
    def note(self) -> OwnNote | None:
        """The latest of the person's own notes on these days."""
        return self.block.notes[-1] if self.block and self.block.notes else None

    def name_of(self, person: str) -> str:
        """A name of the block, "" for whom it does not name."""
        known = self.people.get(person)
        return known.name if known else ""

    def with_block(self, block: Block, *, closed: bool = False) -> PrepFacts:
        """The facts once the block has changed; with what is open `closed`, the overview shows it."""
        place = self.place.at() if closed and self.place else self.place
        return replace(self, block=block, place=place)


def gather(reader: Reader, state: State, event: Event | Looked) -> PrepFacts:
    """Fetch the facts of a turn or a look. A form needs no more of the block than what its owner may read anyway."""
    viewer = reader.person(event.owner) or reader.me
    facts = PrepFacts(viewer, local_day(event.at, viewer.zone), reader.vocabulary, reports=reader.reports())
    if (text := _said(event)) is not None:
        asked = asked_in(text, reader, facts.today)
        facts = replace(facts, unknown=asked.unknown)
        if len(asked.people) != 1:
            # Of others with the name nothing is said, not even who there is.
            near = [each for each in asked.people if each.id == viewer.id or each in facts.reports]
            return replace(facts, several=near, place=_place("", asked.span))
        return _shown(reader, _place(asked.people[0].id, asked.span), facts)
    place = _place_after(state, event, facts)
    if place is None or not place.person:
        return replace(facts, place=place)
    if isinstance(event, Looked) and place.person != viewer.id:
        return replace(facts, place=place)
    shown = _shown(reader, place, facts)
    if not (isinstance(event, Clicked) and event.button == TAKE_BACK and shown.block):
        return shown
    return replace(shown, judged=judged_by(reader, place.person, event.value))


def _said(event: Event | Looked) -> str | None:
    """What stood behind the command's word, where that is how it began."""
    match event:
        case Called(arguments=text) | Started(arguments={"text": text}):
            return text
        case _:
            return None


def _place(person: str, span: Span) -> Place:
    return Place(person, span.first, span.last)


def _place_after(state: State, event: Event | Looked, facts: PrepFacts) -> Place | None:
    """Where a tap or another conversation leads."""
    if isinstance(event, Started):
        return _brought(event.arguments, facts)
    if isinstance(event, Told):
        return _told(event.facts, facts)
    kept = Place.of(state) or _place("", usual_span(facts.today))
    if isinstance(event, Submitted):
        return _written_of(event.form, kept)
    if not isinstance(event, Clicked):
        return kept
    match event.button:
        case button if button in ("person", ADD, DROP):
            return Place(event.value, kept.first, kept.last)
        case "section":
            return kept.at("" if kept.section == event.value and not kept.entry else event.value)
        case "month":
            return kept.at("months", event.value)
        case "page" if event.value.isdigit():
            return kept.at(kept.section, kept.month, int(event.value))
        case button if button == ENTRY:
            return replace(kept, entry=event.value)
        case "period" if event.value.isdigit():
            span = last_months(int(event.value), facts.today)
            return replace(kept.at(), first=span.first, last=span.last)
        case _:
            return kept


def _written_of(form: str, kept: Place) -> Place:
    """Whose a sent form is: a fact is about whom it was opened for, whoever was looked at since."""
    kind, _, person = form.partition(":")
    return Place(person, kept.first, kept.last) if kind == FACT and person != kept.person else kept


def _told(given: Mapping[str, str], facts: PrepFacts) -> Place:
    """Where a fact stands that was written down about the viewer."""
    usual = usual_span(facts.today)
    first = min(usual.first, date.fromisoformat(given["on"])) if given.get("on") else usual.first
    return Place(facts.viewer.id, first, usual.last, "added")


def _brought(given: Mapping[str, str], facts: PrepFacts) -> Place:
    """What another conversation asks to show: whose, of which days, before which talk; all may be left out."""
    usual = usual_span(facts.today)
    first = date.fromisoformat(given["first"]) if given.get("first") else usual.first
    last = date.fromisoformat(given["last"]) if given.get("last") else usual.last
    return Place(given.get("person") or facts.viewer.id, first, last, talk=given.get("talk", ""))


def _shown(reader: Reader, place: Place, facts: PrepFacts) -> PrepFacts:
    """The block, if the viewer may see it; the reader decides that, and keeps who looked."""
    subject = reader.person(place.person)
    if subject is None:
        reader.evidence(place.person, place.first, place.last)
        return replace(facts, place=place)
    place = replace(place, first=since_joined(subject, place.first, place.last))
    read = read_block(reader, subject, place.first, place.last, facts.today)
    if read is None:
        return replace(facts, place=place)
    block, _ = read
    is_own = subject.id == facts.viewer.id
    looks = reader.evidence_looks(MOST_LOOKS) if is_own else ()
    acting = {by for fact in block.facts for by in (fact.by, *(act.by for act in fact.acts))}
    named = acting | {who for who, _ in looks}
    return replace(
        facts,
        place=place,
        subject=subject,
        manager=reader.manager_of(subject.id),
        block=block,
        people={id_: person for id_ in sorted(named) if id_ and (person := reader.person(id_))},
        looks=looks,
        reaches=reaches(reader, subject),
    )
