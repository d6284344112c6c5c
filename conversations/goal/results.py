"""A key result on its own: the form that adds or changes one, what a sent one says, and how much it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast, get_args

from conversations.goal.changes import say
from conversations.rules.goals import MOST_RESULTS, WHOLE, Direction, GoalContent, KeyResult, ResultKind
from conversations.toolkit.forms import (
    Answer,
    ChoiceField,
    DayField,
    Errors,
    Form,
    FormPart,
    Option,
    RawValues,
    TextField,
    holding,
    read_form,
)
from conversations.toolkit.numbers import number_of, number_text
from conversations.toolkit.vocabulary import Vocabulary

FORM = "result"
TITLE_AT_MOST = 200
KINDS: tuple[ResultKind, ...] = get_args(ResultKind)
NEW = KeyResult("", "", "number")
"""What the form of one more begins with."""

IF_NUMBER = ("kind", "number")


def form(name: str, result: KeyResult, *more: FormPart, version: int | None = None) -> Form:
    """The form of one key result, prefilled; `more` stand behind its own parts."""
    return Form(name, say("result.form.title"), (*_parts(result), *more), say("result.form.submit"), version)


def read(result: KeyResult, values: RawValues, vocabulary: Vocabulary, *more: FormPart) -> tuple[KeyResult, Errors]:
    """The key result as a sent form says, and what is wrong with it; a number needs somewhere to go."""
    given, errors = read_form(form(FORM, result, *more), values)
    unit = _said(given, "unit")
    numbers: dict[str, Decimal | None] = {}
    for name in ("start", "target", "weight"):
        text = _said(given, name)
        numbers[name] = number_of(text, vocabulary, unit if name != "weight" else "%") if text else None
        if text and numbers[name] is None:
            errors[name] = say("errors.no_number")
    kind = cast(ResultKind, _said(given, "kind") or "number")
    weight = numbers["weight"]
    if weight is not None and not can_weigh(weight):
        errors["weight"] = say("errors.no_weight")
    if kind == "number" and numbers["target"] is None:
        errors.setdefault("target", say("errors.no_target"))
    changed = replace(result, title=_said(given, "title"), kind=kind, weight=weight)
    return (_number if kind == "number" else _reached)(changed, given, numbers), errors


def can_weigh(weight: Decimal) -> bool:
    """Whether something can count so much: more than nothing and no more than all."""
    return 0 < weight <= WHOLE


def is_full(content: GoalContent) -> bool:
    """Whether more key results would be more than anybody keeps in mind."""
    return len(content.results) >= MOST_RESULTS


def _parts(result: KeyResult) -> Iterator[FormPart]:
    kinds = tuple(Option(kind, say(f"result.kind.{kind}")) for kind in KINDS)
    ways = tuple(Option(way, say(f"result.direction.{way}")) for way in get_args(Direction))
    yield TextField(
        "title", say("result.form.what"), say("result.form.what_hint"),
        required=True, value=holding(result.title), max_length=TITLE_AT_MOST,
    )  # fmt: skip
    yield ChoiceField("kind", say("result.form.kind"), options=kinds, value=result.kind)
    yield TextField(
        "start", say("result.form.start"), shown_when=IF_NUMBER, value=number_held(result.start), max_length=40
    )
    yield TextField(
        "target", say("result.form.target"), shown_when=IF_NUMBER, value=number_held(result.target), max_length=40
    )
    yield TextField("unit", say("result.form.unit"), shown_when=IF_NUMBER, value=holding(result.unit), max_length=20)
    yield ChoiceField(
        "direction", say("result.form.direction"), say("result.form.direction_hint"),
        options=ways, value=result.direction or "", shown_when=IF_NUMBER,
    )  # fmt: skip
    yield DayField("due", say("result.form.due"), value=result.due, shown_when=("kind", "milestone"))
    yield TextField(
        "weight",
        say("result.form.weight"),
        say("result.form.weight_hint"),
        value=number_held(result.weight),
        max_length=20,
    )


def _number(result: KeyResult, given: dict[str, Answer], numbers: dict[str, Decimal | None]) -> KeyResult:
    start, target, way = numbers["start"], numbers["target"], _said(given, "direction")
    if start is not None and target is not None and start != target:
        # Whoever says from where to where has said which way.
        way = "up" if target > start else "down"
    direction = cast(Direction, way) if way else None
    return replace(result, start=start, target=target, unit=_said(given, "unit"), direction=direction, due=None)


def _reached(result: KeyResult, given: dict[str, Answer], _numbers: dict[str, Decimal | None]) -> KeyResult:
    due = _said(given, "due") if result.kind == "milestone" else ""
    day = date.fromisoformat(due) if due else None
    return replace(result, start=None, target=None, unit="", direction=None, due=day)


def _said(given: dict[str, Answer], name: str) -> str:
    return str(given.get(name) or "")


def number_held(number: Decimal | None) -> tuple[str, ...]:
    """What a field for a number holds already, as its `value`; nothing for None."""
    return holding("" if number is None else number_text(number))
