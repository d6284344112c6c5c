"""The date of a talk is sent to the person: the first one, and each to which it is moved, once HR confirmed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.entries.interviews import Arranged, InterviewArranged
from conversations.interview import cards, dates
from conversations.interview.facts import TalkFacts, say
from conversations.interview.writing import invitation, record, tell_partner, tell_person
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Clicked, Event, Submitted, Told

MOVING = "moving"
"""The answers' name for the new time about which HR is asked: the person has the old one as long."""

CONFIRMED = "confirmed_hr"
"""The answers' name for who in HR confirmed that they take part."""

FELL = "fell"
"""The answers' name for the time of which both were told that one of them is away then."""


def invites(state: State, at: datetime, event: Event, facts: TalkFacts, why: Arranged = "booked") -> Result:
    """The talk is arranged: the person receives the invitation that was seen."""
    minutes = facts.script.minutes if facts.script else facts.plan.minutes
    facts = dates.dated(facts, at)
    facts = replace(facts, plan=replace(facts.plan, minutes=minutes, lines=cards.lines_of(facts)))
    notice = "invited" if why == "booked" else "moved"
    line = say("booked.sent" if why == "booked" else "booked.moved", name=facts.name_of("person"))
    fresh = not isinstance(event, Clicked | Submitted)
    effects: list[Effect] = [
        record(InterviewArranged(event.topic, at, minutes, why), event, facts),
        tell_person(notice, event, facts, **invitation(facts)),
        dates.on_the_day(facts),
        shown(cards.booked(facts, line), event, facts, fresh=fresh),
    ]
    return facts.plan.kept(state.without(MOVING, FELL), "invited", **{CONFIRMED: facts.plan.partner}), effects


def moved(state: State, at: datetime, event: Event, facts: TalkFacts) -> Result:
    """The talk gets another date: at once, or where HR takes part once HR has confirmed it too."""
    plan = facts.plan
    if not plan.partner:
        return invites(state, at, event, facts, "moved")
    after = plan.kept(state, state.stage, **{MOVING: at.isoformat()})
    if not any(each.id == plan.partner for each in facts.hr):
        card = cards.partner(facts) if facts.hr else cards.no_hr(facts)
        return after, [shown(card, event, facts)]
    told = {"holder": plan.holder, "person": plan.person, "scenario": plan.scenario, "at": at.isoformat()}
    before = plan.at.isoformat() if plan.at else ""
    return after, [
        *tell_partner("asked", event, facts, **told, minutes=str(plan.minutes), moves="yes", before=before),
        shown(cards.moving(facts, at), event, facts),
    ]


def chosen(state: State, event: Event, facts: TalkFacts) -> Result:
    """Somebody else in HR is asked about the new time: who took part holds that role no more."""
    at = _asked_about(state)
    return moved(state, at, event, facts) if at else (state, [])


def confirmed(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR can make it at the new time: now the person has it, if it is still possible."""
    at = _asked_about(state)
    if at is None or event.facts.get("at") != at.isoformat():
        return state, []
    wrong = dates.wrong_with(at, facts)
    if wrong:
        return state.without(MOVING), [shown(cards.booked(facts, wrong), event, facts, fresh=True, news=True)]
    return as_news(invites(state, at, event, facts, "moved"))


def talk_first(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR would like a word about the new time: the talk stays when it was."""
    if _asked_about(state) is None:
        return state, []
    card = cards.booked(facts, say("moving.talk_first", hr=facts.name_of("partner"), name=facts.name_of("person")))
    return state.without(MOVING), [shown(card, event, facts, fresh=True, news=True)]


def stays(state: State, event: Event, facts: TalkFacts) -> tuple[State, list[Effect]]:
    """It stays when it was: HR is not asked about another time any more."""
    asked = _asked_about(state)
    return state.without(MOVING), tell_partner("stays", event, facts) if asked else []


def _asked_about(state: State) -> datetime | None:
    kept = str(state.answers.get(MOVING) or "")
    return datetime.fromisoformat(kept) if kept else None


def as_news(result: Result) -> Result:
    """The same, where another did it: what is shown comes as a message of its own."""
    after, effects = result
    return after, [replace(each, prompt=True, kind="colleague") if isinstance(each, Show) else each for each in effects]


def shown(card: Card, event: Event, facts: TalkFacts, *, fresh: bool | None = None, news: bool = False) -> Show:
    """A card for who holds the talk; what another did comes as `news`."""
    person = facts.plan.person
    anew = not isinstance(event, Clicked | Submitted | Told) if fresh is None else fresh
    about = (person,) if person else facts.plan.guests
    return Show(card, To(event.owner), about=about, fresh=anew, prompt=news, kind="colleague")
