"""What stands behind `goal`: one of its acts, and whether the rest can only be about goals."""

from __future__ import annotations

from datetime import date

from conversations.goals.revising import says_of_goals
from conversations.goals.whom import named_in
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold

BREAKS = ",:\uff0c\uff1a"


def act_of(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What is to be done, and what it is about: "add" and the sentence behind it."""
    words = vocabulary.groups["goal_acts"]
    if not fold(text):
        return "mine", ""
    first, _, rest = text.strip().partition(" ")
    known = words.get(fold(first).rstrip(BREAKS))
    if known:
        # A comma behind the act says that no name follows.
        return known, f", {rest.strip()}" if first.endswith(BREAKS[0]) else rest.strip()
    if vocabulary.meaning("around", text):
        # Small words alone, as "please", name no goal.
        return "mine", ""
    # Chinese is written without spaces.
    start = next((word for word in sorted(words, key=len, reverse=True) if fold(text).startswith(word)), "")
    return (words[start], text.strip()[len(start) :].strip()) if start and not start.isascii() else ("", text)


def means_a_goal(text: str, reader: Reader, today: date) -> bool:
    """Whether what stands behind `goal` names for whom one is, or says how one of one's own goes or is to change."""
    mine, words = reader.goals_of(reader.me.id), reader.vocabulary
    named = named_in(text, reader, reader.reports()) is not None
    return named or says_of_goals(text, mine, today, words, called=True)
