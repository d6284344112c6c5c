"""A number without what stands beside it: where it came from, the whole of which it is a part, or when it is so."""

from __future__ import annotations

import re

from conversations.goal.asked import LESS, MORE
from conversations.toolkit.numbers import DIGITS, numbers_of
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_SIGNS = {"up": MORE[0], "down": LESS}


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


def by_how_much(text: str, number: str, vocabulary: Vocabulary) -> str:
    """A number with the sign for more or less where it says by how much: "+3" of "rose by 3"; else as it was."""
    moved, by = vocabulary.groups["number_moved"], any_of(meaning_of(vocabulary.groups["before_numbers"], "by"))
    found = re.search(rf"(?P<way>{any_of(moved)})\s?{by}?\s?$", text[: text.rfind(number)])
    return f"{_SIGNS[moved[found['way']]]}{number}" if found and number[:1].isdigit() else number


def short_of(text: str, vocabulary: Vocabulary) -> str:
    """What is named before a number that it has not reached: "renewals" of "renewals not at 85 yet"; "" for none."""
    short = any_of(vocabulary.groups["number_short"])
    found = re.fullmatch(rf"(.+?)\s?{short}\s?{DIGITS}\s?[^\s\d]{{0,4}}(?:\s[^\s\d]{{1,4}})?", text)
    return found[1] if found else ""


def is_instead(said: str, number: str, vocabulary: Vocabulary) -> bool:
    """Whether a number may stand for another that was said before it: it has no unit of its own."""
    units = [re.sub(r"^[-+\d.,\s]+", "", each) for each in (number, said)]
    return bool(numbers_of(said, vocabulary, units[1])) and units[1] in ("", "%", units[0])


def without_moved(name: str, vocabulary: Vocabulary) -> str:
    """A name without the word that says it went up or down: "complaints" of "complaints fell"."""
    moved = any_of(vocabulary.groups["number_moved"])
    by = any_of(meaning_of(vocabulary.groups["before_numbers"], "by"))
    return re.sub(rf"\s?{moved}$|^{by}$", "", name)


def without_past(text: str, vocabulary: Vocabulary) -> str:
    """A text without where its number came from: "up to 85" of "up to 85 from 84"; not one that says how much came."""
    groups = vocabulary.groups
    found = re.search(rf"(?<=[\d%])\s?{any_of(meaning_of(groups['before_numbers'], 'from'))}\s?{DIGITS}\s?%?$", text)
    ways = any_of((*groups["number_ways"], *meaning_of(groups["before_numbers"], "by")))
    if found is None or re.search(rf"{ways}\s?{DIGITS}\s?%?$", text[: found.start()]):
        return text
    return text[: found.start()]
