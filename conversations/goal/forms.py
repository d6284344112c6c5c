"""The forms of one goal: how far it is, how it ends, a no; and what a sent one says. What changes has its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from conversations.entries import Entry
from conversations.entries.goals import GoalClosed, GoalMoved, GoalReopened, ResultValue
from conversations.goal import advice, change_form, results
from conversations.goal.cards import PACES, is_reached, percent_text
from conversations.goal.changes import measure_text, say
from conversations.goal.endings import DECLINE, DIFFER, declining
from conversations.goal.facts import GoalFacts
from conversations.rules.goals import WHOLE, KeyResult, Outcome, Pace
from conversations.toolkit.forms import (
    ChoiceField,
    Errors,
    Form,
    FormPart,
    Option,
    RawValues,
    Saying,
    TextField,
    read_form,
)
from conversations.toolkit.numbers import number_text, numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Verbatim

NOTE_AT_MOST = 300
OUTCOMES: tuple[Outcome, ...] = ("done", "missed", "dropped")
YES_NO = ("1", "0")


def form(name: str, goal: Goal, facts: GoalFacts) -> Form:
    """A form of the goal, prefilled. Raises KeyError for an unknown name."""
    if name == results.FORM:
        return change_form.form_of_more(goal, facts)
    if name == change_form.FORM:
        return change_form.form(goal, facts)
    parts = {"update": _update, "close": _close, DIFFER: _differ, DECLINE: _decline, advice.SURE: advice.parts}[name](
        goal, facts
    )
    return Form(name, say(f"{name}.title"), tuple(parts), say(f"{name}.submit"), version=goal.version)


def read_update(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalMoved | None, Errors]:
    """How far the results are of which something new is said, how it goes, and a line on it. What was known before is
    not said again: it may have been said to fewer people.
    """
    given, errors = read_form(form("update", goal, facts), values)
    moved: list[ResultValue] = []
    for result in goal.counts.results:
        said = str(given.get(f"r.{result.id}") or "")
        if not said:
            continue
        # Of one that may mean two it is asked which, before either counts.
        read = numbers_of(said, facts.vocabulary, result.unit)
        if not read:
            errors[f"r.{result.id}"] = say("errors.no_number")
        elif read[0] != _prefilled(result, goal):
            moved.append(ResultValue(result.id, read[0]))
    if errors:
        return None, errors
    pace = cast(Pace | None, str(given.get("pace") or "") or None)
    return GoalMoved(goal.id, pace or "", tuple(moved), str(given.get("note") or "")), {}


def ticked(goal: Goal, id_: str) -> GoalMoved | None:
    """A milestone or yes/no result reached by a tap, or not after all; None if the goal has no such result."""
    result = next((each for each in goal.counts.results if each.id == id_ and each.kind != "number"), None)
    if result is None:
        return None
    return GoalMoved(goal.id, "", (ResultValue(id_, Decimal(0 if is_reached(result, goal) else 1)),))


def read_close(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalClosed | None, Errors]:
    """How it ended and what was learned."""
    given, errors = read_form(form("close", goal, facts), values)
    if errors:
        return None, errors
    return GoalClosed(goal.id, cast(Outcome, str(given["how"])), str(given.get("learned") or "")), {}


def read_differ(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalReopened | None, Errors]:
    """Why the goal is not over for the other side."""
    given, errors = read_form(form(DIFFER, goal, facts), values)
    return (None, errors) if errors else (GoalReopened(goal.id, str(given["reason"])), {})


def read_decline(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[Entry | None, Errors]:
    """A no to what is proposed, and why."""
    given, errors = read_form(form(DECLINE, goal, facts), values)
    return (None, errors) if errors else (declining(goal, facts, str(given["reason"])), {})


def _prefilled(result: KeyResult, goal: Goal) -> Decimal | None:
    """What the form of an update holds of a result: of one that is reached or not always either."""
    return goal.values.get(result.id) if result.kind == "number" else Decimal(is_reached(result, goal))


def _update(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    for result in goal.counts.results:
        value = goal.values.get(result.id)
        name, label = f"r.{result.id}", Verbatim(result.title)
        if result.kind == "number":
            shown = (number_text(value),) if value is not None else ()
            yield TextField(name, label, measure_text(result), value=shown, max_length=40)
        else:
            options = tuple(Option(each, say(f"result.options.{each}")) for each in YES_NO)
            yield ChoiceField(name, label, options=options, value=str(_prefilled(result, goal)))
    paces = tuple(Option(pace, say(f"pace.{pace}")) for pace in PACES)
    yield ChoiceField("pace", say("field.pace"), options=paces, value=goal.standing.pace or "")
    yield TextField("note", say("field.note"), say("update.note_hint"), lines=2, max_length=NOTE_AT_MOST)
    yield Saying(say(f"readers.{goal.audience}"))


def _close(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    # What was never agreed can only be dropped.
    possible = OUTCOMES if goal.standing.agreed_version else ("dropped",)
    options = tuple(Option(how, say(f"close.options.{how}")) for how in possible)
    progress = goal.progress
    if progress is not None and progress < WHOLE and goal.standing.agreed_version:
        yield Saying(say("close.stands", far=percent_text(progress)))
    if goal.agreed and goal.standing.is_pending:
        yield Saying(say("close.pending"))
    likely = "done" if progress is not None and progress >= WHOLE else ""
    yield ChoiceField(
        "how",
        say("field.how"),
        required=True,
        options=options,
        value=likely if likely in possible else possible[-1] if len(possible) == 1 else "",
    )
    yield TextField("learned", say("field.learned"), say("close.learned_hint"), lines=3, max_length=NOTE_AT_MOST * 2)


def _differ(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    yield TextField("reason", say("differ.label"), say("differ.hint"), required=True, max_length=NOTE_AT_MOST)


def _decline(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    name = facts.other.name if facts.other else ""
    yield Saying(say("decline.stays" if goal.agreed else "decline.drops"))
    if goal.agreed and goal.agreed.visibility == "team" and goal.audience == "pair":
        yield Saying(say("decline.closed"))
    hint = say("decline.hint", name=name)
    yield TextField("reason", say("decline.label"), hint, required=True, max_length=NOTE_AT_MOST)
