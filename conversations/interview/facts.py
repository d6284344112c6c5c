"""What a talk knows before a turn: who is in it, whether they may hold it, when both are at work, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from conversations.entries.evidence import JudgementGrounded
from conversations.entries.interviews import InterviewAcknowledged
from conversations.entries.pulse import TalkFelt
from conversations.interview.became import KINDS, Deal, Version, deals_in, versions_in
from conversations.interview.hearing import Heard, heard_in
from conversations.interview.plan import SEVERAL, Plan, Role, told_lines
from conversations.prep.naming import named_among
from conversations.prep.reading import OnRecord
from conversations.rules.cadence import Timing
from conversations.rules.holding import TOGETHER, Office, heads_still, may_hold, may_hold_with
from conversations.rules.roster import Person
from conversations.rules.scenarios import Between, Scenario
from conversations.rules.timing import timing_of
from conversations.rules.weeks import local_day
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Clicked, Due, Event, Looked, Started, Told, Typed
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import phrases_of

say = phrases_of("interview")
NAME = "interview"

MOST_FOUND = 8
HOLDING: frozenset[Role] = frozenset({"holder", "host"})
BOOKING = frozenset({"", "who", "when", "partner", "preview", "refused", "hand"})
"""Stages in which nothing has been arranged yet."""


@dataclass(frozen=True)
class TalkFacts:
    """The talk as its owner (`viewer`) sees it after this event's words. `may` says whether the holder may hold it with
    the person now, `among` with whom they may, `several` whom a name may mean, `refused` that somebody was named with
    whom they may not, `unknown` a name that nobody has. `timings` are the holder's and the person's. `versions` are
    those of the summary, oldest first; `guests` are whom who holds it invites, and `names` whoever agreed to something.
    `record` is what a judgement can rest on, where that was asked for, `rests` on what the one that was sent did, of
    which so many facts are `gone` since;
    `felt` is what the viewer said of a talk of this quarter.
    """

    viewer: Person
    at: datetime
    plan: Plan
    vocabulary: Vocabulary
    holder: Person | None = None
    person: Person | None = None
    partner: Person | None = None
    script: Scenario | None = None
    may: bool = False
    among: Sequence[Person] = ()
    several: Sequence[Person] = ()
    refused: bool = False
    unknown: str = ""
    hr: Sequence[Person] = ()
    timings: Sequence[Timing] = ()
    versions: Sequence[Version] = ()
    deals: Sequence[Deal] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    guests: Sequence[Person] = ()
    record: OnRecord | None = None
    rests: JudgementGrounded | None = None
    gone: int = 0
    felt: TalkFelt | None = None
    heard: Heard | None = field(default=None, compare=False)

    @property
    def today(self) -> date:
        """The viewer's local date."""
        return local_day(self.at, self.viewer.zone)

    @property
    def manages(self) -> bool:
        """Whether who holds the talk does so as the person's manager: only then what is on record is for these two."""
        as_manager = self.plan.both if self.plan.role == "person" else self._is("manager_report")
        return as_manager and bool(self.holder and self.person and self.person.manager == self.holder.id)

    @property
    def is_for_another(self) -> bool:
        """Whether it is a talk of HR with somebody whom the viewer, who would hold it, manages."""
        is_mine = self.person is not None and self.person.manager == self.viewer.id
        return is_mine and self._is("hr_person") and "hr" in self.viewer.roles

    def _is(self, between: Between) -> bool:
        two = self.plan.role not in SEVERAL
        return two and self.script is not None and self.script.between == between

    @property
    def summary(self) -> Version | None:
        """The summary as it stands, None while there is none."""
        return self.versions[-1] if self.versions else None

    @property
    def text(self) -> str:
        """What the summary says, "" while there is none, or if its writer was erased."""
        return self.summary.text if self.summary else ""

    @property
    def said(self) -> InterviewAcknowledged | None:
        """What the person says to the summary as it stands."""
        return self.summary.said if self.summary else None

    def inviting(self, guests: tuple[str, ...]) -> TalkFacts:
        """The facts with only these people invited."""
        people = [each for each in self.guests or self.among if each.id in guests]
        known = {each.id for each in people}
        more = [each for each in self.among if each.id in guests and each.id not in known]
        return replace(self, plan=replace(self.plan, guests=guests), guests=[*people, *more])

    def name_of(self, who: Literal["holder", "person", "partner"]) -> str:
        """One of them by name."""
        known: Person | None = getattr(self, who)
        return known.name if known else ""


