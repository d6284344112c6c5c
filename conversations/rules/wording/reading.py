"""A text as the check of words reads it: sentence by sentence, without what is quoted, each with what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from conversations.rules.goal_sentence.title import MASK, aligned
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

GROUPS = ("judging", "judging_qualities", "judging_adjectives")
"""The groups of the words that the check looks for."""

MOST_READ = 3000
"""Characters that are looked at: what a form takes at most."""

_ENDS = re.compile(r"[\u3002\uff01\uff1f!?\uff1b;\n]|\.(?=\s|$)")
_QUOTES = {"\u201c": "\u201d", '"': '"', "\u300c": "\u300d", "\u300e": "\u300f"}
_NUMBER = re.compile(r"(?<![\dqh])(?!20\d\d(?!\d))\d")
"""A figure; which quarter or which year it was shows nothing yet."""


@dataclass(frozen=True)
class Sentence:
    """One sentence: as `written`, as it is compared (`text`, every character where it was), and whether it or the one
    beside it `shows` what happened: a day, a figure, words that were said, a cause or an effect.
    """

    written: str
    text: str
    shows: bool
    vocabulary: Vocabulary
    names: frozenset[str]


def sentences(text: str, vocabulary: Vocabulary, names: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a text."""
    read = text[:MOST_READ]
    folded = aligned(read).replace("\u2019", "'")
    bare = _unquoted(folded)
    edges = [0, *(found.end() for found in _ENDS.finditer(bare)), len(read)]
    cuts = [(start, end) for start, end in pairwise(edges) if bare[start:end].strip()]
    shown = [_shows(folded[slice(*cut)], vocabulary) for cut in cuts]
    for n, (start, end) in enumerate(cuts):
        yield Sentence(read[start:end], bare[start:end], any(shown[max(n - 1, 0) : n + 2]), vocabulary, names)


def _unquoted(text: str) -> str:
    """A text with nothing to be read between quotation marks; one that is never closed is none."""
    out, at = [], 0
    while at < len(text):
        closing = _QUOTES.get(text[at])
        end = text.find(closing, at + 1) if closing else -1
        if end < 0:
            out.append(text[at])
            at += 1
        else:
            out.append(MASK * (end + 1 - at))
            at = end + 1
    return "".join(out)


def _shows(text: str, vocabulary: Vocabulary) -> bool:
    quoted = any(mark in text for mark in _QUOTES)
    return quoted or _NUMBER.search(text) is not None or _showing(vocabulary).search(text) is not None


@lru_cache(maxsize=4)
def _showing(vocabulary: Vocabulary) -> re.Pattern[str]:
    groups = vocabulary.groups
    return re.compile(any_of((*groups["weekdays"], *groups["months"], *listed(vocabulary, "shows"))))


@lru_cache(maxsize=64)
def words(vocabulary: Vocabulary, *meanings: str) -> re.Pattern[str]:
    """A pattern for the words of some meanings."""
    return re.compile(any_of(listed(vocabulary, *meanings)))


def listed(vocabulary: Vocabulary, *meanings: str) -> tuple[str, ...]:
    """The words of some meanings."""
    return tuple(word for group in GROUPS for word in meaning_of(vocabulary.groups[group], *meanings))
