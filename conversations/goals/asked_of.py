"""What a line asks of a goal: how it was set, "who set renewals", or how it stands, "how far am I with renewals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from conversations.goals.finding import like
from conversations.rules.goal_sentence.title import LOOSE
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold

Asks: TypeAlias = Literal["", "explain", "show"]

ALIKE = 60
"""How alike what is asked about and a whole title must be, of 100: a word of a title is asked about by much else."""

_BEYOND = 4
"""So many signs more than a title may be its name."""


def asked_of(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> tuple[Asks, Sequence[Goal]] | None:
    """What is asked, and of which goals it may be; None where nothing is, or of something else."""
    asks, name = _parted(text, vocabulary)
    if not asks or len(name) < 2:
        return None
    meant = [goal for goal in like(name, goals) if _is_named(name, fold(goal.counts.title))]
    return (asks, meant) if meant else None


def asks_how_set(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line asks how something was set."""
    return _parted(text, vocabulary)[0] == "explain"


def _parted(text: str, vocabulary: Vocabulary) -> tuple[Asks, str]:
    """What the words around a name ask, and that name."""
    words, said = vocabulary.groups["goal_questions"], fold(text)
    lead, end = re.compile(any_of(words)), re.compile(rf"{any_of(words)}$")
    heard = set[str]()
    while found := lead.match(said) or end.search(said):
        heard.add(words[found[0]])
        said = (said[: found.start()] + said[found.end() :]).strip(LOOSE)
    owns = re.search(rf"{any_of(vocabulary.groups['owns'])}$", said)
    said = said[: owns.start()] if owns else said
    return ("explain" if "explain" in heard else "show" if "show" in heard else ""), said


def _is_named(name: str, title: str) -> bool:
    is_part = name in title and 2 * len(name) >= len(title)
    return is_part or (len(name) <= len(title) + _BEYOND and fuzz.ratio(name, title) >= ALIKE)
