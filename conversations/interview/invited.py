"""The talk as the person has it with whom it is held: when it is, what is on record before it, the summary after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.entries.interviews import Acknowledged, InterviewAcknowledged
from conversations.interview import cards, dates, forms, pulse
from conversations.interview.closing import TALKED, deals
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import DIFFER, OTHER
from conversations.interview.grounds import resting
from conversations.interview.writing import record, tell_holder
from conversations.rules.evidence.spans import usual_span
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Effect, RejectForm, Show, Start, To, Wake
from conversations.toolkit.events import Clicked, Due, Event, Submitted, Told, Typed
from conversations.toolkit.forms import read_form
from conversations.toolkit.understand import yes_or_no
from conversations.toolkit.words import Phrase, Verbatim

SAYS = "says"
"""What the summary listens for: what is typed is answered with the three choices, and sent to nobody."""

WORDS, SEEN = "words", "seen"
"""The answers' names for what was typed below the summary, and for that what is on record was brought."""


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
        case Clicked(button="coming") if state.stage == "invited":
            line = say("invite.coming", name=facts.name_of("holder"))
            card = cards.invited(facts, line, coming=True)
            return state.at("coming"), [_shown(card, event, facts), tell_holder("coming", event, facts)]
        case Clicked(button="calendar") if facts.plan.at:
            card = cards.calendar(facts, event.topic)
            return state, [Show(card, To(event.owner), "calendar", (facts.plan.holder,), fresh=True)]
        case Clicked(button="received" | "agreed" as how) if facts.summary:
            return _says(state, "agreed" if how == "agreed" else "received", "", event, facts)
        case Submitted(form=form):
            return _submitted(state, form, event, facts)
        case Typed(text=text) if facts.summary and facts.said is None:
            # A nod below a summary is no consent: the three choices come again, with the words kept for a comment.
            nods = yes_or_no(text, facts.vocabulary) is not None
            after = state.at(state.stage, **{WORDS: "" if nods else text})
            return after, [_shown(_summary(facts, say("summary.choose")), event, facts, fresh=True)]
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
        case "held":
            return state.at("held"), [Cancel(dates.LIST), *pulse.afterwards(facts)]
        case "summed" if facts.summary:
            shown = _shown(_summary(facts), event, facts, fresh=True, news=True)
            return state.at("summed"), [shown]
        case _:
            return state, []


def _dated(state: State, card: Card, event: Event, facts: TalkFacts) -> Result:
    """The invitation, and what is on record two working days before; at once where the talk is sooner than that."""
    shown: list[Effect] = [_shown(card, event, facts, fresh=True, news=True)]
    timing = next(reversed(facts.timings), None)
    at = dates.list_at(facts.plan.at, timing) if facts.plan.at and timing else None
    if not facts.plan.both or at is None or state.answers.get(SEEN):
        return state, shown
    if at > facts.at:
        return state, [*shown, Wake(dates.LIST, at)]
    return state.at(state.stage, **{SEEN: True}), [*shown, Cancel(dates.LIST), _record(event, facts)]


def _undated(state: State, notice: str, event: Told, facts: TalkFacts) -> Result:
    """It was paused, or there is no talk any more."""
    line = say(f"invite.{notice}", name=facts.name_of("holder"))
    undated = replace(facts, plan=replace(facts.plan, at=None))
    card = cards.invited(undated, line) if notice == "paused" else cards.closed(line)
    shown = _shown(card, event, facts, fresh=True, news=True)
    return undated.plan.kept(state, notice), [Cancel(dates.LIST), shown]


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
        if facts.summary is None:
            return state, [RejectForm({"text": say("sum.gone")})]
        return _says(state, "disagreed", str(answers["text"]), event, facts)
    nothing = forms.nothing_said(answers)
    if nothing or state.stage not in ("invited", "coming", "paused"):
        return state, [RejectForm({"words": nothing or say("sum.gone")})]
    at = forms.moment_of(answers, facts)
    told = {"at": at.isoformat() if at else "", "words": str(answers["words"] or "")}
    line = say("other.sent" if facts.plan.at else "other.sent_paused", name=facts.name_of("holder"))
    card = cards.invited(facts, line)
    return state, [tell_holder("other", event, facts, **told), _shown(card, event, facts)]


def _says(state: State, how: Acknowledged, comment: str, event: Event, facts: TalkFacts) -> Result:
    """Received, agreed, or seen differently: recorded in these words, and told to who held the talk."""
    said = InterviewAcknowledged(event.topic, how, comment)
    card = _summary(replace(facts, said=said))
    return state.without(WORDS).at("answered"), [
        record(said, event, facts),
        _shown(card, event, facts),
        tell_holder("answered", event, facts),
    ]


def _summary(facts: TalkFacts, line: Phrase | None = None) -> Card:
    """The summary with the agreements, and three ways to acknowledge it; what was said may be changed."""
    said, holder = facts.said, facts.name_of("holder")
    told: tuple[Part, ...] = (Line(say(f"summary.said.{said.how}", name=holder)),) if said else ()
    comment: tuple[Part, ...] = (Quote(said.comment, say("summary.mine")),) if said and said.comment else ()
    body: tuple[Part, ...] = (
        *((Line(line),) if line else ()),
        Heading(say("summary.title", name=holder)),
        *((Quote(facts.text, Verbatim(holder)),) if facts.text else ()),
        *((Heading(say("deal.title"), small=True), deals(facts)) if facts.deals else ()),
        *told,
        *comment,
        *resting(facts),
        Note(say("summary.silence")),
    )
    how = said.how if said else ""
    ways = (("received", "received"), ("agreed", "agreed"))
    taps = tuple(Button(name, say(f"summary.{name}")) for name, kept in ways if kept != how)
    differ = Button(DIFFER, say("summary.again" if how == "disagreed" else "summary.differ"), opens=DIFFER)
    asks = "" if said else SAYS
    return Card("interview.summary", say("neutral"), body, (*taps, differ), asks=asks, casually=True)


def _shown(card: Card, event: Event, facts: TalkFacts, *, fresh: bool = False, news: bool = False) -> Show:
    about = (facts.summary.id,) if facts.summary else (facts.plan.holder,)
    return Show(card, To(event.owner), about=about, fresh=fresh, prompt=news, kind="colleague")
