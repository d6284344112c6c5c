"""The key results of a draft that lack their number, and a sentence that gives it to one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from conversations.goal.results import aimed
from conversations.goals import results
from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import NEAR_ENOUGH
from conversations.goals.standing import number_in
from conversations.rules.goal_sentence import Said
from conversations.rules.goal_sentence.names import beside_days, named_in, two_alone
from conversations.rules.goal_sentence.title import aligned
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.cards import Button, Row
from conversations.toolkit.conversation import Json
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words import Verbatim, phrases_of

say = phrases_of("goals")
MEANT = "meant"
"""The button that gives what was said to one key result, and the answers' name for what was said."""


def of(content: GoalContent) -> Sequence[KeyResult]:
    """Those of which nobody has said yet how far they are to go."""
    return [each for each in content.results if each.kind == "number" and each.target is None]


def meant(text: str, content: GoalContent, facts: GoalsFacts) -> Sequence[KeyResult]:
    """Those that a sentence may give a number to reach; none where it has none, names something else, or counts it in
    a unit of another kind.
    """
    given = [(each, _given(text, each, facts)) for each in of(content)]
    fitting = [
        each for each, said in given if said.target is not None and _fits(said.unit, each.unit, facts.vocabulary)
    ]
    name = named_in(text, fitting[0].unit, facts.today, facts.vocabulary) if fitting else ""
    if not name:
        return fitting
    named = [each for each in fitting if _is_called(name, (each.title,))]
    if not named and len(fitting) == 1 and _is_called(name, _names(content, facts)):
        return fitting
    return named


def filled(result: KeyResult, text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """The draft in which one of its key results has the number of a sentence; what that leaves open stays as it was."""
    given = _given(text, result, facts)
    start = result.start if given.start is None else given.start
    keeps = not given.unit or aligned(result.unit) in aligned(given.unit)
    unit = result.unit if result.unit and keeps else given.unit
    changed = aimed(result, start, given.target, unit, given.direction or result.direction)
    changed = replace(changed, weight=given.weight or result.weight)
    return replace(content, results=tuple(changed if each is result else each for each in content.results))


def is_either(text: str, content: GoalContent, facts: GoalsFacts) -> bool:
    """Whether a number alone may be where the one that lacks it stands, or where it is to go."""
    number, _ = number_in(text, facts.vocabulary)
    if number is None or len(lack := of(content)) != 1 or lack[0].start is not None:
        return False
    return _fits(number.unit, lack[0].unit, facts.vocabulary)


def given(tapped: str, text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """The draft with what was said, once it was tapped of which key result, or of which end of it, that is."""
    id_, _, end = tapped.partition(":")
    result = next((each for each in _open(content) if each.id == id_), None)
    if result is None or not end:
        return filled(result, text, content, facts) if result else content
    number, _ = number_in(text, facts.vocabulary)
    if number is None:
        return content
    start, target = (number.value, result.target) if end == "start" else (result.start, number.value)
    changed = aimed(result, start, target, result.unit or number.unit, result.direction)
    return replace(content, results=tuple(changed if each is result else each for each in content.results))


def dates(said: Said, text: str, content: GoalContent, facts: GoalsFacts) -> bool:
    """Whether a sentence says when the goal ends or begins, and names nothing else that may be then."""
    if not (said.due or said.denied or said.starts):
        return False
    named = beside_days(text.replace(said.denied, " ") if said.denied else text, facts.today, facts.vocabulary)
    return named == "" or bool(named and _is_called(named, _names(content, facts)))


def asked(said: Json, content: GoalContent) -> Iterator[Row]:
    """Which of several is meant, as long as several lack their number or none does; of one alone, which end of it."""
    lack = _open(content)
    if not isinstance(said, str) or not said or not lack:
        return
    taps = [Button(MEANT, Verbatim(each.title), each.id) for each in lack]
    if len(lack) == 1:
        taps = [Button(MEANT, say(f"field.{end}"), f"{lack[0].id}:{end}") for end in ("start", "target")]
    yield Row(say("draft.meant", said=Verbatim(said)), tuple(taps))


def _open(content: GoalContent) -> Sequence[KeyResult]:
    """Those that lack their number; where none does, all that have one."""
    return of(content) or [each for each in content.results if each.kind == "number"]


def _given(text: str, result: KeyResult, facts: GoalsFacts) -> KeyResult:
    """What a sentence says of a key result. Of two numbers alone the way that is good says which is to be reached."""
    alone = GoalContent(result.title, facts.today, None)
    given = results.said(text, alone, facts.today, facts.vocabulary).results[0]
    pair = two_alone(text, facts.today, facts.vocabulary) if given.target is None and result.start is None else None
    if pair is None or result.direction is None:
        return given
    one, other = sorted(pair, key=lambda each: each.value, reverse=result.direction == "down")
    if (one, other) != pair and pair[1].mark == "to":
        return given
    return replace(given, kind="number", start=one.value, target=other.value, unit=one.unit or other.unit)


def _fits(said: str, unit: str, vocabulary: Vocabulary) -> bool:
    kinds = vocabulary.groups["measures"]
    kind, other = (kinds.get(aligned(each), "count") for each in (said, unit))
    return not said or not unit or kind == other or aligned(unit) in aligned(said)


def _names(content: GoalContent, facts: GoalsFacts) -> Iterator[str]:
    """All that the goal may be called by: its title, and what its indicator is called."""
    yield content.title
    if indicator := facts.indicators.get(content.indicator):
        yield from (indicator.name.en, indicator.name.zh, *indicator.also.en, *indicator.also.zh)


def _is_called(name: str, titles: Sequence[str] | Iterator[str]) -> bool:
    return any(fuzz.partial_ratio(fold(name), fold(title)) >= NEAR_ENOUGH for title in titles)
