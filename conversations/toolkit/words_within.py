"""Known words in what people type: which of them stand in it, and whether it says nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.listed import BEGINNING, Beginnings, Listed, beginnings_of
from conversations.toolkit.vocabulary import fold

_BETWEEN = re.compile(r"[\s\d\W]*")
_LOOSE = (" ", ",")


def longest_within(folded: str, words: Iterable[str]) -> str:
    """The longest of these words that stands in a folded text by itself, "" if none does.

    Of several as long it is the first in their order.
    """
    beginnings = beginnings_of(words)
    text, best, found = folded[:MAX_READ], math.inf, ""
    for at in range(len(text)):
        for rank, word in beginnings.get(text[at : at + BEGINNING], beginnings.get(text[at], ())):
            if rank >= best:
                break
            if text.startswith(word, at) and is_free(text, at, at + len(word)):
                best, found = rank, word
                break
    return found


def said_with(words: Mapping[str, str], text: str) -> list[str] | None:
    """What a text says in these words, in order; None if it holds any other."""
    folded, said, at = fold(text), [], 0
    beginnings = beginnings_of(words)
    while at < len(folded):
        gap = _BETWEEN.match(folded, at)
        at = gap.end() if gap else at
        word = _first_at(folded, at, beginnings)
        if not word and at < len(folded):
            return None
        said.append(words.get(word, ""))
        at += len(word)
    return said


def longest_at(folded: str, at: int, words: Mapping[str, str]) -> str:
    """The longest of these words that stands by itself at a place of a folded text, "" if none does."""
    if isinstance(words, Listed):
        return _first_at(folded, at, words.beginnings)
    most = min(len(folded) - at, max(map(len, words), default=0))
    ends = (at + length for length in range(most, 0, -1))
    return next((folded[at:end] for end in ends if folded[at:end] in words and is_free(folded, at, end)), "")


def words_before(folded: str, words: Mapping[str, str]) -> tuple[list[str], str]:
    """The words of a list that a folded text begins with, and what stands behind them."""
    said, at = [], 0
    while word := longest_at(folded, at, words):
        said.append(word)
        at += len(word)
        while folded[at : at + 1] in _LOOSE:
            at += 1
    return said, folded[at:]


def words_behind(folded: str, words: Mapping[str, str]) -> tuple[str, list[str]]:
    """What a folded text says before the words of a list that it ends with, and those words."""
    said: list[str] = []
    rest, most = folded, max(map(len, words), default=0)
    while rest:
        starts = range(max(0, len(rest) - most), len(rest))
        word = next((rest[at:] for at in starts if rest[at:] in words and is_free(folded, at, len(rest))), "")
        if not word:
            break
        said.insert(0, word)
        rest = rest.removesuffix(word).rstrip(" ,")
    return rest, said


def is_free(folded: str, start: int, end: int) -> bool:
    """Whether a part of a folded text is no part of a longer Latin word."""
    cut_before = start > 0 and _is_letter(folded[start - 1]) and _is_letter(folded[start])
    cut_after = end < len(folded) and _is_letter(folded[end - 1]) and _is_letter(folded[end])
    return not cut_before and not cut_after


def _first_at(folded: str, at: int, beginnings: Beginnings) -> str:
    for _, word in beginnings.get(folded[at : at + BEGINNING], beginnings.get(folded[at : at + 1], ())):
        if folded.startswith(word, at) and is_free(folded, at, at + len(word)):
            return word
    return ""


def _is_letter(character: str) -> bool:
    return character.isascii() and (character.isalpha() or character == "'")


def spans_between(marks: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where each part of a text between such marks begins and ends; parts of nothing but spaces are none."""
    cuts = [(0, 0), *(found.span() for found in marks.finditer(text)), (len(text), len(text))]
    spans = [(end, start) for (_, end), (start, _) in pairwise(cuts)]
    return [(start, end) for start, end in spans if text[start:end].strip()]
