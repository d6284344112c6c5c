"""Who hears of what is done with a goal: the other side, and HR of a late change."""

from __future__ import annotations

from conversations.entries import Entry
from conversations.entries.goals import GoalChangedLate, GoalClosed, GoalReopened, GoalSet
from conversations.goal.changes import takes_back
from conversations.goal.facts import GoalFacts
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Record, Start, Tell
from conversations.toolkit.events import Event
from conversations.toolkit.reader import Goal

RANG = "rang"
"""The answers' name for the day on which the other side last brought a message that is not answered."""


def ringing(state: State, facts: GoalFacts) -> tuple[State, bool]:
    """Whether what the other side brings is a message of its own: one a day, until it is answered; the rest of the day
    changes the card that stands.
    """
    today = facts.today.isoformat()
    return state.at(state.stage, **{RANG: today}), state.answers.get(RANG) != today


def brings(entry: Entry, goal: Goal) -> str:
    """What comes to the other side as a message: what waits for their yes, that an agreed goal is over, and that it is
    not.
    """
    if isinstance(entry, GoalSet):
        return "" if entry.draft or takes_back(goal, entry.content) else "proposed"
    if isinstance(entry, GoalClosed):
        return "closed" if goal.standing.agreed_version else ""
    return "reopened" if isinstance(entry, GoalReopened) else ""


def to_the_other(goal: Goal, facts: GoalFacts, brought: str) -> list[Effect]:
    """The other side's card follows; what needs a yes or may be seen differently comes to them as a message."""
    if facts.other is None or facts.other.id == facts.viewer.id:
        return []
    if brought:
        return [Start("goal", facts.other.id, goal.id, {"why": brought})]
    return [Tell("goal", facts.other.id, goal.id, "moved")]


def to_hr(event: Event, goal: Goal, facts: GoalFacts) -> list[Effect]:
    """A late change is noted for HR, apart from those whose goal it is, who are told as a list."""
    noted = event.id("late")
    told = [each for each in facts.hr if each.id not in (facts.viewer.id, goal.owner)]
    record = Record(noted, GoalChangedLate(goal.id), goal.owner, audience="hr")
    return [record, *(Tell("goals", each.id, "", "late", {"entry": noted}) for each in told)]
