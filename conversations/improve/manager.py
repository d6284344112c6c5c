"""The plan as whoever manages the person has it: the cause, what helps, the proposal, notes, trainings, its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import cast

from conversations.entries.evidence import JudgementGrounded
from conversations.entries.improvements import (
    ImprovementClosed,
    ImprovementDone,
    ImprovementEntry,
    ImprovementNoted,
    ImprovementTrained,
    ImprovementWithdrawn,
    Outcome,
)
from conversations.improve import cards, forms
from conversations.improve.facts import NAME, PlanFacts, say
from conversations.improve.writing import done, record, shown, tell
from conversations.rules.budget import PromptKind
from conversations.rules.cadence import DAY_BEGINS, send_at
from conversations.rules.causes import CAUSES
from conversations.rules.evidence.grounds import LEAST
from conversations.rules.improving import Improvement, Version
from conversations.rules.weeks import instant_of, local_day
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Close, Effect, RejectForm, Show, Start, To, Wake
from conversations.toolkit.events import Clicked, Conflict, Due, Event, Started, Submitted, Told
from conversations.toolkit.forms import Answer, read_form
from conversations.toolkit.words import Phrase

LOOK, END = "look", "end"
"""The timers: a day on which the two look at it, and the day after its last."""

DRAFTING = frozenset({"cause", "helps", "preview"})


def handled(state: State, event: Event, facts: PlanFacts) -> Result:
    """Play one event."""
    match event:
        case Started(arguments=given) if facts.plan is None:
            after = state.at("cause", person=given.get("person", ""))
            return after, [shown(cards.causes(facts), event, facts)]
        case Started():
            after = state.at("shown", person=facts.person.id if facts.person else "")
            return after, [*_plan(event, facts), *timers(facts)]
        case Clicked():
            return _clicked(state, event, facts)
        case Conflict() if state.stage == "preview":
            return _sent(state, event, facts)
        case Submitted():
            return _submitted(state, event, facts)
        case Told(notice="handed") if state.stage == "shown":
            return state, timers(facts)
        case Told(notice=notice) if facts.plan:
            after = state.at("shown", person=facts.person.id if facts.person else "")
            return after, [_told(notice, facts.plan, event, facts), *timers(facts)]
        case Due(timer=timer) if facts.plan:
            return state, [*_due(timer, event, facts), *timers(facts)]
        case _:
            return state, []


def _clicked(state: State, event: Clicked, facts: PlanFacts) -> Result:
    match event.button:
        case "cause" if event.value in CAUSES and (cause := facts.cause(event.value)):
            return state.at("helps", cause=event.value), [shown(cards.helps(cause, facts), event, facts)]
        case "causes" if state.stage == "helps":
            return state.at("cause"), [shown(cards.causes(facts), event, facts)]
        case "not_now" if state.stage in DRAFTING:
            return _left(state, event, facts)
        case "send" if state.stage == "preview":
            return _sent(state, event, facts)
        case "open" if facts.another and facts.person:
            return state, [Start(NAME, event.owner, facts.another, {"person": facts.person.id})]
        case "withdraw" if facts.plan and facts.plan.agreed is None and not facts.plan.withdrawn:
            entry = ImprovementWithdrawn(event.topic)
            card = cards.closed(say("withdraw.done"))
            return state.at("over"), [
                record(entry, event, facts), *tell("withdrawn", event, facts), shown(card, event, facts), Close()
            ]  # fmt: skip
        case "done":
            return state, stepped(event, facts)
        case _:
            return state, []


def _left(state: State, event: Event, facts: PlanFacts) -> Result:
    """Nothing was sent; a plan that stands is shown again."""
    if facts.plan:
        return state.without("draft").at("shown"), _plan(event, facts)
    return state.at("over"), [shown(cards.closed(say("left")), event, facts), Close()]


def stepped(event: Clicked, facts: PlanFacts) -> list[Effect]:
    """A step of one's own is done."""
    plan = facts.plan
    steps = plan.counts.steps if plan and plan.agreed and not plan.closed else ()
    step = next((each for each in steps if each.step == event.value and facts.may_do(each)), None)
    if step is None:
        return []
    entry = ImprovementDone(event.topic, step.number, step.step)
    return [record(entry, event, facts), *done(step, event, facts), *tell("drawn", event, facts),
            *_plan(event, facts.after(event, entry))]  # fmt: skip


def _submitted(state: State, event: Submitted, facts: PlanFacts) -> Result:
    form = forms.form(event.form, state, facts) if may_fill(event.form, state, facts) else None
    leading = forms.LEADING.get(event.form, "text")
    if form is None:
        return state, [RejectForm({leading: say("gone")})]
    answers, errors = read_form(form, event.values)
    if errors:
        return state, [RejectForm(errors)]
    match event.form:
        case forms.PLAN:
            return _drafted(state, answers, event, facts)
        case forms.NOTE:
            return state, noted(answers, event, facts)
        case forms.TRAINING:
            told = forms.told_in_lines(answers["content"], answers["by"], answers["material"])
            day, hours = date.fromisoformat(str(answers["day"])), int(str(answers["hours"]))
            trained = ImprovementTrained(event.topic, event.id("training"), told, day, hours)
            return state, wrote(trained, "trained", say("said.trained"), event, facts)
        case _:
            return _closed(state, answers, event, facts)


def may_fill(name: str, state: State, facts: PlanFacts) -> bool:
    """Whether a form is open to who manages the person, as things stand."""
    if not facts.manages:
        return False
    if facts.plan is None:
        return name == forms.PLAN and state.stage in DRAFTING
    standing = facts.plan.standing(facts.today)
    match name:
        case forms.PLAN:
            return standing in ("proposed", "differs", "running")
        case forms.NOTE | forms.TRAINING:
            return standing in ("running", "over")
        case "close":
            return standing == "over"
        case _:
            return False


