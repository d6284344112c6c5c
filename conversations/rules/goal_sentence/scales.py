"""A multiple that is written once for two numbers: "from 3 to 5 million"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goals import Direction

_NEAR, _WIDE = 10, 100
"""So many times one number may be the other without a thought, and at most."""

_Whose = Literal["own", "both", "unclear"]


def scaled(one: Amount, other: Amount, verbs: Direction | None) -> tuple[Amount | None, Amount | None]:
    """The two as they are meant; None for one of which nobody can tell."""
    bare, full = (one, other) if one.times < other.times else (other, one)
    if bare.shut or bare.times > 1 or full.times == 1 or not one.value or not other.value:
        return one, other
    whose = _behind(one, other, verbs) if bare is one else _before(one, other)
    if whose == "both":
        meant = replace(bare, value=bare.value * full.times, times=full.times)
        return (meant, other) if bare is one else (one, meant)
    if whose == "unclear":
        return (None, other) if bare is one else (one, None)
    return one, other


def _behind(one: Amount, other: Amount, verbs: Direction | None) -> _Whose:
    """Whose the multiple of the second is: "900 to 1k" is near as it stands, "3 to 5k" goes up as it is written."""
    alone, both = _gap(one.value, other.value), _gap(one.face, other.face)
    if alone <= _NEAR:
        return "own"
    if one.face <= other.face:
        return "both" if both <= _WIDE else "unclear"
    if verbs == "down" or (verbs is None and both * _WIDE <= alone):
        return "both"
    return "own" if alone <= _WIDE and (verbs == "up" or both > _NEAR) else "unclear"


def _before(one: Amount, other: Amount) -> _Whose:
    """Whether only the first has a multiple, as it seems: "2k to 500", and hardly "3 million to 5"."""
    return "own" if _gap(one.value, other.value) <= _WIDE else "unclear"


def _gap(one: Decimal, other: Decimal) -> Decimal:
    return max(one, other) / min(one, other)
