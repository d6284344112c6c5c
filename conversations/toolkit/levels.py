"""A level on a scale in what somebody wrote: the whole reply, or beside the name of what it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from conversations.toolkit.listed import Listed
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_at, said_with

_FIGURE = re.compile(r"-?\d{1,3}%?")
_OF, _AT_MOST = "of", 3
"""What stands between a level and the highest there is, and how many parts that makes."""

_STARS, _BETWEEN_AT_MOST = "\u2605\u2606\u2b50\u25cf\u25cb\u25a0\u25a1", 20
"""By what a level is drawn, and the characters between what it is of and the level."""


def level_in(text: str, low: int, high: int, vocabulary: Vocabulary) -> int | None:
    """The level that a reply names, alone or beside words of the scale: "4", "maybe four", "4/5"; None outside `low` to
    `high`, beside any other word, as in "4 days off sick", or in doubt.
    """
    if end := _end_of_scale(text, vocabulary):
        return high if end == "high" else low
    said = _said(fold(text), vocabulary)
    if not said or not said[0].isdigit() or said[1:] not in ([], [_OF, str(high)]):
        return None
    return int(said[0]) if low <= int(said[0]) <= high else None


def _end_of_scale(text: str, vocabulary: Vocabulary) -> str:
    """The end of a scale that a text calls by its name, "fully charged", and says no more; "" for none, or in doubt."""
    groups = vocabulary.groups
    small = dict.fromkeys((*groups["filler"], *groups["is"]), "")
    said = {*(said_with({**small, **groups["level_ends"]}, text) or ())} - {""}
    return said.pop() if len(said) == 1 else ""


def _said(folded: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The figures of a text, with `_OF` between; none if it holds a word that is none of the scale's."""
    words, said, at = _words_of_scale(vocabulary), list[str](), 0
    while at < len(folded) and len(said) <= _AT_MOST:
        figure = _FIGURE.match(folded, at)
        word = figure[0] if figure else longest_at(folded, at, words)
        if not word and folded[at].isalpha():
            return ()
        told = word if figure else words.get(word, "")
        said += [told] if told else []
        at += len(word) or 1
    return said


@lru_cache(maxsize=8)
def _words_of_scale(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    small = ("filler", "is", "greeting", "called", "beside_names", "small_talk", "around_level")
    words = {word: "" for group in small for word in groups[group]}
    words |= dict.fromkeys((*meaning_of(groups["status"], "energy"), *meaning_of(groups["good_news"], "well")), "")
    words |= dict.fromkeys(meaning_of(groups["level_corrected"], "small"), "")
    # "A" is no number before one: "a 4".
    numbers = {word: "" if word.isascii() and len(word) <= 2 else digit for word, digit in groups["numbers"].items()}
    return Listed({**words, **numbers, "/": _OF, **dict.fromkeys(meaning_of(groups["around_level"], _OF), _OF)})


def level_called(text: str, name: str, low: int, high: int, vocabulary: Vocabulary) -> int | None:
    """The level that a whole text gives to what goes by a name, by one of its labels: "my energy is 2", "change energy
    to 4"; None in doubt.
    """
    change, labels = vocabulary.groups["change_line"], meaning_of(vocabulary.groups["status"], name)
    numbers = {word: digit for word, digit in vocabulary.groups["numbers"].items() if word.isascii() and len(word) > 2}
    text = re.sub(any_of(numbers), lambda found: numbers[found[0]], fold(text))
    text = _without_another(text, vocabulary)
    small = (*meaning_of(change, "change", "to", "becomes"), *vocabulary.groups["change_to"], *vocabulary.groups["is"])
    small = (*small, *meaning_of(vocabulary.groups["hardly"], "lead"), *vocabulary.groups["level_corrected"])
    said = said_with({**dict.fromkeys(small, ""), **dict.fromkeys(labels, name)}, text)
    figures = re.findall(r"\d+(?:\s*(?:/|out of)\s*\d+)?", text)
    return level_in(figures[0], low, high, vocabulary) if said and name in said and len(figures) == 1 else None


def _without_another(folded: str, vocabulary: Vocabulary) -> str:
    """A folded text without the level that it says to be none: "3, not 4", "4 was wrong, it's 3"."""
    words = vocabulary.groups["level_corrected"]
    rather, wrong = any_of(meaning_of(words, "not")), any_of(meaning_of(words, "wrong"))
    left = re.sub(rf"{rather} ?\d(?!\d)", "", folded)
    return re.sub(rf"(?<!\d)\d ?{wrong}", "", left)


def tells_level(text: str, name: str, low: int, high: int, vocabulary: Vocabulary) -> bool:
    """Whether a level stands anywhere in a text beside one of the labels of what it is: "rest - energy 2", "rest (2/5
    energy)", in figures behind any few words, "energy feels more like 2", where it is of nothing: no "3 sites". Also
    one that is meant otherwise, as in "energy 2 of the plant": that is for its writer to say.
    """
    groups, labels = vocabulary.groups, meaning_of(vocabulary.groups["status"], name)
    if not any(map(fold(text).__contains__, labels)):
        # Most texts: what follows is made only for the others.
        return False
    numbers = {word: digit for word, digit in groups["numbers"].items() if not word.isascii() or len(word) > 2}
    told = re.sub(any_of(numbers), lambda found: numbers[found[0]], fold(text))
    label, level = any_of(labels), rf"[{low}-{high}]"
    if re.search(rf"(?<!\d){level}\s?(?:/|out of)\s?\d\s?{label}", told):
        return True
    small = {**groups["is"], **groups["filler"]}
    lone = rf"(?<![a-z\d.,]){level}(?!\d|\s?%|[.,:/-]\d|\s?(?!{any_of(small)})[^\W\d_])"
    full = rf"{level}\s?(?:/|out of)\s?{high}(?!\d)"
    if re.search(rf"{label}[^\d.;\n\u3002\uff1b]{{0,{_BETWEEN_AT_MOST}}}(?:{lone}|{full})", fold(text)):
        return True
    behind = re.finditer(
        rf"{label}([^\d{_STARS}]{{0,{_BETWEEN_AT_MOST}}})(?:{level}(?!\d|\s?%|[.,]\d)|[{_STARS}])", told
    )
    return any(said_with(small, found[1]) is not None for found in behind)
