"""Where a change leads to from where something stands today: "by half", "20% more than last year", "by 500"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.measures import measure_in
from conversations.rules.goal_sentence.periods import periods_in
from conversations.rules.goal_sentence.title import aligned, masked
from conversations.rules.goals import Direction
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_WAYS: tuple[tuple[Direction, str], ...] = (("up", "more"), ("down", "less"))


def led_to(text: str, start: Decimal, unit: str, today: date, vocabulary: Vocabulary) -> Decimal | None:
    """The number that a sentence leads to from `start`; None where it says no change, or one that may mean two."""
    folded = aligned(text)
    undated = masked(folded, [(each.start, each.end) for each in periods_in(folded, today, vocabulary)])
    measure = measure_in(undated, vocabulary)
    if not measure.relative:
        return None
    if not measure.amounts:
        return start * measure.times if measure.times is not None else None
    way = measure.direction or _way(undated, vocabulary)
    if len(measure.amounts) > 1 or measure.times is not None or way is None:
        return None
    step = _step(measure.amounts[0], start, unit)
    led = None if step is None else start + (step if way == "up" else -step)
    return led if led is not None and led >= 0 else None


def _step(by: Amount, start: Decimal, unit: str) -> Decimal | None:
    """How much it moves; per cent of per cent may be points as well."""
    if by.kind == "points":
        return by.value if unit in ("", "%") else None
    if by.kind == "rate":
        return None if unit == "%" else start * by.value / 100
    return by.value if not unit or by.unit in ("", aligned(unit)) else None


def _way(text: str, vocabulary: Vocabulary) -> Direction | None:
    """More or less, where no verb says which way it goes."""
    words = vocabulary.groups["goal_amounts"]
    said = [way for way, name in _WAYS if re.search(any_of(meaning_of(words, name)), text)]
    return said[0] if len(said) == 1 else None
