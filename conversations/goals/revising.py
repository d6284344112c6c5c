"""What of a goal a line wants to be another: its end, or its name; and whether it says or asks anything of goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.goals.aims import bare
from conversations.goals.apart import told_apart
from conversations.goals.asked_of import asked_of
from conversations.goals.ending import ended_by
from conversations.goals.finding import like, running
from conversations.goals.slowing import slowed
from conversations.goals.updating import Update, updated_by
from conversations.rules.goal_sentence.periods import due_in, periods_in
from conversations.rules.goal_sentence.title import LOOSE, MASK, aligned, masked
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

QUOTES = f"{LOOSE}\"'\u201c\u201d\u2018\u2019\u300c\u300d\u300a\u300b"
"""What may stand around a name."""


def postponed_by(
    text: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary, *, called: bool
) -> tuple[Update, Sequence[Goal]] | None:
    """The day that a line wants as the end, and of which goals it may; None where it says nothing of that. A word for a
    change is enough where goals were `called` or the line names one as such, elsewhere it names the end.
    """
    read = aligned(text[:MAX_READ]).replace("\u2019", "'")
    is_goal = called or _says(read, "itself", vocabulary)
    is_said = _says(read, "due", vocabulary) or (is_goal and _says(read, "changes", vocabulary))
    periods = periods_in(read, today, vocabulary) if is_said or called else ()
    due = due_in(periods, today)
    if due is None:
        return None
    name = bare(fold(masked(read, [(each.start, each.end) for each in periods]).replace(MASK, " ")), vocabulary)
    meant = like(name, running(goals)) if len(name) > 1 else running(goals) if is_said else ()
    if not is_said:
        # Nothing but the name of a goal and a day.
        meant = [goal for goal in meant if name in (title := fold(goal.counts.title)) and 2 * len(name) >= len(title)]
    return (Update(name, due=due.isoformat(), aims="yes"), meant) if meant else None


def says_of_goals(
    text: str, goals: Sequence[Goal], today: date, vocabulary: Vocabulary, *, called: bool = False
) -> bool:
    """Whether a line says how one of these goals goes, where it is to go or by when, or asks that of it."""
    said = (
        postponed_by(text, goals, today, vocabulary, called=called),
        renamed_by(text, goals, vocabulary),
        ended_by(text, goals, vocabulary, called=called),
        updated_by(text, goals, vocabulary),
        asked_of(text, goals, vocabulary),
        told_apart(text, goals, vocabulary) or None,
        opened_by(text, goals, vocabulary, called=called) or None,
        slowed(text, goals, vocabulary),
    )
    return any(each is not None for each in said)


def renamed_by(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> tuple[Update, Sequence[Goal]] | None:
    """The name that a line wants for a goal, and for which: "rename churn to customer churn"."""
    read, words = aligned(text[:MAX_READ]), vocabulary.groups["goal_revisions"]
    leads = re.compile(rf"\s*{any_of(meaning_of(words, 'renames'))}").match(read)
    joints = meaning_of(words, "named_as") if leads else meaning_of(words, "renamed")
    joint = re.search(any_of(joints), read[leads.end() if leads else 0 :])
    if joint is None:
        return None
    begins = leads.end() if leads else 0
    name = bare(fold(read[begins : begins + joint.start()]), vocabulary)
    title = text[begins + joint.end() :].strip(QUOTES)
    meant = like(name, running(goals)) if len(name) > 1 and title else ()
    return (Update(name, title=title, aims="yes"), meant) if meant else None


def opened_by(text: str, goals: Sequence[Goal], vocabulary: Vocabulary, *, called: bool) -> Sequence[Goal]:
    """The goals that a line wants to change without saying how: "change renewal rate"; none where it says else. It
    names the goal as one, unless goals were `called`.
    """
    if not (called or _says(fold(text), "itself", vocabulary)):
        return ()
    changes = any_of(meaning_of(vocabulary.groups["goal_revisions"], "changes"))
    begun = re.compile(changes).match(fold(text))
    name = bare(fold(text), vocabulary) if begun else ""
    titles = [goal for goal in like(name, running(goals)) if len(name) > 1]
    is_whole = {goal.id for goal in titles if len(name) <= len(goal.counts.title) + 1}
    return [goal for goal in titles if goal.id in is_whole or fold(goal.counts.title) in name]


def _says(read: str, means: str, vocabulary: Vocabulary) -> bool:
    return re.search(any_of(meaning_of(vocabulary.groups["goal_revisions"], means)), read) is not None
