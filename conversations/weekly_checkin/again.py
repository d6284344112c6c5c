"""Change, undo and what came of it in words, after the week is shared: what its card does and says."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.asking import below
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Started
from conversations.toolkit.words import Joined, Phrase, Verbatim
from conversations.weekly_checkin import cards, noted
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.receipts import about_of, changed_in
from conversations.weekly_checkin.share import undo


def again(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """Take it back if that is wanted and still may be; else show it with what changes it. None where nothing is
    shared: then the dialogue shows where it stands.
    """
    wanted = event.arguments["again"]
    if wanted == "solved":
        return _open_still(state, event, facts)
    if state.stage != SHARED:
        return None
    names = _who_read(state, facts)
    if wanted == "seen":
        return state, [_shown(cards.shared(state, facts), _seen(state, facts, names), event)]
    if wanted != "undo":
        return state, [_shown(cards.shared(state, facts), say("again.change"), event)]
    if not cards.may_undo(state, facts):
        told = say("again.too_late_by", names=names) if names else say("again.too_late")
        return state, [_shown(cards.shared(state, facts), told, event)]
    after, effects = undo(state, event, facts)
    others: list[Effect] = [one for one in effects if not isinstance(one, Show) or one.slot != "main"]
    return after, [*others, _shown(cards.recap(after, facts), say("again.undone"), event)]


def _open_still(state: State, event: Started, facts: CheckinFacts) -> Result:
    """What the week left open, each with the tap that closes it: nobody guesses which of them is meant."""
    week: list[Effect] = []
    if state.stage in (SHARED, CLOSED):
        week.append(_shown(cards.shared(state, facts), say("again.solved"), event))
    own = [replace(one, fresh=True) for one in noted.standing(state, event, facts) if isinstance(one, Show)]
    return state, [*week, *own]


def _seen(state: State, facts: CheckinFacts, ever: Joined | None) -> Phrase:
    """Who read what stands now; else who `ever` read what was changed since; else that nobody did."""
    now = _who_read(state, facts, besides=changed_in(state))
    if now or ever:
        return say("again.seen", names=now) if now else say("again.seen_before", names=ever)
    return say("again.unseen")


def _who_read(state: State, facts: CheckinFacts, besides: tuple[str, ...] = ()) -> Joined | None:
    """Who read the week or answered it, in whatever wording but these, each once; None for nobody whose name may be
    said.
    """
    besides = (*besides, *noted_in(state))
    authors = [one.author for one in facts.receipts if about_of(one.entry) not in besides]
    taken = [one.taken_by for one in facts.blockers if one.id not in besides and one.taken_by]
    names = [name for each in dict.fromkeys((*authors, *taken)) if (name := facts.name_of(each))]
    return Joined(tuple(Verbatim(name) for name in names)) if names else None


def _shown(card: Card, said: Phrase, event: Started) -> Show:
    return Show(below(said, card), To(event.owner), fresh=True)
