"""All plans that somebody may read, and the way to a new one."""

from __future__ import annotations

from conversations.improve import cards
from conversations.improve.facts import NAME, HubFacts, say
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Event
from conversations.toolkit.words import Verbatim


def handled(state: State, event: Event, facts: HubFacts) -> Result:
    """Play one event of the list."""
    match event:
        case Clicked(button="open", value=id_):
            return state, _opens(id_, event, facts)
        case Clicked(button="begin", value=id_) if any(each.id == id_ for each in facts.reports):
            return state, [_begins(id_, event, facts)]
        case _ if len(facts.named) == 1:
            return state, [_begins(facts.named[0].id, event, facts)]
        case _:
            said = say("hub.not_yours", name=Verbatim(facts.unknown)) if facts.unknown and facts.reports else None
            fresh = not isinstance(event, Clicked)
            return state, [Show(cards.hub(facts, said), To(event.owner), about=_about(facts), fresh=fresh)]


def _opens(id_: str, event: Event, facts: HubFacts) -> list[Effect]:
    found = next((each for each in facts.plans if each.id == id_), None)
    return [Start(NAME, event.owner, id_, {"person": found.person.id})] if found else []


def _begins(person: str, event: Event, facts: HubFacts) -> Effect:
    """The plan that there is for somebody, or a new one."""
    there = next((each.id for each in facts.plans if each.person.id == person), "")
    return Start(NAME, event.owner, there or event.id("plan"), {"person": person})


def _about(facts: HubFacts) -> tuple[str, ...]:
    return tuple(each.id for each in facts.reports)
