"""The day of which the tree of goals is to be shown, and the words that it is searched for: "goal tree last month"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from conversations.rules.evidence.spans import span_in
from conversations.toolkit.typed_days import besides_days, day_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold

_WEEK = "week"


def day_and_words(text: str, today: date, vocabulary: Vocabulary) -> tuple[date | None, Sequence[str]]:
    """The day that a text names, of a time that is gone its last one, None for today; and what else it says."""
    day, rest = _gone(fold(text), today, vocabulary) or (day_in(text, today, vocabulary), "")
    rest = rest or (besides_days(text, vocabulary) if day else fold(text))
    small = vocabulary.groups["tree_words"]
    return day if day != today else None, [word for word in rest.split() if word not in small]


def _gone(text: str, today: date, vocabulary: Vocabulary) -> tuple[date, str] | None:
    """Yesterday, the Sunday of last week, or the last day of "last month", and the text without that."""
    groups = vocabulary.groups
    if found := re.search(any_of(groups["days_gone"]), text):
        ago = groups["days_gone"][found[0]]
        days = today.isoweekday() if ago == _WEEK else int(ago)
        return today - timedelta(days), f"{text[: found.start()]} {text[found.end() :]}"
    if re.search(any_of((*groups["past_periods"], *groups["past_years"])), text) is None:
        return None
    span = span_in(text, today, vocabulary)
    return (span.last, f"{span.rest} ") if span else None
