"""What an improvement plan knows before a turn: whose it is, who manages them, what was written, what is done of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from conversations.entries.evidence import EvidenceAdded, JudgementGrounded
from conversations.entries.improvements import ImprovementEntry, ImprovementStep
from conversations.entries.one_on_ones import ActionSettled
from conversations.prep.naming import named_among
from conversations.prep.reading import read_grounds_during
from conversations.rules.cadence import Timing
from conversations.rules.causes import CAUSES, Cause
from conversations.rules.evidence.grounds import Grounds, gone_since
from conversations.rules.improving import KINDS, Improvement, WrittenDown, improvement
from conversations.rules.phrase_library import Causes
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import local_day
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Called, Event, Looked, Started, Submitted, Told
from conversations.toolkit.looking import behind_command
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import phrases_of

say = phrases_of("improve")
NAME = "improve"
CLOSE = "close"
"""The form in which is said what came of a plan."""

MOST = 30
"""Reports whose plans a list looks for."""


@dataclass(frozen=True)
class Listed:
    """A plan that is not over, and whose it is."""

    id: str
    person: Person
    plan: Improvement


@dataclass(frozen=True)
class HubFacts:
    """Who looks, their reports, the plans that they may read; whom a text names, and a name that is none of theirs."""

    viewer: Person
    today: date
    reports: Sequence[Person]
    plans: Sequence[Listed]
    named: Sequence[Person] = ()
    unknown: str = ""


@dataclass(frozen=True)
class JustWritten:
    """An entry of this very turn."""

    entry: ImprovementEntry
    author: str
    at: datetime


@dataclass(frozen=True)
class PlanFacts:
    """A plan as its owner (`viewer`) sees it. `another` is the id of one of the same person's that is not over, "" for
    none. `settled` says how the steps ended that stand on a one-on-one no more, `open` with whom those stand there that
    do; `grounds` is what a judgement of its days can rest on, where it is to be closed, and `rests` on what the one
    that was written did, of which so many facts are `gone` since.
    """

    viewer: Person
    at: datetime
    plan_id: str
    person: Person | None
    manager: Person | None
    causes: Causes
    vocabulary: Vocabulary
    written: Sequence[WrittenDown] = ()
    plan: Improvement | None = None
    another: str = ""
    settled: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, str] = field(default_factory=dict)
    timing: Timing | None = None
    grounds: Grounds | None = None
    rests: JudgementGrounded | None = None
    gone: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The viewer's local date."""
        return local_day(self.at, self.viewer.zone)

    @property
    def is_own(self) -> bool:
        """Whether it is the viewer's own plan."""
        return self.person is not None and self.person.id == self.viewer.id

    @property
    def manages(self) -> bool:
        """Whether the viewer manages whose plan it is, now."""
        return self.manager is not None and self.manager.id == self.viewer.id and not self.is_own

    @property
    def other(self) -> Person | None:
        """The other of the two."""
        return self.manager if self.is_own else self.person

    def is_done(self, step: ImprovementStep) -> bool:
        """Whether a step is done."""
        return self.settled.get(step.step) == "done" or bool(self.plan and self.plan.is_done(step))

    def may_do(self, step: ImprovementStep) -> bool:
        """Whether it is the viewer's to say that a step is done: their own, or left by a manager before them."""
        mine = step.owner == self.viewer.id or (self.manages and self.person and step.owner != self.person.id)
        return bool(mine) and step.step not in self.settled and not self.is_done(step)

    def name_of(self, person: str) -> str:
        """What one of those in it is called."""
        return self.names.get(person, "")

    def cause(self, id_: str) -> Cause | None:
        """One of the causes."""
        return self.causes.get(id_)

    @property
    def all_causes(self) -> Sequence[Cause]:
        """The four of them, in their order."""
        return [cause for each in CAUSES if (cause := self.causes.get(each))]

    def after(self, event: Event, *entries: ImprovementEntry) -> PlanFacts:
        """The facts once these were written in this turn."""
        new = tuple(JustWritten(each, event.actor or event.owner, event.at) for each in entries)
        written = (*self.written, *new)
        return replace(self, written=written, plan=improvement(written, self.manager.id if self.manager else ""))


def gather(reader: Reader, state: State, event: Event | Looked) -> HubFacts | PlanFacts:
    """Fetch the facts of a turn or a look."""
    return _plan(reader, state, event) if event.address.key else _hub(reader, event)


