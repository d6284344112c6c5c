"""What was typed of how a goal goes: the update that it makes, or why it makes none."""

from __future__ import annotations

from conversations.goal.asked import PACE, Asked
from conversations.goal.changes import say
from conversations.goal.facts import DOUBT, GoalFacts
from conversations.toolkit.cards import Card, Line
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Started
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Text, Verbatim

SAID = frozenset({"number", PACE})
"""What of a goal may be typed, by the names under which its conversation is told."""


def asked_of(event: Started, goal: Goal) -> Asked:
    """The update, as its form would send it."""
    given = event.arguments
    note = {"note": [given["note"]]} if given.get("note") else {}
    if number := given.get("number"):
        field = f"r.{_number_of(goal)[0]}"
        return Asked({field: [number], **note}, (), field, goal.version)
    return Asked({PACE: [given[PACE]], **note}, (), PACE, goal.version)


def refused(event: Started, goal: Goal, facts: GoalFacts) -> Show | None:
    """Why nothing of it is noted, told below the goal; None where it is."""
    number = event.arguments.get("number", "")
    said: Text = Verbatim(number) if number else say(f"pace.{event.arguments[PACE]}")
    if goal.standing.closed_at is not None:
        why = "over"
    elif goal.standing.state != "agreed":
        why = "not_agreed"
    elif facts.side is None or (number and len(_number_of(goal)) != 1):
        why = "no_number"
    else:
        return None
    card = Card("goal.not_noted", say("neutral"), (Line(say(f"asked.{why}", said=said)),))
    return Show(card, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)


def _number_of(goal: Goal) -> list[str]:
    return [each.id for each in goal.counts.results if each.kind == "number"]
