"""What is written once for two numbers: "from 3 to 5 million", "from 4.1 to 4.5 out of 5", "from 1.500 to 2.500"."""

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


def on_scale(share: Amount, before: Amount | None = None) -> Amount:
    """What seems a share and is a mark on a scale: no part of people or things is "4.5 out of 5", and none goes on from
    a bare "3".
    """
    mark = share.value * share.whole / 100 if share.whole else Decimal(0)
    goes_on = before is not None and not (before.unit or before.mark in ("to", "by")) and before.value <= share.whole
    if not share.scale or not (goes_on or mark.quantize(Decimal("0.01")) % 1):
        return share
    return replace(share, value=mark.quantize(Decimal("0.001")).normalize(), unit=share.scale, kind="score")


def as_sums(one: Amount, other: Amount) -> tuple[Amount, Amount]:
    """Two numbers of which only one has the sign of money, the other written as a sum: "from 1.200 to 900 €"."""
    if "money" not in (one.kind, other.kind):
        return one, other
    sums = (replace(each, value=each.value * 1000, pointed=False) if each.pointed else each for each in (one, other))
    return next(sums), next(sums)
