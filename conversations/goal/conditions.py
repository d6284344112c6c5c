"""What a yes to a proposal depends on: another day, "agreed, but due end of April", or that it is for the two alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations.goal.readers import wishes_privacy
from conversations.rules.goal_sentence.periods import due_in, periods_in
from conversations.rules.goal_sentence.title import LOOSE, MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import DIGITS
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_before

_BREAK = "(?:[,;:.!\n\uff0c\uff1b\uff1a\uff01\u3002](?!\\d))"
_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.,]){DIGITS}\s?%?")


@dataclass(frozen=True)
class Condition:
    """By when it is to be reached instead, what number beside that, or that nobody else is to see it."""

    due: date | None = None
    private: bool = False
    number: str = ""


def condition_in(text: str, known: Mapping[str, str], today: date, vocabulary: Vocabulary) -> Condition | None:
    """What stands behind a yes, in words that are `known`, and says nothing else; None for any other reply. Behind a
    mere nod it takes a "but", or a word that makes a day the end.
    """
    groups, read = vocabulary.groups, aligned(text[:MAX_READ]).replace("\u2019", "'")
    but = any_of(meaning_of(groups["goal_answers"], "but"))
    found = re.fullmatch(rf"(?P<yes>.+?)(?:{_BREAK}\s*(?P<but>{but})?|\s*(?P<but2>{but}))(?P<rest>.+)", read, re.DOTALL)
    yes = {*(said_with(known, found["yes"]) or ())} - {""} if found else set()
    if found is None or not yes or not yes <= {"agrees", "nods"}:
        return None
    is_sure = bool(found["but"] or found["but2"]) or "agrees" in yes
    rest = found["rest"].strip(LOOSE)
    return _of_one(rest, is_sure, today, vocabulary) or _of_several(rest, is_sure, today, vocabulary)


def _of_several(text: str, is_sure: bool, today: date, vocabulary: Vocabulary) -> Condition | None:
    """What clauses say together, "private and by end of April"; None where one of them says anything else."""
    ands = any_of(meaning_of(vocabulary.groups["for_whom"], "joins"))
    clauses = [each.strip(LOOSE) for each in re.split(rf"{_BREAK}|{ands}", text)]
    told = [_of_one(each, is_sure, today, vocabulary) for each in clauses if each]
    said = [each for each in told if each]
    dues = [each for each in said if each.due]
    if len(said) < len(told) or len(dues) > 1:
        return None
    both = next(iter(dues), Condition())
    return Condition(both.due, any(each.private for each in said), both.number) if said else None


def _of_one(text: str, is_sure: bool, today: date, vocabulary: Vocabulary) -> Condition | None:
    if wishes_privacy(_without_lead(text, vocabulary), vocabulary.groups["goal_readers"]):
        return Condition(private=True)
    periods = periods_in(text, today, vocabulary)
    due = due_in(periods, today)
    is_end = is_sure or any(each.is_deadline for each in periods)
    left = masked(text, [(each.start, each.end) for each in periods]).replace(MASK, " ")
    numbers = [*_NUMBER.finditer(left)]
    small = _NUMBER.sub(" ", left) if len(numbers) == 1 else left
    if not due or not is_end or not _is_small(small, vocabulary):
        return None
    return Condition(due, number=numbers[0][0].strip() if numbers else "")


def _without_lead(text: str, vocabulary: Vocabulary) -> str:
    """A text without the small words that lead a condition in: "only if"."""
    groups = vocabulary.groups
    lead = (*meaning_of(groups["goal_answers"], "but"), *groups["goal_moved"], *groups["filler"])
    return words_before(fold(text), dict.fromkeys(lead, ""))[1]


def _is_small(text: str, vocabulary: Vocabulary) -> bool:
    """Whether only words for a change of an end are left beside the day."""
    groups = vocabulary.groups
    words = (
        *groups["filler"],
        *groups["goal_moved"],
        *meaning_of(groups["goal_answers"], "small", "tails", "but", "offers"),
        *meaning_of(groups["goal_revisions"], "changes", "wishes", "due"),
        *groups["goal_ends"],
    )
    return not text.strip(LOOSE) or said_with(dict.fromkeys(words, ""), text) is not None
