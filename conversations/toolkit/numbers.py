"""Numbers as people write and read them: "62", "62 %", "1,200", "3k", "sixty", and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from conversations.toolkit.commands import looked_at
from conversations.toolkit.vocabulary import Vocabulary, any_of

DIGITS = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
CURRENCIES = "$€£¥"
_LONGEST = 60


def number_of(text: str, vocabulary: Vocabulary, unit: str = "") -> Decimal | None:
    """The number that a whole reply says, with or without its unit; None if it says anything else, or two of them.

    A multiple that is part of the unit is no multiple: what is counted in ten thousands stays so.
    """
    if len(text) > _LONGEST:
        return None
    reply = looked_at(text).strip().lower()
    folded_unit = looked_at(unit).strip().lower()
    sign = -1 if reply.startswith("-") else 1
    reply = reply.lstrip("+-").lstrip(CURRENCIES).strip()
    if folded_unit:
        reply = reply.removesuffix(folded_unit).strip()
    found = re.fullmatch(rf"({DIGITS}|{spelled(vocabulary)})\s*(.*)", reply, re.DOTALL)
    value = value_of(found[1], vocabulary) if found else None
    if found is None or value is None:
        return None
    multiple = _multiple(found[2].removesuffix("%").strip(), folded_unit, vocabulary)
    return sign * value * multiple if multiple else None


def _multiple(rest: str, unit: str, vocabulary: Vocabulary) -> int:
    """What the number is to be taken times, 0 for what is no multiple."""
    if not rest or unit.startswith(rest):
        return 1
    if rest in vocabulary.groups["tenths"]:
        return 10
    return int(vocabulary.groups["multiples"].get(rest, "0"))


def value_of(written: str, vocabulary: Vocabulary) -> Decimal | None:
    """The value of digits, of a spelled number or of a Chinese numeral below 100; None if it is none of them."""
    if written[:1].isdecimal() and written.isascii():
        return Decimal(written.replace(",", ""))
    words = {**vocabulary.groups["numbers"], **vocabulary.groups["figures"]}
    if written in words:
        return Decimal(words[written])
    tens, _, ones = written.replace(" ", "-").partition("-")
    if tens in words and ones in words:
        both = int(words[tens]), int(words[ones])
        return Decimal(sum(both)) if both[0] >= 20 and both[1] < 10 else None
    signs = vocabulary.groups["numbers"]
    return Decimal(numeral_value(written, signs)) if written and all(sign in signs for sign in written) else None


def numeral_value(numeral: str, numbers: Mapping[str, str]) -> int:
    """The value of a Chinese numeral up to 99: tens, the sign for ten, ones; or ones alone."""
    values = [int(numbers[sign]) for sign in numeral]
    if 10 not in values:
        return values[-1]
    at = values.index(10)
    return (values[at - 1] if at else 1) * 10 + (values[at + 1] if at + 1 < len(values) else 0)


def spelled(vocabulary: Vocabulary) -> str:
    """A pattern for numbers in words; an article is none."""
    return _spelled(tuple(vocabulary.groups["numbers"]), tuple(vocabulary.groups["figures"]))


@lru_cache(maxsize=4)
def _spelled(ones: tuple[str, ...], figures: tuple[str, ...]) -> str:
    latin = [word for word in (*ones, *figures) if word.isascii() and len(word) > 2 and word[:2] != "a "]
    signs = "".join(word for word in ones if not word.isascii())
    return rf"(?:{any_of(latin)}(?:[- ]{any_of(latin)})?|[{signs}]{{1,3}})"


def number_text(number: Decimal) -> str:
    """A number as it is read: no exponent, at most two places behind the point, thousands set apart."""
    return f"{number.quantize(Decimal('0.01')):,f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
