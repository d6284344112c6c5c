"""A number with its unit, as each language writes the two."""

from __future__ import annotations

import re
from decimal import Decimal

from conversations.toolkit.numbers import number_text
from conversations.toolkit.words import Text, Verbatim, phrases_of

say = phrases_of("goal")
SIGNS = frozenset({"%", "\u2030"})
"""Units that are signs stand close to their number in every language."""

_SIGN = 3
_MANY = re.compile(
    r"(?<=[a-z]{2})(?:(?<=[a-z]{3})(?P<y>ies)|(?<=ch|sh|ss)es|(?<=x)es|(?<![aiu])(?<!s)s)$", re.IGNORECASE
)
"""How English words of many things end. Two letters and an "s" may be a sign, as of milliseconds."""


def of_one(unit: str) -> str:
    """A unit as it stands beside one: "customer"; what is not English of many stays as it is."""
    last = unit.rpartition(" ")[2]
    return _MANY.sub(lambda found: "y" if found["y"] else "", unit) if len(last) > _SIGN else unit


def amount_text(number: Decimal, unit: str) -> Text:
    """ "88%", "12 days", and a number alone where nothing is counted."""
    shown = Verbatim(number_text(number))
    if not unit:
        return shown
    one = of_one(unit) if abs(number) == 1 else unit
    return say("amount.close" if unit in SIGNS else "amount.apart", number=shown, unit=Verbatim(one))
