"""The rubric for scripts, as far as a program can grade it (domain.md 9): minutes, counts, lengths, parity, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import BaseModel

from conversations.rules.causes import Cause
from conversations.rules.indicators import Both
from conversations.rules.scenario_words import RubricWords
from conversations.rules.scenarios import STEPS, Line, Scenario
from conversations.rules.situations import Situation
from conversations.toolkit.content_files import ContentFault

ALWAYS = ("silence", "anger", "tears", "denial")
NUDGED = {1, 7, 30}
MOST_CHARACTERS, MOST_WORDS = 35, 20
MOST_SHARED = 0.30
BAD_EXAMPLE = re.compile(r"\.(avoid|why)$")
_WORD, _HAN = re.compile(r"[a-z0-9'’-]+"), re.compile(r"[\u4e00-\u9fff0-9]")
_GAP = re.compile(r"\{(\w+)\}|\[[^\]]*\]")


class ScriptFault(ContentFault):
    """What a script lacks: the rubric's item, and in the message where and how to mend it."""

    def __init__(self, item: int, where: str, wrong: str) -> None:
        super().__init__(f"{where}: {wrong} (rubric {item})")
        self.item = item


Graded: TypeAlias = Scenario | Situation | Cause
"""What has texts in both languages of which some are said aloud."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a script with its place, such as `opening.warm.1`; whether it is said aloud."""

    where: str
    both: Both | Line

    @property
    def spoken(self) -> bool:
        """Whether somebody says it aloud, rather than reading it."""
        return isinstance(self.both, Line)

    @property
    def meant(self) -> bool:
        """Whether the script means it, rather than showing what not to say and why."""
        return not BAD_EXAMPLE.search(self.where)


def texts(thing: Graded) -> Sequence[Text]:
    """All texts of a script, a situation or a cause, in its order."""
    return list(_within(thing, thing.id))


def flaws(scenario: Scenario, words: RubricWords) -> Sequence[ScriptFault]:
    """All that the rubric finds wrong with one script."""
    return [flaw for item in _ITEMS for flaw in item(scenario, words)]


def wording_flaws(thing: Graded, words: RubricWords) -> Sequence[ScriptFault]:
    """What the rubric finds wrong with the words of anything in the library: parity, what none may say, lengths."""
    return [flaw for item in _OF_WORDS for flaw in item(thing, words)]


def shared(scenarios: Sequence[Scenario]) -> Iterator[ScriptFault]:
    """Item 14: every script that has too much of its text in common with a sibling, in one of the languages."""
    for language in ("zh-CN", "en"):
        shingles = {each.id: _shingles(each, language) for each in scenarios}
        for id_, own in shingles.items():
            for other, theirs in shingles.items():
                share = len(own & theirs) / len(own)
                if id_ != other and share >= MOST_SHARED:
                    yield ScriptFault(14, id_, f"{share:.0%} of its {language} text stands in {other}; write its own")


def _within(part: object, where: str) -> Iterator[Text]:
    match part:
        case Both() | Line():
            yield Text(where, part)
        case BaseModel():
            for name in type(part).model_fields:
                yield from _within(getattr(part, name), f"{where}.{name}")
        case tuple():
            for n, each in enumerate(part, 1):
                yield from _within(each, f"{where}.{n}")


def _parity(scenario: Graded, _words: RubricWords) -> Iterator[ScriptFault]:
    for text in texts(scenario):
        zh, en = text.both.zh, text.both.en
        if Counter(re.findall(r"\d+", zh)) != Counter(re.findall(r"\d+", en)):
            yield ScriptFault(1, text.where, "other digits in Chinese than in English")
        if set(_GAP.findall(zh)) - {""} != set(_GAP.findall(en)) - {""} or zh.count("[") != en.count("["):
            yield ScriptFault(1, text.where, "other placeholders in Chinese than in English")
        if set(_GAP.findall(zh)) - {"", "name"}:
            yield ScriptFault(1, text.where, "the only placeholder is {name}; what the manager fills in stands in [ ]")


def _minutes(scenario: Scenario, _words: RubricWords) -> Iterator[ScriptFault]:
    total, theirs = sum(s.minutes for s in scenario.agenda), sum(s.employee for s in scenario.agenda)
    if total != scenario.minutes:
        yield ScriptFault(2, f"{scenario.id}.agenda", f"its steps take {total} minutes, the talk {scenario.minutes}")
    if any(step.employee > step.minutes for step in scenario.agenda):
        yield ScriptFault(2, f"{scenario.id}.agenda", "somebody speaks longer than the step takes")
    if scenario.risk != "red" and 2 * theirs < total:
        yield ScriptFault(
            2, f"{scenario.id}.agenda", f"the other side speaks {theirs} of {total} minutes; half is the least"
        )


