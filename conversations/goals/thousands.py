"""A point before three digits, "1.500", read as one between thousands: a tap reads it as the point before a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from conversations.goal.results import aimed
from conversations.rules.goal_sentence import Said
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.cards import Button, Row
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.numbers import number_text
from conversations.toolkit.words import Verbatim, phrases_of

say = phrases_of("goals")
THOUSANDS = "thousands"
"""The button that reads it the other way, and the answers' name for the numbers that were read so."""


def kept(said: Said) -> Mapping[str, Json]:
    """The answers on the numbers of a sentence that were read so, by which end they are."""
    numbers: dict[str, Json] = {}
    for name, value in (("start", said.start), ("target", said.target)):
        if name in said.guessed and value is not None:
            numbers[name] = number_text(value).replace(",", "")
    return {THOUSANDS: numbers}


def row(state: State, content: GoalContent) -> Iterator[Row]:
    """As what it was read, and a tap for the other reading, while the draft has these numbers."""
    numbers = _numbers(state)
    if _result(numbers, content):
        read = numbers.get("target") or numbers["start"]
        part = f"{read / 1000:.3f}"
        tap = Button(THOUSANDS, say("draft.part", number=Verbatim(number_text(read / 1000))), style="quiet")
        yield Row(say("draft.thousands", said=Verbatim(part), number=Verbatim(number_text(read))), (tap,))


def undone(state: State, content: GoalContent) -> GoalContent:
    """The draft with these numbers read the other way."""
    numbers = _numbers(state)
    if (one := _result(numbers, content)) is None:
        return content
    start, target = (numbers[end] / 1000 if end in numbers else getattr(one, end) for end in ("start", "target"))
    changed = aimed(one, start, target, one.unit, one.direction)
    return replace(content, results=tuple(changed if each is one else each for each in content.results))


def _numbers(state: State) -> Mapping[str, Decimal]:
    numbers = state.answers.get(THOUSANDS)
    return {name: Decimal(str(each)) for name, each in numbers.items()} if isinstance(numbers, Mapping) else {}


def _result(numbers: Mapping[str, Decimal], content: GoalContent) -> KeyResult | None:
    """The key result that has these numbers."""
    having = (each for each in content.results if all(getattr(each, name) == value for name, value in numbers.items()))
    return next(having, None) if numbers else None
