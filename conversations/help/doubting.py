"""Words that may answer what was asked, or be meant otherwise: their person says which, and they go there."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.help import cards
from conversations.help.facts import HelpFacts
from conversations.one_on_one.cards import NOTES
from conversations.one_on_one.writing import NAME
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import TYPED, Show, Start, Tell, To
from conversations.toolkit.events import Clicked, Event, Started
from conversations.toolkit.understand import is_question, yes_or_no
from conversations.toolkit.wire import from_json
from conversations.toolkit.words import Text

NEWER = "newer"
"""The value of the tap that takes words for what came after the question; so begin the answers' names for that."""

SAID_TO_THE_BOT = ("thanks", "what_can_you_do", "missing")
"""Intents of a line that is no point to talk about, whatever stands beside their words."""


def asked(given: Mapping[str, str], event: Event) -> Result:
    """Ask whether they are an answer, or a command, or meant for what came since; below an agenda they are offered."""
    text, command = given["text"], given.get("command", "")
    if given["conversation"] == NAME and given["asks"] != NOTES and not command:
        return State(), [Start(NAME, event.owner, given["key"], {"offer": text})]
    if command:
        card = cards.answer_or_command(text, command)
    elif f"{NEWER}_conversation" in given:
        card = cards.which_is_meant(text, NEWER)
    else:
        about = from_json(Text, given["about"].encode()) if given.get("about") else None
        kind = "belongs" if given.get("casually") else "answer_to"
        asked = "plan_or_not" if "doubted" in given and given.get("asks") == "plans" else kind
        card = cards.answer_or_not(text, about, asked=asked, room=given.get("room", ""))
    return State("answer_or_command", dict(given)), [Show(card, To(event.owner), fresh=True)]


def of_the_request(event: Event, *, plainly: bool = False) -> Tell | None:
    """Words that may be meant for the colleague who asks for help above them go there, where it is asked; `plainly`:
    only those that begin with an answer to that.
    """
    given = event.arguments if isinstance(event, Started) else {}
    if "request" not in given or (plainly and not given["plainly"]):
        return None
    said = {"text": given["text"], "asks": given["request_asks"]}
    return Tell("blocker", event.owner, given["request"], TYPED, said)


def is_for_the_agenda(intent: str | None, text: str, event: Event, facts: HelpFacts) -> bool:
    """Whether a line right below an agenda says nothing to the bot: no thanks, no question about the bot, no answer."""
    below = isinstance(event, Started) and bool(event.arguments.get("below"))
    heard = intent in SAID_TO_THE_BOT or (intent and is_question(text, facts.vocabulary))
    return below and not heard and yes_or_no(text, facts.vocabulary) is None


def handed_back(state: State, event: Clicked) -> Tell:
    """What was typed goes to the conversation that had asked, as if nobody had wondered."""
    which = f"{NEWER}_" if event.value == NEWER else ""
    conversation, key, asks = (
        str(state.answers.get(f"{which}{name}") or "") for name in ("conversation", "key", "asks")
    )
    return Tell(conversation, event.owner, key, TYPED, {"text": str(state.answers.get("text") or ""), "asks": asks})
