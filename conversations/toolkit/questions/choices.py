"""Questions answered by choosing: one of a few, a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.toolkit import understand
from conversations.toolkit.cards import Button
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import Answer, ChoiceField, FormPart, Option
from conversations.toolkit.levels import level_called, level_in
from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.vocabulary import Vocabulary, typed_id
from conversations.toolkit.words import Phrase, Text, Verbatim

NO_ANSWER = "-"
"""The option of a form that takes an answer back: no platform lets go of a choice by itself."""


def typed_ids(group: str, options: Sequence[str]) -> tuple[str, ...]:
    """Ids of the words that are typed for each option of a group."""
    return tuple(typed_id(group, option) for option in options)


def no_answer() -> Option:
    """The option by which a form takes an answer back."""
    return Option(NO_ANSWER, Phrase("steps.no_answer"))


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of a few options. `else_to` names a Sentence: a reply that is none of them means the last option, and
    becomes that sentence's answer ("stuck?" - "waiting for the sensors"); then only whole replies count as an option.
    `group` names the vocabulary's words for the options. `by_name` is (option, Who question): a reply that names
    somebody means that option, and answers that question too; but who `stands_for` another option means that one.
    A later reply that says that it is `over` means the default again. `hinted`: a form says what is shared if nobody
    touches it. Options `in_words` are said, never offered; each gives the names of what need not be asked then.
    """

    group: str
    options: tuple[str, ...]
    default: str = ""
    else_to: str = ""
    by_name: tuple[str, str] | None = None
    stands_for: Callable[[Any], Mapping[str, str]] = lambda _facts: {}
    hidden: Callable[[Any], frozenset[str]] = lambda _facts: frozenset()
    over: Callable[[str, Vocabulary], bool] = lambda _text, _vocabulary: False
    in_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hinted: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        return typed_ids(self.group, self.options)

    def offered(self, facts: StepFacts) -> tuple[str, ...]:
        """The options that make sense here."""
        hidden = self.hidden(facts)
        return tuple(each for each in self.options if each not in hidden and each not in self.in_words)

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        return tuple(
            Button(
                self.name,
                say(f"{self.name}.options.{option}"),
                option,
                chosen=answers.get(self.name) == option,
            )
            for option in self.offered(facts)
        )

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        value = str(answers.get(self.name) or self.taken_back(facts)[self.name])
        # What was answered is there to be kept, although nobody would be offered it today.
        offered = self.offered(facts)
        there = (o for o in self.options if o == value or o in offered)
        options = tuple(Option(o, say(f"{self.name}.options.{o}")) for o in there)
        return (
            ChoiceField(
                self.name,
                self.label(say),
                say(f"{self.name}.hint") if self.hinted and value == self.default else None,
                required=self.required,
                shown_when=self.shown_when,
                options=options,
                value=value,
            ),
        )

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        return {self.name: value} if value in self.offered(facts) else {}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        vocabulary = facts.vocabulary
        said = vocabulary.meaning(self.group, text) or vocabulary.label(self.name, text)
        said = said or understand.option_greeted(text, self.group, vocabulary)
        if said is None and not self.else_to:
            said = understand.option_in(text, self.group, facts.vocabulary)
        if said in self.offered(facts):
            return {self.name: said}
        if said and said in self.in_words:
            return {**{name: None for name in self.in_words[said] if name not in answers}, self.name: said}
        if self.else_to and understand.says_something(text):
            said = understand.behind_option(text, self.group, self.options[-1], facts.vocabulary)
            return {self.name: self.options[-1], self.else_to: said}
        if self.by_name and facts.found:
            return self._named(*self.by_name, facts)
        if understand.is_nothing(text, facts.vocabulary):
            return {}
        return Unclear(Phrase("steps.unclear_choice"))

    def recognises(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        said = facts.vocabulary.meaning(self.group, text) or facts.vocabulary.label(self.name, text)
        return said in self.offered(facts)

    def changed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        over = answers.get(self.name) == self.options[-1] and self.over(text, facts.vocabulary)
        return {self.name: self.default} if over else {}

    def _named(self, option: str, who: str, facts: StepFacts) -> Mapping[str, Json]:
        if len(facts.found) > 1:
            return {self.name: option}
        person = facts.found[0]
        own = self.stands_for(facts).get(person.id)
        if own in self.offered(facts):
            return {self.name: own}
        return {self.name: option, who: person.id, f"{who}_shown": person.name}

    def taken_back(self, facts: StepFacts) -> Mapping[str, Json]:
        offered = self.offered(facts)
        return {self.name: self.default if self.default in offered else offered[-1]}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        if self.else_to and given.get(self.else_to):
            return {self.name: self.options[-1]}
        return super().filled(given, facts)

    def recap(self, say: Say, answers: Answers) -> Text | None:
        answer = answers.get(self.name)
        return say(f"{self.name}.options.{answer}") if answer else None


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """A number from `low` to `high`; `private` ones are for the person's own eyes."""

    low: int = 1
    high: int = 5
    private: bool = False

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        return tuple(Button(self.name, Verbatim(str(n)), str(n)) for n in range(self.low, self.high + 1))

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        levels = (Option(str(n), Verbatim(str(n))) for n in range(self.low, self.high + 1))
        options = (*levels, no_answer())
        value = str(answers.get(self.name) or "")
        return (ChoiceField(self.name, self.label(say), say(f"{self.name}.hint"), options=options, value=value),)

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        level = int(value) if value.isdigit() and self.low <= int(value) <= self.high else None
        return {} if level is None else {self.name: level}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        level = level_in(text, self.low, self.high, facts.vocabulary)
        if level is None and (understand.is_nothing(text, facts.vocabulary) or self._is_skipped(text, facts)):
            return {}
        if level is None:
            return Unclear(Phrase("steps.unclear_scale", {"low": self.low, "high": self.high}))
        return {self.name: level}

    def recap(self, say: Say, answers: Answers) -> Text | None:
        told = super().recap(say, answers)
        return say(f"{self.name}.kept", level=told) if self.private and told is not None else told

    def recognises(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        # Who would rather not say skips this one, and does not leave them all.
        return level_in(text, self.low, self.high, facts.vocabulary) is not None or self._is_skipped(text, facts)

    @staticmethod
    def _is_skipped(text: str, facts: StepFacts) -> bool:
        return understand.option_in(text, "skip", facts.vocabulary) is not None

    def changed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        level = level_called(text, self.name, self.low, self.high, facts.vocabulary)
        return {} if level is None else {self.name: level}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        level = str(given.get(self.name) or "")
        return {self.name: int(level)} if level.isdigit() else {}
