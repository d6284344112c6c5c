"""Words that may be the answer, or something else: their person says which, once."""

from __future__ import annotations

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Typed

DOUBTED = "doubted"
"""The answers' name for the words of which its person was asked whether they are an answer."""


def doubted(state: State, event: Typed) -> Result | None:
    """Ask whether it is the answer; None once that was asked of these words."""
    words = f"{event.asks}:{event.text}"
    if state.answers.get(DOUBTED) == words:
        return None
    there = {"conversation": "weekly_checkin", "key": event.topic, "asks": event.asks}
    asking = Start("help", event.owner, "", {"text": event.text, "doubted": "yes", **there})
    return state.at(state.stage, **{DOUBTED: words}), [asking]
