"""Numbers in a goal's sentence, and which of them say from where to where it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.leading import goes_on
from conversations.rules.goal_sentence.number_words import SHARES, WHOLES, grammar, is_cut, unit_of
from conversations.rules.goal_sentence.scales import alone_as_sum, as_sums, in_one_unit, on_scale, scaled
from conversations.rules.goal_sentence.title import masked
from conversations.rules.goals import Direction
from conversations.toolkit.numbers import CURRENCIES, HALF, sections, value_of, with_points
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

LEVELS = frozenset({"rate", "time", "money", "score"})
"""Kinds of units that say how high something stands, not how many were made."""

_TARGETS = ("to", "at_most", "at_least", "hold")
_TIMES: Mapping[str, Decimal] = {"double": Decimal(2), "halve": Decimal("0.5")}
_SUREST = ("from", "to", "by")
_UNCLEAR = "unclear"
_NEAR = 12
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""How a sum is written where a point sets thousands apart: no sum has three places behind a point."""

_RANGE = re.compile(r"\s?[-\u2013~]\s?\d")


@dataclass(frozen=True)
class Measure:
    """From where to where, as far as it is said without doubt; `span` is where, if it can be taken out of the text.

    `amounts` are all numbers there are, `relative` is a change "by" so much of something that is not named; `times` is
    what it is to be multiplied by: "by half"; `guessed` are its ends whose thousands only a point sets apart.
    """

    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    kind: str = ""
    direction: Direction | None = None
    span: tuple[int, int] | None = None
    amounts: tuple[Amount, ...] = ()
    relative: bool = False
    times: Decimal | None = None
    guessed: tuple[str, ...] = ()


def measure_in(text: str, vocabulary: Vocabulary) -> Measure:
    """What a folded sentence says, its dates masked."""
    amounts = amounts_in(text, vocabulary)
    verbs = _direction_of_verbs(text, vocabulary) or next((each.way for each in amounts if each.way), None)
    if not any(each.mark for each in amounts):
        # "Increase sales 20%" says by how much, not where to; so does any number that is compared with what was.
        by = {each.kind for each in amounts} if _compares(vocabulary).search(text) else _moved(verbs)
        amounts = [replace(each, mark="by") if each.kind in by else each for each in amounts]
    # "To half a day" halves nothing.
    halves = masked(text, [(each.start, each.end) for each in amounts if each.value == HALF])
    times = next((times for verb, times in _TIMES.items() if _verbs(vocabulary, verb).search(halves)), None)
    measure = _measure(amounts, times, verbs)
    changes = times is not None or any(each.mark == "by" or each.kind == "points" for each in amounts)
    relative = measure.target is None and changes
    direction = measure.direction or (verbs if amounts else None)
    return replace(measure, amounts=tuple(amounts), relative=relative, direction=direction, times=times)


def amounts_in(text: str, vocabulary: Vocabulary) -> list[Amount]:
    """Every number; spelled ones only where it is clear that they count something."""
    read = (_amount(match, vocabulary) for match in grammar(vocabulary).finditer(with_points(text, vocabulary)))
    amounts = [each for each in read if each is not None]
    for at, each in enumerate(amounts):
        if each.mark == "arrow":
            amounts[at] = replace(each, mark="to")
            amounts[max(at - 1, 0)] = replace(amounts[max(at - 1, 0)], mark="from" if at else "to")
    for at, pair in enumerate(pairwise(amounts)):
        one, other = as_sums(*in_one_unit(*pair, vocabulary))
        other = on_scale(other, one)
        amounts[at : at + 2] = (replace(one, mark="from") if goes_on(one, other, text, vocabulary) else one, other)
    return alone_as_sum([on_scale(each) for each in amounts[:1]] + amounts[1:])


