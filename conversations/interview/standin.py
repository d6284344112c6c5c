"""HR takes part to the end: where who confirmed it holds that role no more, HR is asked anew before it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.interview import cards
from conversations.interview.facts import TalkFacts, say
from conversations.interview.moving import CONFIRMED, MOVING, shown
from conversations.interview.plan import Plan
from conversations.interview.writing import tell_partner, tell_person
from conversations.toolkit.cards import Button, Card, Line, Part
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect
from conversations.toolkit.events import Event, Told
from conversations.toolkit.words import Phrase, Verbatim

ASKED = "asked_anew"
"""The answers' name for who in HR is asked to take it over."""


def is_missing(state: State, facts: TalkFacts) -> bool:
    """Whether HR has to take part, and nobody who confirmed that holds the role now."""
    needed = facts.plan.role == "holder" and facts.script is not None and facts.script.needs_hr
    return needed and not any(each.id == _confirmed(state) for each in facts.hr)


def _confirmed(state: State) -> str:
    return str(state.answers.get(CONFIRMED) or Plan.of(state).partner)


def is_asked(state: State, actor: str | None) -> bool:
    """Whether this is who was asked to take it over."""
    return actor is not None and state.answers.get(ASKED) == actor


def standing(state: State, facts: TalkFacts) -> Iterator[Part]:
    """Why it cannot go on, and who was asked."""
    if not is_missing(state, facts):
        return
    if not facts.hr:
        yield Line(say("no_hr"))
        return
    asked = next((each.name for each in facts.hr if is_asked(state, each.id)), "")
    yield Line(say("over.asked", hr=asked) if asked else say("over.line"))


def ways(state: State, facts: TalkFacts) -> tuple[Button, ...]:
    """Whom in HR to ask."""
    if not is_missing(state, facts):
        return ()
    others = [each for each in facts.hr if not is_asked(state, each.id)]
    return tuple(Button("partner", Verbatim(each.name), each.id) for each in others[: cards.MOST_PEOPLE])


def waits(state: State, facts: TalkFacts, line: Phrase | None = None) -> Card:
    """The talk cannot begin: who in HR takes part has to be asked."""
    above = (Line(line),) if line else ()
    body = (*cards.title_of(facts), *above, *standing(state, facts))
    return Card("interview.over", say("neutral"), body, ways(state, facts))


def asks(state: State, event: Event, facts: TalkFacts) -> tuple[State, list[Effect]]:
    """Who was chosen is asked to take it over, and who was asked before them is not any more."""
    plan = facts.plan
    if MOVING in state.answers or not any(each.id == plan.partner for each in facts.hr) or plan.at is None:
        return state, []
    before = facts.plan.kept(state, state.stage, **{CONFIRMED: _confirmed(state)})
    told = {"holder": plan.holder, "person": plan.person, "scenario": plan.scenario, "at": plan.at.isoformat()}
    return before.at(state.stage, **{ASKED: plan.partner}), tell_partner(
        "asked", event, facts, **told, minutes=str(plan.minutes), over="yes"
    )


def chosen(state: State, event: Event, facts: TalkFacts) -> Result:
    """Somebody in HR is asked before the talk begins."""
    after, told = asks(state, event, facts)
    return after, [*told, shown(waits(after, facts), event, facts)]


def takes_over(state: State, event: Told) -> State:
    """Who was asked takes it over."""
    return state.without(ASKED).at(state.stage, **{CONFIRMED: event.actor})


def gives_back(state: State, _event: Told) -> State:
    """Who was asked would like a word first: they are asked no more."""
    return state.without(ASKED)


def answered(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR takes it over before the talk: it can begin, and the person knows with whom. Or they would like a word."""
    hr = facts.name_of("partner")
    if event.notice != "confirmed":
        after = gives_back(state, event)
        card = waits(after, facts, say("talk_first.line", hr=hr))
        return after, [shown(card, event, facts, fresh=True, news=True)]
    card = cards.booked(facts, say("over.confirmed", hr=hr))
    told = tell_person("hr", event, facts, partner=str(event.actor or ""))
    return takes_over(state, event), [told, shown(card, event, facts, fresh=True, news=True)]
