"""What a one-on-one knows before a turn: the two, what is on their agenda, what was agreed, when both are at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from conversations.entries import CheckInAnswered
from conversations.one_on_one.naming import named
from conversations.rules.cadence import Timing
from conversations.rules.one_on_ones import Talk
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import Week, local_day
from conversations.toolkit.events import Called, Event, Looked, Started, Typed
from conversations.toolkit.one_on_ones import Action, AgendaItem
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Day, Text, Verbatim, phrases_of

say = phrases_of("one_on_one")
COMMAND = "one-on-one"

BEFOREHAND = timedelta(minutes=5)
"""So long before its time a talk has begun: who is early may write already."""

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class PairFacts:
    """One of the two looks (`viewer`) at what they have with the `other`. `person` reports to `manager`, or is led by
    them; None for both once they are no pair. `sources` are what points come from, in words that the viewer may read.
    """

    viewer: Person
    other: Person | None
    at: datetime
    vocabulary: Vocabulary
    person: Person | None = None
    manager: Person | None = None
    talk: Talk | None = None
    items: Sequence[AgendaItem] = ()
    actions: Sequence[Action] = ()
    note: str = ""
    last_note: str = ""
    sources: Mapping[str, Text] = field(default_factory=dict)
    timings: Sequence[Timing] = ()

    @property
    def today(self) -> date:
        """The viewer's local date."""
        return local_day(self.at, self.viewer.zone)

    @property
    def stands(self) -> bool:
        """Whether the two have one-on-ones now."""
        return self.person is not None

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of who reports, and of the other."""
        if self.person and self.manager:
            return self.person.id, self.manager.id
        return (self.talk.person, self.talk.manager) if self.talk else ("", "")

    @property
    def version(self) -> int:
        """What a change of the date rests on."""
        return self.talk.version if self.talk else 0

    @property
    def next_at(self) -> datetime | None:
        """When they talk next."""
        return self.talk.next_at if self.talk else None

    @property
    def zone(self) -> str:
        """In which zone their rhythm is meant: the manager's."""
        if self.talk and self.talk.rhythm:
            return self.talk.rhythm.zone
        return self.manager.zone if self.manager else self.viewer.zone

    @property
    def is_time(self) -> bool:
        """Whether their talk is on just now, by the clock."""
        talk = self.talk
        return bool(talk and talk.next_at and talk.over_at and talk.next_at - BEFOREHAND <= self.at < talk.over_at)

    @property
    def open_items(self) -> Sequence[AgendaItem]:
        """What is to be talked about, what was left for the next time last."""
        waiting = [each for each in self.items if each.status in ("open", "next_time")]
        return sorted(waiting, key=self.is_for_next_time)

    @property
    def talked(self) -> Sequence[AgendaItem]:
        """What was talked about since the last talk was over."""
        return [each for each in self.items if each.status == "talked"]

    def is_for_next_time(self, item: AgendaItem) -> bool:
        """Whether this talk is not the one that it waits for."""
        held = (self.talk.held_at if self.talk else None) or NEVER
        return item.status == "next_time" and item.settled_at is not None and item.settled_at > held

    def item(self, id_: str) -> AgendaItem | None:
        """A point by its id."""
        return next((each for each in self.items if each.id == id_), None)

    def action(self, id_: str) -> Action | None:
        """An open action by its id."""
        return next((each for each in self.actions if each.id == id_), None)

    def title_of(self, item: AgendaItem) -> Text:
        """What a point says."""
        return self.sources.get(item.id, say("item.source")) if item.source else Verbatim(item.text)

    def name_of(self, person: str) -> str:
        """One of the two by name."""
        known = self.other if self.other and self.other.id == person else self.viewer
        return known.name


@dataclass(frozen=True)
class HubFacts:
    """All one-on-ones of somebody. `pairs` are the others; `found` those of them whom the text names."""

    viewer: Person
    at: datetime
    vocabulary: Vocabulary
    pairs: Sequence[Person] = ()
    talks: Mapping[str, Talk] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    owed: Sequence[Action] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    found: Sequence[Person] = ()
    rest: str = ""

    @property
    def today(self) -> date:
        """The viewer's local date."""
        return local_day(self.at, self.viewer.zone)

    @property
    def left_over(self) -> Sequence[Action]:
        """Open actions from one-on-ones with somebody who is none of the pairs any more."""
        now = {person.id for person in self.pairs}
        return [each for each in self.owed if self.other_of(each) not in now]

    def other_of(self, action: Action) -> str:
        """With whom an action was agreed."""
        return action.manager if action.person == self.viewer.id else action.person


