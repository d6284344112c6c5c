"""What a line wants another end for: "change the deadline of renewal rate to 31 March"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.goals.aims import bare
from conversations.goals.finding import like, running
from conversations.goals.updating import Update, updated_by
from conversations.rules.goal_sentence.periods import due_in, periods_in
from conversations.rules.goal_sentence.title import MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of


def postponed_by(
    text: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary, *, called: bool
) -> tuple[Update, Sequence[Goal]] | None:
    """The day that a line wants as the end, and of which goals it may; None where it says nothing of that. A word for a
    change is enough where goals were `called`, elsewhere it names the end.
    """
    read, words = aligned(text[:MAX_READ]).replace("\u2019", "'"), vocabulary.groups["goal_revisions"]
    signs = meaning_of(words, "due", "changes") if called else meaning_of(words, "due")
    if not re.search(any_of(signs), read):
        return None
    periods = periods_in(read, today, vocabulary)
    due = due_in(periods, today)
    if due is None:
        return None
    name = bare(fold(masked(read, [(each.start, each.end) for each in periods]).replace(MASK, " ")), vocabulary)
    meant = like(name, running(goals)) if len(name) > 1 else running(goals)
    return (Update(name, due=due.isoformat(), aims="yes"), meant) if meant else None


def says_of_goals(
    text: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary, *, called: bool = False
) -> bool:
    """Whether a line says how one of these goals goes, where it is to go or by when."""
    postponed = postponed_by(text, goals, today, vocabulary, called=called)
    return postponed is not None or updated_by(text, goals, vocabulary) is not None


def opened_by(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Sequence[Goal]:
    """The goals that a line wants to change without saying how: "change renewal rate"; none where it says else."""
    changes = any_of(meaning_of(vocabulary.groups["goal_revisions"], "changes"))
    begun = re.compile(changes).match(fold(text))
    name = bare(fold(text), vocabulary) if begun else ""
    titles = [goal for goal in like(name, running(goals)) if len(name) > 1]
    return [goal for goal in titles if len(name) <= len(goal.counts.title) + 1]
