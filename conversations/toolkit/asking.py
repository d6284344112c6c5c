"""How a question of a dialogue is drawn: while it is open, and once it is answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from conversations.rules.budget import PromptKind
from conversations.toolkit.cards import Button, Card, Line, Part, Quote, at_rest
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Show
from conversations.toolkit.events import Clicked, Due, Event
from conversations.toolkit.questions import Answers, Question, Say, Sentence, StepFacts
from conversations.toolkit.words import Phrase, Text, Verbatim, phrases_of

SKIP = "skip"


def question_card(
    name: str, form: str, question: Question, state: State, facts: StepFacts, first: Phrase | None = None,
    *, again: bool = False,
) -> Card:  # fmt: skip
    """The question by itself, below the line that comes `first`, with a way past it and one to the form. Asked `again`
    later, it stands below the words that it is about.
    """
    say = phrases_of(name)
    buttons = (
        *question.buttons(say, state.answers, facts),
        Button(SKIP, Phrase("steps.skip"), question.name, "quiet"),
        Button("as_form", Phrase("steps.as_form"), style="quiet", opens=form),
    )
    words = str(state.answers.get(question.about) or "") if again else ""
    above: tuple[Part, ...] = (*((Line(first),) if first else ()), *((Quote(words),) if words else ()))
    body = (*above, *question.ask(say, state.answers, facts))
    return Card(f"{name}.{question.name}", say("neutral"), body, buttons, asks=question.name)


def answered_card(
    name: str, form: str, question: Question, state: State, event: Event, after: State, facts: StepFacts
) -> Card:
    """The question once it is answered. What was typed stands in the chat already; a tap is told."""
    tapped = isinstance(event, Clicked) and event.button == question.name
    answers: Any = {**state.answers, **question.shown(after.answers)}
    card = at_rest(question_card(name, form, question, State(state.stage, answers), facts))
    told = question.recap(phrases_of(name), after.answers) if tapped else None
    answer = (Line(told),) if told is not None else ()
    return replace(card, name=f"{card.name}.answered", body=(*card.body, *answer))


def pairs_of(name: str, questions: Iterable[Question], answers: Answers) -> tuple[tuple[Text, Text], ...]:
    """What was answered to these, as label and text."""
    say = phrases_of(name)
    told = ((question.label(say), question.recap(say, answers)) for question in questions)
    return tuple((label, text) for label, text in told if text is not None)


def below(line: Phrase, card: Card) -> Card:
    """The card below a line that says what became of a reply."""
    return replace(card, body=(Line(line), *card.body))


def let_go(among: Iterable[Question], state: State, facts: StepFacts) -> tuple[Line, ...]:
    """The sentences of these that no longer apply, said once more before they are forgotten."""
    gone = (q for q in among if isinstance(q, Sentence) and not q.when(state.answers, facts))
    words = (state.answers.get(q.name) for q in gone)
    return tuple(Line(Phrase("steps.let_go", {"text": Verbatim(str(each))})) for each in words if each)


def told(
    among: Iterable[Question], now: Answers, effects: Iterable[Effect], say: Say, first: tuple[Line, ...] = ()
) -> list[Effect]:
    """The effects, with which of these have another answer now, and what it is, said above the new card."""
    lines = first + tuple(
        Line(Phrase("steps.changed", {"what": q.label(say), "now": q.recap(say, now) or Phrase("steps.no_answer")}))
        for q in among
        if q.name in now
    )
    return [
        replace(e, card=replace(e.card, body=(*lines, *e.card.body))) if isinstance(e, Show) and e.fresh else e
        for e in effects
    ]


def kind_of(event: Event) -> PromptKind:
    """What a card counts as that comes of this event, if the bot began it."""
    return "reminder" if isinstance(event, Due) else "request"
