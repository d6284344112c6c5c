"""Numbers that are not taken without a question: far off where the goal is, or written as they mean two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from conversations.rules.goals import WHOLE, KeyResult

TIMES = 10
"""So many times above or below all that is known of a result is more likely a slip than news."""

OUTSIDE = 5
"""So many times outside of the way from start to target, a number is a slip if a tenth or ten times of it is on it."""

_THOUSANDS = re.compile(r"\D*\d{1,3}(?:\.\d{3})+\D*")


def readings_of(
    written: str, values: Sequence[Decimal], result: KeyResult, before: Decimal | None
) -> tuple[Decimal, ...]:
    """What a number may mean, one of `values` as it was read; empty where there is no doubt.

    "4.400" is 4,400 where that fits better; "110 %" of a goal in boxes may be 110 boxes, or as much of its target;
    "0.84" of a goal in per cent may be 84. What is far off is asked about, with what it is without its sign, in tenths
    or ten times where that fits. Where nothing was said before, `before` is the start.
    """
    before = result.start if before is None else before
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
    elif is_far(value, result, before):
        slips = (-value, value / TIMES, value * TIMES)
        others += [each for each in slips if not is_far(each, result, before)]
    else:
        return ()
    return (value, *(each for each in others if each != value))


def is_far(value: Decimal, result: KeyResult, before: Decimal | None) -> bool:
    """Whether it is ten times off all that is known of a result, or goes back more than half the way; whether it has
    another sign than all of that, is over 100 % where that is not, or is a slip of one place.
    """
    known = [each for each in (result.start, result.target, before) if each is not None]
    if not known:
        return False
    least, most = min(map(abs, known)), max(map(abs, known))
    above = abs(value) > TIMES * most > 0
    below = len(known) > 1 and TIMES * abs(value) < least
    return (
        above
        or below
        or (value < 0 < most and min(known) >= 0)
        or (value > 0 > min(known) and max(known) <= 0)
        or ("%" in result.unit and value > WHOLE and all(0 <= each <= WHOLE for each in known))
        or _is_misplaced(value, result, known)
        or _is_far_back(value, result, before)
    )


def _is_misplaced(value: Decimal, result: KeyResult, known: Sequence[Decimal]) -> bool:
    """Whether it is well outside the way, where it would be on it with its point moved by one place; what goes down may
    go on to next to nothing.
    """
    least, most = min(known), max(known)
    if least == most or least < 0:
        return False
    high = value > OUTSIDE * most and least <= value / TIMES <= most
    low = 0 < OUTSIDE * value < least and least <= value * TIMES <= most
    return high or (low and not _goes_down(result))


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
