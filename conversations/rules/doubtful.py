"""Numbers that are not taken without a question: far off where the goal is, or written as they mean two things."""

from __future__ import annotations

import re
from decimal import Decimal

from conversations.rules.goals import WHOLE, KeyResult

TIMES = 10
"""So many times above or below all that is known of a result is more likely a slip than news."""

_THOUSANDS = re.compile(r"\D*\d{1,3}(?:\.\d{3})+\D*")


def readings_of(written: str, value: Decimal, result: KeyResult, before: Decimal | None) -> tuple[Decimal, ...]:
    """What a number may mean, as it was read first; empty where there is no doubt.

    "4.400" is 4,400 where that fits better; "110 %" of a goal in boxes may be 110 boxes, or as much of its target; what
    is ten times off all that is known, or goes back more than half the way, is only asked about.
    """
    others: list[Decimal] = []
    if "%" in written.replace("\uff05", "%") and "%" not in result.unit:
        others += [value * result.target / WHOLE] if result.target and not _goes_down(result) else []
    elif _THOUSANDS.fullmatch(written):
        whole = value * 1000 if written.count(".") == 1 else value
        others += [] if is_far(whole, result, before) else [whole]
        if not others and not is_far(value, result, before):
            return ()
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
