"""Which days are meant: "last quarter", "since March"; what lies behind us, so the latest such there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.toolkit.typed_days import day_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

USUAL_MONTHS = 6
_MOST_YEARS = 10
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class Span:
    """Days, both included, and what a text says besides them."""

    first: date
    last: date
    rest: str = ""


def usual_span(today: date, last_talk: date | None = None) -> Span:
    """What a talk looks back on: all since the last agreed talk, else six months with this one."""
    return Span(last_talk, today) if last_talk else last_months(USUAL_MONTHS, today)


def last_months(n: int, today: date) -> Span:
    """The last months, this one with them, up to today."""
    return Span(_months_on(today.replace(day=1), 1 - n), today)


def span_in(text: str, today: date, vocabulary: Vocabulary) -> Span | None:
    """The days that a text names and that have begun, up to today; None if it names none."""
    folded = fold(text)
    year, rest = _year(folded, today, vocabulary)
    for read in (_named, _since, _of_months):
        if found := read(rest, year, today, vocabulary):
            return _until(found, today)
    if year is None:
        return None
    return _until(Span(date(year, 1, 1), date(year, 12, 31), rest), today)


def _until(span: Span, today: date) -> Span | None:
    if span.first > today or today.year - span.first.year > _MOST_YEARS:
        return None
    return Span(span.first, min(span.last, today), " ".join(span.rest.split()))


def _year(text: str, today: date, vocabulary: Vocabulary) -> tuple[int | None, str]:
    """The year that a text names, and the text without it."""
    years = {**vocabulary.groups["past_years"], **vocabulary.groups["years"]}
    if found := re.search(any_of(years), text):
        return today.year + int(years[found[0]]), _without(text, found)
    if found := _YEAR.search(text):
        mark = any_of(meaning_of(vocabulary.groups["marks"], "year"))
        return int(found[0]), text[: found.start()] + " " + re.sub(rf"^ ?{mark}", "", text[found.end() :])
    return None, text


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _named(text: str, year: int | None, today: date, vocabulary: Vocabulary) -> Span | None:
    """A quarter, a half, a month by what it is called, or so many months."""
    groups = vocabulary.groups
    called = {**groups["periods"], **groups["past_periods"]}
    found = re.search(any_of((*called, *groups["past_months"])), text)
    if found is None:
        return None
    many = groups["past_months"].get(found[0])
    span = last_months(int(many), today) if many else _called(called[found[0]], year, today)
    return Span(span.first, span.last, _without(text, found)) if span else None


def _called(meaning: str, year: int | None, today: date) -> Span | None:
    month, quarter = today.replace(day=1), today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    half = today.replace(month=1 if today.month < 7 else 7, day=1)
    relative: Mapping[str, Callable[[], Span]] = {
        "this_month": lambda: _from(month, 1),
        "last_month": lambda: _from(_months_on(month, -1), 1),
        "this_quarter": lambda: _from(quarter, 3),
        "last_quarter": lambda: _from(_months_on(quarter, -3), 3),
        "this_half": lambda: _from(half, 6),
        "last_half": lambda: _from(_months_on(half, -6), 6),
    }
    if meaning in relative:
        return relative[meaning]()
    length = {"q": 3, "h": 6}.get(meaning[:1])
    if length is None or not meaning[1:].isdigit():
        return None
    return _latest((int(meaning[1:]) - 1) * length + 1, length, year, today)


def _since(text: str, year: int | None, today: date, vocabulary: Vocabulary) -> Span | None:
    """From a day or a month until now."""
    found = re.search(any_of(vocabulary.groups["since"]), text)
    if found is None:
        return None
    behind = text[found.end() :]
    months = _of_months(behind, year, today, vocabulary)
    day = day_in(behind, today, vocabulary)
    if months and (day is None or re.search(r"\d", behind) is None or months.first == day.replace(day=1)):
        first = day if day and re.search(r"\d", behind) and day <= today else months.first
        return Span(first, today, text[: found.start()])
    return Span(day, today, text[: found.start()]) if day else None


def _of_months(text: str, year: int | None, today: date, vocabulary: Vocabulary) -> Span | None:
    """A month, or from one to another."""
    months = vocabulary.groups["months"]
    mark = any_of(meaning_of(vocabulary.groups["marks"], "month"))
    pattern = re.compile(rf"(?P<named>{any_of(months)})|(?<!\d)(?P<number>1[0-2]|[1-9]) ?(?:{mark})")
    said = [int(months[one["named"]]) if one["named"] else int(one["number"]) for one in pattern.finditer(text)]
    if not said:
        return None
    first = _latest(said[0], 1, year, today)
    length = (said[-1] - said[0]) % 12 + 1
    last = _months_on(first.first, length) - timedelta(days=1)
    return Span(first.first, last, pattern.sub(" ", text))


def _latest(month: int, length: int, year: int | None, today: date) -> Span:
    """So many months from one on, in a year; without one the latest that have begun."""
    begins = date(year or today.year, month, 1)
    return _from(begins if year or begins <= today else begins.replace(year=today.year - 1), length)


def _from(first: date, months: int) -> Span:
    return Span(first, _months_on(first, months) - timedelta(days=1))


def _months_on(first: date, n: int) -> date:
    months = first.year * 12 + first.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)
