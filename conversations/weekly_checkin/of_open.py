"""What is said of something that is open by no more words than that: it works, it matters no longer, ask another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, meaning_of
from conversations.toolkit.words_within import said_with

_BESIDE = ("thanks", "okay", "never_mind", "hello")
"""Intents whose words may stand beside it: "thanks, works now"."""


def said_of_open(text: str, vocabulary: Vocabulary) -> str:
    """What a text says of something that is open, by what calls it: "solved", "gone" or "helper"; "" for anything more,
    and for a question.
    """
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return ""
    said = {*(said_with(_words(vocabulary), text) or ())} - {""}
    return said.pop() if len(said) == 1 else ""


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    beside = [word for intent in _BESIDE for word in vocabulary.words_of_intents[intent]]
    small = (*groups["filler"], *meaning_of(groups["reply_about"], "of_stuck"), *beside)
    return {**dict.fromkeys(small, ""), **groups["of_open"]}
