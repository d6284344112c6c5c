"""A goal that one side closed: the other side is told, and may see it differently; the numbers have a word in it."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.goal.facts import GoalFacts
from conversations.rules.goals import WHOLE
from conversations.toolkit.cards import Button, Line, Note, Part
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import phrases_of

say = phrases_of("goal")
DIFFER = "differ"
"""The form of the side that was told that the goal is over, and sees it differently."""

TOLD = "told"
"""The answer that keeps what the other side brought: that it is "closed", or "reopened"."""

BROUGHT = ("closed", "reopened")


def brought(state: State, goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """What the other side brought, as long as it stands, and what the numbers say to it."""
    is_over, told = goal.standing.closed_at is not None, state.answers.get(TOLD)
    if facts.other and told == BROUGHT[not is_over]:
        yield Line(say(f"brought.{told}", name=facts.other.name, how=say(f"state.{goal.standing.state}")))
    if goal.standing.state == "done" and goal.progress is not None and goal.progress < WHOLE:
        yield Note(say("close.not_shown"))


def button(state: State) -> Button:
    """Back to where it stood: for who was told of the end with a word why."""
    if state.answers.get(TOLD) == "closed":
        return Button(DIFFER, say("buttons.differ"), opens=DIFFER)
    return Button("reopen", say("buttons.reopen"), style="quiet")
