"""Numbers as people write and read them: "62", "62 %", "1,200", "3k", "2 1/2", "sixty", and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from conversations.toolkit.commands import looked_at
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

DIGITS = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
CURRENCIES = "$€£¥"
TOO_LARGE = Decimal(10**15)
"""No number of anybody's work is this large, and with more digits sums are no longer exact."""
_LONGEST = 60
_RANGE = r"[-\u2013\u2014~\uff5e]"
_WRITTEN = rf"[-+]?[{CURRENCIES}]?{DIGITS}\s?[^\s\d]{{0,12}}"
_SECTION = 10_000
HALF = Decimal("0.5")
_PARTS: Mapping[str, Decimal] = {"\u00bd": HALF, "\u00bc": Decimal("0.25"), "\u00be": Decimal("0.75")}
_SET_APART = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:(?:\.\d{3}){2,4}(?:,\d{1,2})?|(?:\.\d{3})+,\d{1,2}|(?:['\u2019]\d{3})+)(?![.,']?\d)"
)
_OTHER_WAY = str.maketrans({".": ",", ",": ".", "'": ",", "\u2019": ","})
_COMMA = re.compile(r"(?<![\d.,])(\d{1,9}),(?=(\d{1,2})(?!\d|[.,]\d))")


def number_of(text: str, vocabulary: Vocabulary, unit: str = "") -> Decimal | None:
    """The number that a whole reply says, with or without its unit; None if it says anything else, or may mean two."""
    found = numbers_of(text, vocabulary, unit)
    return found[0] if len(found) == 1 else None


def numbers_of(text: str, vocabulary: Vocabulary, unit: str = "") -> tuple[Decimal, ...]:
    """What a whole reply may mean as a number: "3k" of kits is 3,000, or 3 of them; none if it is no number."""
    if len(text) > _LONGEST:
        return ()
    reply = with_points(looked_at(text).strip().lower(), vocabulary)
    folded_unit = looked_at(unit).strip().lower()
    sign = -1 if reply.startswith("-") else 1
    reply = reply.lstrip("+-").lstrip(CURRENCIES).strip()
    half = _half_behind(reply, folded_unit, vocabulary)
    reply = reply.removesuffix(half).strip()
    if folded_unit:
        reply = reply.removesuffix(folded_unit).strip()
    found = re.fullmatch(rf"({figures(vocabulary)})\s*(.*)", reply, re.DOTALL)
    value = value_of(found[1], vocabulary) if found else None
    if found is None or value is None:
        return ()
    value += HALF if half else 0
    multiples = _multiples(found[2].removesuffix("%").strip(), folded_unit, vocabulary)
    values = (sign * value * multiple for multiple in multiples)
    return tuple(each for each in values if abs(each) < TOO_LARGE)


def _half_behind(reply: str, unit: str, vocabulary: Vocabulary) -> str:
    """What adds a half behind the unit that a reply ends with, "" for nothing: "two weeks and a half"."""
    halves = broken(vocabulary, "within", "behind")
    return next((half for half in halves if unit and re.search(rf"{re.escape(unit)}\s?{half}$", reply)), "")


def either_at_end(text: str, vocabulary: Vocabulary) -> tuple[str, str, str, str] | None:
    """Two numbers that end a text, of which it says one or the other: what stands before them, the first, what joins
    them, and the second, each as it is written. None where it does not end so.
    """
    joins = any_of(meaning_of(vocabulary.groups["either_number"], "or"))
    found = re.fullmatch(
        rf"(.*?)(?<![A-Za-z\d.,-])({_WRITTEN}?)(\s?(?:{joins}|{_RANGE})\s?)({_WRITTEN})", text, re.DOTALL
    )
    return (found[1], found[2], found[3], found[4]) if found else None


