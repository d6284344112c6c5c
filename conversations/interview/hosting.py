"""A talk with several at once, as who holds it has it: all are invited, each answers, nobody's record is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.entries.interviews import (
    Arranged,
    InterviewAgreed,
    InterviewArranged,
    InterviewHeld,
    InterviewSummed,
)
from conversations.interview import booking, cards, closing, dates, drafts, forms, paper, running, together
from conversations.interview.again import ARRANGED
from conversations.interview.booking import HELP
from conversations.interview.dates import AFTER, LOOK, TODAY
from conversations.interview.facts import BOOKING, TalkFacts, say
from conversations.interview.grounds import SEND
from conversations.interview.moving import FELL, shown
from conversations.interview.plan import carried
from conversations.interview.writing import record_each, tell_each
from conversations.rules.one_on_ones import is_possible
from conversations.toolkit.cards import Note
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Cancel, Close, Effect, RejectForm, Show, Start, To
from conversations.toolkit.events import Clicked, Due, Event, Started, Submitted, Told, Typed
from conversations.toolkit.forms import read_form
from conversations.toolkit.words import Phrase

OVER = frozenset({"off", "not_now"})


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Play one event."""
    if not facts.may and not isinstance(event, Started):
        return _not_theirs(state, event, facts)
    match event:
        case Started():
            return booking.asked(state, event, facts)
        case Typed() if state.stage in BOOKING:
            return booking.typed(state, event, facts)
        case Typed(text=text):
            return state, [Start(HELP, event.owner, arguments={"text": text})]
        case Submitted(form=forms.WHEN) if state.stage in BOOKING:
            return booking.submitted(state, event, facts)
        case Submitted(form=forms.WHEN) if state.stage in ARRANGED:
            return _moved(state, event, facts)
        case Submitted(form=forms.GUESTS) if state.stage == "preview":
            return _chosen(state, event, facts)
        case Submitted(form=forms.SUM) if state.stage == "held":
            return _summed(state, event, facts)
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
    match event.button:
        case "send" if state.stage == "preview":
            at = dates.proposed(facts)
            fits = at is not None and dates.wrong_with(at, facts) is None
            return _sends(state, at, event, facts) if at and fits else booking.asked(state, event, facts)
        case "not_now" if state.stage in BOOKING:
            return booking.left(state, event)
        case "start" if state.stage in ARRANGED | {"running"} and facts.plan.at:
            return running.begins(state, event, facts)
        case "off" if state.stage in ARRANGED:
            return _off(state, event, facts)
        case paper.PAPER:
            return paper.way(state, event, facts)
        case "calendar" if facts.plan.at:
            card = cards.calendar(facts, event.topic)
            return state, [Show(card, To(event.owner), "calendar", facts.plan.guests, fresh=True)]
        case "script":
            return state, [Start("interview_template", event.owner, arguments={"text": facts.plan.scenario})]
        case button if button == SEND and state.stage == "held":
            whole = drafts.whole(state, event)
            return _summed(state, whole, facts) if whole.values else (state, [])
        case "pause" if state.stage == "running":
            return _paused(state, event, facts)
        case "end" if state.stage == "running":
            return _ended(state, event, facts)
        case _ if state.stage == "running":
            return running.tapped(state, event, facts)
        case _:
            return state, []


