"""For whom a goal is that is called by a sentence: "for Alice: ..." is a proposal for her, by who manages her."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conversations.rules.goal_sentence.title import LOOSE
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Line
from conversations.toolkit.commands import looked_at
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold
from conversations.toolkit.words import Verbatim, phrases_of

say = phrases_of("goals")
LONGEST_NAME = 40
MOST_WORDS = 3
OFFERED = 7
CARD = "goals.for_whom"


@dataclass(frozen=True)
class Whom:
    """Whom a sentence names as the one whose goal it is, and the sentence without that. `people` are the reports that
    are meant: one, several of a name, or none for a name that no report has.
    """

    name: str
    rest: str
    people: Sequence[Person]


def named_in(text: str, reader: Reader, reports: Sequence[Person]) -> Whom | None:
    """Who is named first in a sentence behind "for"; None where it begins otherwise, or names oneself or no person."""
    begun = re.match(rf"\s*{any_of(reader.vocabulary.groups['for_whom'])}\s*", looked_at(text), re.IGNORECASE)
    if begun is None:
        return None
    told = text[begun.end() :]
    oneself = {"", fold(reader.me.name), *fold(reader.me.name).split(), *reader.vocabulary.groups["oneself"]}
    names = [(name, fold(name), told[len(name) :].lstrip(LOOSE)) for name in _names(told) if fold(name) not in oneself]
    for name, called, rest in names:
        if found := [each for each in reports if called in _called(each)]:
            return Whom(name.strip(), _without_act(rest, reader.vocabulary), found)
    for name, called, rest in names:
        known = any(called in _called(each) for each in reader.find_people(called))
        if known or (reports and told[len(name) :].lstrip()[:1] in (":", "\uff1a")):
            return Whom(name.strip(), rest, ())
    return None


def ask(whom: Whom, reports: Sequence[Person]) -> Card:
    """Whose goal it is to be, where the name is that of several reports or of none."""
    offered = (whom.people or reports)[:OFFERED]
    to = tuple(Button("add_for", say("ours.theirs", name=each.name), each.id) for each in offered)
    asked = say("for_whom.several" if whom.people else "for_whom.none", name=Verbatim(whom.name))
    return Card("goals.for_whom", say("neutral"), (Line(asked),), (*to, Button("new", say("ours.mine"), style="quiet")))


def _names(text: str) -> Iterator[str]:
    """What the name may be: all before a colon, else the first words or, in Chinese, signs; the longest first."""
    before = re.match("[^:\uff1a]*", text[:LONGEST_NAME])
    if before and before.end() < len(text[:LONGEST_NAME]) and len(before[0].split()) <= MOST_WORDS:
        yield before[0]
    words = list(re.finditer(r"[^\s,:\uff0c\uff1a]+", text[:LONGEST_NAME]))
    yield from (text[: each.end()] for each in reversed(words[:MOST_WORDS]))
    if not text[:1].isascii():
        yield from (text[:length] for length in (4, 3, 2))


def _called(person: Person) -> set[str]:
    name = fold(person.name)
    return {name, fold(person.email), *(part for part in name.split() if len(part) > 1)}


def _without_act(rest: str, vocabulary: Vocabulary) -> str:
    """What is to be reached, without "set a goal" between whom it is for and that, as it stands in Chinese."""
    adds = [word for word, means in vocabulary.groups["goal_acts"].items() if means == "add" and not word.isascii()]
    word, at = re.compile(rf"{any_of([*adds, *vocabulary.groups['goal_itself']])}\s*"), 0
    while found := word.match(rest, at):
        at = found.end()
    return rest[at:].lstrip(LOOSE) if at else rest
