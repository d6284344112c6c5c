"""Which of several lines a reply picks by their places: "the first two", "1-3", "drop the last one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before, words_behind

FIRST, LAST, OUT, KEEP, TO, THEM, SMALL = "first", "last", "out", "keep", "to", "them", "small"
"""What the words mean that pick: from the first or the last on, what is to go or to stay, a span, words that point at
the lines, and small ones.
"""

_GAP = " ,;.#\u3001"
_DIGITS = re.compile(r"\d{1,2}")
_WORDS = re.compile("[a-z0-9']+|[\u3400-\u9fff]+")
_PLACE = "#"
"""Stands before what is a place and no number: "third"."""


def picked(text: str, lines: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The lines that a reply keeps; None if it picks none in words for places, or some that are not there."""
    groups, folded = vocabulary.groups, fold(text)
    if (named := _named_out(folded, lines, vocabulary)) is not None:
        return named
    ordinals = {word: _PLACE + place for word, place in groups["ordinals"].items() if place.isdecimal()}
    last = dict.fromkeys(meaning_of(groups["ordinals"], LAST), LAST)
    said = _said(folded, {**groups["numbers"], **last, **ordinals, **groups["picks"]})
    told = [each for each in said or () if each not in (SMALL, THEM)]
    counted = [each for each in told if each not in (OUT, KEEP)]
    if OUT not in told and len(counted) == 1 and counted[0].isdecimal():
        # "Take 3" may be as many of them, or the third.
        return None
    places = _places(counted, len(lines))
    if not places or (OUT in told and KEEP in told) or not places <= set(range(1, len(lines) + 1)):
        return None
    kept = tuple(line for n, line in enumerate(lines, 1) if (n in places) is not (OUT in told))
    return kept or None


def points_at(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply may mean lines by their places or as a whole: "the important ones", "take 3"."""
    words = meaning_of(vocabulary.groups["picks"], FIRST, LAST, OUT, KEEP, THEM)
    return bool(_DIGITS.search(text)) or bool(longest_within(fold(text), words))


def tells_of(text: str, lines: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a reply holds a word of these lines that is no small one; of Chinese ones two characters together."""
    groups = vocabulary.groups
    small = {*groups["around"], *groups["picks"], *groups["numbers"], *groups["ordinals"], *groups["filler"]}
    folded = [fold(line) for line in lines]
    here = {part for line in folded for part in _parts(line)} - small
    return not here.isdisjoint(_parts(fold(text))) or any(line and line in fold(text) for line in folded)


def _named_out(folded: str, lines: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The lines but the one that is to go by its own words, or by some of them: "without the report"."""
    out = {word: said for word, said in vocabulary.groups["picks"].items() if said in (OUT, SMALL)}
    led, rest = words_before(folded, out)
    name, closed = words_behind(rest, out)
    goes = [line for line in lines if name and fold(line) in (name, rest)] or _holding(name, folded, lines)
    if len(goes) != 1 or OUT not in (out[word] for word in (*led, *closed)):
        return None
    return tuple(line for line in lines if line not in goes)


def _holding(name: str, folded: str, lines: Sequence[str]) -> list[str]:
    """The lines that hold all words of a name; none where one holds the whole reply, which then is that line."""
    named, said = _parts(name), _parts(folded)
    parts = [_parts(fold(line)) for line in lines]
    if not named or any(said <= each for each in parts):
        return []
    return [line for line, each in zip(lines, parts, strict=True) if named <= each]


def _said(folded: str, words: dict[str, str]) -> list[str] | None:
    """What a reply says in these words and in digits, in order; None if it holds any other."""
    said: list[str] = []
    at = 0
    while at < len(folded):
        digits, word = _DIGITS.match(folded, at), longest_at(folded, at, words)
        if folded[at] in _GAP and not word:
            at += 1
        elif found := (digits[0] if digits else word):
            said.append(found if digits else words[found])
            at += len(found)
        else:
            return None
    return said


def _places(said: Sequence[str], count: int) -> set[int]:
    """The places that are meant, counted from 1; none where the words cannot be taken so."""
    places: set[int] = set()
    meant = list(said)
    while meant:
        each = meant.pop(0)
        if each in (FIRST, LAST):
            many = int(meant.pop(0)) if meant and meant[0].isdecimal() else 1
            places |= set(range(1, many + 1) if each == FIRST else range(count - many + 1, count + 1))
        elif each == TO:
            return set()
        else:
            start = int(each.removeprefix(_PLACE))
            ends = meant[1].removeprefix(_PLACE) if meant[:1] == [TO] and len(meant) > 1 else ""
            meant = meant[2:] if ends.isdecimal() else meant
            places |= set(range(start, int(ends) + 1)) if ends.isdecimal() else {start}
    return places


def _parts(folded: str) -> set[str]:
    parts: set[str] = set()
    for word in _WORDS.findall(folded):
        parts |= {word} if word.isascii() else {first + second for first, second in pairwise(word)}
    return parts