def pair_of(reader: Reader, viewer: Person, other: Person | None) -> tuple[Person, Person] | None:
    """Who of these two reports to, or is led by, whom now."""
    if other is None or not other.active:
        return None
    if any(each.id == other.id for each in (*reader.reports(), *reader.led())):
        return other, viewer
    manager = reader.manager_of(viewer.id)
    if other.id == viewer.lead or (manager is not None and manager.id == other.id):
        return viewer, other
    return None


def gather_pair(reader: Reader, event: Event | Looked) -> PairFacts:
    """Fetch the facts of the one-on-one of two people."""
    viewer, other = reader.person(event.owner) or reader.me, reader.person(event.topic)
    pair = pair_of(reader, viewer, other)
    talks = reader.one_on_ones
    if pair is None:
        ways = ((viewer.id, event.topic), (event.topic, viewer.id))
        ended = [talk for way in ways if (talk := talks.talk(*way)) is not None]
        owed = [each for each in talks.owed() if event.topic in (each.person, each.manager)]
        return PairFacts(viewer, other, event.at, reader.vocabulary, talk=next(iter(ended), None), actions=owed)
    person, manager = pair
    talk = talks.talk(person.id, manager.id)
    items = talks.agenda(person.id, manager.id, (talk.held_at if talk else None) or NEVER)
    return PairFacts(
        viewer=viewer,
        other=other,
        at=event.at,
        vocabulary=reader.vocabulary,
        person=person,
        manager=manager,
        talk=talk,
        items=items,
        actions=talks.actions(person.id, manager.id),
        note=talks.note(talk.note_entry) if talk else "",
        last_note=talks.note(talk.last_note_entry) if talk else "",
        sources=_sources(reader, items),
        timings=[_timing(reader, each, event.at) for each in pair],
    )


def _timing(reader: Reader, person: Person, at: datetime) -> Timing:
    away = reader.absences(person.id, local_day(at, person.zone))
    return timing_of(person, reader.calendar(person.region), away)


def timing_of_viewer(facts: PairFacts) -> Timing:
    """When the viewer may be reminded."""
    return facts.timings[0 if facts.person and facts.person.id == facts.viewer.id else 1]


def _sources(reader: Reader, items: Sequence[AgendaItem]) -> Mapping[str, Text]:
    """What points come from, as far as their reader may read it."""
    told = ((item.id, _source(reader, item)) for item in items if item.source)
    return {id_: text for id_, text in told if text is not None}


def _source(reader: Reader, item: AgendaItem) -> Text | None:
    blocker = reader.blocker(item.source)
    if blocker is not None:
        return say("item.blocker", what=Verbatim(blocker.what))
    # A blocker that is over is read no more as one that stands: its words are those of the entry that raised it.
    current = reader.entries(item.person, ("check_in_answered",), (item.week,)) if item.week else ()
    written = current[-1] if current else reader.entry(item.source)
    if written is None or not isinstance(written.entry, CheckInAnswered):
        return None
    monday = Day(Week.parse(written.entry.week).monday)
    said = written.entry.sentence or "; ".join(written.entry.plans)
    return say("item.checkin", week=monday, said=Verbatim(said)) if said else say("item.quick", week=monday)


def pairs_of(reader: Reader, viewer: Person) -> list[Person]:
    """With whom somebody has one-on-ones: their manager, their lead, their reports, whom they lead."""
    manager, lead = reader.manager_of(viewer.id), reader.person(viewer.lead) if viewer.lead else None
    others = [each for each in (manager, lead, *reader.reports(), *reader.led()) if each and each.active]
    return list({each.id: each for each in others}.values())


def gather_hub(reader: Reader, event: Event | Looked) -> HubFacts:
    """Fetch all one-on-ones of somebody."""
    viewer = reader.person(event.owner) or reader.me
    manager, pairs = reader.manager_of(viewer.id), pairs_of(reader, viewer)
    talks = {_other(talk, viewer): talk for talk in reader.one_on_ones.all()}
    waiting: dict[str, int] = {}
    for item in reader.one_on_ones.waiting():
        other = item.manager if item.person == viewer.id else item.person
        waiting[other] = waiting.get(other, 0) + 1
    owed = reader.one_on_ones.owed()
    ids = {person for each in owed for person in (each.person, each.manager)}
    people = {id_: known for id_ in ids if (known := reader.person(id_))}
    found, rest = named(_text(event), pairs, manager.id if manager else "", reader.vocabulary)
    return HubFacts(viewer, event.at, reader.vocabulary, pairs, talks, waiting, owed, people, found, rest)


def _other(talk: Talk, viewer: Person) -> str:
    return talk.manager if talk.person == viewer.id else talk.person


def _text(event: Event | Looked) -> str:
    match event:
        case Called(arguments=text) | Typed(text=text):
            return text
        case Started(arguments=given):
            return given.get("text", "")
        case _:
            return ""
