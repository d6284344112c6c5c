"""A goal that one side closed, or a proposal that it turned down: the other side is told, and may see it differently;
the numbers have a word in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.entries import Entry
from conversations.entries.goals import GoalClosed, GoalReopened, GoalSet
from conversations.goal.facts import BROUGHT, DECLINED, TOLD, GoalFacts
from conversations.rules.goals import WHOLE
from conversations.toolkit.cards import Button, Line, Note, Part, Quote
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import phrases_of

say = phrases_of("goal")
DIFFER = "differ"
"""The form of the side that was told that the goal is over, and sees it differently."""

DECLINE = "decline"
"""The form of the side that is asked for a yes and says no."""

ENDED = ("closed", DECLINED)
"""How its viewer was told of the end who may see it differently, which takes a form."""


def brought(state: State, goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """What the other side brought, as long as it stands, and what the numbers say to it."""
    is_over, told = goal.standing.closed_at is not None, state.answers.get(TOLD)
    if facts.other and told == BROUGHT[not is_over]:
        yield Line(say(f"brought.{told}", name=facts.other.name, how=say(f"state.{goal.standing.state}")))
        yield from _why(facts.history[-1].entry if facts.history else None)
    if facts.other and told == DECLINED:
        yield from _declined(facts.history[-1].entry if facts.history else None, facts.other.name)
    if goal.standing.state == "done" and goal.progress is not None and goal.progress < WHOLE:
        yield Note(say("close.not_shown"))


def _why(latest: Entry | None) -> Iterator[Part]:
    """What was learned from it, or why it is not over."""
    match latest:
        case GoalClosed(learned=why) | GoalReopened(reason=why) if why:
            yield Quote(why)


def _declined(latest: Entry | None, name: str) -> Iterator[Part]:
    """Who turned the proposal down and why, as long as nothing else has happened to the goal."""
    match latest:
        case GoalClosed(learned=why):
            yield from (Line(say("brought.declined", name=name)), Quote(why))
        case GoalSet(declines=True, reason=why):
            yield from (Line(say("brought.kept", name=name)), Quote(why))


def declining(goal: Goal, facts: GoalFacts, reason: str) -> Entry:
    """A no to what is proposed: what both had agreed stands on, but opens to nobody whom it is closed to by now; what
    they never agreed to is dropped, not forgotten.
    """
    if goal.agreed is None:
        return GoalClosed(goal.id, "dropped", reason)
    stands = replace(goal.agreed, visibility="private") if goal.audience == "pair" else goal.agreed
    return GoalSet(goal.id, stands, facts.side or "owner", alone=True, reason=reason, declines=True)


def button(state: State) -> Button:
    """Back to where it stood: for who was told of the end with a word why."""
    if state.answers.get(TOLD) in ENDED:
        return Button(DIFFER, say("buttons.differ"), opens=DIFFER)
    return Button("reopen", say("buttons.reopen"), style="quiet")
