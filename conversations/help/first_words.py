"""What somebody wants who writes without having been asked: an intent, a mistyped command, or neither."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from conversations.help.facts import HelpFacts
from conversations.toolkit.leaving import goes_back
from conversations.toolkit.putting_off import puts_off
from conversations.toolkit.understand import intent_alone, intent_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold

LONGEST_COMMAND = 24
MOST_NEAREST = 3
SHORTEST_MISTYPED, ONE_SLIP = 4, 75
"""A first word of so many letters with one slip, of 100, begins a mistyped command: "gaol add ..."."""

SHORT_WORDS = frozenset(
    {"hello", "thanks", "time", "english", "chinese", "pause", "late", "later", "human", "trying", "never_mind", "okay"}
    | {"change", "undo", "resume", "seen", "solved", "worn_out", "not_away", "why", "payday", "missing"}
)
"""Intents whose words also stand in any sentence: they count only where little else is said."""

TOPICS: Mapping[str, tuple[str, str]] = {
    "away": ("away", ""),
    "not_away": ("not_away", ""),
    "pause": ("pause", ""),
    "stop": ("stop", ""),
    "language": ("language", ""),
    "english": ("language", "en"),
    "chinese": ("language", "zh-CN"),
    "next_checkin": ("slot", ""),
}
"""Intents that the settings take over: their topic, and the text that stands for what was typed."""


SAID_BESIDE = (None, "hello", "okay", "thanks")
"""Intents that may stand beside small talk: "good morning, so tired"."""


def intent_of(text: str, vocabulary: Vocabulary) -> str | None:
    """The intent of a text, or the small talk that it is; None if it is neither, or only holds a word of an intent in
    a longer sentence.
    """
    intent = _intent_of(text, vocabulary)
    if intent is None and goes_back(text, vocabulary):
        return "change"
    if intent in SAID_BESIDE and puts_off(text, vocabulary):
        return "later"
    return (small_talk_in(text, vocabulary) or intent) if intent in SAID_BESIDE else intent


def _intent_of(text: str, vocabulary: Vocabulary) -> str | None:
    intent, said = intent_in(text, vocabulary), fold(text)
    if said in vocabulary.first_words or intent_alone(text, vocabulary):
        return intent
    known = [word for word, meaning in vocabulary.first_words.items() if meaning == intent and word in said]
    longest = max(map(len, known), default=0)
    if longest == 1:
        # One Chinese character stands in many words: in "the line was stopped" too.
        return None
    return intent if intent not in SHORT_WORDS or len(said) <= 3 * longest else None


def says_more(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text holds more than the intent's own words."""
    return fold(text) not in vocabulary.first_words


def mistyped(text: str, facts: HelpFacts) -> tuple[list[str], str]:
    """The commands nearest to a mistyped text or to its first word, and what stands behind that."""
    names = nearest_commands(text, facts)
    first, _, behind = text.strip().partition(" ")
    if names or not behind or len(first) < SHORTEST_MISTYPED or not first.isascii():
        return names, ""
    words = [word for word in facts.vocabulary.command_words if fuzz.ratio(fold(first), word) >= ONE_SLIP]
    return (nearest_commands(first, facts)[:1], behind.strip()) if words else ([], "")


def nearest_commands(text: str, facts: HelpFacts) -> list[str]:
    """The commands whose words are nearest to a short, mistyped text, best first; only those they may call."""
    typed = fold(text)
    if not typed or len(typed) > LONGEST_COMMAND:
        return []
    offered = {
        word: command
        for word, name in facts.vocabulary.command_words.items()
        if facts.may_call(command := name.partition(" ")[0])
    }
    # Of a Chinese word of two characters one may be wrong; of a word in letters, about one in three.
    cutoff = 65 if typed.isascii() else 50
    found = process.extract(typed, offered.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=MOST_NEAREST * 3)
    return list(dict.fromkeys(offered[word] for word, _, _ in found))[:MOST_NEAREST]
