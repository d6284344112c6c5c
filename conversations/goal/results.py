"""A key result on its own: the form that adds or changes one, what a sent one says, and how much it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast, get_args

from conversations.goal.changes import say
from conversations.rules.goals import (
    MOST_RESULTS,
    TITLE_AT_MOST,
    UNIT_AT_MOST,
    WHOLE,
    Direction,
    GoalContent,
    KeyResult,
    ResultKind,
)
from conversations.toolkit.forms import (
    FAR_AHEAD,
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
from conversations.toolkit.words import Phrase

FORM = "result"
KINDS: tuple[ResultKind, ...] = get_args(ResultKind)
NEW = KeyResult("", "", "number")
"""What the form of one more begins with."""

IF_NUMBER = ("kind", "number")


def form(name: str, result: KeyResult, today: date, *more: FormPart, version: int | None = None) -> Form:
    """The form of one key result, prefilled; `more` stand behind its own parts."""
    return Form(name, say("result.form.title"), (*_parts(result, today), *more), say("result.form.submit"), version)


def read(
    result: KeyResult, values: RawValues, today: date, vocabulary: Vocabulary, *more: FormPart
) -> tuple[KeyResult, Errors]:
    """The key result as a sent form says, and what is wrong with it; a number needs somewhere to go."""
    given, errors = read_form(form(FORM, result, today, *more), values)
    kind = cast(ResultKind, _said(given, "kind") or "number")
    unit, written = _said(given, "unit"), {name: _said(given, name) for name in ("start", "target", "weight")}
    numbers, wrong = numbers_in(written, unit, vocabulary, aims=kind == "number")
    changed = replace(result, title=_said(given, "title"), kind=kind, weight=numbers["weight"])
    if kind == "number":
        way = cast(Direction, _said(given, "direction")) or None
        return aimed(changed, numbers["start"], numbers["target"], unit, way), {**wrong, **errors}
    return _reached(changed, given), {**wrong, **errors}


def numbers_in(
    written: Mapping[str, str], unit: str, vocabulary: Vocabulary, *, aims: bool
) -> tuple[dict[str, Decimal | None], Errors]:
    """The numbers that were written, None where nothing was, and what is wrong with them; what `aims` has a target."""
    numbers: dict[str, Decimal | None] = {}
    errors: Errors = {}
    for name, text in written.items():
        numbers[name] = number_of(text, vocabulary, "%" if name == "weight" else unit) if text else None
        if text and numbers[name] is None:
            errors[name] = say("errors.no_number")
    weight = numbers.get("weight")
    if weight is not None and not can_weigh(weight):
        errors["weight"] = say("errors.no_weight")
    if aims and numbers["target"] is None:
        errors.setdefault("target", say("errors.no_target"))
    return numbers, errors


def aimed(
    result: KeyResult, start: Decimal | None, target: Decimal | None, unit: str, way: Direction | None
) -> KeyResult:
    """A number that goes from `start` to `target`. Whoever says from where to where has said which way; so has whoever
    takes out where it began and says nothing else of the `way`.
    """
    began = result.start if start is None and way == result.direction else start
    if began is not None and target is not None and began != target:
        way = "up" if target > began else "down"
    return replace(result, start=start, target=target, unit=unit, direction=way, due=None)


def day_field(
    label: Phrase, day: date | None, today: date, starts: date | None = None, shown_when: tuple[str, str] | None = None
) -> DayField:
    """The day by which something is to be reached: one to come, or the one it had, and none before it `starts`."""
    earliest = max(min(today, day or today), starts or date.min)
    latest = max(today + FAR_AHEAD, day or today)
    return DayField("due", label, value=day, earliest=earliest, latest=latest, shown_when=shown_when)


def has_no_way(result: KeyResult) -> bool:
    """Whether it does not go from one number to another, so that which way is good is a question of its own."""
    return result.kind == "number" and (result.start is None or result.start == result.target)


def way_options() -> tuple[Option, ...]:
    """Which way is good."""
    return tuple(Option(way, say(f"result.direction.{way}")) for way in get_args(Direction))


def can_weigh(weight: Decimal) -> bool:
    """Whether something can count so much: more than nothing and no more than all."""
    return 0 < weight <= WHOLE


def is_full(content: GoalContent) -> bool:
    """Whether more key results would be more than anybody keeps in mind."""
    return len(content.results) >= MOST_RESULTS


def _parts(result: KeyResult, today: date) -> Iterator[FormPart]:
    kinds = tuple(Option(kind, say(f"result.kind.{kind}")) for kind in KINDS)
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
    unit = holding(result.unit)
    yield TextField("unit", say("result.form.unit"), shown_when=IF_NUMBER, value=unit, max_length=UNIT_AT_MOST)
    yield ChoiceField(
        "direction", say("result.form.direction"), say("result.form.direction_hint"),
        options=way_options(), value=result.direction or "", shown_when=IF_NUMBER,
    )  # fmt: skip
    yield day_field(say("result.form.due"), result.due, today, shown_when=("kind", "milestone"))
    yield TextField(
        "weight",
        say("result.form.weight"),
        say("result.form.weight_hint"),
        value=number_held(result.weight),
        max_length=20,
    )


def _reached(result: KeyResult, given: dict[str, Answer]) -> KeyResult:
    due = _said(given, "due") if result.kind == "milestone" else ""
    day = date.fromisoformat(due) if due else None
    return replace(result, start=None, target=None, unit="", direction=None, due=day)


def _said(given: dict[str, Answer], name: str) -> str:
    return str(given.get(name) or "")


def number_held(number: Decimal | None) -> tuple[str, ...]:
    """What a field for a number holds already, as its `value`; nothing for None."""
    return holding("" if number is None else number_text(number))
