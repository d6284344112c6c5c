"""A question answered by a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.toolkit import understand
from conversations.toolkit.cards import Button
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import Answer, FormPart, TickField
from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.words import Phrase, Text


@dataclass(frozen=True, kw_only=True)
class Tick(Question):
    """A yes to one sentence."""

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        return (
            Button(self.name, Phrase("steps.yes"), "yes"),
            Button(self.name, Phrase("steps.no"), "no"),
        )

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        there = bool(answers.get(self.name))
        return (TickField(self.name, self.label(say), shown_when=self.shown_when, value=there),)

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        return {self.name: value == "yes"}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        said = understand.yes_or_no(text, facts.vocabulary)
        return Unclear(Phrase("steps.unclear_choice")) if said is None else {self.name: said}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        return {self.name: bool(given.get(self.name))}

    def recap(self, say: Say, answers: Answers) -> Text | None:
        return say(f"{self.name}.told") if answers.get(self.name) else None
