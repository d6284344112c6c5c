"""Team leads: over twelve reports, a manager lets some of them read the check-ins of others, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conversations.entries import LeadEnded, LeadNamed
from conversations.manager_digest.facts import MANY_REPORTS, DigestFacts
from conversations.rules.roster import Person
from conversations.rules.weeks import week_at
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Row
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, RejectForm, Show, Tell, To
from conversations.toolkit.events import Clicked, Submitted, Told
from conversations.toolkit.forms import Form, Option, PersonField, Saying, TickField, read_form
from conversations.toolkit.words import Joined, Phrase, Verbatim, phrases_of

say = phrases_of("manager_digest")
FORM = "leads"
AT_MOST = 30
"""So many people stand in the form; those whom nobody reads for yet come first."""

LEADS_AT_MOST = 5
"""So many leads have a row; another one has it once one of these has ended."""

_OF, _TOLD = "of.", "told"


def parts(state: State, facts: DigestFacts) -> Iterator[Part]:
    """Who reads how many of the answers, each with a way to end it; and, to a lead, for whom they read."""
    leads = dict.fromkeys(report.lead for report in facts.reports if report.lead)
    for lead in list(leads)[:LEADS_AT_MOST]:
        theirs = sum(answer.written.helper == lead for answer in facts.delegated)
        name = facts.name_of(lead)
        text = say("leads.reads", name=name, n=theirs) if theirs else say("leads.beside", name=name)
        if lead in facts.reach.out_of_reach or any(
            each.written.helper == lead for each in facts.answers if each.written.id in facts.reach.instead
        ):
            text = say("leads.out_of_reach", name=name)
        yield Row(text, (Button("end_lead", say("leads.end"), lead, "quiet"),))
    if facts.reads_for:
        yield Note(say("leads.for", manager=facts.reads_for))


def told_instead(facts: DigestFacts) -> Iterator[Tell]:
    """Who shared what no digest of a lead brings is told whose digest has it now."""
    for answer in facts.answers:
        if answer.written.id in facts.reach.instead:
            yield Tell("weekly_checkin", answer.person.id, answer.written.period, "read_instead")


def buttons(state: State, facts: DigestFacts) -> tuple[Button, ...]:
    """Show what the leads read, and name another one."""
    hidden = bool(facts.delegated) and not state.answers.get("delegated")
    show = (Button("show_delegated", say("leads.show", n=len(facts.delegated)), style="quiet"),) if hidden else ()
    name = (Button("name_lead", say("leads.name"), style="quiet", opens=FORM),) if _may_name(facts) else ()
    return (*show, *name)


def form(facts: DigestFacts) -> Form | None:
    """Who reads, and whose check-ins; None for who has no more reports than one person reads."""
    if not _may_name(facts):
        return None
    lead = PersonField("lead", say("leads.lead"), say("leads.lead_hint"), required=True)
    whose = (TickField(f"{_OF}{each.id}", Verbatim(each.name)) for each in _offered(facts))
    return Form(FORM, say("leads.title"), (lead, Saying(say("leads.whose")), *whose), say("leads.submit"))


def found(text: str, facts: DigestFacts) -> Sequence[Option]:
    """Those of the manager's own reports whose name has this in it."""
    like = [each for each in facts.reports if text.strip().casefold() in each.name.casefold()]
    return tuple(Option(each.id, Verbatim(each.name)) for each in like[:AT_MOST])


def named(state: State, event: Submitted, facts: DigestFacts) -> Result:
    """From now on a lead reads what these write; each of them is told, before anything is shared with the lead."""
    drawn = form(facts)
    if drawn is None:
        return state, [RejectForm({"lead": say("leads.too_few")})]
    given, errors = read_form(drawn, event.values)
    lead = next((each for each in facts.reports if each.id == given.get("lead")), None)
    whose = [each for each in _offered(facts) if given.get(f"{_OF}{each.id}") and each.lead != given.get("lead")]
    wrong = None if errors else _wrong(lead, whose, facts)
    if lead is None or wrong or errors:
        return state, [RejectForm({"lead": wrong} if wrong else errors)]
    before = {each.lead for each in whose if each.lead}
    return state, [
        *(_record(event, LeadNamed(lead.id), each) for each in whose),
        *(_told(event, each, "lead_named") for each in whose),
        *_digests(event, facts, {lead.id, *before}),
        Tell("manager_digest", lead.id, str(week_at(event.at, lead.zone)), "named"),
    ]


def ended(state: State, event: Clicked, facts: DigestFacts) -> Result:
    """The manager reads alone again what those write whose check-ins this lead read."""
    whose = [each for each in facts.reports if each.lead and each.lead == event.value]
    return state, [
        *(_record(event, LeadEnded(event.value), each) for each in whose),
        *(_told(event, each, "lead_ended") for each in whose),
        *_digests(event, facts, {event.value} if whose else set()),
    ]


def told(state: State, event: Told, facts: DigestFacts) -> Result:
    """A lead is told what they read, and that its writers know: once a week, and where that stands whom else, or that
    it is over.
    """
    is_told = bool(state.answers.get(_TOLD))
    if event.notice != "named" and not is_told:
        return state, []
    whose = [each.name for each in facts.people.values() if each.lead == facts.manager.id]
    text = say("leads.told_over")
    if whose:
        text = say("leads.told", manager=facts.reads_for, names=Joined(tuple(map(Verbatim, whose))))
    card = Card("manager_digest.lead", say("neutral"), (Line(text),))
    shown = Show(card, To(event.owner), slot="lead", fresh=not is_told, prompt=not is_told, settles=not whose)
    return state.at(state.stage, **{_TOLD: bool(whose)}), [shown]


def _may_name(facts: DigestFacts) -> bool:
    return len(facts.reports) > MANY_REPORTS


def _offered(facts: DigestFacts) -> Sequence[Person]:
    return sorted(facts.reports, key=lambda each: bool(each.lead))[:AT_MOST]


def _wrong(lead: Person | None, whose: Sequence[Person], facts: DigestFacts) -> Phrase | None:
    if lead is None:
        return say("leads.not_a_report")
    if lead.id in facts.reach.not_to_be_named:
        return say("leads.gets_nothing", name=lead.name)
    if lead in whose:
        return say("leads.own")
    return None if whose else say("leads.nobody")


def _record(event: Clicked | Submitted, entry: LeadNamed | LeadEnded, report: Person) -> Record:
    return Record(event.id(f"{entry.kind}:{report.id}"), entry, report.id, audience="pair")


def _told(event: Clicked | Submitted, report: Person, notice: str) -> Tell:
    return Tell("weekly_checkin", report.id, str(week_at(event.at, report.zone)), notice)


def _digests(event: Clicked | Submitted, facts: DigestFacts, leads: set[str]) -> list[Effect]:
    """The manager's digests and those of the leads are drawn again from what stands now, the newest first."""
    readers = (facts.manager, *(each for each in facts.reports if each.id in leads))
    present = [(each.id, str(week_at(event.at, each.zone))) for each in readers]
    tapped = (event.owner, event.topic)
    return [Tell("manager_digest", *which, "moved_on") for which in dict.fromkeys((tapped, *present))]
