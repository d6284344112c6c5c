"""Whether one number leads to the next though nothing says "from": "returns 4 to 2.5 %", "NPS 30 to 45"."""

from __future__ import annotations

import re

from conversations.rules.goal_sentence.amount import Amount
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_NEAR = 40
"""So far before a number its name may stand."""

_RISES = frozenset({"", "rate", "score", "money"})
"""Kinds of what stands somewhere today; how long something takes may be a span."""


def goes_on(one: Amount, other: Amount, text: str, vocabulary: Vocabulary) -> bool:
    """Whether it does: it falls, or a verb stands between, not just "to". What rises may be a span: "hire 3 to 5",
    unless it is on a scale, or right behind the name of what stands somewhere today.
    """
    if one.mark or other.mark != "to" or other.start - one.end > 1 or (one.unit and other.unit != one.unit):
        return False
    groups = vocabulary.groups
    verb = re.compile(any_of(meaning_of(groups["before_numbers"], "to"))).match(text, other.start)
    spans = meaning_of(groups["bounds"], "to", "until")
    if one.value > other.value or (verb is not None and verb[0] not in spans) or other.scale:
        return True
    return other.kind in _RISES and _is_named(text[: one.start], vocabulary)


def _is_named(before: str, vocabulary: Vocabulary) -> bool:
    """Whether a text ends with the name of a number, and says neither that it is held nor by how much it changes."""
    groups = vocabulary.groups
    verbs = (*meaning_of(groups["goal_verbs"], "up", "down"), *meaning_of(groups["goal_results"], "held"))
    metric = any_of(meaning_of(groups["goal_results"], "metric"))
    is_named = re.search(rf"{metric}:?\s?$", before[-_NEAR:]) is not None
    return is_named and re.search(any_of(verbs), before) is None
