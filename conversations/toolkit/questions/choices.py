"""Questions answered by choosing: one of a few, one for each thing, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.toolkit import understand
from conversations.toolkit.cards import Button, Line, Part, Row
from conversations.toolkit.commands import looked_at
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import Answer, ChoiceField, FormPart, Option, Saying
from conversations.toolkit.levels import level_called, level_in
from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.vocabulary import Vocabulary, typed_id
from conversations.toolkit.words import Phrase, Text, Verbatim

NO_ANSWER = "-"
"""The option of a form that takes an answer back: no platform lets go of a choice by itself."""

ALL = "*"
"""The key of the tap that gives all things that have no answer yet the same one."""

_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})[\s.:)\u3001]*([^\d,;\u3001\n]+)")  # of folded text


def _typed(group: str, options: Sequence[str]) -> tuple[str, ...]:
    return tuple(typed_id(group, option) for option in options)


def _no_answer() -> Option:
    return Option(NO_ANSWER, Phrase("steps.no_answer"))


@dataclass(frozen=True, kw_only=True)
class PerItem(Question):
    """One choice for each of several things: what became of each plan, how each goal stands. `group` names the
    vocabulary's words for the options ("1 done, 2 still on it", "all done"); `older` things are asked about as such.
    Answers are kept by place, or by `keys` where the things can change between two looks at them. The option `rest`
    is what one tap gives to all that have no answer yet; a form says where it stands for what nobody touched. The
    option `unsaid` is what those count as of which nothing is said where the question is skipped.
    """

    group: str
    items: Callable[[Any], Sequence[str]]
    options: tuple[str, ...]
    keys: Callable[[Any], Sequence[str]] | None = None
    older: Callable[[Any], bool] = lambda _facts: False
    rest: str = ""
    unsaid: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        return (*_typed(self.group, self.options), f"steps.unclear_items.{self.group}")

    def _question(self, say: Say, facts: StepFacts) -> Phrase:
        key = f"{self.name}.ask_older" if self.older(facts) else f"{self.name}.ask"
        return say(key, n=len(self.items(facts)))

    def _keyed(self, facts: StepFacts) -> Mapping[str, str]:
        items = self.items(facts)
        return dict(zip(self.keys(facts) if self.keys else map(str, range(len(items))), items, strict=True))

    def _given(self, answers: Answers) -> Mapping[str, str]:
        given = answers.get(self.name)
        return {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}

    def rows(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Row, ...]:
        """A row for each thing, with a tap for each option; the chosen one is marked."""
        given = self._given(answers)
        return tuple(
            Row(Verbatim(item), self._taps(say, key, given.get(key, ""))) for key, item in self._keyed(facts).items()
        )

    def _taps(self, say: Say, key: str, chosen: str) -> tuple[Button, ...]:
        return tuple(
            Button(self.name, say(f"{self.name}.options.{option}"), f"{key}:{option}", chosen=option == chosen)
            for option in self.options
        )

    def ask(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Part, ...]:
        return (Line(self._question(say, facts)), *self.rows(say, answers, facts))

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        label = say(f"{self.name}.{'others_at_once' if self._given(answers) else 'at_once'}")
        return (Button(self.name, label, f"{ALL}:{self.rest}", "primary"),) if self.rest else ()

    def passed(self, answers: Answers, facts: Any) -> Mapping[str, Json]:
        return {self.name: self._with_all(self.unsaid, answers, facts) if self.unsaid else None}

    def _with_all(self, option: str, answers: Answers, facts: Any) -> Json:
        return {**dict.fromkeys(self._keyed(facts), option), **self._given(answers)}

    def answered(self, answers: Answers, facts: StepFacts) -> bool:
        skipped = self.name in answers and answers[self.name] is None
        return skipped or self._given(answers).keys() >= self._keyed(facts).keys()

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        given = self._given(answers)
        options = (*(Option(o, say(f"{self.name}.options.{o}")) for o in self.options), _no_answer())
        choices = (
            ChoiceField(f"{self.name}.{key}", Verbatim(item), options=options, value=given.get(key, ""))
            for key, item in self._keyed(facts).items()
        )
        chosen = (Saying(say(f"{self.name}.hint")),) if self.rest and self.rest in given.values() else ()
        return (Saying(self._question(say, facts)), *chosen, *choices)

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        key, _, option = value.rpartition(":")
        if key == ALL and option == self.rest:
            return {self.name: self._with_all(option, answers, facts)}
        if option not in self.options or key not in self._keyed(facts):
            return {}
        return {self.name: {**self._given(answers), key: option}}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        if facts.vocabulary.meaning("skip", text):
            return {}
        given, keys = self._given(answers), tuple(self._keyed(facts))
        plain = looked_at(text)
        numbered = {
            keys[int(n) - 1]: option
            for n, words in _NUMBERED.findall(understand.with_places(plain, len(keys), facts.vocabulary))
            if (option := understand.option_in(words, self.group, facts.vocabulary)) and 0 < int(n) <= len(keys)
        }
        if numbered:
            return {self.name: {**given, **numbered}}
        said = understand.options_in(plain, self.group, facts.vocabulary)
        if len(said) == len(keys):
            return {self.name: dict(zip(keys, said, strict=True))}
        if not said and understand.is_nothing(text, facts.vocabulary):
            return {}
        if len(set(said)) != 1:
            return Unclear(Phrase(f"steps.unclear_items.{self.group}"))
        return {self.name: self._with_all(said[0], answers, facts)}

    def recognises(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        if understand.is_nothing(text, facts.vocabulary):
            return False
        given = self.typed(text, answers, facts)
        return bool(given) and not isinstance(given, Unclear)

    def shown(self, answers: Answers) -> Answers:
        return {self.name: answers[self.name]} if answers.get(self.name) else {}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        pairs = {key: given.get(f"{self.name}.{key}") for key in self._keyed(facts)}
        chosen = {key: str(option) for key, option in pairs.items() if option in self.options}
        return {self.name: chosen} if chosen else {}

    def recap(self, say: Say, answers: Answers) -> Text | None:
        return None


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
        return _typed(self.group, self.options)

    def offered(self, facts: StepFacts) -> tuple[str, ...]:
        """The options that make sense here."""
        return tuple(each for each in self.options if each not in self.hidden(facts) and each not in self.in_words)

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
        there = (o for o in self.options if o == value or o in self.offered(facts))
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
        said = facts.vocabulary.meaning(self.group, text) or understand.option_greeted(
            text, self.group, facts.vocabulary
        )
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
        return facts.vocabulary.meaning(self.group, text) in self.offered(facts)

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
        options = (*levels, _no_answer())
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
