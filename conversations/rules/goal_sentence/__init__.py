"""One sentence that sets a goal, in Chinese or English: where from, where to, by when and read from what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from conversations.rules.goal_sentence.measures import Measure, measure_in
from conversations.rules.goal_sentence.periods import Denied, Period, denied_in, due_in, periods_in, start_in
from conversations.rules.goal_sentence.title import (
    AROUND,
    BREAK,
    LOOSE,
    MASK,
    Span,
    aligned,
    begins,
    masked,
    without,
    without_lead,
)
from conversations.rules.goals import Direction, GoalContent, KeyResult
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_CLAUSE = re.compile(r"[^,;()]+")


@dataclass(frozen=True)
class Said:
    """What one sentence says; what it does not say, or says in two ways, is None or "".

    `denied` was meant as its end and is none, `why` says in which way. `before` is a "before June", read as the day
    before that, `or_by` the other day it may mean. Of its numbers those that are `guessed`, "start" and "target", have
    thousands that only a point sets apart. It `starts` on a day to come, if it says so.
    """

    title: str
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    direction: Direction | None = None
    due: date | None = None
    source: str = ""
    denied: str = ""
    why: Literal["", "no_such_day", "past", "unclear"] = ""
    before: str = ""
    or_by: date | None = None
    starts: date | None = None
    guessed: tuple[str, ...] = ()


def said_in(text: str, today: date, vocabulary: Vocabulary) -> Said:
    """Read a sentence; a period means its last day, without a year the next there is. Only its beginning is read."""
    read = text[:MAX_READ]
    periods = periods_in(aligned(read), today, vocabulary)
    due = due_in(periods, today)
    begins = start_in(periods, today, due)
    denied = None if due else denied_in(aligned(read), today, vocabulary)
    undated = masked(aligned(read), [(each.start, each.end) for each in (*periods, *([denied] if denied else ()))])
    measure = measure_in(undated, vocabulary)
    source = _source(undated, measure, vocabulary)
    spans = [
        *_with_bound(read, _dated(read, periods, due, measure), vocabulary),
        *_begun(read, begins, periods, vocabulary),
        *_denied(read, denied),
        *(span for span in (measure.span, source) if span),
    ]
    title = _title(read, spans, measure.span, vocabulary) + text[MAX_READ:].rstrip()
    named = _source_name(read[slice(*source)], vocabulary) if source else ""
    unit = _as_written(measure.unit, read)
    said = Said(title, measure.start, measure.target, unit, measure.direction, due, named, *_told(read, denied))
    said = replace(said, starts=begins.first if begins else None, guessed=measure.guessed)
    before = next((each for each in periods if each.or_by and each.last == due and not each.is_start), None)
    return replace(said, before=_bare(read, before), or_by=before.or_by) if before else said


def content_of(said: Said, today: date) -> GoalContent:
    """A goal from what was said: one key result if there is a number to reach, none else."""
    measured = KeyResult("r1", said.title, "number", said.start, said.target, said.unit, direction=said.direction)
    results = (measured,) if said.target is not None else ()
    return GoalContent(said.title, said.starts or today, said.due, results, source=said.source)


def _as_written(unit: str, text: str) -> str:
    at = aligned(text).find(unit)
    return text[at : at + len(unit)] if unit and at >= 0 and unit != "%" else unit


def _dated(text: str, periods: Sequence[Period], due: date | None, measure: Measure) -> Iterator[Span]:
    """Where the deadline stands, if the sentence holds without it: in Latin there is a break behind it, or the numbers;
    in Chinese it may stand before a verb, a mere period only at the very beginning.
    """
    for each in (each for each in periods if not each.is_start):
        settled = each.is_deadline or not text[: each.start].strip()
        goes_on = settled and not text[each.end - 1 : each.end + 1].isascii()
        at_numbers = settled and measure.span and not text[each.end : measure.span[0]].strip()
        if each.last == due and (goes_on or at_numbers or BREAK.match(text, each.end)):
            yield each.start, each.end


def _with_bound(text: str, spans: Iterable[Span], vocabulary: Vocabulary) -> Iterator[Span]:
    """These with the "until" or "to" that leads to them: of "daily review up to the end of June" a review is left. In
    Chinese that ends many a verb, behind which something is to be done "before" a day.
    """
    bound = re.compile(rf"{any_of(vocabulary.groups['spans'])}\s*$")
    before = meaning_of(vocabulary.groups["behind_periods"], "before")
    for start, end in spans:
        is_last = BREAK.match(text, end) and not text[start:end].strip().endswith(before)
        found = bound.search(aligned(text[:start])) if is_last else None
        yield (found.start() if found else start), end


def _begun(text: str, begins: Period | None, periods: Sequence[Period], vocabulary: Vocabulary) -> Iterator[Span]:
    """Where it says from when on, with a "to" between that and the end; a whole range is cut as an end."""
    if begins is None or not begins.is_start:
        return
    following = next((each for each in periods if each.start > begins.start), None)
    between = aligned(text)[begins.end : following.start].strip() if following else ""
    is_joint = between in meaning_of(vocabulary.groups["bounds"], "until", "to")
    yield begins.start, following.start if following and is_joint else begins.end


def _denied(text: str, denied: Denied | None) -> Iterator[Span]:
    """Where a deadline stands that is none, if the sentence holds without it."""
    if denied and (BREAK.match(text, denied.end) or not text[: denied.start].strip()):
        yield denied.start, denied.end


def _told(text: str, denied: Denied | None) -> tuple[str, Literal["", "no_such_day", "past", "unclear"]]:
    return (_bare(text, denied), denied.why) if denied else ("", "")


def _bare(text: str, place: Denied | Period) -> str:
    return text[place.start : place.end].strip(AROUND)


def _source(text: str, measure: Measure, vocabulary: Vocabulary) -> Span | None:
    """Where a clause behind the measure says what its numbers are read from, with the brackets around it."""
    if measure.target is None or (measure.kind == "count" and measure.start is None):
        return None
    behind = max(each.end for each in measure.amounts)
    for clause in _CLAUSE.finditer(text):
        if clause.start() >= behind and _says_source(clause[0].strip(LOOSE + MASK), vocabulary):
            bracketed = text[clause.start() - 1] == "(" and text[clause.end() : clause.end() + 1] == ")"
            return clause.start() - bracketed, clause.end() + bracketed
    return None


def _says_source(clause: str, vocabulary: Vocabulary) -> bool:
    words = vocabulary.groups["goal_sources"]
    ends = meaning_of(words, "ends", "drops")
    return any(begins(clause, word) for word in meaning_of(words, "begins")) or clause.endswith(ends)


def _source_name(clause: str, vocabulary: Vocabulary) -> str:
    words = vocabulary.groups["goal_sources"]
    name = clause.strip(AROUND)
    leading = sorted(meaning_of(words, "begins", "takes"), key=len, reverse=True)
    word = next((word for word in leading if begins(aligned(name), word)), "")
    name = name[len(word) :].strip()
    for word in meaning_of(words, "drops"):
        name = name.removesuffix(word).strip()
    return name or clause.strip(AROUND)


def _title(text: str, spans: Sequence[Span], measured: Span | None, vocabulary: Vocabulary) -> str:
    """The sentence without what was read elsewhere; whole, if that would be no title."""
    broken = masked(aligned(text), spans).replace(MASK, ",")
    cut = [span for span in spans if span != measured or BREAK.match(broken, span[1])]
    title = without(text, cut)
    if measured in cut and "," not in aligned(title):
        verbs = vocabulary.groups["goal_verbs"]
        title = without_lead(title, meaning_of(verbs, "lead"), meaning_of(verbs, "no_lead"))
    bare = {**vocabulary.groups["goal_verbs"], **vocabulary.groups["before_numbers"]}
    return title if len(title) > 1 and fold(title) not in bare else text.strip()
