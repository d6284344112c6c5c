"""What was said at the summary and not taken: behind it a mere yes shares nothing, for it may be meant for that."""

from __future__ import annotations

from conversations.toolkit.conversation import State
from conversations.toolkit.words import Phrase, Verbatim

UNTAKEN = "untaken"
"""The answer's name for that something stands untaken."""


def left_untaken(state: State) -> State:
    """The state of a summary whose person said something that changed nothing of it."""
    return state.at(state.stage, **{UNTAKEN: True})


def not_shared(text: str, *, taken: bool, before: bool) -> Phrase:
    """Why nothing is shared: this reply was not `taken`; or none `before` it; or what was read back has moved on."""
    if not taken:
        return Phrase("steps.recap_unclear", {"text": Verbatim(text)})
    return Phrase("steps.recap_moved_on" if before else "steps.recap_sure")