def _models(scenario: Scenario, _words: RubricWords) -> Iterator[ScriptFault]:
    taken = {step for each in scenario.agenda for step in each.takes}
    due = {f"{model}.{letter}" for model in scenario.models for letter in STEPS.get(model, "?")}
    for step in sorted(taken ^ due):
        yield ScriptFault(
            3, f"{scenario.id}.agenda", f"{step} is {'taken by no step' if step in due else 'of no model here'}"
        )


def _questions(scenario: Scenario, words: RubricWords) -> Iterator[ScriptFault]:
    for n, line in enumerate(scenario.questions, 1):
        where = f"{scenario.id}.questions.{n}"
        if line.zh.count("？") != 1 or line.en.count("?") != 1:
            yield ScriptFault(4, where, "asks more or less than one thing; one question mark in each language")
        last = re.split(r"[.:;,—] ", line.en.lower())[-1]
        closed = last.split()[0] in words.closed_questions.en
        if closed or line.zh.endswith(words.closed_questions.zh):
            yield ScriptFault(4, where, "can be answered by yes or no; ask what, how, which")


def _counts(scenario: Scenario, _words: RubricWords) -> Iterator[ScriptFault]:
    kinds = [each.kind for each in scenario.reactions]
    if missing := [kind for kind in ALWAYS if kind not in kinds]:
        yield ScriptFault(8, f"{scenario.id}.reactions", f"without {', '.join(missing)}")
    if len(set(kinds)) < len(kinds):
        yield ScriptFault(8, f"{scenario.id}.reactions", "one reaction stands twice")
    if not any(deal.who == "manager" for deal in scenario.close.agreements):
        yield ScriptFault(12, f"{scenario.id}.close.agreements", "none is the manager's")
    if missing_days := NUDGED - {nudge.days for nudge in scenario.follow_up}:
        yield ScriptFault(12, f"{scenario.id}.follow_up", f"nothing after {sorted(missing_days)} days")
    cautions = scenario.legal
    if scenario.risk != "green" and min(len(cautions.china), len(cautions.general)) < 2:
        yield ScriptFault(
            10, f"{scenario.id}.legal", "two cautions at least, for China and in general, where there is a risk"
        )
    if scenario.risk == "red" and len(cautions.stop) < 2:
        yield ScriptFault(10, f"{scenario.id}.legal.stop", "two points at least at which to stop and call HR")
    if scenario.evidence and scenario.between != "manager_report":
        yield ScriptFault(5, f"{scenario.id}.evidence", "only a talk with one's own report has evidence")


def _forbidden(scenario: Graded, words: RubricWords) -> Iterator[ScriptFault]:
    for text in texts(scenario):
        if not text.meant:
            continue
        for found in words.nowhere.found_in(text.both):
            yield ScriptFault(9, text.where, f"says “{found}”")
        for found in words.unsaid.found_in(text.both) if text.spoken else ():
            yield ScriptFault(9, text.where, f"says “{found}” aloud")
        for found in words.pronouns.found_in(text.both):
            yield ScriptFault(6, text.where, f"knows somebody's gender: “{found}”")


def _acknowledged(scenario: Scenario, words: RubricWords) -> Iterator[ScriptFault]:
    lines = scenario.close.acknowledge
    whole = Both.model_construct(zh="\n".join(line.zh for line in lines), en="\n".join(line.en for line in lines))
    for name, each in words.acknowledge.items():
        if not each.in_both(whole):
            yield ScriptFault(11, f"{scenario.id}.close.acknowledge", f"without {name}")


def _sayable(scenario: Graded, _words: RubricWords) -> Iterator[ScriptFault]:
    for text in texts(scenario):
        if text.spoken and len(text.both.zh) > MOST_CHARACTERS:
            yield ScriptFault(13, text.where, f"{len(text.both.zh)} characters in a breath; {MOST_CHARACTERS} at most")
        if text.spoken and len(text.both.en.split()) > MOST_WORDS:
            yield ScriptFault(13, text.where, f"{len(text.both.en.split())} words in a breath; {MOST_WORDS} at most")


_OF_WORDS: Sequence[Callable[[Graded, RubricWords], Iterator[ScriptFault]]] = (_parity, _forbidden, _sayable)
_ITEMS: Sequence[Callable[[Scenario, RubricWords], Iterator[ScriptFault]]] = (
    _parity, _minutes, _models, _questions, _counts, _forbidden, _acknowledged, _sayable,
)  # fmt: skip


def _shingles(scenario: Scenario, language: str) -> set[tuple[str, ...]]:
    """Runs of eight characters, or of five words: what two texts have in common beyond single expressions."""
    found: set[tuple[str, ...]] = set()
    for text in texts(scenario):
        parts, run = (
            (_HAN.findall(text.both.zh), 8) if language == "zh-CN" else (_WORD.findall(text.both.en.lower()), 5)
        )
        found |= {tuple(parts[i : i + run]) for i in range(len(parts) - run + 1)}
    return found
