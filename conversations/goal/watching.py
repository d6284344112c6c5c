"""How long a goal lies still before its owner is asked how it goes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from conversations.goal.facts import GoalFacts
from conversations.rules.weeks import instant_of, local_day
from conversations.toolkit.effects import Cancel, Effect, Tell, Wake
from conversations.toolkit.events import Event
from conversations.toolkit.reader import Goal

STALE = "stale"

MORNING = time(10)

UNTOUCHED = timedelta(days=14)
"""After so long without an update its owner is asked once (product.md 2.4)."""


def watch(event: Event, facts: GoalFacts) -> list[Effect]:
    """Its owner is asked when nobody has touched it for two weeks; any update begins them anew."""
    goal = facts.goal
    if goal is None or facts.side != "owner":
        return []
    if goal.standing.state != "agreed":
        return [Cancel(STALE)]
    # What is asked about already is not asked anew because somebody looks at it.
    moments = (_stale_at(goal, facts), _ended_at(goal, facts))
    wakes: list[Effect] = [Wake(STALE, at) for at in moments if at and at > event.at]
    return wakes[:1]


def asked_how(event: Event, facts: GoalFacts) -> list[Effect]:
    """Its owner's list asks how it goes, if it lies still; one that was moved since by what told nobody, as an import,
    is watched on from there.
    """
    goal = facts.goal
    lies = goal is not None and facts.side == "owner" and _lies_still(goal, facts, event.at)
    told: list[Effect] = [Tell("goals", event.owner, "", STALE)] if lies else []
    return [*told, *watch(event, facts)]


def _lies_still(goal: Goal, facts: GoalFacts, at: datetime) -> bool:
    """Whether nobody has touched an agreed goal for so long."""
    return goal.standing.state == "agreed" and _stale_at(goal, facts) <= at


def _ended_at(goal: Goal, facts: GoalFacts) -> datetime | None:
    """The morning after its last day: what nobody has closed by then is asked about once more."""
    due = goal.counts.due
    return instant_of(due + timedelta(days=1), MORNING, facts.viewer.zone) if due else None


def _stale_at(goal: Goal, facts: GoalFacts) -> datetime:
    """From when on it lies still: nobody is asked about what has not begun."""
    untouched, starts = goal.standing.touched_at + UNTOUCHED, goal.counts.starts
    has_begun = starts <= local_day(untouched, facts.viewer.zone)
    return untouched if has_begun else instant_of(starts, time(0), facts.viewer.zone)
