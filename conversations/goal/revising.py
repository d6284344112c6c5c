"""Another target, end or name, as it was typed: what that changes, and the form that proposes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from conversations.goal import typed
from conversations.goal.audiences import readers_of
from conversations.goal.change_form import FORM, SHORT
from conversations.goal.changes import changes, say
from conversations.goal.facts import BY_TAP, DOUBT, NODDED, WRITTEN, GoalFacts
from conversations.goal.hearing import REVISED
from conversations.goal.results import aimed
from conversations.goal.watching import watch
from conversations.goal.written import keeping
from conversations.rules.amounts import amount_text
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.cards import Button, Card, Fields, Line, Note, Part
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Event
from conversations.toolkit.numbers import number_text, numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Verbatim

REST = ("due", "title", "private")
"""What else may be typed: the end, the name, and whether it is for the two alone, "yes" or "no"."""

YET = "yet"
"""Why it is asked: a yes depends on it, so that nothing is agreed to yet."""

ENDS: Mapping[str, str] = {"start": "start", "number": "target"}
"""The numbers that may be typed, and which end of the goal's key result each is to be."""


def offered(state: State, event: Event, given: Mapping[str, str], goal: Goal, facts: GoalFacts) -> Result:
    """What it changes, and the form with it; a number may also be how far the goal is, by a tap."""
    pairs = tuple(changes(goal.content, _revised(goal, given, facts), facts))
    title = Verbatim(goal.counts.title)
    body: list[Part] = [Line(say("asked.revise" if pairs else "asked.change", title=title))]
    body += [Fields(pairs)] if pairs else []
    body += [Note(say(f"readers.{readers_of(goal)}"))] if given.get("private") else []
    body += [Note(say("asked.not_yet"))] if given.get(YET) else []
    body += [Note(say("asked.by_tap"))] if given.get(BY_TAP) else []
    taps = [Button("change", say("asked.revised" if pairs else "buttons.change"), opens=FORM, style="primary")]
    after = aiming(state, goal, given)
    if given.get("number") and typed.refused(given, event, goal, facts) is None:
        after = typed.asked_of(given, goal).kept(after)
        taps += _how_far(given["number"], goal, facts)
    card = Card("goal.revised", say("neutral"), tuple(body), tuple(taps), asks=REVISED, casually=True)
    return after, [*watch(event, facts), Show(card, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)]


def again(state: State, event: Event, goal: Goal, facts: GoalFacts) -> Result:
    """The same question at the end of the chat, with how it is answered: a form opens by a tap only."""
    kept, one = state.answers.get(WRITTEN), _target(goal.content)
    written = kept["values"] if isinstance(kept, Mapping) else {}
    values = {name: str(each) for name, each in written.items()} if isinstance(written, Mapping) else {}
    numbers = {name: values.pop(f"{SHORT[end]}.{one.id}", "") for name, end in ENDS.items()} if one else {}
    yet = {YET: "yes"} if NODDED in state.answers else {}
    return offered(state, event, {**values, **numbers, **yet, "aims": "yes", BY_TAP: "yes"}, goal, facts)


def aiming(state: State, goal: Goal, given: Mapping[str, str]) -> State:
    """The state that keeps what was typed for the form of all that may change."""
    one = _target(goal.content)
    field = {f"{SHORT[end]}.{one.id}": given.get(name, "") for name, end in ENDS.items()} if one else {}
    # What is said behind another target tells why it is another; not what may be meant for nobody else.
    reason = given.get("reason", "") or ("" if given.get("apart") else given.get("note", ""))
    return (
        keeping(state, FORM, {**field, **{name: given.get(name, "") for name in REST}, "reason": reason})
        if given.get("aims")
        else state
    )


def settled(state: State, event: Event) -> list[Effect]:
    """What stands in place of the question once the form was sent."""
    kept = state.answers.get(WRITTEN)
    asks = isinstance(kept, Mapping) and kept["form"] == FORM
    return [_taken(event)] if asks else []


def answered(state: State, event: Event) -> list[Effect]:
    """What stands in place of the question whether something was a yes, once anything is recorded."""
    return [_taken(event)] if NODDED in state.answers else []


def _taken(event: Event) -> Show:
    return Show(Card("goal.answered", say("neutral"), (Note(say("asked.taken")),)), To(event.owner), slot=DOUBT)


def _how_far(number: str, goal: Goal, facts: GoalFacts) -> list[Button]:
    result = typed.number_of_goal(goal)
    read = numbers_of(number, facts.vocabulary, result.unit) if result else ()
    unit = result.unit if result else ""
    taps = [(say("asked.stands_at", now=amount_text(each, unit)), number_text(each)) for each in read]
    return [Button("take", label, value, "quiet") for label, value in taps]


def _revised(goal: Goal, given: Mapping[str, str], facts: GoalFacts) -> GoalContent:
    """What the goal would be."""
    content = replace(goal.content, due=date.fromisoformat(given["due"]) if given.get("due") else goal.content.due)
    content = replace(content, title=given.get("title") or content.title)
    if (private := given.get("private")) and not content.team:
        content = replace(content, visibility="private" if private == "yes" else "team")
    one = _target(content)
    unit = one.unit if one else ""
    start, target = (next(iter(numbers_of(given.get(name, ""), facts.vocabulary, unit)), None) for name in ENDS)
    if one is None or (start is None and target is None):
        return content
    start, target = one.start if start is None else start, one.target if target is None else target
    changed = aimed(one, start, target, one.unit, one.direction)
    return replace(content, results=tuple(changed if each.id == one.id else each for each in content.results))


def _target(content: GoalContent) -> KeyResult | None:
    """The key result whose target a number alone is; None where there are several, or none."""
    numbers = [each for each in content.results if each.kind == "number"]
    return numbers[0] if len(numbers) == 1 else None