def _multiples(rest: str, unit: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """What the number is to be taken times, none for what is no multiple. What is counted in ten thousands stays so; of
    a unit whose name only begins like a multiple nobody can tell.
    """
    if rest in vocabulary.groups["tenths"]:
        return (10,)
    multiple = int(vocabulary.groups["multiples"].get(rest, "0"))
    if not unit.startswith(rest):
        return (multiple,) if multiple else ()
    behind = unit.removeprefix(rest)[:1]
    is_a_name = behind.isalpha() if rest.isascii() else multiple < _SECTION
    return (multiple, 1) if multiple and is_a_name else (1,)


def with_points(text: str, vocabulary: Vocabulary) -> str:
    """A text with a point before what can only be tenths, and a comma for each sign that can only set thousands apart:
    "€1,2M", "3,5 %", "1.200.000". Every character stays where it was.
    """
    text = _SET_APART.sub(lambda found: found[0].translate(_OTHER_WAY), text)
    text = _decimal_comma(vocabulary).sub(r"\1.", text)
    commas = list(_COMMA.finditer(text))
    if len(commas) == 1 and int(commas[0][2]) == int(commas[0][1]) + 1:
        # "3,4 people" are three or four of them.
        return text
    return _COMMA.sub(r"\1.", text)


@lru_cache(maxsize=4)
def _decimal_comma(vocabulary: Vocabulary) -> re.Pattern[str]:
    behind, sums = any_of(vocabulary.groups["multiples"]), f"[{CURRENCIES}%]"
    tenths = r"\d{1,2}(?!\d|[.,]\d)"
    return re.compile(rf"(?<![\d.,])(\d{{1,9}}),(?={tenths}\s?(?:{behind}|{sums}))")


def value_of(written: str, vocabulary: Vocabulary) -> Decimal | None:
    """The value of digits, of a spelled number or of a Chinese numeral, with the part behind it; None for anything
    else.
    """
    if (parted := _parted(written, vocabulary)) is not None:
        return parted
    if written[:1].isdecimal() and written.isascii():
        value = Decimal(written.replace(",", ""))
        return value if value < TOO_LARGE else None
    words = {**vocabulary.groups["numbers"], **vocabulary.groups["figures"]}
    if written in words:
        return Decimal(words[written])
    tens, _, ones = written.replace(" ", "-").partition("-")
    if tens in words and ones in words:
        both = int(words[tens]), int(words[ones])
        return Decimal(sum(both)) if both[0] >= 20 and both[1] < 10 else None
    return _numeral(written, vocabulary)


def _parted(written: str, vocabulary: Vocabulary) -> Decimal | None:
    """The value of a number with a half, another part or tenths behind it, or with places between its digits; None for
    one without.
    """
    if written in broken(vocabulary, "alone", "behind"):
        return HALF
    if re.fullmatch(_mixed(vocabulary), written):
        places = _places(vocabulary)
        parts = re.findall(r"\d+|\D", written)
        return Decimal(_summed((int(places.get(part, part)), part in places) for part in parts))
    for pattern in (_tenths(vocabulary), rf"(?P<whole>.*?)(?P<part>{_part(vocabulary)})"):
        if found := re.fullmatch(pattern, written):
            whole = value_of(found["whole"], vocabulary) if found["whole"] else Decimal(0)
            part = _value_of_part(found["part"].strip(), vocabulary)
            return None if whole is None or part is None else whole + part
    return None


def _value_of_part(part: str, vocabulary: Vocabulary) -> Decimal | None:
    if "/" in part:
        return Decimal(part[0]) / Decimal(part[2])
    if part in broken(vocabulary, "within"):
        return HALF
    tenths = value_of(part, vocabulary) if part not in _PARTS else None
    return _PARTS[part] if part in _PARTS else tenths and tenths / 10


def broken(vocabulary: Vocabulary, *names: str) -> tuple[str, ...]:
    """The words for parts of a number: a half "alone", "within" it and its unit or "behind" both; what leads to
    "tenths" and "ends" them.
    """
    return meaning_of(vocabulary.groups["broken_numbers"], *names)


def _part(vocabulary: Vocabulary) -> str:
    within, none = (any_of(broken(vocabulary, name)) for name in ("within", "none"))
    return rf"\s?[{''.join(_PARTS)}]|\s(?:1/[234]|3/4)(?![\d/])|\s?(?!{none}){within}"


def _tenths(vocabulary: Vocabulary) -> str:
    """A pattern for tenths behind a word: "3 point 5", and what costs so much in Chinese."""
    ones = "".join(sign for sign, value in _han(vocabulary.groups["numbers"]).items() if int(value) < 10)
    places = "".join(_places(vocabulary))
    word, ends = (any_of(broken(vocabulary, name)) for name in ("tenths", "ends"))
    whole = rf"\d{{1,9}}|[{ones}][{ones}{places}]{{0,5}}"
    return rf"(?P<whole>{whole})\s?{word}\s?(?P<part>\d(?!\d)|[{ones}](?![{ones}{places}]))(?:{ends})?"


def _mixed(vocabulary: Vocabulary) -> str:
    """A pattern for digits with places between them; one that begins the unit behind it is none of them."""
    large = sections(vocabulary)
    units = any_of(unit for unit in vocabulary.groups["measures"] if unit[0] in large)
    place = rf"(?:(?!{units})[{''.join(_places(vocabulary))}]){{1,2}}"
    return rf"(?:\d{{1,4}}{place}){{1,3}}(?:(?<=\D)\d{{1,4}}{place}|\d(?!\d))"


@lru_cache(maxsize=4)
def figures(vocabulary: Vocabulary) -> str:
    """A pattern for a number in digits or in words, with the part behind it."""
    part, alone = _part(vocabulary), any_of(broken(vocabulary, "alone", "behind"))
    lasts = any_of(meaning_of(vocabulary.groups["measures"], "time"))
    tenths = re.sub(r"\?P<\w+>", "?:", _tenths(vocabulary))
    words = rf"{spelled(vocabulary)}(?:{part})?|{alone}(?=\s?{lasts})"
    return rf"(?:{_mixed(vocabulary)}|{tenths}|{DIGITS}(?:{part})?|{words})"


def _numeral(written: str, vocabulary: Vocabulary) -> Decimal | None:
    """The value of a Chinese numeral, with what stands behind its point sign by sign."""
    noughts = dict.fromkeys(_marks(vocabulary, "nought"), "0")
    signs = {**_han(vocabulary.groups["numbers"]), **_places(vocabulary), **noughts}
    whole, _, behind = written.partition(_marks(vocabulary, "point"))
    if not whole or not all(sign in signs for sign in whole + behind):
        return None
    places = "".join(signs[sign] for sign in behind)
    return Decimal(f"{numeral_value(whole, signs)}.{places}".rstrip("."))


def numeral_value(numeral: str, numbers: Mapping[str, str]) -> int:
    """The value of a Chinese numeral: ones and their places; a last one without a place is of the next lower one."""
    return _summed((value, value >= 10) for value in (int(numbers[sign]) for sign in numeral))


def _summed(values: Iterable[tuple[int, bool]]) -> int:
    """The sum of numbers, each of which may be a place."""
    total, section, ones, place = 0, 0, 0, 1
    for value, is_place in values:
        if value == 0:
            ones, place = 0, 1
        elif not is_place:
            ones = value
        elif value < _SECTION:
            section, ones, place = section + (ones or 1) * value, 0, value
        else:
            total, section, ones, place = (total + section + ones) * value, 0, 0, value
    return total + section + ones * max(1, place // 10)


@lru_cache(maxsize=4)
def spelled(vocabulary: Vocabulary) -> str:
    """A pattern for numbers in words; an article is none."""
    words = (*vocabulary.groups["numbers"], *vocabulary.groups["figures"])
    latin = [word for word in words if word.isascii() and len(word) > 2 and word[:2] != "a "]
    return rf"(?:{any_of(latin)}(?:[- ]{any_of(latin)})?|{numeral(vocabulary)})"


def numeral(vocabulary: Vocabulary) -> str:
    """A pattern for Chinese numerals; ten thousands only within one, for behind it they belong to the unit."""
    ones, places = "".join(_han(vocabulary.groups["numbers"])), _places(vocabulary)
    nought, point = _marks(vocabulary, "nought"), _marks(vocabulary, "point")
    within = ones + nought + "".join(place for place, value in places.items() if int(value) < _SECTION)
    large = "".join(sections(vocabulary))
    return rf"[{ones}][{within}]{{0,8}}(?:[{large}][{within}]{{1,8}})?(?:[{point}][{ones}{nought}]{{1,4}})?"


def share(vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Patterns for the whole of which a number is a share, before it in Chinese and behind it in English; and for what
    a Chinese one has beside its tenths.
    """
    ones, places = "".join(_han(vocabulary.groups["numbers"])), "".join(_places(vocabulary))
    of = meaning_of(vocabulary.groups["shares"], "of")
    before, behind = (any_of(word for word in of if word.isascii() == is_latin) for is_latin in (False, True))
    whole = rf"(?P<whole>[{ones}{places}]{{1,4}}|\d{{1,4}}){before}"
    return whole, rf"\s?{behind}\s(?P<whole2>{DIGITS})", rf"(?P<more>[{ones}])?"


def _places(vocabulary: Vocabulary) -> Mapping[str, str]:
    return {sign: value for sign, value in _han(vocabulary.groups["multiples"]).items() if len(sign) == 1}


def sections(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The Chinese signs for ten thousands and more."""
    return tuple(sign for sign, value in _places(vocabulary).items() if int(value) >= _SECTION)


def _marks(vocabulary: Vocabulary, name: str) -> str:
    return "".join(word for word in meaning_of(vocabulary.groups["numerals"], name) if not word.isascii())


def _han(words: Mapping[str, str]) -> Mapping[str, str]:
    return {word: value for word, value in words.items() if not word.isascii()}


def number_text(number: Decimal) -> str:
    """A number as it is read, and written back by who changes nothing: as exact as anybody can type, no exponent,
    thousands set apart.
    """
    return f"{number:,.6f}".rstrip("0").rstrip(".")
