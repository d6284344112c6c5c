"""A number with its unit, as each language writes the two."""

from __future__ import annotations

from decimal import Decimal

from conversations.toolkit.numbers import number_text
from conversations.toolkit.words import Text, Verbatim, phrases_of

say = phrases_of("goal")
SIGNS = frozenset({"%", "\u2030"})
"""Units that are signs stand close to their number in every language."""


def amount_text(number: Decimal, unit: str) -> Text:
    """ "88%", "12 days", and a number alone where nothing is counted."""
    shown = Verbatim(number_text(number))
    if not unit:
        return shown
    return say("amount.close" if unit in SIGNS else "amount.apart", number=shown, unit=Verbatim(unit))
