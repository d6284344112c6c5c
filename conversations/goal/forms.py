"""The forms of one goal: how far it is, what changes, how it ends; and what a sent one says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from conversations.entries import Entry
from conversations.entries.goals import GoalClosed, GoalMoved, GoalReopened, ResultValue
from conversations.goal import results
from conversations.goal.cards import PACES, is_reached, percent_text
from conversations.goal.changes import measure_text, say
from conversations.goal.endings import DECLINE, DIFFER, declining
from conversations.goal.facts import GoalFacts
from conversations.goal.results import day_field
from conversations.rules.goals import WHOLE, Direction, GoalContent, KeyResult, Outcome, Pace, unused_id
from conversations.toolkit.forms import (
    Answer,
    ChoiceField,
    Errors,
    Form,
    FormPart,
    Option,
    RawValues,
    Saying,
    TextField,
    TickField,
    holding,
    read_form,
)
from conversations.toolkit.numbers import number_of, number_text
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Phrase, Verbatim

NOTE_AT_MOST = 300
TITLE_AT_MOST = 200
OUTCOMES: tuple[Outcome, ...] = ("done", "missed", "dropped")
YES_NO = ("1", "0")
ALONE = "alone"
MOST_PARENTS = 20
SHORT: Mapping[str, str] = {"title": "n", "start": "s", "target": "t", "unit": "u", "way": "d", "weight": "w"}
"""What the fields about a key result are called before its id."""


def form(name: str, goal: Goal, facts: GoalFacts) -> Form:
    """A form of the goal, prefilled. Raises KeyError for an unknown name."""
    if name == results.FORM:
        return results.form(name, results.NEW, facts.today, *_why(goal, facts), version=goal.version)
    parts = {"update": _update, "change": _change, "close": _close, DIFFER: _differ, DECLINE: _decline}[name](
        goal, facts
    )
    return Form(name, say(f"{name}.title"), tuple(parts), say(f"{name}.submit"), version=goal.version)


def read_update(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalMoved | None, Errors]:
    """How far each result is, all of them with what was known before, how it goes, and a line on it."""
    given, errors = read_form(form("update", goal, facts), values)
    known = dict(goal.values)
    for result in goal.counts.results:
        said = str(given.get(f"r.{result.id}") or "")
        if not said:
            continue
        number = number_of(said, facts.vocabulary, result.unit)
        if number is None:
            errors[f"r.{result.id}"] = say("errors.no_number")
        else:
            known[result.id] = number
    if errors:
        return None, errors
    moved = tuple(ResultValue(id_, value) for id_, value in known.items())
    pace = cast(Pace | None, str(given.get("pace") or "") or None)
    return GoalMoved(goal.id, pace or "", moved if moved != _values(goal) else (), str(given.get("note") or "")), {}


def read_change(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalContent | None, str, Errors]:
    """The content as it is proposed, and why; agreed goals are changed with a reason."""
    given, errors = read_form(form("change", goal, facts), values)
    kept = []
    for result in (each for each in goal.content.results if each.id != given.get("gone")):
        changed, wrong = _changed(result, given, facts)
        errors.update(wrong)
        kept.append(changed)
    if "due" in errors and goal.content.starts > facts.today:
        errors["due"] = say("errors.before_start", day=Day(goal.content.starts))
    if errors:
        return None, "", errors
    due = str(given.get("due") or "")
    parent, why_alone = _serving(given, goal.content, facts)
    content = replace(
        goal.content,
        title=str(given["title"]),
        due=date.fromisoformat(due) if due else None,
        results=tuple(kept),
        parent=parent,
        why_alone=why_alone,
        source=str(given.get("source") or ""),
        balance=str(given.get("balance") or ""),
        visibility="private" if given.get("private") else "team",
    )
    return content, str(given.get("reason") or ""), {}


def read_more(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalContent | None, str, Errors]:
    """The content with one more key result, and why."""
    result, errors = results.read(results.NEW, values, facts.today, facts.vocabulary, *_why(goal, facts))
    if errors or results.is_full(goal.content):
        return None, "", errors or {"title": say("errors.full")}
    before = goal.agreed.results if goal.agreed else ()
    # A result that was taken off keeps its numbers: its id is not given to another one.
    id_ = unused_id(*goal.values, *(each.id for each in (*goal.content.results, *before)))
    content = replace(goal.content, results=(*goal.content.results, replace(result, id=id_)))
    return content, (values.get("reason") or ("",))[0].strip(), {}


def ticked(goal: Goal, id_: str) -> GoalMoved | None:
    """A milestone or yes/no result reached by a tap, or not after all; None if the goal has no such result."""
    result = next((each for each in goal.counts.results if each.id == id_ and each.kind != "number"), None)
    if result is None:
        return None
    known = {**goal.values, id_: Decimal(0 if is_reached(result, goal) else 1)}
    return GoalMoved(goal.id, "", tuple(ResultValue(each, value) for each, value in known.items()))


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


def _values(goal: Goal) -> tuple[ResultValue, ...]:
    return tuple(ResultValue(id_, value) for id_, value in goal.values.items())


def _update(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    for result in goal.counts.results:
        value = goal.values.get(result.id)
        name, label = f"r.{result.id}", Verbatim(result.title)
        if result.kind == "number":
            shown = (number_text(value),) if value is not None else ()
            yield TextField(name, label, measure_text(result), value=shown, max_length=40)
        else:
            options = tuple(Option(each, say(f"result.options.{each}")) for each in YES_NO)
            yield ChoiceField(name, label, options=options, value="1" if value and value >= 1 else "0")
    paces = tuple(Option(pace, say(f"pace.{pace}")) for pace in PACES)
    yield ChoiceField("pace", say("field.pace"), options=paces, value=goal.standing.pace or "")
    yield TextField("note", say("field.note"), say("update.note_hint"), lines=2, max_length=NOTE_AT_MOST)
    yield Saying(say(f"readers.{goal.audience}"))


def _change(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    content = goal.content
    yield TextField("title", say("field.title"), required=True, value=(content.title,), max_length=TITLE_AT_MOST)
    for result in content.results:
        yield from _result(result)
    yield day_field(say("field.due"), content.due, facts.today, content.starts)
    yield from _serves(content, facts)
    yield TextField("source", say("field.source"), say("change.source_hint"), value=holding(content.source))
    yield TextField("balance", say("field.balance"), Phrase("goals.form.balance_hint"), value=holding(content.balance))
    if len(content.results) > 1:
        yield from (_weight(each) for each in content.results)
    if content.results:
        options = tuple(Option(each.id, Verbatim(each.title)) for each in content.results)
        yield ChoiceField("gone", say("change.gone"), options=options, look="menu")
    if not content.team:
        yield TickField("private", say("change.private"), value=content.visibility == "private")
    yield from _why(goal, facts)


def _result(result: KeyResult) -> Iterator[FormPart]:
    title = Verbatim(result.title)
    yield TextField(
        f"n.{result.id}",
        say("change.wording", title=title),
        value=(result.title,),
        max_length=TITLE_AT_MOST,
    )
    if result.kind == "number":
        for short, name, number in (("s", "start", result.start), ("t", "target", result.target)):
            shown = number_text(number) if number is not None else ""
            yield TextField(
                f"{short}.{result.id}", say(f"change.{name}", title=title), value=holding(shown), max_length=40
            )
        yield TextField(f"u.{result.id}", say("change.unit", title=title), value=holding(result.unit), max_length=20)
    if results.has_no_way(result):
        way, label = result.direction or "", say("change.way", title=title)
        yield ChoiceField(f"d.{result.id}", label, options=results.way_options(), value=way)


def _serves(content: GoalContent, facts: GoalFacts) -> Iterator[FormPart]:
    """Which goal it serves, where there is one that it could."""
    possible = [each for each in facts.parents if each.standing.state == "agreed" or each.id == content.parent]
    if possible:
        options = (
            *(Option(goal.id, Verbatim(goal.counts.title)) for goal in possible[:MOST_PARENTS]),
            Option(ALONE, Phrase("goals.form.alone")),
        )
        unread = _is_unread(content.parent, facts)
        chosen = "" if unread else content.parent or (ALONE if content.why_alone else "")
        hint = say("change.parent_unread") if unread else None
        yield ChoiceField("parent", say("field.parent"), hint, options=options, value=chosen, look="menu")
        alone = holding(content.why_alone)
        yield TextField("why_alone", say("field.why_alone"), value=alone, shown_when=("parent", ALONE))


def _is_unread(parent: str, facts: GoalFacts) -> bool:
    """Whether it serves a goal that the viewer may not read."""
    return bool(parent) and all(each.id != parent for each in facts.parents)


def _serving(given: Mapping[str, Answer], before: GoalContent, facts: GoalFacts) -> tuple[str, str]:
    """The goal that it serves, or why it stands alone; as before where neither was asked, or could be shown."""
    parent = str(given.get("parent") or "")
    if "parent" not in given or (not parent and _is_unread(before.parent, facts)):
        return before.parent, before.why_alone
    if parent and parent != ALONE:
        return parent, ""
    return "", str(given.get("why_alone") or "")


def _weight(result: KeyResult) -> TextField:
    weight = number_text(result.weight) if result.weight is not None else ""
    label = say("change.weight", title=Verbatim(result.title))
    return TextField(f"w.{result.id}", label, say("result.form.weight_hint"), value=holding(weight), max_length=20)


def _why(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    """What was agreed is changed with a reason, and late with a word on that."""
    if goal.agreed:
        yield TextField(
            "reason", say("field.reason"), say("change.reason_hint"), required=True, max_length=NOTE_AT_MOST
        )
        if facts.is_late:
            yield Saying(say("change.late"))


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
    hint = say("decline.hint", name=name)
    yield TextField("reason", say("decline.label"), hint, required=True, max_length=NOTE_AT_MOST)


def _changed(result: KeyResult, given: Mapping[str, Answer], facts: GoalFacts) -> tuple[KeyResult, Errors]:
    said = {name: str(given.get(f"{short}.{result.id}") or "") for name, short in SHORT.items()}
    asked = [name for name in ("start", "target", "weight") if f"{SHORT[name]}.{result.id}" in given]
    # What nobody has said a target of yet may go on without one.
    aims = result.kind == "number" and result.target is not None
    written = {name: said[name] for name in asked}
    numbers, wrong = results.numbers_in(written, said["unit"], facts.vocabulary, aims=aims)
    changed = replace(result, title=said["title"] or result.title, weight=numbers.get("weight", result.weight))
    if result.kind == "number":
        way = cast(Direction | None, said["way"] or result.direction)
        changed = results.aimed(changed, numbers["start"], numbers["target"], said["unit"], way)
    return changed, {f"{SHORT[name]}.{result.id}": why for name, why in wrong.items()}
