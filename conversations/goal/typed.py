"""What was typed of how a goal goes: the update that it makes, or why it makes none."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.entries.goals import ResultValue
from conversations.goal import asked
from conversations.goal.asked import PACE, Asked, readings
from conversations.goal.cards import PACES
from conversations.goal.changes import say
from conversations.goal.facts import DOUBT, GoalFacts
from conversations.rules.goals import KeyResult
from conversations.toolkit.cards import Card, Line
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Event, Told
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Text, Verbatim

SAID = frozenset({"number", PACE, "aims"})
"""What of a goal may be typed, by the names under which its conversation is told."""


def number_of_goal(goal: Goal) -> KeyResult | None:
    """The key result that a number alone is said of; None if the goal has several numbers, or none."""
    numbers = [each for each in goal.counts.results if each.kind == "number"]
    return numbers[0] if len(numbers) == 1 else None


def value_in(number: str, goal: Goal, vocabulary: Vocabulary) -> ResultValue | None:
    """How far the goal is by a number as it was written; None where that is to be asked about."""
    result = number_of_goal(goal)
    read = numbers_of(number, vocabulary, result.unit) if result else ()
    if result is None or not read or readings(number, result, goal, vocabulary):
        return None
    return ResultValue(result.id, read[0])


def asked_of(given: Mapping[str, str], goal: Goal) -> Asked:
    """The update, as its form would send it."""
    note = {"note": [given["note"]]} if given.get("note") else {}
    paces = [each for each in given.get("paces", "").split("/") if each in PACES]
    pace = {PACE: [given[PACE]]} if given.get(PACE) else {}
    if (number := given.get("number")) and (result := number_of_goal(goal)):
        field = f"r.{result.id}"
        aims = bool(given.get("aims"))
        return Asked({field: [number], **pace, **note}, (), field, goal.version, aims, bool(given.get("apart")), paces)
    return Asked({**pace, **note}, (), PACE, goal.version, apart=bool(given.get("apart")), paces=paces)


def doubted(state: State, event: Told, goal: Goal, facts: GoalFacts) -> Result:
    """A number that was said elsewhere, and counts once it is tapped."""
    if why := refused(event.facts, event, goal, facts):
        return state, [why]
    waits = asked_of(event.facts, goal)
    return waits.kept(state), [asked.shown(waits, event, goal, facts, listens=False)]


def refused(given: Mapping[str, str], event: Event, goal: Goal, facts: GoalFacts) -> Show | None:
    """Why nothing of it is noted, told below the goal; None where it is."""
    number = given.get("number", "")
    said: Text = say(f"pace.{given[PACE]}") if given.get(PACE) else Verbatim(number or goal.counts.title)
    said = Verbatim(number) if number else said
    if goal.standing.closed_at is not None:
        why = "over"
    elif goal.standing.state != "agreed":
        why = "not_agreed"
    elif facts.side is None or (number and number_of_goal(goal) is None):
        why = "no_number"
    else:
        return None
    card = Card("goal.not_noted", say("neutral"), (Line(say(f"asked.{why}", said=said)),))
    return Show(card, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)
