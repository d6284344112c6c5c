"""Words that may answer what was asked, or be meant otherwise: their person says which, and they go there."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.blocker.hearing import is_soon
from conversations.help import cards
from conversations.help.facts import HelpFacts
from conversations.manager_digest.below import RIGHT_BELOW
from conversations.manager_digest.nudged import DIGEST
from conversations.one_on_one.cards import NOTES
from conversations.one_on_one.writing import NAME
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import TYPED, Show, Start, Tell, To
from conversations.toolkit.events import Clicked, Event, Started, Typed
from conversations.toolkit.understand import is_question, option_in, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.wire import from_json
from conversations.toolkit.words import Text
from conversations.toolkit.words_within import words_before

NEWER = "newer"
"""The value of the tap that takes words for what came after the question; so begin the answers' names for that."""

ASKED = "answer_or_command"
"""The stage of help while it asks what words are meant for."""

_OPEN, _QUOTED = "open:", ' "\u201c\u201d'

SAID_TO_THE_BOT = ("thanks", "what_can_you_do", "missing")
"""Intents of a line that is no point to talk about, whatever stands beside their words."""


_AS_ANSWER, _AS_NEWER, _DISMISS = ("as_answer", ""), ("as_answer", NEWER), ("dismiss", "")
_TAPS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    cards.WHETHER: {"answer": _AS_ANSWER, "yes": _AS_ANSWER, "neither": _DISMISS, "no": _DISMISS},
    cards.WHICH: {"earlier": _AS_ANSWER, "newer": _AS_NEWER, "neither": _DISMISS},
    cards.ORDER: {"answer": _AS_ANSWER},
    cards.PLAN_OR_STUCK: {"answer": _AS_ANSWER, "stuck": ("stuck", ""), "neither": _DISMISS, "no": _DISMISS},
}
"""The taps that a reply may stand for, by what is asked and what is said: a button and its value."""


def settles(asks: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply is said to a card that asks what words are meant for: by a button's words, or a yes or no."""
    said = _said(text, vocabulary)
    return asks in _TAPS and bool(said) and (said != "stuck" or "stuck" in _TAPS[asks])


def tap_for(event: Typed, vocabulary: Vocabulary) -> Clicked | None:
    """The tap that such a reply stands for; None where the card has none for it, or two: it is asked again."""
    said = _said(event.text, vocabulary)
    tap = ("as_command", said.removeprefix(_OPEN)) if said.startswith(_OPEN) else _TAPS[event.asks].get(said)
    if tap is None:
        return None
    button, value = tap
    return Clicked(key=event.key, at=event.at, address=event.address, actor=event.actor, button=button, value=value)


def asked_again(state: State, event: Event) -> Result:
    """The same question once more, at the end of the chat."""
    return asked({name: str(said) for name, said in state.answers.items()}, event)


def _said(text: str, vocabulary: Vocabulary) -> str:
    """What a reply says to such a card, the name of what it opens behind a mark; "" for any other words."""
    opens, behind = words_before(fold(text), dict.fromkeys(meaning_of(vocabulary.groups["which_meant"], "open"), ""))
    command = vocabulary.command_words.get(behind.strip(_QUOTED)) if opens else None
    if command:
        return f"{_OPEN}{command}"
    return option_in(text, "which_meant", vocabulary) or option_in(text, "answer", vocabulary) or ""


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
        plan = "plan_or_stuck" if "stuck" in given else "plan_or_not"
        asked = plan if "doubted" in given and given.get("asks") == "plans" else kind
        card = cards.answer_or_not(text, about, asked=asked, room=given.get("room", ""))
    return State(ASKED, dict(given)), [Show(card, To(event.owner), fresh=True)]


def of_the_request(event: Event, *, plainly: bool = False) -> Tell | None:
    """Words that may be meant for the colleague who asks for help above them go there, where it is asked; `plainly`:
    only those that begin with an answer to that.
    """
    given = event.arguments if isinstance(event, Started) else {}
    if "request" not in given or (plainly and not given["plainly"]):
        return None
    said = {"text": given["text"], "asks": given["request_asks"]}
    return Tell("blocker", event.owner, given["request"], TYPED, said)


def of_the_digest(text: str, week: str, event: Event) -> Start:
    """Words that are meant for a digest go there, with what stands right above them."""
    above = event.arguments.get(RIGHT_BELOW) if isinstance(event, Started) else None
    return Start(DIGEST, event.owner, week, {"said": text, **({RIGHT_BELOW: above} if above else {})})


def for_the_request(text: str, intent: str | None, event: Event, facts: HelpFacts) -> Tell | None:
    """The same for what reads as an intent: that something is stuck, but begins with an answer; that it is urgent, for
    whom nothing of their own is open.
    """
    if is_soon(text, facts.vocabulary) and not facts.blocked_week:
        return of_the_request(event)
    return of_the_request(event, plainly=True) if intent == "stuck" else None


def is_for_the_agenda(intent: str | None, text: str, event: Event, facts: HelpFacts) -> bool:
    """Whether a line right below an agenda says nothing to the bot: no thanks, no question about the bot, no answer."""
    below = isinstance(event, Started) and bool(event.arguments.get("below"))
    heard = intent in SAID_TO_THE_BOT or (intent and is_question(text, facts.vocabulary))
    return below and not heard and yes_or_no(text, facts.vocabulary) is None


def handed_back(state: State, event: Clicked) -> Tell:
    """What was typed goes to the conversation that had asked, or has since, as if nobody had wondered."""
    which = f"{NEWER}_" if event.value == NEWER else ""
    conversation, key, asks = (
        str(state.answers.get(f"{which}{name}") or "") for name in ("conversation", "key", "asks")
    )
    return Tell(conversation, event.owner, key, TYPED, {"text": str(state.answers.get("text") or ""), "asks": asks})
