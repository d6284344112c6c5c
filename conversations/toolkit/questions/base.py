"""What all questions have, and what they ask of a conversation's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Line, Part
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import Answer, FormPart
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase, Text, Verbatim

Answers: TypeAlias = Mapping[str, Json]
Say: TypeAlias = Callable[..., Phrase]


class StepFacts(Protocol):
    """What questions need of a conversation's facts."""

    @property
    def today(self) -> date:
        """The owner's local date."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that typed answers are compared with."""

    @property
    def found(self) -> Sequence[Person]:
        """People whose name stands in what was typed, best first."""


@dataclass(frozen=True)
class Unclear:
    """A reply that could not be taken, what to say about it, and what to keep in mind for the next one."""

    why: Phrase
    keeps: Mapping[str, Json] = field(default_factory=dict)


def always(_answers: Answers, _facts: Any) -> bool:
    """Ask it every time."""
    return True


@dataclass(frozen=True, kw_only=True)
class Question:
    """What all questions have. `when` says whether it applies; `spoken` False leaves it to the form alone;
    `shown_when` lets a form hide it until another field has a value; `required` refuses an empty form field. `about`
    names the answer that it goes with: its words are quoted where the question is asked again later.
    """

    name: str
    when: Callable[[Answers, Any], bool] = always
    spoken: bool = True
    required: bool = False
    shown_when: tuple[str, str] | None = None
    about: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The ids of the catalogues by which it takes replies, beside the sentences by its own name."""
        return ()

    def label(self, say: Say) -> Phrase:
        """Its label in a form."""
        return say(f"{self.name}.label")

    def ask(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Part, ...]:
        """How it is asked by itself."""
        return (Line(say(f"{self.name}.ask"), rests=self.label(say)),)

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        """The taps that answer it."""
        return ()

    def answered(self, answers: Answers, facts: StepFacts) -> bool:
        """Whether nothing of it is open."""
        return self.name in answers

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        """Its part of a form, prefilled."""
        raise NotImplementedError

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """The answers that a tap gives."""
        return {self.name: value}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        """The answers that a reply gives; none if it says that there is nothing to say."""
        raise NotImplementedError

    def recognises(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        """Whether a reply to something else clearly answers this."""
        return False

    def changed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """The answers that a reply gives which says what of this is another now; none if it says nothing of it."""
        return {}

    def taken_back(self, facts: StepFacts) -> Mapping[str, Json]:
        """The answers when somebody thinks better of it."""
        return {self.name: None}

    def passed(self, answers: Answers, facts: Any) -> Mapping[str, Json]:
        """The answers when it is skipped."""
        return {self.name: None}

    def shown(self, answers: Answers) -> Answers:
        """The answers that stand in the question itself once it is answered: what was tapped in its rows."""
        return {}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        """The answers that a form gives."""
        answer = given.get(self.name)
        return {} if answer in ("", None) else {self.name: answer}

    def wrong(self, given: Mapping[str, Answer], facts: StepFacts) -> Phrase | None:
        """What is wrong with a form's answer beyond its shape, if anything."""
        return None

    def recap(self, say: Say, answers: Answers) -> Text | None:
        """The answer as one text; None if there is nothing to say."""
        answer = answers.get(self.name)
        return Verbatim(str(answer)) if answer not in ("", None, []) else None
