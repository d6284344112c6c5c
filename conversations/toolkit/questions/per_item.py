"""Questions answered by choosing one of a few for each of several things."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.toolkit import understand
from conversations.toolkit.cards import Button, Line, Part, Row
from conversations.toolkit.commands import looked_at
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import Answer, ChoiceField, FormPart, Option, Saying
from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.questions.choices import no_answer, typed_ids
from conversations.toolkit.words import Phrase, Text, Verbatim

ALL = "*"
"""The key of the tap that gives all things that have no answer yet the same one."""

_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})[\s.:)\u3001]*([^\d,;\u3001\n]+)")  # of folded text


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
        return (*typed_ids(self.group, self.options), f"steps.unclear_items.{self.group}")

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
        given = self._given(answers)
        kind = "at_once" if not given else "others_at_once" if self._keyed(facts).keys() - given.keys() else "all_told"
        label = say(f"{self.name}.{kind}")
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
        options = (*(Option(o, say(f"{self.name}.options.{o}")) for o in self.options), no_answer())
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
