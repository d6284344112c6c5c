"""Something is to be undone: what was done last, wherever that was; a check-in only by its own tap then. Who only asks
how is told, and nothing is done.
"""

from __future__ import annotations

from conversations.help import cards
from conversations.help.facts import ANSWERED, HelpFacts
from conversations.help.later import Later
from conversations.one_on_one import one_on_one
from conversations.settings import settings
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Event
from conversations.toolkit.understand import asks_about, intent_alone
from conversations.weekly_checkin import weekly_checkin

UNBEGUN = ("", "invited", "unanswered")
"""Stages of a check-in in which nothing is answered that could be changed."""


def told_or_undone(text: str, intent: str | None, event: Event, facts: HelpFacts) -> Effect | None:
    """How it is done, for who only asks, or says it in a sentence of more: "don't undo it", "Bob will take it back to
    the shop"; or what was done last, undone elsewhere than in the week's check-in.
    """
    is_said_in_more = intent == "undo" and intent_alone(text, facts.vocabulary) != "undo"
    if is_said_in_more or asks_about(text, intent, facts.vocabulary):
        return _told_how(intent, event, facts)
    return _undone(facts.later, event, facts) if intent == "undo" and facts.later else None


def _undone(later: Later, event: Event, facts: HelpFacts) -> Effect:
    """A point that was put on an agenda is taken off; of anything else its person hears where it is put back."""
    if later.point:
        return Start(one_on_one.name, event.owner, later.other, {"take_off": later.point})
    return Show(cards.undo(later.room, facts), To(event.owner), fresh=True)


def _told_how(intent: str | None, event: Event, facts: HelpFacts) -> Effect | None:
    """How it is undone, changed or ended, for who asks that; None for what does nothing by being said."""
    begun = facts.checkin not in (*UNBEGUN, *ANSWERED)
    week = facts.corrected_week or facts.keys["checkin"]
    match intent:
        case "undo" if facts.later:
            return Show(cards.undo(facts.later.room, facts), To(event.owner), fresh=True)
        case "undo" if facts.has_noted or facts.corrected_week or facts.checkin in ANSWERED:
            return Start(weekly_checkin.name, event.owner, week, {"again": "how"})
        case "undo" | "change" | "never_mind" | "later" if begun:
            return Show(cards.how_to_go_back(), To(event.owner), fresh=True)
        case "not_away":
            return Start(settings.name, event.owner, arguments={"topic": "away"})
        case "resume" if facts.held:
            return Start(settings.name, event.owner, arguments={"topic": facts.held})
        case _:
            return None


def week_taken_back(event: Clicked, facts: HelpFacts) -> list[Effect]:
    """The tap names the check-in, so nothing is asked any more."""
    week = facts.keys["checkin"]
    return [
        Show(cards.settled("week"), To(event.owner)),
        Start(weekly_checkin.name, event.owner, week, {"again": "undo", "sure": "yes"}),
    ]