def _chosen(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """Whom the form leaves in is invited."""
    form = forms.form(forms.GUESTS, "", facts)
    answers, errors = read_form(form, event.values) if form else ({}, {})
    chosen = tuple(each.id for each in facts.among if answers.get(forms.guest(each.id)))
    if errors or not chosen:
        first = forms.guest(facts.among[0].id) if facts.among else "text"
        return state, [RejectForm(errors or {first: say("together.nobody")})]
    return booking.asked(state, event, facts.inviting(chosen))


def _moved(state: State, event: Submitted, facts: TalkFacts) -> Result:
    form = forms.form(forms.WHEN, "", facts)
    answers, errors = read_form(form, event.values) if form else ({}, {})
    at = forms.moment_of(answers, facts) if not errors else None
    wrong = dates.wrong_with(at, facts) if at else None
    if errors or at is None or wrong:
        return state, [RejectForm(errors or {"day": wrong or say("when.ask")})]
    return _sends(state, at, event, facts, "moved")


def _sends(state: State, at: datetime, event: Event, facts: TalkFacts, why: Arranged = "booked") -> Result:
    """Each is invited, or has the new time and is asked anew."""
    minutes = facts.script.minutes if facts.script else facts.plan.minutes
    of = facts.plan.departments or tuple(sorted({each.department for each in facts.guests}))
    facts = dates.dated(facts.inviting(tuple(each.id for each in facts.guests)), at, minutes)
    facts = replace(facts, plan=replace(facts.plan, departments=of))
    told = {"holder": facts.plan.holder, "at": at.isoformat(), "minutes": str(minutes)}
    told |= {"several": str(len(facts.guests)), **carried(cards.lines_of(facts))}
    none: dict[str, Json] = {together.ANSWERS: {}, together.WISHES: {}}
    after = facts.plan.kept(state.without(FELL), "invited", **none)
    line = say("together.invited" if why == "booked" else "together.moved", n=len(facts.guests))
    return after, [
        *record_each(InterviewArranged(event.topic, at, minutes, why), event, facts),
        *tell_each("invited" if why == "booked" else "moved", event, facts, **told),
        dates.on_the_day(facts),
        shown(together.standing(after, line, facts), event, facts),
    ]


def _undated(state: State, stage: Arranged, line: Phrase, event: Event, facts: TalkFacts) -> tuple[State, list[Effect]]:
    """There is no date any more, as each is told."""
    off = dates.dated(facts, None)
    none: dict[str, Json] = {together.ANSWERS: {}, together.WISHES: {}}
    after = off.plan.kept(state, "paused" if stage == "paused" else "off", **none)
    notice = {"called_off": "off"}.get(stage, stage)
    card = together.standing(after, line, off, calls=stage == "paused")
    return after, [
        *record_each(InterviewArranged(event.topic, None, facts.plan.minutes, stage), event, facts),
        *tell_each(notice, event, facts),
        Cancel(dates.TODAY),
        shown(card, event, off),
    ]


def _off(state: State, event: Event, facts: TalkFacts) -> Result:
    after, effects = _undated(state, "called_off", say("together.off"), event, facts)
    return after, [*effects, Close()]


def _paused(state: State, event: Event, facts: TalkFacts) -> Result:
    """It is kept that there was a pause, and nothing else."""
    as_it_was = running.put_away(state)
    return _undated(as_it_was, "paused", say("together.paused"), event, facts)


def _ended(state: State, event: Event, facts: TalkFacts) -> Result:
    return running.put_away(state).at("held"), [
        *record_each(InterviewHeld(event.topic), event, facts),
        *tell_each("held", event, facts),
        *dates.afterwards(facts),
        shown(together.after(facts), event, facts),
    ]


def _summed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """What was agreed and the summary go to everybody."""
    form = forms.form(forms.SUM, "", facts)
    answers, errors = read_form(form, event.values) if form else ({}, {})
    deals, missing = forms.deals_of(answers, facts) if not errors else ([], {})
    if errors or missing:
        return state, [RejectForm(errors or missing)]
    if drafts.is_asked_about(state, event, facts):
        held, card = drafts.waits_together(state, event, facts)
        return held, [shown(card, event, facts)]
    agreed = (InterviewAgreed(event.topic, *deal) for deal in deals)
    after = state.without(drafts.DRAFT).at("summed", **{together.ANSWERS: {}})
    return after, [
        *(effect for n, entry in enumerate(agreed) for effect in record_each(entry, event, facts, n)),
        *record_each(InterviewSummed(event.topic, str(answers["text"])), event, facts),
        *tell_each("summed", event, facts),
        shown(together.summed(after, facts), event, facts),
    ]


def _told(state: State, event: Told, facts: TalkFacts) -> Result:
    """A guest answered: the card follows where it stands; only a wish comes as a message of its own."""
    who = str(event.actor or "")
    if who not in facts.plan.guests:
        return state, []
    said = together.answers_of(state)
    match event.notice:
        case "coming" if state.stage == "invited":
            wishes = {each: wish for each, wish in _wishes(state).items() if each != who}
            kept: dict[str, Json] = {together.ANSWERS: {**said, who: "coming"}, together.WISHES: wishes}
            after = state.at(state.stage, **kept)
            return after, [shown(together.standing(after, say("together.stands"), facts), event, facts, fresh=False)]
        case "other" if state.stage in ARRANGED:
            wish: Json = {"at": event.facts.get("at", ""), "words": event.facts.get("words", "")}
            kept = {together.ANSWERS: {**said, who: "other"}, together.WISHES: {**_wishes(state), who: wish}}
            after = state.at(state.stage, **kept)
            card = together.standing(after, say("together.asks", name=_name(who, facts)), facts)
            return after, [shown(card, event, facts, fresh=True, news=True)]
        case "answered" if state.stage in closing.TALKED:
            after = state.at(state.stage, **{together.ANSWERS: {**said, who: "received"}})
            return after, [shown(together.summed(after, facts), event, facts, fresh=False)]
        case _:
            return state, []


def _wishes(state: State) -> dict[str, Json]:
    found = together.wishes_of(state).items()
    return {who: {"at": wish.at.isoformat() if wish.at else "", "words": wish.words} for who, wish in found}


def _name(who: str, facts: TalkFacts) -> str:
    return next((each.name for each in facts.guests if each.id == who), "")


def _due(state: State, event: Due, facts: TalkFacts) -> Result:
    at = facts.plan.at
    to_come = at is not None and at > event.at
    if event.timer == TODAY and state.stage == "invited" and at and to_come:
        about = facts.plan.guests
        return state, [
            Show(cards.morning(facts, at), To(event.owner), "main", about, fresh=True, prompt=True, kind="notice")
        ]
    if event.timer == LOOK and state.answers.get(together.FEWER):
        return _fewer(state.without(together.FEWER), event, facts)
    if event.timer == LOOK and state.stage == "invited" and at and to_come:
        return _looked_at(state, at, event, facts)
    if event.timer.startswith(f"{AFTER}_"):
        return closing.nudged(state, event, facts)
    return state, []


def _fewer(state: State, event: Due, facts: TalkFacts) -> Result:
    """Somebody who was invited was erased, and what named them with it: the talk stands with the others."""
    line = say("together.fewer")
    match state.stage:
        case "held":
            card = together.after(facts)
        case "summed":
            card = together.summed(state, facts)
        case stage if stage in ARRANGED:
            return state, [shown(together.standing(state, line, facts), event, facts, fresh=True, news=True)]
        case "running":
            return running.begins(state, event, facts)
        case _:
            return state, []
    card = replace(card, body=(*card.body, Note(line)))
    return state, [shown(card, event, facts, fresh=True, news=True)]


def _looked_at(state: State, at: datetime, event: Due, facts: TalkFacts) -> Result:
    """Who holds it is away that day, and hears so once; a guest who is away says so as any other."""
    told = state.answers.get(FELL) == at.isoformat()
    if told or is_possible(at, facts.viewer.zone, facts.timings):
        return state, []
    after = state.at(state.stage, **{FELL: at.isoformat()})
    return after, [shown(together.standing(after, say("together.away"), facts), event, facts, fresh=True, news=True)]


def _not_theirs(state: State, event: Event, facts: TalkFacts) -> Result:
    """Who holds it may not any more: a talk to come is called off, and everybody of it is told."""
    at = facts.plan.at
    match event:
        case Submitted(form=form):
            return state, [RejectForm({forms.LEADING.get(form, "text"): say("refused")})]
        case Due() if state.stage in ARRANGED and (at is None or at > event.at):
            after, effects = _undated(state, "not_theirs", say("together.not_yours_now"), event, facts)
            return after, [*effects, Close()]
        case Due() | Told():
            return state, []
        case _:
            return state, [Show(cards.refused(), To(event.owner))]