def _drafted(state: State, answers: dict[str, Answer], event: Submitted, facts: PlanFacts) -> Result:
    """The plan is read back, exactly as the person will receive it."""
    what, steps, errors = forms.plan_of(answers, event.topic, forms.cause_of(state, facts), facts)
    if errors:
        return state, [RejectForm(errors)]
    kept = {name: value if isinstance(value, str | int | bool) else "" for name, value in answers.items()}
    card = cards.preview(Version(what, event.at, steps), facts)
    return state.at("preview", draft=kept, cause=what.cause), [shown(card, event, facts)]


def _sent(state: State, event: Event, facts: PlanFacts) -> Result:
    """The preview was seen: the person receives it, unless another plan of theirs stands, or was sent this moment."""
    draft = forms.draft_of(state)
    if draft is None or not may_fill(forms.PLAN, state, facts):
        return _left(state, event, facts)
    what, steps, _ = forms.plan_of(draft, event.topic, forms.cause_of(state, facts), facts)
    if facts.another or isinstance(event, Conflict):
        return state, [shown(cards.preview(Version(what, event.at, steps), facts), event, facts)]
    after = facts.after(event, what, *steps)
    return state.without("draft").at("shown"), [
        record(what, event, facts),
        *(record(each, event, facts, n) for n, each in enumerate(steps)),
        *tell("proposed", event, facts),
        *_plan(event, after, say("said.sent", name=facts.person.name if facts.person else "")),
    ]


def noted(answers: dict[str, Answer], event: Submitted, facts: PlanFacts) -> list[Effect]:
    """What was seen on the way, for both."""
    return wrote(ImprovementNoted(event.topic, str(answers["text"])), "noted", say("said.noted"), event, facts)


def wrote(entry: ImprovementEntry, notice: str, said: Phrase, event: Event, facts: PlanFacts) -> list[Effect]:
    """An entry, with both cards after it."""
    return [record(entry, event, facts), *tell(notice, event, facts), *_plan(event, facts.after(event, entry), said)]


def _closed(state: State, answers: dict[str, Answer], event: Submitted, facts: PlanFacts) -> Result:
    """After the last day: what came of it, said by a person, on what was noted on the way."""
    at = facts.grounds
    if not (facts.plan and facts.plan.notes and at):
        return state, [RejectForm({"text": say("close.no_notes")})]
    if not at.open:
        return state, [
            RejectForm({"text": say("close.locked", n=LEAST, weeks=at.least_weeks, of=at.of, facts=at.facts)})
        ]
    entry = ImprovementClosed(event.topic, cast("Outcome", str(answers["how"])), str(answers["text"]))
    excuse = "" if at.enough else at.excuse
    rests = JudgementGrounded(event.topic, at.facts, at.since, at.first, at.last, excuse)
    kept = record(rests, event, facts)
    return state, [kept, *wrote(entry, "closed", say("said.closed"), event, replace(facts, rests=rests))]


def _told(notice: str, plan: Improvement, event: Event, facts: PlanFacts) -> Effect:
    """What the person did: an answer or a note comes as news, the rest where the card stands."""
    name = facts.person.name if facts.person else ""
    last = plan.answer if plan.closed else plan.latest.said
    match notice:
        case "answered" if last:
            line = say(f"answered.{last.how}", name=name)
            return shown(cards.plan(plan, facts, line), event, facts, news=True)
        case "handed" | "lapsed":
            return shown(cards.plan(plan, facts, say(f"told.{notice}", name=name)), event, facts, news=True)
        case "noted":
            return shown(cards.plan(plan, facts, say("said.they_noted", name=name)), event, facts, news=True)
        case _:
            return shown(cards.plan(plan, facts), event, facts)


def _due(timer: str, event: Due, facts: PlanFacts) -> list[Effect]:
    plan = facts.plan
    if plan is None or plan.agreed is None or plan.closed:
        return []
    over = plan.standing(facts.today) == "over"
    if over != (timer == END):
        return []
    line = say("due_end" if over else "due_look", name=facts.person.name if facts.person else "")
    about = (facts.person.id,) if facts.person else ()
    card, kind = cards.plan(plan, facts, line), _KIND[timer]
    return [Show(card, To(event.owner), about=about, fresh=True, prompt=True, kind=kind)]


def timers(facts: PlanFacts) -> list[Effect]:
    """The next look and the end, while a plan runs; none once it is over."""
    plan, timing = facts.plan, facts.timing
    if plan is None or plan.agreed is None or timing is None:
        return []
    if plan.closed:
        return [Cancel(LOOK), Cancel(END)]
    begun = plan.agreed.said_at or plan.agreed.at
    look = plan.looks_on(facts.today, local_day(begun, facts.viewer.zone))
    zone = facts.viewer.zone
    at = send_at(instant_of(look, time(10), zone), timing) if look else None
    end = send_at(instant_of(plan.closes_from, DAY_BEGINS, zone), timing)
    wakes: list[Effect] = [Wake(LOOK, at) if at else Cancel(LOOK)]
    return [*wakes, *([Wake(END, end)] if end and end > facts.at else [])]


def _plan(event: Event, facts: PlanFacts, said: Phrase | None = None) -> list[Effect]:
    return [shown(cards.plan(facts.plan, facts, said), event, facts)] if facts.plan else []


_KIND: Mapping[str, PromptKind] = {LOOK: "reminder", END: "notice"}
"""As what each timer counts in the week."""