def _amount(match: re.Match[str], vocabulary: Vocabulary) -> Amount | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    groups = vocabulary.groups
    value = _value(said, vocabulary)
    marks = [groups["before_numbers"][said[name]] for name in ("mark", "mark2") if name in said]
    marks = marks[_belongs_to_verb(match, vocabulary) :]
    is_digits = said["number"][:1].isdecimal()
    first = len(match.string[: match.start()].split()) == 1 and said["number"].isascii()
    # A part of a number is none, and nobody can tell where to or where from it goes.
    is_part = is_cut(match, vocabulary)
    if value is None or (is_part and not marks) or not (is_digits or marks or said.keys() & SHARES or first):
        return None
    if _verbs(vocabulary, "halve").match(match.string, match.start("number")):
        return None
    exact = value.to_integral_value() if value == value.to_integral_value() else value
    unit, kind, end = *unit_of(said, vocabulary), match.end()
    if unit == said.get("noun") and any(word in groups["around"] for word in unit.split()):
        unit, kind, end = "", "", match.end("number")
    bound = next((mark for mark in marks if mark in ("at_most", "at_least")), "")
    bound = groups["behind_numbers"][said["behind"]] if "behind" in said else bound
    bound = "at_least" if said.keys() & {"plus", "plus2"} else bound
    mark = next((mark for mark in (*_SUREST, *marks) if mark in marks), bound)
    mark = "now" if not marks and bound == "now" else mark
    way = _way(match, vocabulary) if not marks and kind in LEVELS | {"points"} else None
    mark = "by" if way else mark
    never = bound == "at_least" and _verbs(vocabulary, "never").search(match.string, 0, match.start())
    if never or is_part or _RANGE.match(match.string, match.end()):
        mark = _UNCLEAR
    one_sign = len(said.get("mark", "")) == 1 and not said["mark"].isascii()
    stands = mark == "hold" or one_sign
    each, shut = _each(said, groups), bool(said.keys() & {"unit", "noun", "each", *SHARES})
    start = match.end("mark") + 1 if _belongs_to_verb(match, vocabulary) else match.start()
    amount = Amount(start, end, exact, unit, kind, mark, bound, stands=stands, each=each, shut=shut, way=way)
    if "whole2" in said:
        scale = match.string[match.end("number") : match.end("whole2")].strip()
        amount = replace(amount, whole=value_of(said["whole2"], vocabulary) or Decimal(0), scale=scale)
    return _as_written(amount, said, vocabulary)


def _as_written(amount: Amount, said: Mapping[str, str], vocabulary: Vocabulary) -> Amount:
    """A number with how its thousands are written."""
    has_point = _THOUSANDS.fullmatch(said["number"]) is not None
    placed = any(sign in said["number"] or sign in said.get("multiple", "") for sign in sections(vocabulary))
    pointed, guessed = has_point and not amount.unit, has_point and amount.kind == "count"
    return replace(amount, times=_times(said, vocabulary), pointed=pointed, placed=placed, guessed=guessed)


