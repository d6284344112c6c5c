"""Whether a number that is said of a goal is where it is to go: "change the target to 95", "I want it at 95"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

Aims: TypeAlias = Literal["", "perhaps", "yes"]


def aims_of(text: str, titles: Iterable[str], vocabulary: Vocabulary) -> Aims:
    """Surely where its target is named, or the goal itself beside a word for a change; perhaps at such a word alone, or
    at a wish. What a title says itself says nothing.
    """
    read, words = aligned(text[:MAX_READ]).replace("\u2019", "'"), vocabulary.groups["goal_revisions"]
    for title in titles:
        read = read.replace(fold(title), " ")
    says = {means for means in set(words.values()) if re.search(any_of(meaning_of(words, means)), read)}
    if "target" in says or {"itself", "changes"} <= says:
        return "yes"
    return "perhaps" if says & {"changes", "wishes"} else ""


def bare(name: str, vocabulary: Vocabulary) -> str:
    """What is named, without the words for a change, and for what of it is to change."""
    words, small = any_of(vocabulary.groups["goal_revisions"]), any_of(vocabulary.groups["goal_moved"])
    left = re.sub(words, " ", name)
    at = re.compile(rf"[\s{re.escape(LOOSE)}]*{small}(?![a-z])")
    begins = 0
    while found := at.match(left, begins):
        begins = found.end()
    owns = any_of(vocabulary.groups["owns"])
    return re.sub(rf"{owns}\s*$", "", " ".join(left[begins:].split())).strip(LOOSE)
