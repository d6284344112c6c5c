"""Whom each entry of a goal is for."""

from __future__ import annotations

from conversations.entries import Entry
from conversations.entries.goals import GoalConfirmed, GoalSet
from conversations.rules.visibility import Audience
from conversations.toolkit.reader import Goal


def audience(goal: Goal, entry: Entry) -> Audience:
    """Who reads it: a draft is its owner's, a yes is for whom it opens the goal to, the rest as the goal says."""
    if isinstance(entry, GoalConfirmed):
        return audience_of(GoalSet(goal.id, goal.content))
    return audience_of(entry) if isinstance(entry, GoalSet) else goal.audience


def audience_of(entry: GoalSet) -> Audience:
    """Who reads a version of a goal beside its owner."""
    if entry.draft:
        return "self"
    if entry.content.team:
        return "organisation"
    return "team" if entry.content.visibility == "team" else "pair"
