"""Whom each entry of a goal is for."""

from __future__ import annotations

from conversations.entries import Entry
from conversations.entries.goals import GoalConfirmed, GoalSet
from conversations.rules.visibility import Audience, opens_to_more
from conversations.toolkit.reader import Goal


def audience(goal: Goal, entry: Entry) -> Audience:
    """Who reads it: a yes is for whom it opens the goal to; all else is for no more than the goal is by then."""
    match entry:
        case GoalConfirmed():
            return audience_of(GoalSet(goal.id, goal.content, alone=True))
        case GoalSet():
            readers, is_first = audience_of(entry, changes=goal.agreed is not None), goal.standing.state == "draft"
            holds = not entry.alone and not is_first and opens_to_more(readers, goal.audience)
            return goal.audience if holds else readers
        case _:
            return goal.audience


def audience_of(entry: GoalSet, *, changes: bool = False) -> Audience:
    """Who reads a version of a goal beside its owner; what a manager proposes is for the two alone, as is a new goal
    until both agree. Where it `changes` one that others read, they read what its owner proposes as well.
    """
    if entry.draft:
        return "self"
    if not entry.alone and (entry.by == "manager" or not changes):
        return "pair"
    if entry.content.team:
        return "organisation"
    return "team" if entry.content.visibility == "team" else "pair"


def readers_of(goal: Goal) -> str:
    """Who reads it now, and who more once both agree to what waits."""
    if goal.audience == "pair" and goal.standing.is_pending and goal.content.visibility == "team":
        return f"pair_until.{'organisation' if goal.content.team else 'team'}"
    return goal.audience
