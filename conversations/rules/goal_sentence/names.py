"""What a sentence names beside its numbers and its days: what they are the numbers of, if it says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.measures import amounts_in
from conversations.rules.goal_sentence.periods import periods_in
from conversations.rules.goal_sentence.title import MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of
from conversations.toolkit.words_within import said_with

_SMALL = (
    "around", "goal_moved", "goal_verbs", "goal_wishes", "before_numbers", "behind_numbers", "about_numbers",
    "measures", "beside_names", "beside_numbers", "bounds", "filler", "tree_words",
)  # fmt: skip
"""Groups of words that name nothing of which there could be a number."""

_OF_DAYS = ("beside_days", "correcting", "goal_answers", "goal_revisions", "answer")
"""Those that may stand beside a day by which a goal is to be reached as well."""

_BREAK = re.compile(r"[^\w'\s]|[\d_]")


def named_in(text: str, unit: str, today: date, vocabulary: Vocabulary) -> str:
    """The words that name something, folded; "" where there are only numbers, a `unit`, days and small words. A small
    one within a name belongs to it: in Chinese many a name is made of such.
    """
    folded = _undated(text, today, vocabulary)
    folded = masked(folded, [(each.start, each.end) for each in amounts_in(folded, vocabulary)])
    if unit:
        folded = re.sub(rf"(?<={MASK})\s?{any_of((aligned(unit),))}", MASK, folded)
    named = (_bare(" ".join(part.split()), vocabulary) for part in _BREAK.split(folded.replace("\u2019", "'")))
    return " ".join(each for each in named if each)


def two_alone(text: str, today: date, vocabulary: Vocabulary) -> tuple[Amount, Amount] | None:
    """The two numbers of a sentence of which each says how high something stands, and none by how much it changes."""
    amounts = amounts_in(_undated(text, today, vocabulary), vocabulary)
    if len(amounts) != 2 or any(each.mark == "by" or each.kind == "points" for each in amounts):
        return None
    one, other = amounts
    return (
        (one, other) if one.value != other.value and (one.unit == other.unit or not (one.unit and other.unit)) else None
    )


def from_to(text: str, today: date, vocabulary: Vocabulary) -> tuple[Amount, Amount] | None:
    """The two numbers of a sentence that names nothing beside them, where one says how far it goes from the other."""
    pair = two_alone(text, today, vocabulary)
    if pair is None or pair[0].mark not in ("", "from", "now") or pair[1].mark != "to":
        return None
    return None if named_in(text, pair[1].unit or pair[0].unit, today, vocabulary) else pair


def beside_days(text: str, today: date, vocabulary: Vocabulary) -> str | None:
    """What a text names beside its days, folded; "" for small words only, None where it has numbers."""
    rest = _undated(text, today, vocabulary).replace(MASK, " ").replace("\u2019", "'")
    if any(map(str.isdigit, rest)) or amounts_in(rest, vocabulary):
        return None
    if re.search(any_of(meaning_of(vocabulary.groups["bounds"], "back")), rest):
        # Somebody is back by then, not a goal reached.
        return rest.strip()
    return "" if said_with(_beside_days(vocabulary), rest) is not None else named_in(text, "", today, vocabulary)


def _undated(text: str, today: date, vocabulary: Vocabulary) -> str:
    folded = aligned(text[:MAX_READ])
    return masked(folded, [(each.start, each.end) for each in periods_in(folded, today, vocabulary)])


def _bare(part: str, vocabulary: Vocabulary) -> str:
    lead, end = _small(vocabulary)
    while found := lead.match(part) or end.search(part):
        part = (part[: found.start()] + part[found.end() :]).strip()
    return part


@lru_cache(maxsize=4)
def _beside_days(vocabulary: Vocabulary) -> Mapping[str, str]:
    return dict.fromkeys((word for group in (*_SMALL, *_OF_DAYS) for word in vocabulary.groups[group]), "")


@lru_cache(maxsize=4)
def _small(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = any_of(dict.fromkeys(word for group in _SMALL for word in vocabulary.groups[group]))
    return re.compile(words), re.compile(f"{words}$")
