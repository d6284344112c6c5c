"""Questions answered in words: lines, a sentence, a person, a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from conversations.toolkit import understand
from conversations.toolkit.cards import Button, Line, Part, Row
from conversations.toolkit.conversation import Json
from conversations.toolkit.forms import FAR_AHEAD, Answer, DayField, FormPart, PersonField, TextField
from conversations.toolkit.leaving import SETTINGS, all_changed_to, way_out
from conversations.toolkit.listing import lines_said, says_no_more, says_none_planned
from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear
from conversations.toolkit.questions.picking import picked, points_at, tells_of
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim


def handy_days(today: date) -> list[date]:
    """The days that people mostly mean: tomorrow, this Friday, next Friday."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    days = {today + timedelta(days=1), friday, friday + timedelta(days=7)}
    return sorted(day for day in days if day > today)[:3]


@dataclass(frozen=True, kw_only=True)
class Lines(Question):
    """Up to `at_most` short lines; `prefill` gives those that are there already. A reply adds to them; after one that
    makes too many, those are offered: a yes takes the first of them, and other lines take their place.
    """

    at_most: int = 3
    max_length: int = 200
    prefill: Callable[[Answers, Any], Sequence[str]] = lambda _answers, _facts: ()

    @property
    def anew(self) -> str:
        """The answers' name for the lines that were too many: the next reply takes their place."""
        return f"{self.name}_anew"

    @property
    def twice(self) -> str:
        """The answers' name for a reply that had nothing of the lines that were too many."""
        return f"{self.name}_twice"

    def present(self, answers: Answers, facts: StepFacts) -> tuple[str, ...]:
        """The lines answered, else those prefilled."""
        given = answers.get(self.name)
        if isinstance(given, Sequence) and not isinstance(given, str):
            return tuple(str(line) for line in given)
        return self._prefilled(answers, facts)

    def _prefilled(self, answers: Answers, facts: StepFacts) -> tuple[str, ...]:
        return tuple(self.prefill(answers, facts))[: self.at_most]

    def too_many(self, answers: Answers) -> tuple[str, ...]:
        """The lines of which some are to be left out; none if they are not too many."""
        said, given = answers.get(self.anew), answers.get(self.name)
        if not said and isinstance(given, list | tuple) and len(given) > self.at_most:
            said = given
        return tuple(map(str, said)) if isinstance(said, list | tuple) else ()

    def answered(self, answers: Answers, facts: StepFacts) -> bool:
        return super().answered(answers, facts) and not self.too_many(answers)

    def followed(self, before: Answers, after: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """The lines once another answer prefills others than before: with those that came, without those that went."""
        given = after.get(self.name)
        were, are = self._prefilled(before, facts), self._prefilled(after, facts)
        if were == are or not isinstance(given, list | tuple):
            return {}
        kept = [str(line) for line in given if line in are or line not in were]
        return {self.name: list(dict.fromkeys((*(line for line in are if line not in were), *kept)))}

    def ask(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Part, ...]:
        there, too_many = self._prefilled(answers, facts), self.too_many(answers)
        question = say(f"{self.name}.ask_more" if there and not too_many else f"{self.name}.ask")
        first = (Line(self._leave_out(too_many).why),) if too_many and not answers.get(self.anew) else ()
        return (*first, Line(question, rests=self.label(say)), *(Row(Verbatim(line)) for line in too_many or there))

    def shown(self, answers: Answers) -> Answers:
        return {self.anew: answers.get(self.anew)}

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        if self.too_many(answers):
            return (Button(self.name, Phrase("steps.first_lines", {"n": self.at_most}), "first"),)
        if not self._prefilled(answers, facts):
            return ()
        return (Button(self.name, say(f"{self.name}.keep"), "keep", "primary"),)

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        return (
            TextField(
                self.name,
                self.label(say),
                say(f"{self.name}.hint"),
                required=self.required,
                value=self.present(answers, facts),
                many=self.at_most,
                max_length=self.max_length,
            ),
        )

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        taken = {"keep": self.present(answers, facts), "first": self.too_many(answers)[: self.at_most]}.get(value)
        return {self.name: list(taken), self.anew: False} if taken is not None else {}

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        many = self.too_many(answers)
        if (chosen := self.chooses(text, answers, facts)) is not None:
            few = 0 < len(chosen) <= self.at_most
            return {self.name: list(chosen), self.anew: False} if few else self._leave_out(chosen or many)
        if says_none_planned(text, facts.vocabulary) or self.keeps(text, answers, facts):
            return {self.name: list(self.present(answers, facts)), self.anew: False}
        if not understand.says_something(text):
            return Unclear(Phrase("steps.unclear_words"))
        there = () if answers.get(self.anew) or many else self.present(answers, facts)
        lines = list(dict.fromkeys((*there, *lines_said(text, facts.vocabulary))))
        if many and text != answers.get(self.twice) and self._picks_badly(lines, many, facts):
            # Only who sends it once more means that as a line.
            return Unclear(self._leave_out(many).why, {self.anew: list(many), self.twice: text})
        if len(lines) > self.at_most:
            return self._leave_out(lines)
        if any(len(line) > self.max_length for line in lines):
            return Unclear(Phrase("words.errors.too_long", {"limit": self.max_length}))
        return {self.name: lines, self.anew: False}

    def chooses(self, text: str, answers: Answers, facts: StepFacts) -> tuple[str, ...] | None:
        """The lines that a reply keeps of those that were too many: a no none of them; None if it says others."""
        many = self.too_many(answers)
        if many and (chosen := picked(text, many, facts.vocabulary)) is not None:
            return chosen
        said = understand.yes_or_no(text, facts.vocabulary) if many else None
        return None if said is None else many[: self.at_most] if said else ()

    def keeps(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        """Whether a reply says no more than a tap does: which of too many stay, or that these are all."""
        there = bool(self._prefilled(answers, facts)) and not self.too_many(answers)
        return self.chooses(text, answers, facts) is not None or (there and says_no_more(text, facts.vocabulary))

    def _picks_badly(self, lines: Sequence[str], many: Sequence[str], facts: StepFacts) -> bool:
        """Whether a reply seems to pick some of many lines, and nobody can tell which."""
        one, words = lines[0], facts.vocabulary
        return len(lines) == 1 and points_at(one, words) and not tells_of(one, many, words)

    def _leave_out(self, lines: Sequence[str]) -> Unclear:
        why = Phrase("steps.too_many_lines", {"most": self.at_most, "n": len(lines)})
        return Unclear(why, {self.anew: list[Json](lines)})

    def changed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """All that a reply changes, a line each; nothing where one of them changes none, or only tells how it goes."""
        if behind := all_changed_to(text, self.name, facts.vocabulary):
            given = self.typed(behind, {self.anew: True}, facts)
            return {} if isinstance(given, Unclear) else given
        there = list(self.present(answers, facts))
        count = len(there)
        for line in filter(str.strip, text.splitlines()):
            place, words = understand.place_changed(line, count, facts.vocabulary)
            if not place or len(words) > self.max_length or understand.outcome_in(words, facts.vocabulary):
                return {}
            there[place - 1] = words
        return {self.name: there}

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        lines = given.get(self.name)
        return {self.name: list(lines) if isinstance(lines, tuple) else []}

    def recap(self, say: Say, answers: Answers) -> Text | None:
        given = answers.get(self.name)
        if not isinstance(given, Sequence) or isinstance(given, str) or not given:
            return None
        return Joined(tuple(Verbatim(str(line)) for line in given), "listed")


@dataclass(frozen=True, kw_only=True)
class Sentence(Question):
    """One line of free text. `besides` gives what the words answer of other questions, or why they go to nobody."""

    max_length: int = 500
    besides: Callable[[str, Any], Mapping[str, Json] | Unclear] = lambda _text, _facts: {}

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        there = str(answers.get(self.name) or "")
        return (
            TextField(
                self.name,
                self.label(say),
                say(f"{self.name}.hint"),
                self.required,
                self.shown_when,
                value=(there,) if there else (),
                max_length=self.max_length,
            ),
        )

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        if understand.is_nothing(text, facts.vocabulary):
            return {}
        if not understand.says_something(text):
            return Unclear(Phrase("steps.unclear_words"))
        if len(text) > self.max_length:
            return Unclear(Phrase("words.errors.too_long", {"limit": self.max_length}))
        besides = self.besides(text, facts)
        return besides if isinstance(besides, Unclear) else {self.name: text.strip(), **besides}

    def wrong(self, given: Mapping[str, Answer], facts: StepFacts) -> Phrase | None:
        besides = self.besides(str(given.get(self.name) or ""), facts)
        return besides.why if isinstance(besides, Unclear) else None


@dataclass(frozen=True, kw_only=True)
class Who(Question):
    """A person: by type-ahead in a form, by name in a reply; `hint` names the words beside the field."""

    hint: Callable[[Answers], str] = lambda _answers: "hint"

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        value, shown = str(answers.get(self.name) or ""), str(answers.get(f"{self.name}_shown") or "")
        return (
            PersonField(
                self.name,
                self.label(say),
                say(f"{self.name}.{self.hint(answers)}"),
                self.required,
                self.shown_when,
                value=value,
                shown=shown,
            ),
        )

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        return tuple(Button(self.name, Verbatim(person.name), person.id) for person in facts.found[:5])

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        return self._chosen(value, facts)

    def filled(self, given: Mapping[str, Answer], facts: StepFacts) -> Mapping[str, Json]:
        return self._chosen(str(given.get(self.name) or ""), facts)

    def wrong(self, given: Mapping[str, Answer], facts: StepFacts) -> Phrase | None:
        named = given.get(self.name)
        return Phrase("steps.nobody_found") if named and not self._chosen(str(named), facts) else None

    def _chosen(self, id_: str, facts: StepFacts) -> Mapping[str, Json]:
        names = {person.id: person.name for person in facts.found}
        return {self.name: id_, f"{self.name}_shown": names[id_]} if id_ in names else {}

    def recap(self, say: Say, answers: Answers) -> Text | None:
        name = answers.get(f"{self.name}_shown")
        return Verbatim(str(name)) if name else None

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        match facts.found:
            case [person]:
                return {self.name: person.id, f"{self.name}_shown": person.name}
            case []:
                nobody = understand.is_nothing(text, facts.vocabulary)
                return {} if nobody else Unclear(Phrase("steps.nobody_found"))
            case _:
                return Unclear(Phrase("steps.several_found"))


@dataclass(frozen=True, kw_only=True)
class ByDay(Question):
    """A day, typed as people say it or picked; may stay open."""

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        days = handy_days(facts.today)
        return tuple(Button(self.name, Day(day), day.isoformat()) for day in days)

    def fields(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[FormPart, ...]:
        there = str(answers.get(self.name) or "")
        value = date.fromisoformat(there) if there else None
        # What was promised for a day that is over by now must not keep anybody from changing the rest.
        earliest, latest = min(value or facts.today, facts.today), facts.today + FAR_AHEAD
        return (
            DayField(
                self.name, self.label(say), shown_when=self.shown_when, value=value, earliest=earliest, latest=latest
            ),
        )

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        day = day_in(text, facts.today, facts.vocabulary)
        if day is None:
            again = Phrase("steps.unclear_day", {"day": Day(facts.today + timedelta(days=7))})
            return {} if understand.is_nothing(text, facts.vocabulary) else Unclear(again)
        if day < facts.today:
            return Unclear(Phrase("words.errors.in_the_past"))
        return {self.name: day.isoformat()}

    def recognises(self, text: str, answers: Answers, facts: StepFacts) -> bool:
        names_a_day = day_in(text, facts.today, facts.vocabulary) is not None
        return names_a_day and way_out(text, facts.vocabulary) not in SETTINGS

    def recap(self, say: Say, answers: Answers) -> Text | None:
        answer = answers.get(self.name)
        return Day(date.fromisoformat(str(answer))) if answer else None
