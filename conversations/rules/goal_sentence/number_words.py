"""How numbers are written in a goal's sentence with what stands around them, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.numbers import CURRENCIES, broken, figures, share, spelled
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

WHOLES = ("whole", "whole2", "whole3")
SHARES = frozenset({"tenths", *WHOLES})
"""Groups of the grammar below: of what a number is a share."""

_UP_TO_THREE, _THREE = re.compile(r"(?<![\da-z.,])\d{1,3} ?$"), re.compile(r"\d{3}(?![\d.,]*\d)")
"""Digits in threes with a space between them: nobody can tell those from two numbers."""

_DOLLARS = "(?:us|a|c|s|hk|nz)"


def unit_of(said: Mapping[str, str], vocabulary: Vocabulary) -> tuple[str, str]:
    """The unit that stands at a number, and its kind."""
    kinds = vocabulary.groups["measures"]
    if said.keys() & SHARES:
        return "%", "rate"
    unit = said.get("unit") or said.get("unit2") or said.get("currency") or ""
    if "short" in said:
        unit = next(each for each in kinds if each[1:] == said["short"])
    if not unit:
        unit = next((word for word in broken(vocabulary, "tenths") if word in kinds and word in said["number"]), "")
    if unit in kinds:
        return ("%" if kinds[unit] == "rate" else unit), kinds[unit]
    noun = said.get("noun", "")
    return (unit, "money") if unit else (noun, "count" if noun else "")


def is_cut(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a number is only a part of what is written there: "1 200", "2.1.3", an hour of "1h 30"."""
    start, end = match.span("number")
    before, behind = match.string[:start], match.string[end:]
    if _half_follows(match, vocabulary):
        return True
    if not re.search(r"[0-9]$", match["number"]):
        return False
    goes_on_from, goes_on = _parts(vocabulary)
    in_threes = (
        _THREE.match(match["number"]) and _UP_TO_THREE.search(before),
        _THREE.match(behind[1:]) and behind[:1] == " " and _UP_TO_THREE.match(match["number"]),
    )
    return any((*in_threes, goes_on_from.search(before), goes_on.match(behind)))


def _half_follows(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    half, none = any_of(broken(vocabulary, "behind")), any_of(broken(vocabulary, "none"))
    return re.compile(rf"\s?(?!{none}){half}").match(match.string, match.end()) is not None


@lru_cache(maxsize=4)
def _parts(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for what a number goes on from, and for how it goes on."""
    groups = vocabulary.groups
    han = any_of(word for word in (*groups["measures"], *groups["multiples"]) if not word.isascii())
    joints = (*groups["before_numbers"], *groups["bounds"], *groups["spans"], *groups["either_number"])
    joint = any_of(word for word in joints if len(word) == 1)
    # Any sign between digits may be a unit, and what is behind it its tenths.
    between = rf"(?:{han}|(?!{joint}|[a-z])[^\W\d_])"
    return re.compile(rf"\d(?:[.,/'\u2019]|{between})$"), re.compile(rf"(?:[.,/'\u2019]|{between})\d")


def _short(vocabulary: Vocabulary) -> str:
    """A pattern for a unit whose first sign went into the half before it."""
    within = [word for word in broken(vocabulary, "within") if not word.isascii()]
    first = {word[0] for word in within}
    units = [unit[1:] for unit in vocabulary.groups["measures"] if unit[0] in first and unit[1:]]
    return rf"(?<=[{''.join(word[-1] for word in within)}])(?P<short>{any_of(units)})"


@lru_cache(maxsize=4)
def grammar(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern for a number with the words around it; its groups name what was said."""
    groups = vocabulary.groups
    marks, behind = any_of(groups["before_numbers"]), groups["behind_numbers"]
    bounds, each = any_of(meaning_of(behind, "at_most", "at_least")), any_of(meaning_of(behind, "each"))
    now = rf"{any_of(meaning_of(behind, 'now'))}(?!\s?[\d{CURRENCIES}])"
    unit, multiple = any_of(groups["measures"]), any_of(groups["multiples"])
    of_whole, out_of_whole, more = share(vocabulary)
    within = any_of(word for word in meaning_of(groups["shares"], "in") if word.isascii())
    lasts = any_of((*meaning_of(groups["measures"], "time"), *groups["lengths"], *groups["units"]))
    places = any_of(meaning_of(groups["counted_nouns"], "places"))
    half, none = any_of(broken(vocabulary, "within", "behind")), any_of(broken(vocabulary, "none"))
    in_whole = rf"\s{within}\s(?P<whole3>{spelled(vocabulary)})(?!\s(?:{lasts}|{places}))"
    return re.compile(
        rf"(?:(?P<mark>{marks})\s?)?(?:(?P<mark2>{marks})\s?)?(?:(?P<about>{any_of(groups['about_numbers'])})\s?)?~?"
        rf"(?<![a-z\d.\-])(?:{of_whole})?(?P<currency>(?:{_DOLLARS}(?=\$))?[{CURRENCIES}])?(?P<number>{figures(vocabulary)})(?P<plus>\+)?"
        rf"(?:\s?(?P<tenths>{any_of(groups['tenths'])}){more}|{out_of_whole}|{in_whole}|\s?(?P<unit>{unit})(?:\s?(?!{none})(?P<half>{half}))?|{_short(vocabulary)}"
        rf"|\s?(?P<multiple>{multiple})(?P<plus2>\+)?(?:\s?(?P<unit2>{unit}))?)?"
        rf"(?:\s(?P<noun>(?:[a-z-]{{1,20}} ){{0,2}}?{_counted(vocabulary)}))?(?![a-z\d])"
        rf"(?:\s?(?P<each>{each}))?(?:\s?(?P<behind>{bounds}|{now}))?"
    )


def _counted(vocabulary: Vocabulary) -> str:
    """A pattern for what is counted: a plural, behind what only ends like one or stands before it: "sales calls"."""
    none = any_of(meaning_of(vocabulary.groups["counted_nouns"], "none"))
    return rf"[a-z-]{{2,20}}s(?: (?!{none})[a-z-]{{1,20}}[a-rtv-z]s(?![a-z]))?"
