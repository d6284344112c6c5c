"""The forms of a draft: all of it on one page, and the one line on why it is right as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from conversations.goal.results import aimed, day_field, number_held, numbers_in
from conversations.goals import ours, results
from conversations.goals.drafting import FORM, SURE, kept, mark, say
from conversations.goals.facts import GoalsFacts
from conversations.goals.standing import unit_of
from conversations.rules.goal_sentence.relative import led_to
from conversations.rules.goals import TITLE_AT_MOST, GoalContent, KeyResult
from conversations.toolkit.conversation import State
from conversations.toolkit.forms import (
    Answer,
    ChoiceField,
    Errors,
    Form,
    FormPart,
    Option,
    RawValues,
    TextField,
    TickField,
    holding,
    read_form,
)
from conversations.toolkit.words import Verbatim

ALONE = "alone"


def blank(state: State, facts: GoalsFacts) -> GoalContent:
    """What a draft begins with: nothing but whose it is."""
    return GoalContent("", facts.today, None, team=ours.named(state, facts))


def form(state: State, facts: GoalsFacts) -> Form:
    """Everything about the draft on one page; only the title must be given."""
    content = kept(state) or blank(state, facts)
    return Form(FORM, say("form.title"), tuple(_parts(content, facts)), say("form.submit"))


def _parts(content: GoalContent, facts: GoalsFacts) -> Iterator[FormPart]:
    yield TextField(
        "title", say("field.title"), say("form.title_hint"),
        required=True, value=holding(content.title), max_length=TITLE_AT_MOST,
    )  # fmt: skip
    if results.is_plain(content):
        yield from _measure(next(iter(content.results), KeyResult("r1", "")))
    yield day_field(say("field.due"), content.due, facts.today, max(facts.today, content.starts))
    weight = number_held(content.weight)
    yield TextField("weight", say("field.weight"), say("form.weight_hint"), value=weight, max_length=20)
    yield TextField("source", say("field.source"), say("form.source_hint"), value=holding(content.source))
    if facts.parents:
        options = tuple(Option(goal.id, Verbatim(goal.counts.title)) for goal in facts.parents[:20])
        alone = Option(ALONE, say("form.alone"))
        chosen = content.parent or (ALONE if content.why_alone else "")
        yield ChoiceField("parent", say("field.parent"), options=(*options, alone), value=chosen, look="menu")
        yield TextField(
            "why_alone", say("field.why_alone"), value=holding(content.why_alone), shown_when=("parent", ALONE)
        )
    yield TextField("balance", say("field.balance"), say("form.balance_hint"), value=holding(content.balance))
    if not content.team:
        yield TickField("private", say("form.private"), value=content.visibility == "private")
    yield TickField("learning", say("form.learning"), value=content.learning)


def _measure(result: KeyResult) -> Iterator[FormPart]:
    yield TextField("start", say("field.start"), say("form.start_hint"), value=number_held(result.start), max_length=40)
    yield TextField("target", say("field.target"), value=number_held(result.target), max_length=40)
    yield TextField("unit", say("field.unit"), say("form.unit_hint"), value=holding(result.unit), max_length=20)


def sure(name: str, state: State, facts: GoalsFacts) -> Form | None:
    """The one line on why it is right as it is; None once the draft is another, or goes to somebody else."""
    if kept(state) is None or name != f"{SURE}:{mark(state, facts)}" or facts.is_out_of_reach:
        return None
    why = TextField("reason", say("sure.label"), say("sure.hint"))
    return Form(name, say("sure.title"), (why,), say("sure.submit"))


def read(state: State, values: RawValues, facts: GoalsFacts) -> tuple[GoalContent | None, Errors]:
    """The draft as the form says."""
    given, errors = read_form(form(state, facts), values)
    unit = str(given.get("unit") or "")
    written = {name: str(given.get(name) or "") for name in ("start", "target", "weight")}
    numbers, wrong = numbers_in(written, unit, facts.vocabulary, aims=False)
    if wrong or errors:
        return None, {**wrong, **errors}
    before, start = kept(state) or blank(state, facts), numbers["start"]
    if results.is_plain(before) and start is not None and numbers["target"] is None:
        unit = unit or unit_of(written["start"])
        numbers["target"] = led_to(str(given["title"]), start, unit, facts.today, facts.vocabulary)
    return _content(before, given, numbers, unit), {}


def _content(
    before: GoalContent, given: Mapping[str, Answer], numbers: Mapping[str, Decimal | None], unit: str
) -> GoalContent:
    title, due = str(given["title"]), str(given.get("due") or "")
    measured = before.results
    if results.is_plain(before):
        first = next(iter(before.results), KeyResult("r1", title))
        numbered = aimed(replace(first, kind="number"), numbers["start"], numbers["target"], unit, first.direction)
        # Where it stands is kept until it is said where to; who takes out the target takes out the number.
        begins = numbers["start"] is not None and first.target is None
        measured = (numbered,) if numbers["target"] is not None or begins else ()
    parent = str(given.get("parent") or "")
    return replace(
        before,
        title=title,
        due=date.fromisoformat(due) if due else None,
        results=measured,
        weight=numbers["weight"],
        source=str(given.get("source") or ""),
        parent="" if parent == ALONE else parent,
        why_alone=str(given.get("why_alone") or "") if parent in ("", ALONE) else "",
        balance=str(given.get("balance") or ""),
        visibility="private" if given.get("private") else "team",
        learning=bool(given.get("learning")),
    )
