"""Numbers that are not taken without a question: far off where the goal is, or written as they mean two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from conversations.rules.goals import WHOLE, KeyResult

TIMES = 10
"""So many times above or below all that is known of a result is more likely a slip than news."""

_THOUSANDS = re.compile(r"\D*\d{1,3}(?:\.\d{3})+\D*")


def readings_of(
    written: str, values: Sequence[Decimal], result: KeyResult, before: Decimal | None
) -> tuple[Decimal, ...]:
    """What a number may mean, one of `values` as it was read; empty where there is no doubt.

    "4.400" is 4,400 where that fits better; "110 %" of a goal in boxes may be 110 boxes, or as much of its target;
    "0.84" of a goal in per cent may be 84; what is ten times off all that is known, or goes back more than half the
    way, is only asked about.
    """
    if len(values) > 1:
        return tuple(sorted(values, key=lambda each: is_far(each, result, before)))
    value = values[0]
    others: list[Decimal] = []
    has_sign = "%" in written.replace("\uff05", "%")
    if has_sign and "%" not in result.unit:
        others += [value * result.target / WHOLE] if result.target and not _goes_down(result) else []
    elif _THOUSANDS.fullmatch(written):
        whole = value * 1000 if written.count(".") == 1 else value
        others += [] if is_far(whole, result, before) else [whole]
        if not others and not is_far(value, result, before):
            return ()
    elif not has_sign and _may_be_share(value, result, before):
        others += [value * WHOLE]
    elif not is_far(value, result, before):
        return ()
    return (value, *(each for each in others if each != value))


def is_far(value: Decimal, result: KeyResult, before: Decimal | None) -> bool:
    """Whether it is ten times off all that is known of a result, or goes back more than half the way."""
    known = [abs(each) for each in (result.start, result.target, before) if each is not None]
    if not known:
        return False
    above = abs(value) > TIMES * max(known) > 0
    below = len(known) > 1 and TIMES * abs(value) < min(known)
    return above or below or _is_far_back(value, result, before)


def _may_be_share(value: Decimal, result: KeyResult, before: Decimal | None) -> bool:
    """Whether it may be a share as a spreadsheet holds it, a hundredth of what is written with the sign."""
    known = [abs(each) for each in (result.start, result.target, before) if each]
    is_small = bool(known) and 0 < abs(value) <= 1 and TIMES * abs(value) < min(known)
    return is_small and "%" in result.unit and not is_far(value * WHOLE, result, before)


def _is_far_back(value: Decimal, result: KeyResult, before: Decimal | None) -> bool:
    if before is None or result.target is None or (result.start is None and result.direction is None):
        # Nobody can judge what goes back where neither its start nor the good way was said.
        return False
    way = abs(result.target - (result.start or 0))
    back = value - before if _goes_down(result) else before - value
    return way > 0 and back * 2 > way


def _goes_down(result: KeyResult) -> bool:
    if result.start is not None and result.target is not None:
        return result.target < result.start
    return result.direction == "down"
