"""Change and undo in words, after the week is shared: what the buttons of its card do."""

from __future__ import annotations

from conversations.toolkit.asking import below
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import SHARED
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Started
from conversations.toolkit.words import Phrase
from conversations.weekly_checkin import cards
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.share import undo


def again(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """Take it back if that is wanted and still may be; else show it with what changes it. None where nothing is
    shared: then the dialogue shows where it stands.
    """
    if state.stage != SHARED:
        return None
    if event.arguments["again"] != "undo":
        return state, [_shown(cards.shared(state, facts), say("again.change"), event)]
    if not cards.may_undo(state, facts):
        return state, [_shown(cards.shared(state, facts), say("again.too_late"), event)]
    after, effects = undo(state, event, facts)
    others: list[Effect] = [one for one in effects if not isinstance(one, Show) or one.slot != "main"]
    return after, [*others, _shown(cards.recap(after, facts), say("again.undone"), event)]


def _shown(card: Card, said: Phrase, event: Started) -> Show:
    return Show(below(said, card), To(event.owner), fresh=True)
