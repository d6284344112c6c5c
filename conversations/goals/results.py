"""The key results of a draft: each added by a sentence or a form, changed and taken off one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from conversations.goal import results
from conversations.goal.changes import counted_text
from conversations.goal.results import FORM, is_full
from conversations.goals.more import without_lead
from conversations.rules.goal_sentence import content_of, said_in
from conversations.rules.goal_sentence.names import from_to, named_in
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.rules.goals import (
    TITLE_AT_MOST,
    WHOLE,
    GoalContent,
    KeyResult,
    ResultKind,
    is_in_percent,
    unused_id,
)
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Row
from conversations.toolkit.forms import Errors, Form, RawValues
from conversations.toolkit.numbers import number_of, number_text
from conversations.toolkit.vocabulary import Vocabulary, meaning_of
from conversations.toolkit.words import Phrase, Verbatim, phrases_of

say = phrases_of("goals")
FEWEST_SIGNS = 5
"""What is shorter in Chinese shows nothing that is reached or not; in English a single word does not."""

OF_GOALS, OF_RESULTS = ("weight",), ("weight", "part")
"""What says how much a goal counts, and a key result of it: "makes up 30%" may be the goal itself."""

ASKING = "result"
"""The stage, and the question, in which the next sentence is one more key result."""


def over_long() -> Line:
    """That a sentence is longer than a title can be."""
    return Line(Phrase("words.errors.too_long", {"limit": TITLE_AT_MOST}))


def ask(content: GoalContent, *why: Part) -> Card:
    """What else will show it: a sentence or a form; `why` the last one did not say it."""
    body = (*why, Heading(say("result.ask")), Line(Verbatim(content.title)), Note(say("result.example")))
    fill = Button("change", say("ask.form"), opens=FORM)
    back = Button("back", say("result.back"), style="quiet")
    return Card("goals.result", say("neutral"), body, (fill, back), asks=ASKING, untouched=True)


def rows(content: GoalContent) -> Iterator[Part]:
    """Each key result of a goal that has several, or one that is no number, with how much it counts."""
    for each in content.results:
        change = Button("change", say("result.change"), each.id, "quiet", opens=f"{FORM}:{each.id}")
        gone = Button("off", say("result.off"), each.id, "quiet")
        yield Row(Verbatim(each.title), (change, gone), counted_text(each, content))
    total = sum((each.weight or Decimal(0) for each in content.results), Decimal(0))
    if is_in_percent(content.results) and total != WHOLE and all(each.weight for each in content.results):
        yield Note(say("result.total", total=Verbatim(number_text(total))))


def is_plain(content: GoalContent) -> bool:
    """Whether one number or none shows it, so that the goal's own form has room for that."""
    return len(content.results) < 2 and all(each.kind == "number" for each in content.results)


def more(content: GoalContent) -> tuple[Button, ...]:
    """The way to one more, while there is room."""
    return () if is_full(content) else (Button("more", say("result.more"), style="quiet"),)


def said(text: str, content: GoalContent, today: date, vocabulary: Vocabulary) -> GoalContent:
    """The draft with what a sentence says beside it: a number, else something that is reached or not."""
    sentence, weight = weighed(text, vocabulary, *OF_RESULTS)
    counted = said_in(sentence, today, vocabulary).target is not None
    sentence = without_lead(sentence, vocabulary, counted=counted)
    heard = content_of(said_in(sentence, today, vocabulary), today)
    kind: ResultKind = "milestone" if heard.due else "yes_no"
    found = next(iter(heard.results), KeyResult("", heard.title, kind, due=heard.due))
    if pair := from_to(sentence, today, vocabulary):
        one, other = pair
        found = results.aimed(replace(found, kind="number"), one.value, other.value, other.unit or one.unit, None)
    if found.kind == "number" and not named_in(sentence, found.unit, today, vocabulary):
        # Numbers alone are those of the goal.
        found = replace(found, title=content.title)
    return added(content, replace(found, weight=weight))


def unclear(text: str, today: date, vocabulary: Vocabulary) -> Line | None:
    """Why a sentence shows nothing: its day is none, or nothing in it is reached or not; None if it does."""
    sentence, _ = weighed(text, vocabulary, *OF_RESULTS)
    heard = said_in(sentence, today, vocabulary)
    if heard.why:
        return Line(say(f"draft.day.{heard.why}", said=Verbatim(heard.denied)))
    too_short = len(sentence.split()) < 2 if sentence.isascii() else len(sentence.strip()) < FEWEST_SIGNS
    return Line(say("result.unclear", said=Verbatim(sentence))) if too_short and heard.target is None else None


def added(content: GoalContent, result: KeyResult) -> GoalContent:
    """The draft with one more key result, if there is room."""
    if is_full(content):
        return content
    one = replace(result, id=unused_id(*(each.id for each in content.results)))
    return replace(content, results=(*content.results, one))


def without(content: GoalContent, id_: str) -> GoalContent:
    """The draft without one of its key results."""
    return replace(content, results=tuple(each for each in content.results if each.id != id_))


def form(name: str, content: GoalContent, today: date) -> Form:
    """The form of a key result that the draft has, or of a new one."""
    return results.form(name, _named(name, content), today)


def read(
    name: str, content: GoalContent, values: RawValues, today: date, vocabulary: Vocabulary
) -> tuple[GoalContent, Errors]:
    """The draft once a sent form is in it."""
    before = _named(name, content)
    result, errors = results.read(before, values, today, vocabulary)
    if before not in content.results:
        return added(content, result), errors
    return replace(content, results=tuple(result if each is before else each for each in content.results)), errors


def _named(name: str, content: GoalContent) -> KeyResult:
    id_ = name.partition(":")[2]
    return next((each for each in content.results if each.id == id_), KeyResult("", "", "number"))


def weighed(text: str, vocabulary: Vocabulary, *kinds: str) -> tuple[str, Decimal | None]:
    """A sentence without the weight at its end, and that weight; `kinds` are the words that say one."""
    heard = aligned(text)
    for word in sorted(meaning_of(vocabulary.groups["goal_weights"], *kinds), key=len, reverse=True):
        at = heard.rfind(word)
        weight = number_of(text[at + len(word) :].strip(LOOSE), vocabulary, "%") if at > 0 else None
        if weight is not None and results.can_weigh(weight):
            return text[:at].rstrip(LOOSE), weight
    return text, None