def gather(reader: Reader, state: State, event: Event | Looked) -> TalkFacts:
    """Fetch the facts of a turn or a look."""
    viewer = reader.person(event.owner) or reader.me
    if not event.topic:
        return TalkFacts(viewer, event.at, Plan(), reader.vocabulary)
    plan = _plan(state, event)
    heard = _heard(state, event, viewer, reader.vocabulary)
    facts = TalkFacts(viewer, event.at, plan.heard(heard) if heard else plan, reader.vocabulary, heard=heard)
    if plan.role in HOLDING:
        facts = _held(reader, state, event, facts)
    if plan.role == "partner" and "hr" not in viewer.roles and isinstance(event, Clicked):
        facts = _kept_as_refused(reader, plan.person, facts)
    facts = _who(reader, facts)
    return _became(reader, event.topic, facts) if plan.role != "partner" else facts


def _plan(state: State, event: Event | Looked) -> Plan:
    """The plan once this event is heard."""
    plan = Plan.of(state)
    match event:
        case Started(arguments={"scenario": id_}):
            return Plan("holder", event.owner, scenario=id_)
        case Told(notice="invited", facts=given):
            at, whole = datetime.fromisoformat(given["at"]), int(given["minutes"])
            lines, both = told_lines(given), bool(given.get("both"))
            several = int(given.get("several") or 0)
            return Plan("guest" if several else "person", given["holder"], event.owner, given.get("partner", ""), at=at,
                        minutes=whole, lines=lines, both=both, several=several)  # fmt: skip
        case Told(notice="asked", facts=given):
            at, whole = datetime.fromisoformat(given["at"]), int(given["minutes"])
            return Plan("partner", given["holder"], given["person"], event.owner, given["scenario"], at=at,
                        minutes=whole)  # fmt: skip
        case Told(notice="handed", facts=given):
            return Plan("holder", event.owner, given["person"], given["by"], given["scenario"])
        case Told(notice="moved" | "hr", facts=given) if plan.role == "person":
            return replace(plan, partner=given.get("partner", ""))
        case Clicked(button="person", value=id_) if plan.role == "holder" and state.stage in BOOKING:
            return replace(plan, person=id_)
        case Clicked(button="partner", value=id_) if plan.role == "holder":
            return replace(plan, partner=id_)
        case _:
            return plan


def _heard(state: State, event: Event | Looked, viewer: Person, vocabulary: Vocabulary) -> Heard | None:
    text = _text(event) if Plan.of(state).role in ("", *HOLDING) and state.stage in BOOKING else ""
    return heard_in(text, local_day(event.at, viewer.zone), vocabulary) if text else None


def _text(event: Event | Looked) -> str:
    match event:
        case Typed(text=text):
            return text
        case Started(arguments=given):
            return given.get("text", "")
        case _:
            return ""


def _held(reader: Reader, state: State, event: Event | Looked, facts: TalkFacts) -> TalkFacts:
    """What who holds it may do: by which script, with whom, and whom they name."""
    office = Office(facts.viewer, reader.reports(), reader.departments(), reader.sponsor())
    script = reader.scripts.get(facts.plan.scenario)
    facts = replace(facts, script=script)
    if script is None:
        return facts
    if script.between in TOGETHER:
        return _together(reader, state, event, script, office, facts)
    if state.stage in BOOKING:
        among = [each for each in _near(reader, script, office) if may_hold_with(script.between, office, each)]
        facts = _named(reader, script, office, replace(facts, among=among, hr=_hr(reader, facts)))
    elif script.needs_hr:
        facts = replace(facts, hr=_hr(reader, facts))
    person = reader.person(facts.plan.person) if facts.plan.person else None
    may = person is not None and may_hold_with(script.between, office, person)
    facts = replace(facts, person=person, may=may)
    if person is not None and not may and not (facts.is_for_another or isinstance(event, Looked | Due | Told)):
        facts = _kept_as_refused(reader, person.id, replace(facts, refused=True))
    return facts


