"""The talk as who holds it has it, from booking it to what comes days later."""

from __future__ import annotations

from datetime import datetime

from conversations.interview import (
    again,
    booking,
    cards,
    closing,
    dates,
    drafts,
    forms,
    handing,
    moving,
    paper,
    running,
    standin,
    versions,
)
from conversations.interview.again import ARRANGED
from conversations.interview.booking import HELP
from conversations.interview.dates import AFTER, LOOK, TODAY
from conversations.interview.facts import BOOKING, TalkFacts, say
from conversations.interview.grounds import SEND, has_nothing
from conversations.interview.moving import shown
from conversations.interview.writing import tell_partner
from conversations.prep.adding import fact_about
from conversations.prep.facts import ADD, DROP
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import RejectForm, Show, Start, To
from conversations.toolkit.events import Clicked, Due, Event, Started, Submitted, Told, Typed

OVER = frozenset({"off", "not_now", "no_hr"})
"""Stages in which it does not stand any more."""


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Play one event."""
    if facts.is_for_another and state.stage in BOOKING:
        return handing.handled(state, event, facts)
    if facts.plan.person and not facts.may and not isinstance(event, Started):
        return _not_theirs(state, event, facts)
    match event:
        case Started():
            return booking.asked(state, event, facts)
        case Typed() if state.stage in BOOKING:
            return booking.typed(state, event, facts)
        case Typed(text=text):
            return state, [Start(HELP, event.owner, arguments={"text": text})]
        case Submitted(form=forms.WHEN) if state.stage not in OVER | closing.TALKED:
            return booking.submitted(state, event, facts)
        case Submitted(form=forms.SUM):
            return drafts.summed(state, event, facts)
        case Submitted(form=form) if form == fact_about(facts.plan.person):
            return drafts.fact_added(state, event, facts)
        case Submitted(form=forms.CHANGE) if state.stage in closing.TALKED:
            return drafts.changed(state, event, facts)
        case Submitted(form=form):
            return state, [RejectForm({forms.LEADING.get(form, "text"): say("sum.gone")})]
        case Clicked() if event.actor == event.owner:
            return _clicked(state, event, facts)
        case Told():
            return _told(state, event, facts)
        case Due():
            return _due(state, event, facts)
        case _:
            return state, []


def _clicked(state: State, event: Clicked, facts: TalkFacts) -> Result:
    plan = facts.plan
    match event.button:
        case "person" | "partner" if state.stage in BOOKING:
            return booking.asked(state, event, facts)
        case "send" if state.stage == "preview":
            return booking.sent(state, event, facts)
        case "not_now" if state.stage in BOOKING | {"asked"}:
            left, effects = booking.left(state, event)
            return left, [*effects, *(tell_partner("withdrawn", event, facts) if state.stage == "asked" else ())]
        case "partner" if state.stage in ARRANGED and moving.MOVING in state.answers:
            return moving.chosen(state, event, facts)
        case "partner" if standin.is_missing(state, facts) and state.stage in ARRANGED | closing.TALKED:
            return (drafts.asks_hr if state.stage in closing.TALKED else standin.chosen)(state, event, facts)
        case "start" if state.stage in ARRANGED | {"running"} and plan.at:
            return _begins(state, event, facts)
        case "take" if state.stage in ARRANGED:
            return _taken(state, event, facts)
        case "keep" if state.stage in ARRANGED:
            after, told = moving.stays(state, event, facts)
            return after, [shown(cards.booked(facts, say("booked.stays")), event, facts), *told]
        case "off" if state.stage in ARRANGED:
            return booking.called_off(state, event, facts)
        case "calendar" if plan.at:
            card = cards.calendar(facts, event.topic)
            return state, [Show(card, To(event.owner), "calendar", (plan.person,), fresh=True)]
        case "script":
            return state, [Start("interview_template", event.owner, arguments={"text": plan.scenario})]
        case versions.VERSION | paper.PAPER as button:
            return (paper.way if button == paper.PAPER else versions.looked_at)(state, event, facts)
        case "record" if facts.manages:
            return _looks(state, event, facts)
        case button if button in (ADD, DROP) and state.stage in closing.TALKED:
            return drafts.fact_tapped(state, event, facts)
        case button if button == SEND and state.stage in closing.TALKED:
            return (drafts.sent if state.stage == "held" else drafts.sent_anew)(state, event, facts)
        case _ if state.stage == "running":
            return running.tapped(state, event, facts)
        case _:
            return state, []


def _looks(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """What is on record of the person; where that is nothing, how the talk works without stands above it."""
    asked = Start("prep", event.owner, arguments={"person": facts.plan.person})
    if facts.script is None or not has_nothing(facts):
        return state, [asked]
    body = (*cards.title_of(facts), *running.without_record(facts.script, facts))
    card = Card("interview.no_record", say("neutral"), body)
    return state, [Show(card, To(event.owner), "no_record", (facts.plan.person,), fresh=True), asked]


def _begins(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """The talk begins, with HR where it needs them."""
    as_it_was, told = moving.stays(state, event, facts)
    if state.stage in ARRANGED and standin.is_missing(as_it_was, facts):
        return as_it_was, [shown(standin.waits(as_it_was, facts), event, facts), *told]
    after, effects = running.begins(as_it_was, event, facts)
    return after, [*effects, *told]


def _taken(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """The time that the person asked for, if it still fits."""
    at = datetime.fromisoformat(event.value)
    if dates.wrong_with(at, facts):
        return state, [shown(cards.booked(facts, say("wish.cannot")), event, facts)]
    return moving.moved(state, at, event, facts)


def _coming(facts: TalkFacts) -> Card:
    """That the person comes; once it is the day, on the card from which the talk begins."""
    line, at = say("booked.coming", name=facts.name_of("person")), facts.plan.at
    morning = dates.today_at(at, facts.timings[0]) if at and facts.timings else None
    is_day = at is not None and morning is not None and morning <= facts.at
    return cards.morning(facts, at, line) if at and is_day else cards.booked(facts, line)


def _told(state: State, event: Told, facts: TalkFacts) -> Result:
    match event.notice:
        case handing.HANDED:
            return handing.taken(state, event, facts)
        case "confirmed" | "talk_first" if standin.is_asked(state, event.actor):
            return (drafts.of_hr if state.stage in closing.TALKED else standin.answered)(state, event, facts)
        case "confirmed":
            return booking.confirmed(state, event, facts)
        case "talk_first":
            return booking.talk_first(state, event, facts)
        case "coming" if state.stage == "invited" and event.actor == facts.plan.person:
            return state, [shown(_coming(facts), event, facts, fresh=True, news=True)]
        case "other" if state.stage in ARRANGED and event.actor == facts.plan.person:
            given = event.facts
            at = datetime.fromisoformat(given["at"]) if given.get("at") else None
            fits = at is not None and dates.wrong_with(at, facts) is None
            card = cards.wish(facts, at, given.get("words", ""), fits=fits)
            return state, [shown(card, event, facts, fresh=True, news=True)]
        case "answered" if event.actor == facts.plan.person:
            return closing.answered(state, event, facts)
        case _:
            return state, []


def _due(state: State, event: Due, facts: TalkFacts) -> Result:
    at = facts.plan.at
    if event.timer == TODAY and state.stage == "invited" and at and at > event.at:
        card = cards.morning(facts, at)
        person = (facts.plan.person,)
        return state, [Show(card, To(event.owner), about=person, fresh=True, prompt=True, kind="notice")]
    if event.timer == LOOK:
        return again.days_changed(state, event, facts)
    if event.timer.startswith(f"{AFTER}_"):
        return closing.nudged(state, event, facts)
    return state, []


def _not_theirs(state: State, event: Event, facts: TalkFacts) -> Result:
    """Who holds it may not any more, or never might: nothing is told, and a talk that was to come is called off."""
    match event:
        case Submitted(form=form):
            return state, [RejectForm({forms.LEADING.get(form, "text"): say("refused")})]
        case Due():
            return again.not_theirs(state, event, facts)
        case Told():
            return state, []
        case _:
            return state, [Show(cards.refused(), To(event.owner))]
