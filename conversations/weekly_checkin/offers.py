"""Offers of another helper: made once, and settled with their blocker, so that nothing that is over can be tapped."""

from __future__ import annotations

from conversations.rules.budget import PromptKind
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Event
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin import receipts
from conversations.weekly_checkin.facts import CheckinFacts

NAMED = "elsewhere_named"
"""The answers' name for whom the last offer named, as its raiser had."""


def offered(card: Card, event: Event, blocker: Blocker, *, prompt: bool = False) -> Show:
    """The message that makes the offer: `prompt` if the bot does so by itself, else for a colleague who answered."""
    kind: PromptKind = "nudge" if prompt else "colleague"
    about = (blocker.id,)
    return Show(
        card, To(event.owner), slot=_slot(blocker.id), about=about, fresh=True, prompt=prompt, kind=kind, questions=1
    )


def with_offer(state: State, blocker: str) -> State:
    """The state that knows of the offer."""
    return state.at(state.stage, offered=[*(id_ for id_ in standing_in(state) if id_ != blocker), blocker])


def standing_in(state: State) -> tuple[str, ...]:
    """The blockers for which another helper is on offer."""
    kept = state.answers.get("offered")
    return tuple(map(str, kept)) if isinstance(kept, list | tuple) else ()


def decided(state: State, about: str, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """The offer is decided: nothing of it is left to tap, and one that has not come yet never does."""
    if about not in standing_in(state):
        return state, []
    left = state.without(NAMED).at(state.stage, offered=[id_ for id_ in standing_in(state) if id_ != about])
    card = receipts.offer_settled(facts.blocker(about), facts)
    return left, [Show(card, To(event.owner), slot=_slot(about), about=(about,), settles=True)]


def told(card: Card, event: Event, blocker: Blocker) -> Show:
    """What became of an offer that was answered in words, below those."""
    return Show(card, To(event.owner), slot=f"{_slot(blocker.id)}.told", about=(blocker.id,), fresh=True)


def _slot(blocker: str) -> str:
    return f"offer.{blocker}"
