"""What one side changes of a goal: the form with all of it, the one with one more key result, what a sent one says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from conversations.goal import results
from conversations.goal.changes import say
from conversations.goal.facts import GoalFacts
from conversations.rules.goals import TITLE_AT_MOST, UNIT_AT_MOST, Direction, GoalContent, KeyResult, unused_id
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
from conversations.toolkit.numbers import number_text
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Phrase, Verbatim

FORM = "change"
REASON_AT_MOST = 300
ALONE = "alone"
MOST_PARENTS = 20
SHORT: Mapping[str, str] = {"title": "n", "start": "s", "target": "t", "unit": "u", "way": "d", "weight": "w"}
"""What the fields about a key result are called before its id."""


def form(goal: Goal, facts: GoalFacts) -> Form:
    """All of the goal, prefilled."""
    return Form(FORM, say("change.title"), tuple(_change(goal, facts)), say("change.submit"), version=goal.version)


def form_of_more(goal: Goal, facts: GoalFacts) -> Form:
    """One more key result."""
    return results.form(results.FORM, results.NEW, facts.today, *_why(goal, facts), version=goal.version)


def read(goal: Goal, values: RawValues, facts: GoalFacts) -> tuple[GoalContent | None, str, Errors]:
    """The content as it is proposed, and why; agreed goals are changed with a reason."""
    given, errors = read_form(form(goal, facts), values)
    kept = []
    for result in (each for each in goal.content.results if each.id != given.get("gone")):
        changed, wrong = _changed(result, given, facts)
        errors.update(wrong)
        kept.append(changed)
    numbers, wrong = results.numbers_in({"weight": str(given.get("weight") or "")}, "", facts.vocabulary, aims=False)
    errors.update(wrong)
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
        weight=numbers["weight"],
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


def _change(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    content = goal.content
    yield TextField("title", say("field.title"), required=True, value=(content.title,), max_length=TITLE_AT_MOST)
    for result in content.results:
        yield from _result(result)
    yield results.day_field(say("field.due"), content.due, facts.today, content.starts)
    yield from _serves(content, facts)
    weight, hint = results.number_held(content.weight), Phrase("goals.form.weight_hint")
    yield TextField("weight", say("field.weight"), hint, value=weight, max_length=20)
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
        unit, label = holding(result.unit), say("change.unit", title=title)
        yield TextField(f"u.{result.id}", label, value=unit, max_length=UNIT_AT_MOST)
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
            "reason", say("field.reason"), say("change.reason_hint"), required=True, max_length=REASON_AT_MOST
        )
        if facts.is_late:
            yield Saying(say("change.late"))


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
