"""What is typed below a question of the list of goals, by what that asks."""

from __future__ import annotations

from conversations.goal import hearing
from conversations.goals import answering, asking, cards, drafting, results, which
from conversations.goals.calling import drafted, sentence, show
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
        case results.ASKING:
            return _said_more(state, event, event.text, facts)
        case drafting.DRAFT:
            return answering.answered(state, event, event.text, facts)
        case _:
            return sentence(state, event, event.text, facts)


def _said_more(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """One more key result for the draft; without a draft it begins one."""
    content = drafting.kept(state)
    if content is None:
        return sentence(state, event, text, facts)
    if why := results.unclear(text, facts.today, facts.vocabulary):
        return state, [show(results.ask(content, why), event, fresh=True)]
    more = results.said(text, content, facts.today, facts.vocabulary)
    if drafting.is_too_long(more):
        return state, [show(results.ask(content, results.over_long()), event, fresh=True)]
    return drafted(drafting.keeping(state, more), event, facts, fresh=True)
