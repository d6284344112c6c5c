"""How long from today on: "within six months", and the same in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from conversations.toolkit.numbers import spelled, value_of
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_BEGINS = re.compile(r"(?:^|[,;.:!?()\u3001\u3002\0])\s*$")
_ENDS = re.compile(r"\s*(?:$|[,;.:!?()\u3001\u3002\0])")
_NEAR = 3
_MOST = 120
"""Nobody sets a goal that is further off, in months."""


def lengths(vocabulary: Vocabulary) -> str:
    """A pattern for such a length: a word before it or one behind it says that it begins today."""
    groups = vocabulary.groups
    before, behind = (any_of(meaning_of(groups["around_lengths"], name)) for name in ("before", "behind"))
    count, each, whole = (
        rf"(?<![\d.,])\d{{1,2}}|{spelled(vocabulary)}",
        any_of(groups["lengths"]),
        any_of(groups["whole_lengths"]),
    )

    def length(n: int) -> str:
        return rf"(?:(?P<whole_length{n}>{whole})|(?P<count{n}>{count})[ -]?(?P<length{n}>{each}))"

    return rf"(?:(?P<soon>{before}) ?{length(1)}(?: ?{behind})?|{length(2)} ?(?P<soon2>{behind}))"


def is_length(said: Mapping[str, str]) -> bool:
    """Whether an expression is such a length."""
    return bool(said.keys() & {"soon", "soon2"})


def stands_apart(match: re.Match[str]) -> bool:
    """Whether it begins or ends a clause: elsewhere it belongs to what is measured, as in "left within six months"."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return _BEGINS.search(before) is not None or _ENDS.match(match.string, match.end()) is not None


def last_day(said: Mapping[str, str], today: date, vocabulary: Vocabulary) -> date | None:
    """The day that is so many months from today, or the last of its month; None for no number of them."""
    groups = vocabulary.groups
    whole = said.get("whole_length1") or said.get("whole_length2")
    if whole:
        return _ahead(today, int(groups["whole_lengths"][whole]))
    number, unit = (said.get(f"{name}1") or said[f"{name}2"] for name in ("count", "length"))
    count = value_of(number, vocabulary)
    months = int(count * int(groups["lengths"][unit])) if count else 0
    return _ahead(today, months) if 0 < months <= _MOST else None


def _ahead(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    first = date(today.year + years, month + 1, 1)
    days = ((first + timedelta(31)).replace(day=1) - first).days
    return first.replace(day=min(today.day, days))
