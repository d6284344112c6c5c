"""Something is to be undone: what was done last, wherever that was; a check-in only by its own tap then."""

from __future__ import annotations

from conversations.help import cards
from conversations.help.facts import HelpFacts
from conversations.help.later import Later
from conversations.one_on_one import one_on_one
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Event
from conversations.weekly_checkin import weekly_checkin


def undone(later: Later, event: Event, facts: HelpFacts) -> Effect:
    """A point that was put on an agenda is taken off; of anything else its person hears where it is put back."""
    if later.point:
        return Start(one_on_one.name, event.owner, later.other, {"take_off": later.point})
    return Show(cards.undo(later.room, facts), To(event.owner), fresh=True)


def week_taken_back(event: Clicked, facts: HelpFacts) -> list[Effect]:
    """The tap names the check-in, so nothing is asked any more."""
    week = facts.keys["checkin"]
    return [
        Show(cards.settled("week"), To(event.owner)),
        Start(weekly_checkin.name, event.owner, week, {"again": "undo", "sure": "yes"}),
    ]