def _belongs_to_verb(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether the word before a number belongs to a verb: "take over 5 accounts"."""
    verbs = _verbs(vocabulary, "no_lead").finditer(match.string, 0, max(match.end("mark"), 0))
    return any(verb.end() == match.end("mark") for verb in verbs)


def _way(match: re.Match[str], vocabulary: Vocabulary) -> Direction | None:
    """Up or down, where that stands right before a number: "NPS up 10 points"."""
    ways: tuple[Direction, ...] = ("up", "down")
    before = match.string[: match.start()].rstrip()
    words = vocabulary.groups["number_ways"]
    return next((way for way in ways if re.search(rf"{any_of(meaning_of(words, way))}$", before[-_NEAR:])), None)


def _value(said: Mapping[str, str], vocabulary: Vocabulary) -> Decimal | None:
    """The number times what stands behind it; a share in per cent."""
    value = value_of(said["number"], vocabulary)
    whole = value_of(next((said[name] for name in WHOLES if name in said), "1"), vocabulary)
    if value is None or not whole or ("whole3" in said and value >= whole):
        return None
    if said.keys() & set(WHOLES):
        return (100 * value / whole).quantize(Decimal("0.01"))
    if "tenths" in said:
        return 10 * value + (value_of(said.get("more", ""), vocabulary) or 0)
    if _THOUSANDS.fullmatch(said["number"]) and unit_of(said, vocabulary)[1] in ("money", "count"):
        value *= 1000
    return (value + (HALF if "half" in said else 0)) * _times(said, vocabulary)


def _times(said: Mapping[str, str], vocabulary: Vocabulary) -> int:
    return int(vocabulary.groups["multiples"].get(said.get("multiple", ""), "1"))


def _each(said: Mapping[str, str], groups: Mapping[str, Mapping[str, str]]) -> str:
    """Over how long it is counted, said behind the number or before it; in Chinese the first sign of that is "each"."""
    about = said.get("about", "")
    if "each" in said or groups["about_numbers"].get(about) != "each":
        return said.get("each", "")
    return about if about.isascii() else f"/{about[1:]}"


def _rated(unit: str, kind: str, each: str) -> str:
    """The unit with how long it is counted over; a rate or a sum stays what its sign says."""
    if kind not in ("", "count"):
        return unit
    return f"{unit}{each}" if each.startswith("/") else f"{unit} {each}".strip()


def _measure(amounts: Sequence[Amount], times: Decimal | None, verbs: Direction | None) -> Measure:
    if any(each.mark == _UNCLEAR for each in amounts) or _is_range(amounts):
        return Measure()
    pairs = [pair for pair in pairwise(amounts) if _leads(*pair)]
    if pairs:
        return _between(*scaled(*pairs[0], verbs)) if len(pairs) == 1 else Measure()
    starts = [each for each in amounts if each.mark in ("from", "now")]
    others = [each for each in amounts if each not in starts]
    if any(each.mark == "by" or each.kind == "points" for each in amounts) or len(starts) > 1:
        return Measure()
    if starts:
        return _from_today(starts[0], others, times, verbs)
    return _only(others)


def _is_range(amounts: Sequence[Amount]) -> bool:
    """Whether there is a "5 to 8" that goes from nowhere."""
    pairs = pairwise(amounts)
    return any(not one.mark and other.mark == "to" and other.start - one.end <= 1 for one, other in pairs)


def _leads(one: Amount, other: Amount) -> bool:
    alike = not one.unit or not other.unit or _single(one.unit) == _single(other.unit)
    return one.mark == "from" and other.mark in _TARGETS and alike


def _single(unit: str) -> str:
    """A unit as it is said of one: "2 weeks" lead to "1 week"."""
    return unit.removesuffix("s") if unit.isascii() else unit


def _between(one: Amount | None, other: Amount | None) -> Measure:
    """From one to the other; one of which nobody can tell what it is worth is left to be asked."""
    if one is None or other is None:
        return replace(_only([replace(other, mark="to")]), direction=None, span=None) if other else Measure()
    direction: Direction | None = None
    if one.value != other.value:
        direction = "up" if other.value > one.value else "down"
    span = (one.start, other.end)
    unit, kind = (other.unit, other.kind) if other.unit else (one.unit, one.kind)
    rated = _rated(unit, kind, other.each or one.each)
    guessed = tuple(name for name, each in (("start", one), ("target", other)) if each.guessed)
    return Measure(one.value, other.value, rated, kind, direction, span, guessed=guessed)


def _from_today(today: Amount, others: Sequence[Amount], times: Decimal | None, verbs: Direction | None) -> Measure:
    """Where it stands is said apart from where it goes; or only that it is to double or halve."""
    like = [each for each in others if each.kind == today.kind and _single(each.unit) == _single(today.unit)]
    if len(like) == 1:
        return replace(_between(*scaled(today, like[0], verbs)), span=None)
    if times is not None and not like:
        direction: Direction = "up" if times > 1 else "down"
        unit = _rated(today.unit, today.kind, today.each)
        return Measure(today.value, today.value * times, unit, today.kind, direction)
    return Measure()


def _only(amounts: Sequence[Amount]) -> Measure:
    """The one number that can only be the target: one said to be it, else the one level, "90% in 4 hours", or count."""
    said = [each for each in amounts if each.mark in _TARGETS]
    beside = [each for each in amounts if each.kind != "time"]
    levels = [each for each in beside if len(beside) == 1 and not each.mark and each.kind in LEVELS]
    alone = [one for one in amounts if len(amounts) == 1 and (one.mark == "of" or one.kind == "count" or one.times > 1)]
    chosen = next((found for found in (said, levels, alone) if found), [])
    if len(chosen) != 1:
        return Measure()
    one = chosen[0]
    directions: Mapping[str, Direction] = {"at_most": "down", "at_least": "up"}
    span = (one.start, one.end) if one.mark and not one.stands else None
    unit = _rated(one.unit, one.kind, one.each)
    guessed = ("target",) if one.guessed else ()
    return Measure(None, one.value, unit, one.kind, directions.get(one.bound), span, guessed=guessed)


def _direction_of_verbs(text: str, vocabulary: Vocabulary) -> Direction | None:
    up, down = (_verbs(vocabulary, name).search(text) is not None for name in ("up", "down"))
    if up == down:
        return None
    return "up" if up else "down"


def _moved(verbs: Direction | None) -> frozenset[str]:
    """Kinds of which a bare number behind a verb of change says by how much."""
    return frozenset({"rate", "money", ""}) if verbs else frozenset()


@lru_cache(maxsize=4)
def _compares(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern for what compares with what was: "than", "over last year", and the same in Chinese."""
    groups = vocabulary.groups
    was = (*meaning_of(groups["before_numbers"], "now"), *groups["past_periods"], *groups["past_years"])
    alone, against = (any_of(meaning_of(groups["comparisons"], name)) for name in ("alone", "against"))
    return re.compile(rf"{alone}(?! ?[\d{CURRENCIES}])|{against} ?{any_of(was)}")


@lru_cache(maxsize=8)
def _verbs(vocabulary: Vocabulary, name: str) -> re.Pattern[str]:
    return re.compile(any_of(meaning_of(vocabulary.groups["goal_verbs"], name)))
