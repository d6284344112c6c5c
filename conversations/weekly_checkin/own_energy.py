"""The energy that is said in words after the week is shared: for oneself alone, so it shares nothing with anybody."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.asking import told
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Event
from conversations.weekly_checkin import cards
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import ENERGY
from conversations.weekly_checkin.share import EDITED, energy


def with_level(state: State, level: Mapping[str, Json], event: Event, facts: CheckinFacts) -> Result:
    """The week with that level, and a line that says so; before it is shared the level is an answer like others."""
    known = State(state.stage, {**state.answers, **level})
    if not level or state.stage not in (SHARED, CLOSED):
        return known, []
    after, noted = energy(known.at(state.stage, **{EDITED: True}), event, facts)
    return after, told((ENERGY,), level, [*noted, Show(cards.shared(after, facts), To(event.owner), fresh=True)], say)
