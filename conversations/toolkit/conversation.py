"""The contract of a conversation: pure, synchronous, no clock, no randomness, no ids but the event's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.effects import Effect
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True)
class State:
    """Where a running conversation stands: a stage NAME and answers by field name, through JSON on every turn."""

    stage: str = ""
    answers: Mapping[str, Json] = field(default_factory=dict)

    def at(self, stage: str, **answers: Json) -> State:
        """The state at another stage with these answers added."""
        return State(stage, {**self.answers, **answers})

    def to_json(self) -> bytes:
        """As it is kept between turns."""
        return json.dumps({"stage": self.stage, "answers": self.answers}, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, data: bytes) -> State:
        """Read what `to_json` wrote; tuples have become lists."""
        kept = json.loads(data)
        return cls(kept["stage"], kept["answers"])

    def without(self, *names: str) -> State:
        """The state with some answers forgotten."""
        return replace(self, answers={k: v for k, v in self.answers.items() if k not in names})


class NotYours(Exception):
    """What is looked at is not this person's, or is not any more: whoever asked is refused, and the trail keeps it."""


Result: TypeAlias = tuple[State, Sequence[Effect]]
F = TypeVar("F")


@runtime_checkable
class Conversation(Protocol[F]):
    """What the turn needs of each conversation. `F` is the type of its facts."""

    @property
    def name(self) -> str:
        """The stem of its code, its content and its test."""

    @property
    def commands(self) -> Sequence[Command]:
        """The commands that call it."""

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Which of the reader's conversations a command means at `at`: the week for a check-in, "" for settings."""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> F:
        """Fetch, typed, what the turn or the look needs."""

    def handle(self, state: State, event: Event, facts: F) -> Result:
        """The next state and the effects; pure."""

    def form(self, name: str, state: State, facts: F) -> Form | None:
        """A form, prefilled; a pure read. None once what it is about is over: whoever taps is told so. Raises NotYours
        for who may not see it any more.
        """

    def screen(self, name: str, arguments: Mapping[str, str], facts: F) -> Card:
        """A list, a detail, a page; a pure read. Raises KeyError for a name it does not have."""

    def options(self, field: str, text: str, facts: F) -> Sequence[Option]:
        """Type-ahead for a field; a pure read."""
