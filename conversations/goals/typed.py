"""What is typed below a question of the list of goals, by what that asks."""

from __future__ import annotations

from conversations.goal import hearing
from conversations.goals import answering, asking, cards, drafting, results, which
from conversations.goals.facts import GoalsFacts
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.events import Typed


def typed(state: State, event: Typed, facts: GoalsFacts) -> Result:
    """What comes of it; of all that waits for a yes nothing gets one by a word alone, so the list is shown anew."""
    match event.asks:
        case hearing.WAITING:
            return state, [asking.waits(event, facts, fresh=True)]
        case cards.ASKS:
            return which.answered(state, event, facts)
        case cards.NUDGED:
            return which.told(state, event, asking.nudged(state, facts), facts)
        case results.ASKING:
            return answering.one_more(state, event, event.text, facts)
        case drafting.DRAFT:
            return answering.answered(state, event, event.text, facts)
        case _:
            return answering.begun(state, event, event.text, facts)
