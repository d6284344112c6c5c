"""The talk as the person has it with whom it is held: when it is, what is on record before it, the summary after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.interview import again, cards, dates, forms, paper, pulse, summary, versions
from conversations.interview.closing import TALKED
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import DIFFER, OTHER
from conversations.interview.summary import shown
from conversations.interview.writing import tell_holder
from conversations.rules.evidence.spans import usual_span
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Effect, RejectForm, Show, Start, To, Wake
from conversations.toolkit.events import Clicked, Due, Event, Submitted, Told, Typed
from conversations.toolkit.forms import read_form

SEEN = "seen"
"""The answers' name for that what is on record was brought."""


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Play one event."""
    match event:
        case Told():
            return _told(state, event, facts)
        case Due(timer=dates.LIST) if state.stage in ("invited", "coming") and facts.plan.at:
            return state.at(state.stage, **{SEEN: True}), [_record(event, facts)]
        case Due(timer=pulse.PULSE) if state.stage in TALKED:
            return pulse.asked(state, event, facts)
        case Clicked(button=button) if button in pulse.QUESTIONS and state.stage in TALKED:
            return pulse.tapped(state, event, facts)
        case Due(timer=dates.MOVED_ON) if again.is_left_behind(state, event, facts):
            after, effects = _undated(state, _why_not(facts), event, facts)
            return after, [*effects, *again.holder_left(event, facts)]
        case Clicked(button="coming") if state.stage == "invited":
            line = say("invite.coming", name=facts.name_of("holder"))
            card = cards.invited(facts, line, coming=True)
            return state.at("coming"), [shown(card, event, facts), tell_holder("coming", event, facts)]
        case Clicked(button="calendar") if facts.plan.at:
            card = cards.calendar(facts, event.topic)
            return state, [Show(card, To(event.owner), "calendar", (facts.plan.holder,), fresh=True)]
        case Clicked(button=paper.PAPER):
            return paper.way(state, event, facts)
        case Clicked(button="agreed") if facts.plan.role == "guest":
            return state, []
        case Clicked(button="received" | "agreed" as how) if facts.summary:
            return summary.says(state, "agreed" if how == "agreed" else "received", "", event, facts)
        case Clicked(button=versions.VERSION):
            return versions.looked_at(state, event, facts)
        case Submitted(form=form):
            return _submitted(state, form, event, facts)
        case Typed() if facts.summary and facts.said is None and facts.plan.role == "person":
            return summary.typed(state, event, facts)
        case Typed(text=text):
            return state, [Start("help", event.owner, arguments={"text": text})]
        case _:
            return state, []


def _told(state: State, event: Told, facts: TalkFacts) -> Result:
    holder = facts.name_of("holder")
    match event.notice:
        case "invited":
            card = cards.invited(facts, None)
            return _dated(facts.plan.kept(state, "invited"), card, event, facts)
        case "moved":
            at = datetime.fromisoformat(event.facts["at"])
            moved = replace(facts, plan=replace(facts.plan, at=at))
            card = cards.invited(moved, say("invite.moved", name=holder))
            return _dated(moved.plan.kept(state, "invited"), card, event, moved)
        case "paused" | "off":
            return _undated(state, event.notice, event, facts)
        case "not_theirs":
            return _undated(state, _why_not(facts), event, facts)
        case "fell" | "stands" as notice if state.stage in ("invited", "coming"):
            line = say(f"invite.{notice}", name=holder)
            card = cards.invited(facts, line, coming=state.stage == "coming")
            fell = notice == "fell"
            return state, [shown(card, event, facts, fresh=fell, news=fell)]
        case "hr" if state.stage in ("invited", "coming"):
            card = cards.invited(facts, say("invite.hr", hr=facts.name_of("partner")), coming=state.stage == "coming")
            return facts.plan.kept(state, state.stage), [shown(card, event, facts, fresh=True, news=True)]
        case "held":
            return state.at("held"), [Cancel(dates.LIST), *pulse.afterwards(facts)]
        case "summed" if facts.summary:
            return summary.came(state, event, facts)
        case "less" if facts.summary:
            return state, [summary.rests_on_less(event, facts)]
        case _:
            return state, []


def _dated(state: State, card: Card, event: Event, facts: TalkFacts) -> Result:
    """The invitation, and what is on record two working days before; at once where the talk is sooner than that."""
    effects: list[Effect] = [shown(card, event, facts, fresh=True, news=True)]
    timing = next(reversed(facts.timings), None)
    at = dates.list_at(facts.plan.at, timing) if facts.plan.at and timing else None
    if not facts.plan.both or at is None or state.answers.get(SEEN):
        return state, effects
    if at > facts.at:
        return state, [*effects, Wake(dates.LIST, at)]
    return state.at(state.stage, **{SEEN: True}), [*effects, Cancel(dates.LIST), _record(event, facts)]


def _why_not(facts: TalkFacts) -> str:
    """Why the talk is not its holder's any more, as the person is told."""
    if not (facts.holder and facts.holder.active):
        return "left"
    return "other_manager" if facts.plan.both else "not_theirs"


def _undated(state: State, notice: str, event: Event, facts: TalkFacts) -> Result:
    """It was paused, or there is no talk any more."""
    line = say(f"invite.{notice}", name=facts.name_of("holder"))
    undated = replace(facts, plan=replace(facts.plan, at=None))
    card = cards.invited(undated, line) if notice == "paused" else cards.closed(line)
    news = shown(card, event, facts, fresh=True, news=True)
    return undated.plan.kept(state, notice), [Cancel(dates.LIST), news]


def _record(event: Event, facts: TalkFacts) -> Effect:
    """What is on record of the usual months, as who holds the talk sees it."""
    span = usual_span(facts.today)
    talk = local_day(facts.plan.at, facts.viewer.zone) if facts.plan.at else facts.today
    days = {"first": span.first.isoformat(), "last": span.last.isoformat(), "talk": talk.isoformat()}
    return Start("prep", event.owner, arguments=days)


def _submitted(state: State, name: str, event: Submitted, facts: TalkFacts) -> Result:
    form = forms.form(name, "", facts) if name in (OTHER, DIFFER) else None
    answers, errors = read_form(form, event.values) if form else ({}, {})
    if form is None or errors:
        return state, [RejectForm(errors or {forms.LEADING.get(name, "text"): say("sum.gone")})]
    if name == DIFFER:
        return summary.differs(state, answers, event, facts)
    nothing = forms.nothing_said(answers)
    if nothing or state.stage not in ("invited", "coming", "paused"):
        return state, [RejectForm({"words": nothing or say("sum.gone")})]
    at = forms.moment_of(answers, facts)
    told = {"at": at.isoformat() if at else "", "words": str(answers["words"] or "")}
    line = say("other.sent" if facts.plan.at else "other.sent_paused", name=facts.name_of("holder"))
    card = cards.invited(facts, line)
    return state, [tell_holder("other", event, facts, **told), shown(card, event, facts)]
