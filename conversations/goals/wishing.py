"""Who says that they want a goal, without the command's word before it: "I want to set a goal: ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.goals.introducing import introduces
from conversations.goals.revising import says_of_goals
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of
from conversations.toolkit.words_within import said_with

ADDS = "goal add"


def behind_wish(text: str, vocabulary: Vocabulary) -> str | None:
    """What stands behind "I want to set a goal", as it was written; None where nothing like that begins a text."""
    groups, read = vocabulary.groups, aligned(text[:MAX_READ]).replace("\u2019", "'")
    lead = re.compile(rf"{any_of((*groups['goal_wishes'], *meaning_of(groups['goal_asked'], 'lead')))}[\s,\uff0c]?")
    adds = re.compile(any_of(word for word, name in vocabulary.command_words.items() if name == ADDS))
    at = 0
    while (found := adds.match(read, at)) is None and (led := lead.match(read, at)):
        at = led.end()
    if found is None or not at:
        return None
    behind = re.compile(rf"\s*{any_of(meaning_of(groups['goal_asked'], 'behind'))}").match(read, found.end())
    return text[behind.end() if behind else found.end() :].strip(LOOSE)


def without_oneself(text: str, vocabulary: Vocabulary) -> str:
    """A sentence without "for me:" before it."""
    own = any_of(meaning_of(vocabulary.groups["goal_asked"], "behind"))
    found = re.compile(rf"\s*{own}\s*[:\uff1a]").match(aligned(text[:MAX_READ]))
    return text[found.end() :].strip() if found else text


def names_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a wish is no goal, but the end of a question: "can I add a goal?"."""
    groups = vocabulary.groups
    return said_with(dict.fromkeys((*groups["filler"], *groups["question"]), ""), text) is not None


def is_for_goals(text: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary) -> bool:
    """Whether a line that nobody asked for says or asks something of one of these goals, or wants one to be set."""
    is_wish = behind_wish(text, vocabulary) is not None or introduces(text, today, vocabulary)
    return is_wish or says_of_goals(text, goals, today, vocabulary)
