"""A correction in a few words of what stands above, beside a number or a day: "sorry, 85", "yes, but 40", "move it to
April".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from conversations.rules.goal_sentence.periods import due_in, periods_in
from conversations.rules.goal_sentence.title import MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import DIGITS
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_before

_TURNS = "turns"


def turns(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that lead in, or close, what is meant instead: "sorry", "but", "make it"."""
    groups = vocabulary.groups
    leads = meaning_of(groups["hardly"], "lead")
    return (*groups["correcting"], *leads, *meaning_of(groups["goal_answers"], "offers", "but"))


def day_in(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day that a reply wants as the end, where it says no more than that beside words for a change; None else."""
    read = aligned(text[:MAX_READ]).replace("\u2019", "'")
    periods = periods_in(read, today, vocabulary)
    months = () if periods else [*re.finditer(any_of(vocabulary.groups["months"]), read)]
    spans = [(each.start, each.end) for each in periods] or [each.span() for each in months]
    rest = masked(read, spans).replace(MASK, " ")
    said = said_with(_beside_days(vocabulary), rest)
    if not said or _TURNS not in said or any(map(str.isdigit, rest)):
        return None
    # A month alone is all of it.
    return (
        _end_of(int(vocabulary.groups["months"][months[0][0]]), today) if len(months) == 1 else due_in(periods, today)
    )


def without_lead(text: str, vocabulary: Vocabulary) -> str:
    """A line without what leads a correction in: "85" of "sorry, 85"; as it was without any."""
    groups = vocabulary.groups
    leads = dict.fromkeys((*groups["correcting"], *meaning_of(groups["hardly"], "lead")), "")
    said, rest = words_before(fold(text), leads)
    return rest if said else text


def without_replaced(text: str, vocabulary: Vocabulary) -> str:
    """A text without the number that another stands for: "95" of "95 instead of 90", "it's 84" of "not 85, it's 84"."""
    words, but = (any_of(vocabulary.groups[group]) for group in ("number_replaced", "number_rather"))
    behind = rf"(?<=[\d%])\s?,?\s?{words}\s?{DIGITS}\s?%?(?=$|[,;.])"
    before = rf"{words}\s?{DIGITS}[^\d,;]{{0,4}}?\s?(?:[,;]\s?{but}?|{but})\s?(?=[^,;]*\d)"
    found = re.search(rf"{behind}|{before}", aligned(text))
    return text[: found.start()] + text[found.end() :] if found else text


def _end_of(month: int, today: date) -> date:
    year = today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4)
def _beside_days(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words that may stand beside a day, and those that want it instead."""
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["goal_moved"], *groups["answer"])
    small = (*small, *meaning_of(groups["goal_answers"], "small", "nods", "tails"))
    changes = (
        *turns(vocabulary),
        *meaning_of(groups["goal_answers"], "against"),
        *meaning_of(groups["goal_revisions"], "changes", "wishes", "due"),
    )
    return {**dict.fromkeys(small, ""), **dict.fromkeys(changes, _TURNS)}
