"""What was meant for one reader is not handed to another: whom a card or form named is who reads it."""

from __future__ import annotations

from zlib import crc32

from conversations.toolkit.cards import Card, Line
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, INVITED, RECAP, SHARED
from conversations.toolkit.effects import Effect, Show, Tell, To
from conversations.toolkit.events import Clicked, Due, Told, Typed
from conversations.toolkit.filling import answers_mark
from conversations.toolkit.steps import NAMED
from conversations.weekly_checkin import cards, goals_said
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import GOALS, QUESTIONS


def named_another(state: State, event: Clicked, facts: CheckinFacts) -> Result | None:
    """A tap on a card that named another manager: the card is drawn again with who would read it now."""
    if event.value == cards.reader_of(facts):
        return None
    if event.button == "share":
        card = cards.closed(state.at(RECAP), facts) if facts.is_over else cards.recap(state, facts)
        return state, [Show(card, To(event.owner))]
    if state.stage in ("", INVITED):
        return state, [Show(cards.invite(state, facts), To(event.owner))]
    return None


def typed_elsewhere(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The words of the one tap, where the card in front of their person does not say who would read it."""
    named = state.answers.get(NAMED) == cards.reader_of(facts)
    if state.stage == INVITED and not named and facts.vocabulary.meaning("as_planned", event.text):
        return state, [Show(cards.invite(state, facts), To(event.owner), fresh=True)]
    return None


def lead_named(state: State, event: Told, facts: CheckinFacts) -> Result:
    """Somebody reads the check-ins beside the manager from now on: said once, before anything is shared with them."""
    if not (facts.manager and facts.lead and facts.owner.welcomed) or facts.owner.stopped:
        return state, []
    said = say("lead.named", manager=facts.manager.name, lead=facts.lead.name)
    card = Card("weekly_checkin.lead", say("neutral"), (Line(said),))
    return state, [Show(card, To(event.owner), slot="lead", fresh=True, prompt=True, kind="notice")]


def lead_ended(state: State, event: Told | Due, facts: CheckinFacts) -> Result:
    """The manager, or a move, ended what a lead read: what was said of it is taken back, quietly, where it stands."""
    naming = facts.naming
    if naming is None:
        return state, []
    owner, named = event.owner, str(naming.week)
    effects: list[Effect] = [Show(cards.shared(state, facts), To(owner))] if state.stage in (SHARED, CLOSED) else []
    if str(facts.week) != named:
        return state, [*effects, Tell("weekly_checkin", owner, named, "lead_ended", if_begun=True)]
    if facts.lead is None:
        # Who was erased has no name any more.
        line = say("lead.ended", lead=naming.lead.name) if naming.lead.name else say("lead.gone")
        over = Card("weekly_checkin.lead", say("neutral"), (Line(line),))
        effects.append(Show(over, To(owner), slot="lead", settles=True))
    return state, [*effects, Tell("manager_digest", naming.lead.id, named, "lead_ended", if_begun=True)]


def read_instead(state: State, event: Told, facts: CheckinFacts) -> Result:
    """No digest of the lead brings this week: its card says, once, that the manager's does."""
    if state.stage not in (SHARED, CLOSED) or facts.lead is None or state.answers.get(cards.INSTEAD) == facts.lead.id:
        return state, []
    after = state.at(state.stage, **{cards.INSTEAD: facts.lead.id})
    return after, [Show(cards.shared(after, facts), To(event.owner))]


def seen(state: State, facts: CheckinFacts) -> int:
    """What a form rests on: what is answered, who reads it, and where what is stuck was left, with whom."""
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    left = (standing.id, standing.helper_kind, standing.helper, standing.taken_by) if standing else ()
    answered = answers_mark(QUESTIONS, {**state.answers, GOALS.name: goals_said.said_in(state)})
    return crc32("\n".join((cards.reader_of(facts), *left, answered)).encode())
