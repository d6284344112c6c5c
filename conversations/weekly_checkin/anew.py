"""A week that is shared already, with other answers, or as it stands and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.toolkit.asking import below, told
from conversations.toolkit.cards import Line
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import MAIN
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked, Event, Started, Typed
from conversations.toolkit.steps import NAMED
from conversations.toolkit.words import Phrase
from conversations.weekly_checkin import cards
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import ENERGY, NEEDED_BY, PLANS
from conversations.weekly_checkin.share import share


def shared_anew(
    now: Mapping[str, Json],
    state: State,
    event: Typed | Started | Clicked,
    facts: CheckinFacts,
    lines: tuple[Line, ...] = (),
) -> Result:
    """The week with these answers, with those who were named as its readers, and a line that says what is another."""
    named = (state.answers.get(NAMED), state.answers.get("shared_with"))
    if facts.manager and cards.reader_of(facts) not in named:
        why = say("shared.not_yet", manager=cards.names_of(facts.manager, facts))
        return as_it_stands(state, event, facts, why)
    after, effects = share(State(state.stage, {**state.answers, **now}), event, facts)
    anew = [replace(one, fresh=True) if isinstance(one, Show) and one.slot == MAIN else one for one in effects]
    return after, told((PLANS, ENERGY, NEEDED_BY), now, anew, say, lines)


def as_it_stands(state: State, event: Event, facts: CheckinFacts, why: Phrase) -> Result:
    """The week below a line that says why nothing of it changed."""
    return state, [Show(below(why, cards.shared(state, facts)), To(event.owner), fresh=True)]
