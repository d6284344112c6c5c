"""What stands behind `goal`: one of its acts, and whether the rest can only be about goals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.goals.ending import ending_in
from conversations.goals.finding import like
from conversations.goals.revising import says_of_goals
from conversations.goals.updating import told_by, update_in
from conversations.goals.whom import named_in
from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.names import named_in as named_of
from conversations.rules.goal_sentence.title import aligned, begins
from conversations.toolkit.reader import Goal, Reader
from conversations.toolkit.vocabulary import Vocabulary, fold

BREAKS = ",:\uff0c\uff1a"

_VERBS = ("goal_verbs", "goal_results", "goal_activities")
"""What a goal may begin with; some begin as an act does: "set up"."""

_LISTS = frozenset({"mine", "team", "over", "tree"})
"""The acts that show a list, behind which no goal is named."""

_NOUN = 2
"""Characters of which a noun has at least so many: one may be a measure word."""

_CHANGES = frozenset({"close", "update", "explain"})


def act_of(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What is to be done, and what it is about: "add" and the sentence behind it."""
    words = vocabulary.groups["goal_acts"]
    if not fold(text):
        return "mine", ""
    first, _, rest = text.strip().partition(" ")
    known = words.get(fold(first).rstrip(BREAKS))
    if known and not _goes_on(text, first, vocabulary):
        # A comma behind the act says that no name follows.
        return known, f", {rest.strip()}" if first.endswith(BREAKS[0]) else rest.strip()
    if vocabulary.meaning("around", text):
        # Small words alone, as "please", name no goal.
        return "mine", ""
    # Chinese is written without spaces.
    start = next((word for word in sorted(words, key=len, reverse=True) if fold(text).startswith(word)), "")
    behind = text.strip()[len(start) :]
    if not start or start.isascii() or (words[start] == "add" and _is_cut(start, behind, vocabulary)):
        return "", text
    return words[start], behind.strip()


def sets_one(act: str, rest: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary) -> bool:
    """Whether an act's word is the first word of a goal instead: "close 12 new accounts by June", "team satisfaction
    from 60 to 80". It says by when or how far, and names none of the goals there are.
    """
    said = said_in(rest, today, vocabulary)
    is_dated = bool(said.due or said.starts)
    if act in _LISTS:
        # A tree is of a day.
        return said.target is not None or (bool(is_dated or said.denied) and act != "tree")
    if act not in _CHANGES or not (is_dated or (act == "close" and rest[:1].isdigit())):
        return False
    name = name_behind(act, rest, vocabulary) or counted_in(rest, goals, today, vocabulary)
    return len(name) > 1 and not any(like(each, goals) for each in (name, said.title, rest))


def name_behind(act: str, rest: str, vocabulary: Vocabulary) -> str:
    """The name of a goal behind an act that changes or explains one; "" where nothing but that is said."""
    if act == "close":
        return ending_in(rest, vocabulary).name
    heard = update_in(rest, vocabulary) or told_by(rest, vocabulary) if act == "update" else None
    return heard.name if heard else rest


def counted_in(rest: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary) -> str:
    """What an update is the number of by a noun of its own, "product pages" of "30 product pages"; "" where that is a
    number alone, or counts one of the goals there are.
    """
    heard = update_in(rest, vocabulary)
    noun = named_of(heard.number, "", today, vocabulary) if heard and heard.number and not heard.name else ""
    units = [fold(each.unit) for goal in goals for each in goal.counts.results if each.unit]
    known = any(unit in noun or noun in unit for unit in units) or like(noun, goals)
    return "" if len(noun) < _NOUN or known else noun


def means_a_goal(text: str, reader: Reader, today: date) -> bool:
    """Whether what stands behind `goal` names for whom one is, or says how one of one's own goes or is to change."""
    mine, words = reader.goals_of(reader.me.id), reader.vocabulary
    named = named_in(text, reader, reader.reports()) is not None
    return named or says_of_goals(text, mine, today, words, called=True)


def _goes_on(text: str, first: str, vocabulary: Vocabulary) -> bool:
    """Whether the first word is only the beginning of a verb: "set" of "set up"."""
    read = aligned(text.strip())
    verbs = (word for group in _VERBS for word in vocabulary.groups[group] if word.startswith(f"{fold(first)} "))
    return any(begins(read, word) for word in verbs)


def _is_cut(word: str, behind: str, vocabulary: Vocabulary) -> bool:
    """Whether a sign that would be an act is part of a longer word: in Chinese "set" also begins "design"."""
    goes_on = bool(behind) and behind[0].isalpha() and not behind[0].isascii()
    return len(word) == 1 and goes_on and not behind.startswith(tuple(vocabulary.groups["goal_itself"]))
