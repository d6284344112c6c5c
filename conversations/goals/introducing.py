"""What only says that a goal follows, and for which time: "my goal this quarter is to raise renewals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.periods import Period, periods_in
from conversations.rules.goal_sentence.title import LOOSE, MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of
from conversations.toolkit.words_within import said_with

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
    """Whether a line that nobody asked for calls what follows a goal, which says how far or by when. One for a mere
    day is none, nor is what asks, or tells how the goal there is goes: "my goal is at 85%".
    """
    found = _introduced(text, today, vocabulary, named=True)
    if found is None or is_of_day(text, today, vocabulary) or is_question(text, vocabulary):
        return False
    if not _is_aim(text, found[0], vocabulary) and _tells(text[found[0] :], today, vocabulary):
        return False
    said = said_in(without_introduction(text, today, vocabulary), today, vocabulary)
    return said.target is not None or said.due is not None


def tells(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind the command's word is for a mere day, or tells how a goal goes: "is at 85%"."""
    read = aligned(text[:MAX_READ])
    led = re.match(any_of(meaning_of(vocabulary.groups["goal_introduced"], "is")), read)
    behind = text[led.end() :] if led and _introduced(text, today, vocabulary) is None else ""
    return (bool(behind) and _tells(behind, today, vocabulary)) or is_of_day(text, today, vocabulary, named=False)


def is_of_day(text: str, today: date, vocabulary: Vocabulary, *, named: bool = True) -> bool:
    """Whether what is called a goal is only for today, or another single day: "my goal today is ..."."""
    found = _introduced(text, today, vocabulary, named=named)
    return found is not None and re.search(any_of(vocabulary.groups["days"]), aligned(text)[: found[0]]) is not None


def _is_aim(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether "is to" leads to what stands there: that is still to come."""
    aims = any_of(meaning_of(vocabulary.groups["goal_introduced"], "to"))
    return re.search(f"{aims}$", aligned(text)[:at]) is not None


def _tells(rest: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether what is said of a goal is how it goes, how far it is or when it ends, and no name of one."""
    groups, read = vocabulary.groups, aligned(rest[:MAX_READ]).replace("\u2019", "'")
    told = (*meaning_of(groups["goal_states"], "at_risk", "stuck"), *meaning_of(groups["goal_introduced"], "tells"))
    if re.match(any_of(told), read.strip(LOOSE)):
        return True
    hidden = masked(read, [(each.start, each.end) for each in periods_in(read, today, vocabulary)])
    small = (*groups["goal_moved"], *groups["filler"], *groups["before_numbers"], *groups["question"])
    words = dict.fromkeys((*small, *groups["goal_states"], *told), "")
    return said_with(words, hidden.replace(MASK, " ")) is not None


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
    small = re.compile(any_of((*meaning_of(words, "small"), *vocabulary.groups["days"])))
    noun = re.compile(any_of(meaning_of(words, "goal")))
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
