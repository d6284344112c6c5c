"""Which goals are meant by what was typed, and which number for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import looked_at
from conversations.toolkit.numbers import either_at_end, number_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, fold

NEAR_ENOUGH = 80
"""How alike what was typed and a goal's title must be, of 100."""

AS_NEAR = 5
"""Titles that are as near as this to the nearest may be meant as well."""

_NUMBER_LAST = re.compile(r"(.*?)\s*([-+]?[$€£¥]?\d[\d.,]*\s*[^\s\d]{0,12})")


def like(text: str, goals: Sequence[Goal]) -> Sequence[Goal]:
    """The goals whose title is like what was typed; none for what is like no title."""
    titles = {goal.id: fold(goal.counts.title) for goal in goals}
    found = process.extract(fold(text), titles, scorer=fuzz.partial_ratio, score_cutoff=NEAR_ENOUGH, limit=None)
    best = {id_ for _, score, id_ in found if score >= found[0][1] - AS_NEAR}
    return [goal for goal in goals if goal.id in best]


def led_by(text: str, goals: Sequence[Goal]) -> tuple[Sequence[Goal], str]:
    """The goals whose name begins a text, by at least half of it, and what stands behind: "renewals were slow"."""
    found = [(goal, leads(text, goal.counts.title)) for goal in goals]
    longest = max((end for _, end in found), default=0)
    return [goal for goal, end in found if end and end == longest], text[longest:].strip(LOOSE)


def leads(text: str, name: str) -> int:
    """How long what begins a text is a part of a title, in whole words; 0 where that is less than half of it."""
    read, title = aligned(text), fold(name)
    for end in range(min(len(read), len(title)), max(1, (len(title) - 1) // 2), -1):
        is_whole = not (read[end - 1 : end + 1].isascii() and read[end - 1 : end + 1].isalnum() and len(read) > end)
        part = read[:end]
        if is_whole and part == part.strip() and (part in title or part.removesuffix("s") in title):
            return end
    return 0


def number_behind(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """A name and the number that stands last: "Hudson" and "80" of "Hudson to 80"; the number is "" where none does.
    Two of which it may be either stay together: "80 or 90".
    """
    read = looked_at(text).strip()
    if either := either_at_end(read, vocabulary):
        before, one, joint, other = either
        name, first = number_behind(f"{before}{one}", vocabulary)
        return (name, f"{first}{joint}{other}") if first else (text, "")
    found = _NUMBER_LAST.fullmatch(read)
    if found is None:
        return text, ""
    name, number = fold(found[1]), found[2].strip()
    joins = sorted(vocabulary.groups["before_numbers"], key=len, reverse=True)
    joint = next((word for word in joins if name.endswith(word if not word.isascii() else f" {word}")), "")
    return (
        (name.removesuffix(joint).strip(), number)
        if number_of(number, vocabulary, number.lstrip("+-.,0123456789"))
        else (text, "")
    )


def running(goals: Sequence[Goal]) -> Sequence[Goal]:
    """Those that are not over."""
    return [goal for goal in goals if goal.standing.closed_at is None]
