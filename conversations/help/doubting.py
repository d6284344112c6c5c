"""Words that may answer what was asked, or be meant otherwise: their person says which, and they go there."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.help import cards
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import TYPED, Show, Tell, To
from conversations.toolkit.events import Clicked, Event

NEWER = "newer"
"""The value of the tap that takes words for what came after the question; so begin the answers' names for that."""


def asked(given: Mapping[str, str], event: Event) -> Result:
    """Ask whether they are an answer, or a command, or meant for what came since."""
    text, command = given["text"], given.get("command", "")
    if command:
        card = cards.answer_or_command(text, command)
    elif f"{NEWER}_conversation" in given:
        card = cards.which_is_meant(text, NEWER)
    else:
        is_plan = "doubted" in given and given.get("asks") == "plans"
        card = cards.answer_or_not(text, "plan_or_not" if is_plan else "answer_or_not", given.get("room", ""))
    return State("answer_or_command", dict(given)), [Show(card, To(event.owner), fresh=True)]


def handed_back(state: State, event: Clicked) -> Tell:
    """What was typed goes to the conversation that had asked, as if nobody had wondered."""
    which = f"{NEWER}_" if event.value == NEWER else ""
    conversation, key, asks = (
        str(state.answers.get(f"{which}{name}") or "") for name in ("conversation", "key", "asks")
    )
    return Tell(conversation, event.owner, key, TYPED, {"text": str(state.answers.get("text") or ""), "asks": asks})
