"""A number without what stands beside it: where it came from, the whole of which it is a part, or when it is so."""

from __future__ import annotations

import re

from conversations.toolkit.numbers import DIGITS
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of


def without_current(text: str, vocabulary: Vocabulary) -> str:
    """A text without the time at hand that ends it, which is no deadline: "behind" of "behind this month"."""
    found = re.search(rf"[\s,]?{any_of(meaning_of(vocabulary.groups['goal_notes'], 'current'))}$", text)
    return text[: found.start()] if found else text


def without_start(name: str, vocabulary: Vocabulary) -> str:
    """A name without where it came from: "renewals went" of "renewals went from 84"."""
    starts = any_of(meaning_of(vocabulary.groups["before_numbers"], "from"))
    found = re.search(rf"{starts}\s?{DIGITS}", name)
    return name[: found.start()].strip() if found and found.start() else name


def without_whole(text: str, vocabulary: Vocabulary) -> str:
    """A text without the whole of which its number is a part: "85" of "85 of 100"."""
    of = (*meaning_of(vocabulary.groups["shares"], "of"), *meaning_of(vocabulary.groups["before_numbers"], "of"))
    latin = any_of(word for word in of if word.isascii())
    found = re.search(rf"(?<=[\d%])\s?(?:/|{latin})\s?{DIGITS}\s?%?$", text)
    return text[: found.start()] if found else text


def without_past(text: str, vocabulary: Vocabulary) -> str:
    """A text without where its number came from: "up to 85" of "up to 85 from 84"; not one that says how much came."""
    groups = vocabulary.groups
    found = re.search(rf"(?<=[\d%])\s?{any_of(meaning_of(groups['before_numbers'], 'from'))}\s?{DIGITS}\s?%?$", text)
    ways = any_of((*groups["number_ways"], *meaning_of(groups["before_numbers"], "by")))
    if found is None or re.search(rf"{ways}\s?{DIGITS}\s?%?$", text[: found.start()]):
        return text
    return text[: found.start()]
