"""The card of one question, for whoever plays a script."""

from __future__ import annotations

from conversations.rules.budget import PromptKind
from conversations.toolkit.cards import Button, Card, Line
from conversations.toolkit.events import Due, Event
from conversations.toolkit.questions import Answers, Question, Say, StepFacts
from conversations.toolkit.words import Phrase

SKIP = "skip"


def question_card(
    script: str, form: str, say: Say, question: Question, answers: Answers, facts: StepFacts, unclear: Phrase | None
) -> Card:
    """A question of a script with its buttons, the way out of it and into the form; first why it is asked again."""
    why = (Line(unclear),) if unclear else ()
    buttons = (
        *question.buttons(say, answers, facts),
        Button(SKIP, Phrase("steps.skip"), question.name, "quiet"),
        Button("as_form", Phrase("steps.as_form"), style="quiet", opens=form),
    )
    body = (*why, *question.ask(say, answers, facts))
    return Card(f"{script}.{question.name}", say("neutral"), body, buttons, asks=question.name)


def kind_of(event: Event) -> PromptKind:
    """What a card counts as that comes of this event, if the bot began it."""
    return "reminder" if isinstance(event, Due) else "request"
