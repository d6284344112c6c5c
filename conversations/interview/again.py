"""A talk to come is looked at once more: somebody's days changed, or it is not its holder's any more."""

from __future__ import annotations

from datetime import datetime

from conversations.entries.interviews import InterviewArranged
from conversations.interview import cards, dates
from conversations.interview.facts import TalkFacts, say
from conversations.interview.moving import FELL, shown
from conversations.interview.writing import record, tell_partner, tell_person
from conversations.rules.one_on_ones import is_possible
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Close, Effect, Show, To
from conversations.toolkit.events import Due, Event
from conversations.toolkit.words import Phrase

ARRANGED = frozenset({"invited", "paused"})
"""Stages in which the talk stands."""


def days_changed(state: State, event: Due, facts: TalkFacts) -> Result:
    """A talk falls on a day on which one of the two is away: both are told once, and nothing moves by itself."""
    at = facts.plan.at
    if state.stage not in ARRANGED or at is None or at <= event.at:
        return state, []
    told = state.answers.get(FELL) == at.isoformat()
    if is_possible(at, facts.viewer.zone, facts.timings):
        return _stands(state, event, facts) if told else (state, [])
    if told:
        return state, []
    card = cards.fell(facts, dates.next_free(at, facts))
    after = state.at(state.stage, **{FELL: at.isoformat()})
    return after, [shown(card, event, facts, fresh=True, news=True), tell_person("fell", event, facts)]


def _stands(state: State, event: Event, facts: TalkFacts) -> Result:
    """Their days changed back: it can be when it was."""
    card = cards.booked(facts, say("fell.over"))
    return state.without(FELL), [shown(card, event, facts, fresh=False), tell_person("stands", event, facts)]


def not_theirs(state: State, event: Event, facts: TalkFacts) -> Result:
    """Who holds it may not any more: a talk to come is called off, all of it are told, and an entry is left."""
    if state.stage == "asked":
        line = say("not_yours_asked", name=facts.name_of("person"))
        return state.at("off"), [_word(line, event, facts), *tell_partner("withdrawn", event, facts), Close()]
    if state.stage not in ARRANGED or not _is_to_come(facts.plan.at, event):
        return state, []
    here = facts.person is not None and facts.person.active
    line = say("not_yours_now" if here else "not_here", name=facts.name_of("person"))
    return state.at("off"), [
        _word(line, event, facts),
        _entry(event, facts),
        tell_person("not_theirs", event, facts),
        *tell_partner("off", event, facts),
        Cancel(dates.TODAY),
        Close(),
    ]


def holder_left(event: Event, facts: TalkFacts) -> list[Effect]:
    """Who was to hold it is not here any more, so that the person's own conversation leaves the entry."""
    return [_entry(event, facts), *tell_partner("off", event, facts)]


def is_left_behind(state: State, event: Event, facts: TalkFacts) -> bool:
    """Whether a talk that is still to come has lost who was to hold it."""
    stands = state.stage in ("invited", "coming", "paused") and _is_to_come(facts.plan.at, event)
    return stands and not (facts.holder and facts.holder.active)


def _is_to_come(at: datetime | None, event: Event) -> bool:
    return at is None or at > event.at


def _entry(event: Event, facts: TalkFacts) -> Effect:
    return record(InterviewArranged(event.topic, None, facts.plan.minutes, "not_theirs"), event, facts)


def _word(line: Phrase, event: Event, facts: TalkFacts) -> Show:
    card: Card = cards.closed(line)
    return Show(card, To(event.owner), about=(facts.plan.person,), fresh=True, prompt=True, kind="notice")
