"""Steps: a conversation written as its dialogue, compiled onto the contract; spoken and filled from one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from conversations.toolkit.cards import Button, Card, Line
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Effect, RejectForm, Show, To
from conversations.toolkit.events import (
    Called,
    Clicked,
    Conflict,
    Due,
    Event,
    Looked,
    Started,
    Submitted,
    Told,
    Typed,
)
from conversations.toolkit.forms import Form, FormPart, Option, Saying, read_form
from conversations.toolkit.questions import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Phrase, Verbatim, phrases_of

F = TypeVar("F", bound=StepFacts)
Draw: TypeAlias = Callable[[State, F], Card]
Handler: TypeAlias = Callable[[State, Any, F], Result]


@dataclass(frozen=True)
class Invite(Generic[F]):
    """Say what this is and offer the ways to answer; `at_once` is the button that answers it all in one tap, and
    `takes` gives the answers that this tap means. The card may already `ask` the first question.
    """

    card: Draw[F]
    at_once: str = ""
    takes: Callable[[State, F], Mapping[str, Json]] = lambda _state, _facts: {}


@dataclass(frozen=True)
class Fill:
    """The questions, in order: spoken one by one, or filled as the form of this name, under its preface."""

    form: str
    questions: tuple[Question, ...]
    preface: Callable[[Any], Phrase] | None = None


@dataclass(frozen=True)
class Recap(Generic[F]):
    """Show what was answered before it is shared (after speaking; a submitted form shares at once)."""

    card: Draw[F]


@dataclass(frozen=True)
class Share(Generic[F]):
    """What sharing does; also called again when a shared answer is edited."""

    does: Handler[F]


Step: TypeAlias = Invite[Any] | Fill | Recap[Any] | Share[Any]
Trigger: TypeAlias = tuple[type[Any], str]

SPEAK, SHARE, SKIP = "speak", "share", "skip"
"""Names of the buttons that a script understands by itself."""


@dataclass(frozen=True)
class Script(Generic[F]):
    """A conversation of steps. `on` adds what the dialogue itself does not know: (event type, name) -> handler,
    where the name is the button, timer, notice, form or command, or "" for any of that type.
    """

    name: str
    steps: tuple[Step, ...]
    gather: Callable[[Reader, State, Event | Looked], F]
    commands: tuple[Command, ...] = ()
    key: Callable[[Reader, datetime], str] = lambda _reader, _at: ""
    on: Mapping[Trigger, Handler[F]] = field(default_factory=dict)
    forms: Mapping[str, Callable[[State, F, str], Form]] = field(default_factory=dict)
    people: Callable[[str, F], Sequence[Option]] = lambda _text, _facts: ()
    screens: Mapping[str, Callable[[F], Card]] = field(default_factory=dict)

    @property
    def say(self) -> Say:
        """Phrases of this script's catalogue."""
        return phrases_of(self.name)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Which of the reader's conversations a command means at this moment."""
        return self.key(reader, at)

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> F:
        """Fetch what the turn needs."""
        return self.gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: F) -> Result:
        """Play one event: the script's own handlers first, then the dialogue."""
        own = self.on.get((type(event), _name_of(event))) or self.on.get((type(event), ""))
        if own is not None:
            return own(state, event, facts)
        match event:
            case Started() | Called():
                return self._invite(state, event, facts, fresh=True)
            case Clicked():
                return self._clicked(state, event, facts)
            case Typed():
                return self._typed(state, event, facts)
            case Submitted():
                return self._submitted(state, event, facts)
            case _:
                return state, ()

    def form(self, name: str, state: State, facts: F) -> Form:
        """A form of this conversation, prefilled; `name` may carry what it is about behind a colon."""
        stem, _, about = name.partition(":")
        if stem in self.forms:
            return self.forms[stem](state, facts, about)
        fill = self._fill
        parts: list[FormPart] = [Saying(fill.preface(facts))] if fill.preface else []
        there: set[str] = set()
        for question in fill.questions:
            depends = question.shown_when is not None and question.shown_when[0] in there
            if depends or question.when(state.answers, facts):
                there.add(question.name)
                parts.extend(question.fields(self.say, state.answers, facts))
        return Form(fill.form, self.say("form.title"), tuple(parts), self.say("form.submit"))

    def screen(self, name: str, arguments: Mapping[str, str], facts: F) -> Card:
        """One of the script's screens."""
        return self.screens[name](facts)

    def options(self, field: str, text: str, facts: F) -> Sequence[Option]:
        """People for a person field."""
        return self.people(text, facts)

    # --- the dialogue -----------------------------------------------------------------------------------------

    def _invite(self, state: State, event: Event, facts: F, fresh: bool = False) -> Result:
        invited = state.at("invited")
        card = self._step(Invite).card(invited, facts)
        return invited, [Show(card, To(event.owner), fresh=fresh, prompt=isinstance(event, Started))]

    def _clicked(self, state: State, event: Clicked, facts: F) -> Result:
        invite = self._step(Invite)
        match event.button:
            case invite.at_once:
                answered = State(state.stage, {**state.answers, **invite.takes(state, facts)})
                return self._share(answered, event, facts)
            case "speak":
                return self._ask_next(state, event, facts)
            case "share":
                return self._share(state, event, facts)
            case "skip":
                return self._take(state, event, facts, event.value, {event.value: None})
        question = self._question(event.button)
        if question is None:
            return state, ()
        given = question.clicked(event.value, state.answers, facts)
        return self._take(state, event, facts, question.name, given) if given else (state, ())

    def _typed(self, state: State, event: Typed, facts: F) -> Result:
        question = self._question(event.asks)
        if question is None:
            return state, ()
        given = question.typed(event.text, state.answers, facts)
        if isinstance(given, Unclear):
            return state.at(question.name), [self._question_card(question, state, event, facts, given.why)]
        return self._take(state, event, facts, question.name, given)

    def _submitted(self, state: State, event: Submitted, facts: F) -> Result:
        typed, errors = read_form(self.form(event.form, state, facts), event.values)
        for question in self._fill.questions:
            wrong = question.wrong(typed, facts)
            if wrong:
                errors.setdefault(question.name, wrong)
        if errors:
            return state, [RejectForm(errors)]
        kept = {k: v for k, v in state.answers.items() if self._question(k) is None}
        answers: dict[str, Json] = dict(kept)
        for question in self._fill.questions:
            answers.update(question.filled(typed, facts))
        return self._share(State(state.stage, answers), event, facts)

    def _take(self, state: State, event: Event, facts: F, name: str, given: Mapping[str, Json]) -> Result:
        taken = State(state.stage, {**state.answers, **given})
        question = self._question(name)
        if question is not None and not question.answered(taken.answers, facts):
            if state.stage in ("", "invited"):
                return self._invite(taken, event, facts)
            return taken, [self._question_card(question, taken, event, facts)]
        if state.stage in ("", "invited") and isinstance(event, Clicked):
            return self._invite(taken, event, facts)
        closing = self._answered_card(question, taken, event, facts)
        after, effects = self._ask_next(taken, event, facts)
        return after, [*closing, *effects]

    def _ask_next(self, state: State, event: Event, facts: F) -> Result:
        for question in self._open(state.answers, facts):
            return state.at(question.name), [self._question_card(question, state, event, facts)]
        pruned = self.pruned(state, facts).at("recap")
        fresh = state.stage not in ("invited", "recap")
        return pruned, [Show(self._step(Recap).card(pruned, facts), To(event.owner), fresh=fresh)]

    def _share(self, state: State, event: Event, facts: F) -> Result:
        result: Result = self._step(Share).does(self.pruned(state, facts), event, facts)
        return result

    def _question_card(
        self, question: Question, state: State, event: Event, facts: F, unclear: Phrase | None = None
    ) -> Effect:
        why = (Line(unclear),) if unclear else ()
        body = (*why, *question.ask(self.say, state.answers, facts))
        taps = question.buttons(self.say, state.answers, facts)
        more = (
            Button(SKIP, Phrase("steps.skip"), question.name, "quiet"),
            Button("as_form", Phrase("steps.as_form"), style="quiet", opens=self._fill.form),
        )
        card = Card(f"{self.name}.{question.name}", self.say("neutral"), body, (*taps, *more), asks=question.name)
        return Show(card, To(event.owner), slot=f"question.{question.name}", fresh=isinstance(event, Typed))

    def _answered_card(self, question: Question | None, state: State, event: Event, facts: F) -> list[Effect]:
        if question is None or state.stage != question.name:
            return []
        told = question.recap(self.say, state.answers)
        answer = (Line(told),) if told is not None and isinstance(event, Clicked) else ()
        body = (*question.ask(self.say, state.answers, facts)[:1], *answer)
        card = Card(f"{self.name}.{question.name}.answered", self.say("neutral"), body)
        return [Show(card, To(event.owner), slot=f"question.{question.name}")]

    # --- what the steps say -----------------------------------------------------------------------------------

    def pruned(self, state: State, facts: F) -> State:
        """Forget answers of questions that no longer apply, and skipped ones."""
        gone = [
            question.name
            for question in self._fill.questions
            if not question.when(state.answers, facts) or state.answers.get(question.name, "") is None
        ]
        return state.without(*gone, *(f"{name}_shown" for name in gone))

    def questions(self, answers: Answers, facts: F) -> Iterator[Question]:
        """The questions that apply to these answers, in order."""
        return (question for question in self._fill.questions if question.when(answers, facts))

    def pairs(self, state: State, facts: F) -> tuple[tuple[Phrase, Any], ...]:
        """What was answered, as label and text, for a recap."""
        told = ((q.label(self.say), q.recap(self.say, state.answers)) for q in self.questions(state.answers, facts))
        return tuple((label, text) for label, text in told if text is not None and text != Verbatim(""))

    def _open(self, answers: Answers, facts: F) -> Iterator[Question]:
        return (q for q in self.questions(answers, facts) if q.spoken and not q.answered(answers, facts))

    def _question(self, name: str) -> Question | None:
        return next((question for question in self._fill.questions if question.name == name), None)

    @property
    def _fill(self) -> Fill:
        fill: Fill = self._step(Fill)
        return fill

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
