"""Steps: a conversation written as its dialogue, compiled onto the contract; spoken and filled from one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import MAIN, Dialogue
from conversations.toolkit.effects import Show
from conversations.toolkit.events import Called, Clicked, Conflict, Due, Event, Looked, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.questions import Question, Say, StepFacts, Unclear
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Phrase, Text, phrases_of

F = TypeVar("F", bound=StepFacts)
Draw: TypeAlias = Callable[[State, F], Card]
Meaning: TypeAlias = Callable[[State, F], Mapping[str, Json]]
Handler: TypeAlias = Callable[[State, Any, F], Result]
Reads: TypeAlias = Callable[[str, str, State, Any], tuple[str, Mapping[str, Json] | Unclear] | None]
OwnHandler: TypeAlias = Callable[[State, Any, F], Result | None]


def _nothing(_state: State, _facts: Any) -> Mapping[str, Json]:
    return {}


@dataclass(frozen=True)
class Invite(Generic[F]):
    """Say what this is and offer the ways to answer; the card may already `ask` a question.

    `at_once` is the button that answers it all in one tap, and the group of the vocabulary whose words do the same;
    `takes` gives the answers that this means. `rest` gives those that the form shows as understood, and that a reply
    leaves to be understood once something on the card was tapped.
    """

    card: Draw[F]
    at_once: str = ""
    takes: Meaning[F] = _nothing
    rest: Meaning[F] = _nothing


@dataclass(frozen=True)
class Fill:
    """The questions, in order: spoken one by one, or filled as the form of this name, under its preface.

    `seen` says what the form rests on: once that is something else the form is not taken: what of it
    still fits is the `draft` that it shows when it is opened again. `reads` takes a reply that answers several
    questions apart; it gives None where the reply is for the question asked alone.
    """

    form: str
    questions: tuple[Question, ...]
    preface: Callable[[Any], Phrase] | None = None
    seen: Callable[[State, Any], int | None] = lambda _state, _facts: None
    draft: Callable[[Mapping[str, Json], State, Any], Mapping[str, Json]] = lambda answers, _state, _facts: answers
    reads: Reads = lambda _text, _asked, _state, _facts: None


@dataclass(frozen=True)
class Recap(Generic[F]):
    """Show what was answered before it is shared (after speaking; a submitted form shares at once). `seen` says who
    else has seen what is not shared.
    """

    card: Draw[F]
    seen: Callable[[State, F], Phrase] = lambda _state, _facts: Phrase("steps.aside.unseen")


@dataclass(frozen=True)
class Share(Generic[F]):
    """What sharing does; also called again when a shared answer is edited. `card` is what stands afterwards."""

    does: Handler[F]
    card: Draw[F] | None = None


NAMED = "named"
"""The answers' name for whom the card in front of the person names."""

Step: TypeAlias = Invite[Any] | Fill | Recap[Any] | Share[Any]
Trigger: TypeAlias = tuple[type[Any], str]


@dataclass(frozen=True)
class Script(Generic[F]):
    """A conversation of steps. `on` adds what the dialogue itself does not know: (event type, name) -> handler,
    where the name is the button, timer, notice, form, command or question, or "" for any of that type. A handler
    that gives None leaves the event to the dialogue. What the main card `names`, who reads it, is kept in the state
    under `NAMED` whenever that card comes fresh: one that changes where it stands may be far up, and unseen.
    """

    name: str
    steps: tuple[Step, ...]
    gather: Callable[[Reader, State, Event | Looked], F]
    commands: tuple[Command, ...] = ()
    key: Callable[[Reader, datetime], str] = lambda _reader, _at: ""
    on: Mapping[Trigger, OwnHandler[F]] = field(default_factory=dict)
    forms: Mapping[str, Callable[[State, F, str], Form | None]] = field(default_factory=dict)
    people: Callable[[str, F], Sequence[Option]] = lambda _text, _facts: ()
    screens: Mapping[str, Callable[[F], Card]] = field(default_factory=dict)
    names: Callable[[F], str] | None = None

    @property
    def say(self) -> Say:
        """Phrases of this script's catalogue."""
        return phrases_of(self.name)

    @property
    def dialogue(self) -> Dialogue[F]:
        """The steps, ready to be played."""
        steps = (self._step(Invite), self._step(Fill), self._step(Recap), self._step(Share))
        return Dialogue(self.name, *steps, next((command.name for command in self.commands), ""))

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Which of the reader's conversations a command means at this moment."""
        return self.key(reader, at)

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> F:
        """Fetch what the turn needs."""
        return self.gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: F) -> Result:
        """Play one event: the script's own handlers first, then the dialogue; what is left behind is settled."""
        own = self.on.get((type(event), _name_of(event))) or self.on.get((type(event), ""))
        dialogue = self.dialogue
        result = (own(state, event, facts) if own else None) or dialogue.play(state, event, facts)
        return self._naming(dialogue.settle(state, event, facts, result), facts)

    def form(self, name: str, state: State, facts: F) -> Form | None:
        """A form of this conversation, prefilled; `name` may carry what it is about behind a colon."""
        stem, _, about = name.partition(":")
        own = self.forms.get(stem)
        return own(state, facts, about) if own else self.dialogue.form(state, facts)

    def screen(self, name: str, arguments: Mapping[str, str], facts: F) -> Card:
        """One of the script's screens."""
        return self.screens[name](facts)

    def options(self, field: str, text: str, facts: F) -> Sequence[Option]:
        """People for a person field."""
        return self.people(text, facts)

    def pairs(self, state: State, facts: F) -> tuple[tuple[Text, Text], ...]:
        """What was answered, as label and text, for a recap."""
        return self.dialogue.pairs(state, facts)

    def _naming(self, result: Result, facts: F) -> Result:
        after, effects = result
        comes = any(isinstance(each, Show) and each.slot == MAIN and each.fresh for each in effects)
        if self.names is None or not comes:
            return result
        return after.at(after.stage, **{NAMED: self.names(facts)}), effects

    def _step(self, kind: Any) -> Any:
        return next(step for step in self.steps if isinstance(step, kind))


def _name_of(event: Event) -> str:
    match event:
        case Clicked():
            return event.button
        case Due():
            return event.timer.partition(":")[0]
        case Told():
            return event.notice
        case Submitted() | Conflict():
            return event.form.partition(":")[0]
        case Called():
            return event.command
        case Typed():
            return event.asks
        case _:
            return ""