def _together(
    reader: Reader, state: State, event: Event | Looked, script: Scenario, office: Office, facts: TalkFacts
) -> TalkFacts:
    """Whom a talk with several is held with: those who were invited; before that who is named or chosen, else all."""
    allowed = [each for each in _near(reader, script, office) if may_hold_with(script.between, office, each)]
    may = may_hold(script.between, office) and heads_still(script.between, office, facts.plan.departments)
    facts = replace(facts, plan=replace(facts.plan, role="host"), among=allowed, may=may and bool(allowed))
    if state.stage not in BOOKING:
        if not may and not isinstance(event, Looked | Due | Told):
            facts = _kept_as_refused(reader, next(iter(facts.plan.guests), ""), facts)
        guests = (reader.person(each) for each in facts.plan.guests)
        return replace(facts, guests=[each for each in guests if each], may=may)
    if name := facts.heard.rest if facts.heard else "":
        facts = _invited(reader, name, facts)
    chosen = [each for each in allowed if each.id in facts.plan.guests]
    return replace(facts, guests=chosen or allowed)


def _invited(reader: Reader, name: str, facts: TalkFacts) -> TalkFacts:
    """Only who is named is invited; who is named and is not theirs is refused."""
    if named := named_among(name, facts.among):
        return replace(facts, plan=replace(facts.plan, guests=tuple(each.id for each in named)))
    found = reader.find_people(name, MOST_FOUND)
    return _kept_as_refused(reader, found[0].id, facts) if found else replace(facts, unknown=name)


def _near(reader: Reader, script: Scenario, office: Office) -> Sequence[Person]:
    """Those among whom somebody is chosen; for a talk with anybody a name is typed."""
    match script.between:
        case "manager_report":
            return office.reports
        case "hr_head" | "boss_heads":
            heads = (reader.person(each) for each in sorted(office.other_heads))
            return [each for each in heads if each]
        case "head_team":
            return [each for department in sorted(office.headed) for each in reader.people_of(department)]
        case "hr_person":
            return ()


def _hr(reader: Reader, facts: TalkFacts) -> Sequence[Person]:
    """Who in HR can take part: neither who holds the talk nor with whom."""
    apart = (facts.viewer.id, facts.plan.person)
    return [each for each in reader.people_with_role("hr") if each.id not in apart]


def _named(reader: Reader, script: Scenario, office: Office, facts: TalkFacts) -> TalkFacts:
    """Whom the text names. With whom one may hold the talk goes before others of the same name."""
    name = facts.heard.rest if facts.heard else ""
    if not name or facts.plan.person:
        return facts
    found = named_among(name, facts.among) or reader.find_people(name, MOST_FOUND)
    allowed = [each for each in found if may_hold_with(script.between, office, each)]
    own = [each for each in found if script.between == "hr_person" and office.is_hr and office.manages(each)]
    match allowed or own:
        case [one]:
            plan = replace(facts.plan, person=one.id)
            return replace(facts, plan=plan, hr=[each for each in facts.hr if each.id != one.id])
        case []:
            return _kept_as_refused(reader, found[0].id, facts) if found else replace(facts, unknown=name)
        case _:
            return replace(facts, several=allowed)


def _kept_as_refused(reader: Reader, person: str, facts: TalkFacts) -> TalkFacts:
    """Somebody is asked for who is not theirs: the audit trail keeps that, as of whoever asks for their evidence."""
    if person != facts.viewer.id:
        reader.refused(person)
    return replace(facts, refused=True)


def _who(reader: Reader, facts: TalkFacts) -> TalkFacts:
    """The people of the talk, and when they are at work."""
    plan = facts.plan
    holder, person, partner = (reader.person(id_) if id_ else None for id_ in (plan.holder, plan.person, plan.partner))
    both = [each for each in (holder, person) if each and each.active]
    script = facts.script or (reader.scripts.get(plan.scenario) if plan.scenario else None)
    timings = [_timing(reader, each, facts.at) for each in both]
    return replace(facts, holder=holder, person=person, partner=partner, script=script, timings=timings)


def _timing(reader: Reader, person: Person, at: datetime) -> Timing:
    away = reader.absences(person.id, local_day(at, person.zone))
    return timing_of(person, reader.calendar(person.region), away)


def _became(reader: Reader, talk: str, facts: TalkFacts) -> TalkFacts:
    """What was agreed and said of the talk."""
    subject = facts.plan.person or next(iter(facts.plan.guests), "")
    if not subject or not facts.plan.at:
        return facts
    written = reader.entries(subject, KINDS, (talk,))
    deals = deals_in(written)
    known = (reader.person(each) for each in dict.fromkeys(each.owner for each in deals))
    names = {each.id: each.name for each in known if each}
    return replace(facts, versions=versions_in(written), deals=deals, names=names)