def _hub(reader: Reader, event: Event | Looked) -> HubFacts:
    viewer = reader.person(event.owner) or reader.me
    reports = reader.reports()
    text = behind_command(_text(event), NAME, reader.vocabulary).strip()
    named = named_among(text, reports) if text else ()
    plans = [each for person in (viewer, *reports[:MOST]) for each in _plans_of(reader, person)]
    today = local_day(event.at, viewer.zone)
    return HubFacts(viewer, today, reports, plans, named, text if text and not named else "")


def _plans_of(reader: Reader, person: Person) -> Sequence[Listed]:
    by_plan: dict[str, list[WrittenDown]] = {}
    for each in reader.entries(person.id, KINDS):
        by_plan.setdefault(each.period, []).append(each)
    manager = reader.manager_of(person.id)
    found = ((id_, improvement(written, manager.id if manager else "")) for id_, written in by_plan.items())
    return [Listed(id_, person, plan) for id_, plan in found if plan and not _is_over(plan)]


def _is_over(plan: Improvement) -> bool:
    return bool(plan.closed or plan.withdrawn or (plan.lapsed and plan.agreed is None))


def _text(event: Event | Looked) -> str:
    match event:
        case Called(arguments=text) | Started(arguments={"text": text}):
            return text
        case _:
            return ""


def _plan(reader: Reader, state: State, event: Event | Looked) -> PlanFacts:
    viewer = reader.person(event.owner) or reader.me
    whose = str(state.answers.get("person") or _named(event) or viewer.id)
    person = reader.person(whose)
    manager = reader.manager_of(whose)
    open_ = _open(reader, whose, manager, viewer)
    written = reader.entries(whose, KINDS, (event.address.key,))
    others = [each.id for each in _plans_of(reader, person)] if person and not written else []
    away = reader.absences(viewer.id, local_day(event.at, viewer.zone))
    people = (reader.person(id_) for id_ in {each.author for each in written})
    names = {each.id: each.name for each in (*people, person, manager) if each}
    facts = PlanFacts(
        viewer,
        event.at,
        event.address.key,
        person,
        manager,
        reader.causes,
        reader.vocabulary,
        written,
        improvement(written, manager.id if manager else ""),
        next(iter(others), ""),
        {id_: how for id_, how in _settled(reader, whose).items() if id_ not in open_},
        open_,
        timing_of(viewer, reader.calendar(viewer.region), away),
        names=names,
    )
    return _judged(reader, event, facts)


def _judged(reader: Reader, event: Event | Looked, facts: PlanFacts) -> PlanFacts:
    """On record are the plan's own days, counted as it is closed: each such look is kept for the person to see."""
    plan, person = facts.plan, facts.person
    if plan and plan.closed and person:
        judged = next(iter(reader.entries(person.id, (JudgementGrounded.kind,), (facts.plan_id,))), None)
        if judged is None or not isinstance(judged.entry, JudgementGrounded):
            return facts
        added = reader.entries(person.id, (EvidenceAdded.kind,))
        return replace(facts, rests=judged.entry, gone=gone_since(judged, added))
    if not (isinstance(event, Submitted) and event.form == CLOSE and facts.manages and plan and plan.agreed and person):
        return facts
    begun = local_day(plan.agreed.said_at or plan.agreed.at, facts.viewer.zone)
    noted = [(local_day(each.at, facts.viewer.zone), each.text) for each in plan.notes]
    ends = min(plan.agreed.what.ends, facts.today)
    return replace(facts, grounds=read_grounds_during(reader, person, begun, ends, facts.today, noted))


def _named(event: Event | Looked) -> str:
    match event:
        case Started(arguments=given) | Told(facts=given):
            return given.get("person", "")
        case _:
            return ""


def _settled(reader: Reader, whose: str) -> Mapping[str, str]:
    settled = (each.entry for each in reader.entries(whose, ("action_settled",)))
    how = {entry.action: entry.how for entry in settled if isinstance(entry, ActionSettled)}
    return {id_: last for id_, last in how.items() if last != "open"}


def _open(reader: Reader, whose: str, manager: Person | None, viewer: Person) -> Mapping[str, str]:
    """With whom each open action stands: what somebody owes stays with whom they agreed on it."""
    if manager is None or viewer.id not in (whose, manager.id):
        return {}
    owed = [each for each in reader.one_on_ones.owed() if each.person == whose]
    return {each.id: each.manager for each in (*owed, *reader.one_on_ones.actions(whose, manager.id))}
