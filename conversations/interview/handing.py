"""A talk that HR holds with somebody whom they manage themselves is not theirs: another in HR is asked to hold it."""

from __future__ import annotations

from dataclasses import replace

from conversations.interview import booking, cards
from conversations.interview.facts import NAME, TalkFacts, say
from conversations.interview.moving import shown
from conversations.toolkit.cards import Button, Card, Line, Note, Part
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Close, Show, Tell, To
from conversations.toolkit.events import Clicked, Event, Told
from conversations.toolkit.words import Verbatim

HAND, HANDED = "hand", "handed"
"""The stage with its button, and the notice to whom in HR is asked."""


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Who books it chooses who in HR holds it; nothing of the talk itself is told yet."""
    plan = facts.plan
    match event:
        case Clicked(button="hand", value=id_) if hr := next((each for each in facts.hr if each.id == id_), None):
            told = {"person": plan.person, "scenario": plan.scenario, "by": event.owner}
            card = cards.closed(say("hand.done", hr=Verbatim(hr.name)))
            done = Show(card, To(event.owner), about=(plan.person,))
            return state.at("not_now"), [Tell(NAME, hr.id, event.id("talk"), HANDED, told), done, Close()]
        case Clicked(button="not_now"):
            return booking.left(state, event)
        case _:
            return plan.kept(state, HAND), [shown(_card(facts), event, facts)]


def taken(state: State, event: Told, facts: TalkFacts) -> Result:
    """Who was asked books it as any talk of their own."""
    line = say("hand.asks", by=facts.name_of("partner"))
    return replace(facts.plan, partner="").kept(state, "when"), [
        shown(cards.when(facts, line), event, facts, fresh=True, news=True)
    ]


def _card(facts: TalkFacts) -> Card:
    others = tuple(Button(HAND, Verbatim(each.name), each.id) for each in facts.hr[: cards.MOST_PEOPLE])
    body: tuple[Part, ...] = (
        Line(say("hand.line", name=facts.name_of("person"))),
        Line(say("hand.ask", name=facts.name_of("person"))) if others else Note(say("hand.nobody")),
    )
    return Card("interview.hand", say("neutral"), body, (*others, cards.not_now()))
