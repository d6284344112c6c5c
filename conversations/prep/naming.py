"""Whom a text names behind `prep`, and of which days: "Alice last quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.rules.evidence.spans import Span, span_in, usual_span
from conversations.rules.roster import Person
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold

MOST = 8


@dataclass(frozen=True)
class Asked:
    """Whom a text means: one, several that it may mean, or nobody known by the name; oneself without a name."""

    span: Span
    people: Sequence[Person]
    unknown: str = ""


def asked_in(text: str, reader: Reader, today: date) -> Asked:
    """Read it; one's own people go before others of the same name."""
    near = named_among(text, reader.reports())
    rest = _without(text, near)
    span = span_in(rest, today, reader.vocabulary)
    name = (span.rest if span else fold(rest)).strip("@ \u3001,:\uff1a")
    span = span or usual_span(today)
    if near:
        return Asked(span, near)
    if not name or fold(reader.me.name) == name or name in reader.vocabulary.groups["oneself"]:
        return Asked(span, (reader.me,))
    found = reader.find_people(name, MOST)
    return Asked(span, found, "" if found else name)


def means_a_talk(text: str, reader: Reader, today: date) -> bool:
    """Whether what stands behind `prep` is somebody's name, days gone by, or both, and nothing else: "prep Alice for
    the fair" is work, and so is "prep Q3".
    """
    folded = fold(text).lstrip("@")
    span = span_in(folded, today, reader.vocabulary)
    name = span.rest if span else folded
    if span and not name:
        return not text.isascii() or bool(re.search(any_of(_gone_by(reader.vocabulary)), folded))
    return any(name in _names(person) for person in reader.find_people(name, MOST)) if name else False


def _gone_by(vocabulary: Vocabulary) -> Iterator[str]:
    return (word for group in ("past_periods", "past_months", "past_years") for word in vocabulary.groups[group])


def _names(person: Person) -> frozenset[str]:
    """What somebody is called: the whole name, parts of it, the e-mail address."""
    parts = (part for part in person.name.split() if len(part) > 1)
    return frozenset(fold(each) for each in (person.name, person.email, *parts) if each)


def is_called(person: Person, text: str) -> bool:
    """Whether a text is what somebody is called, with or without a sign before it, and nothing else."""
    return fold(text).strip("@ \u3001,:\uff1a") in _names(person)


def named_among(text: str, people: Sequence[Person]) -> Sequence[Person]:
    """Those whose name or a part of it stands in a text; the longest that does counts."""
    folded = fold(text)
    found = [(length, person) for person in people if (length := _longest(person, folded))]
    most = max((length for length, _ in found), default=0)
    return [person for length, person in found if length == most]


def _longest(person: Person, text: str) -> int:
    return max((len(name) for name in _names(person) if re.search(any_of([name]), text)), default=0)


def _without(text: str, people: Sequence[Person]) -> str:
    names = {name for each in people for name in _names(each)}
    return re.sub(any_of(names), " ", fold(text)) if names else fold(text)
