"""What only says that a goal follows, and for which time: "my goal this quarter is to raise renewals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.periods import Period, periods_in
from conversations.rules.goal_sentence.title import LOOSE, MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_MARKS = "[:,\uff0c]"
_COMMAS = (", ", "\uff0c")


def without_introduction(text: str, today: date, vocabulary: Vocabulary) -> str:
    """The goal alone, with the time behind it that was said before; as it was where nothing introduces it."""
    found = _introduced(text, today, vocabulary)
    if found is None:
        return text
    at, times = found
    goal = text[at:].strip(LOOSE)
    said = said_in(goal, today, vocabulary)
    if times and not (said.due or said.denied):
        goal = f"{goal}{_COMMAS[not goal.isascii()]}{text[times[0].start : times[0].end].strip()}"
    return goal[:1].upper() + goal[1:]


def introduces(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a line that nobody asked for calls what follows a goal, which says how far or by when."""
    if _introduced(text, today, vocabulary, named=True) is None:
        return False
    said = said_in(without_introduction(text, today, vocabulary), today, vocabulary)
    return said.target is not None or said.due is not None


def _introduced(
    text: str, today: date, vocabulary: Vocabulary, *, named: bool = False
) -> tuple[int, Sequence[Period]] | None:
    """Where the goal begins, and the times said before that. The word for one may have been the command's, unless it is
    to be `named`: "this quarter is to raise renewals".
    """
    read = aligned(text[:MAX_READ]).replace("\u2019", "'")
    periods = periods_in(read, today, vocabulary)
    hidden = masked(read, [(each.start, each.end) for each in periods])
    words = vocabulary.groups["goal_introduced"]
    small, noun = (re.compile(any_of(meaning_of(words, each))) for each in ("small", "goal"))
    at, is_named = 0, False
    while at < len(hidden) and (step := _stepped(hidden, at, small, noun)):
        is_named = is_named or step[1]
        at = step[0]
    joints = rf"{any_of(meaning_of(words, 'is', 'to'))}|{_MARKS}" if is_named else any_of(meaning_of(words, "to"))
    joint = re.compile(joints).match(hidden, at) if is_named or not named else None
    if joint is None or not text[joint.end() :].strip(LOOSE):
        return None
    return joint.end(), [each for each in periods if each.end <= joint.start()]


def _stepped(hidden: str, at: int, small: re.Pattern[str], noun: re.Pattern[str]) -> tuple[int, bool] | None:
    """Past one of the words that may stand there, or a time; and whether it is the word for a goal."""
    if hidden[at] in f"{MASK} ":
        return at + 1, False
    if found := noun.match(hidden, at):
        return found.end(), True
    found = small.match(hidden, at)
    return (found.end(), False) if found else None
