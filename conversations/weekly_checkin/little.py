"""Replies that say nothing of their own: small words, numbers and marks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.vocabulary import Vocabulary, meaning_of
from conversations.toolkit.words_within import said_with


def says_little(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply holds nothing but small words, numbers and marks: "hmm", "no wait", "kinda", "3"."""
    return said_with(small_words(vocabulary), text) is not None


@lru_cache(maxsize=4)
def small_words(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The small words of a reply: a yes or no, and what stands around one."""
    groups = vocabulary.groups
    words = (
        *groups["answer"],
        *groups["filler"],
        *groups["greeting"],
        *meaning_of(groups["correcting"], "lead"),
        *meaning_of(groups["denied"], "aside", "closing", "opens", "but"),
        *meaning_of(groups["adds"], "small"),
        *meaning_of(groups["little"], "somewhat", "mumbles", "small"),
    )
    return dict.fromkeys(words, "")
