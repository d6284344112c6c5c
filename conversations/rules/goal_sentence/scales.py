"""What is written once for two numbers: "from 3 to 5 million", "from 4.1 to 4.5 out of 5", "from 1.500 to 2.500"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goals import Direction
from conversations.toolkit.vocabulary import Vocabulary, meaning_of

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
    """Two numbers of which one or both are written as a sum whose thousands a point sets apart: "from 1.200 to 900 €".
    Of money both are; without a unit one is if that is nearer to the other.
    """
    if not (one.pointed or other.pointed):
        return one, other
    whole = (_whole(one), _whole(other))
    is_nearer = bool(one.value and other.value) and _gap(*(each.value for each in whole)) < _gap(one.value, other.value)
    if "money" in (one.kind, other.kind):
        return replace(whole[0], guessed=False), replace(whole[1], guessed=False)
    if (one.pointed and other.pointed) or is_nearer:
        return whole
    return one, other


def _whole(amount: Amount) -> Amount:
    return replace(amount, value=amount.value * 1000, pointed=False, guessed=True) if amount.pointed else amount


def alone_as_sum(amounts: list[Amount]) -> list[Amount]:
    """A number that stands alone, its thousands set apart by a point: there is no sign of anything else."""
    return [_whole(each) for each in amounts] if len(amounts) == 1 else amounts


def in_one_unit(one: Amount, other: Amount, vocabulary: Vocabulary) -> tuple[Amount, Amount]:
    """Two sums of which only one is counted in thousands or more, by its unit, both counted in the same."""
    (times, base), (times2, base2) = (_base(each, vocabulary) for each in (one, other))
    if times == times2 or (base2 not in (base, "") and base):
        return one, other
    if base and base2:
        return one, replace(other, value=other.value * times2 / times, unit=one.unit)
    if base and other.placed:
        return one, replace(other, value=other.value / times, times=1, placed=False)
    if base2 and one.placed:
        return replace(one, value=one.value / times2, times=1, placed=False), other
    return one, other


def _base(amount: Amount, vocabulary: Vocabulary) -> tuple[int, str]:
    """How many of which unit the unit of a number is: ten thousand of money in Chinese."""
    groups = vocabulary.groups
    money = meaning_of(groups["measures"], "money")
    signs = (sign for sign in groups["multiples"] if amount.unit.startswith(sign) and not sign.isascii())
    found = next((sign for sign in sorted(signs, key=len, reverse=True) if amount.unit[len(sign) :] in money), "")
    if amount.kind != "money":
        return 1, ""
    return int(groups["multiples"].get(found, "1")), amount.unit.removeprefix(found)
