"""For whom a goal is that is called by a sentence: "for Alice: ..." is a proposal for her, by who manages her."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Line
from conversations.toolkit.commands import MAX_READ, looked_at
from conversations.toolkit.reader import Goal, Reader
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words import Verbatim, phrases_of
from conversations.toolkit.words_within import longest_within, said_with

say = phrases_of("goals")
LONGEST_NAME = 40
_COLONS = (":", "\uff1a")
MOST_WORDS = 3
OFFERED = 7
CARD = "goals.for_whom"
GOALS = "goal"
"""The command that shows goals."""


@dataclass(frozen=True)
class Whom:
    """Whom a sentence names as the one whose goal it is, and the sentence without that. `people` are the reports that
    are meant: one, several of a name, or none for a name that no report has. A name that only `leads` may also belong
    to a goal of one's own, which is the `whole` sentence. One that is for `several` at once is each one's by itself.
    """

    name: str
    rest: str
    people: Sequence[Person]
    whole: str = ""
    several: bool = False

    @property
    def leads(self) -> bool:
        """Whether nothing but the name says whose goal it is."""
        return bool(self.whole)

    @property
    def is_sure(self) -> bool:
        """Whether it is the goal of one report, and nothing is to be asked."""
        return len(self.people) == 1 and not self.leads and not self.several


def named_in(text: str, reader: Reader, reports: Sequence[Person]) -> Whom | None:
    """Who is named first in a sentence, behind "for", or as a report who is to do it; None where it begins otherwise,
    or names oneself or no person.
    """
    told = _behind(text, reader.vocabulary, "for")
    if told is None:
        return _given(text, reader, reports) or _leading(text, reader.vocabulary, reports)
    oneself = {"", fold(reader.me.name), *fold(reader.me.name).split(), *reader.vocabulary.groups["oneself"]}
    names = [(name, fold(name), told[len(name) :].lstrip(LOOSE)) for name in _names(told) if fold(name) not in oneself]
    for name, called, rest in names:
        if found := [each for each in reports if called in _called(each)]:
            others, behind = _others(told[len(name) :], reader, reports)
            rest = _without_act(behind if others else rest, reader.vocabulary)
            return Whom(name.strip(), rest, [*found, *filter(None, others)], several=bool(others))
    for name, called, rest in names:
        known = any(called in _called(each) for each in reader.find_people(called))
        if known or (reports and told[len(name) :].lstrip()[:1] in _COLONS):
            return Whom(name.strip(), rest, ())
    return None


def _others(text: str, reader: Reader, reports: Sequence[Person]) -> tuple[Sequence[Person | None], str]:
    """Who else is named behind the first, None for who is no report, and what stands behind them all: by a name, or by
    whatever is joined to the first and ends at a colon, as "Alice and the team: ..." does.
    """
    words = any_of(meaning_of(reader.vocabulary.groups["for_whom"], "joins"))
    joint = re.compile(rf"\s*(?:(?P<sign>[,&+\uff0c\u3001])\s*)?(?:(?P<joins>{words})\s*)?")
    others: list[Person | None] = []
    while (found := joint.match(aligned(text))) and found[0].strip():
        behind = text[found.end() :]
        is_marked = found["joins"] or found["sign"] not in (",", "\uff0c")
        names = (
            name
            for name in _names(behind)
            if (is_marked and behind[len(name) :].lstrip()[:1] in _COLONS) or _is_known(name, reader)
        )
        name = next(names, "")
        if not name:
            break
        others.append(next((each for each in reports if fold(name) in _called(each)), None))
        text = behind[len(name) :]
    return others, text.lstrip(LOOSE)


def _is_known(name: str, reader: Reader) -> bool:
    called = fold(name)
    return called in reader.vocabulary.groups["oneself"] or any(
        called in _called(each) for each in reader.find_people(called)
    )


def about(
    text: str, reports: Sequence[Person], theirs: Mapping[str, Sequence[Goal]], vocabulary: Vocabulary
) -> tuple[str, Sequence[Goal] | None]:
    """A line without the name of the report whose goals it is about, and those; None where it names no report."""
    owns = any_of(vocabulary.groups["owns"])
    for each in reports:
        found = re.search(rf"{any_of(_called(each))}(?:{owns})?", aligned(text).replace("\u2019", "'"))
        if found:
            return f"{text[: found.start()]} {text[found.end() :]}".strip(), theirs.get(each.id, ())
    return text, None


def owner_in(text: str, people: Sequence[Person], vocabulary: Vocabulary) -> Person | None:
    """Whose goals a line asks for that says no more: "Alice's goals", "show me the goals of Alice"; None where it names
    none of these people, or two of one name, or says anything else.
    """
    groups, owns = vocabulary.groups, tuple(vocabulary.groups["owns"])
    goals = [word for word, name in vocabulary.command_words.items() if name == GOALS]
    if len(text) > MAX_READ or not longest_within(fold(text), goals):
        return None
    small = (*groups["filler"], *meaning_of(groups["for_whom"], "of"), *groups["goal_questions"], *owns)
    called = [(name, each.id) for each in people for name in _called(each)]
    names = {f"{name}{own}": id_ for name, id_ in called for own in ("", *owns)}
    said = {*(said_with({**dict.fromkeys(small, ""), **dict.fromkeys(goals, GOALS), **names}, text) or ())} - {""}
    whose = said - {GOALS}
    meant = [each for each in people if each.id in whose]
    shared = {name for name, id_ in called if id_ in whose} & {name for name, id_ in called if id_ not in whose}
    is_one = GOALS in said and len(meant) == 1 and not longest_within(fold(text), shared)
    return meant[0] if is_one else None


def ask(whom: Whom, reports: Sequence[Person]) -> Card:
    """Whose goal it is to be, where the name is that of several reports or of none."""
    offered = (whom.people or reports)[:OFFERED]
    to = tuple(Button("add_for", say("ours.theirs", name=each.name), each.id) for each in offered)
    key = "joint" if whom.several else "none" if not whom.people else "several" if len(whom.people) > 1 else "leads"
    name = whom.people[0].name if key == "leads" else whom.name
    asked = say(f"for_whom.{key}", name=Verbatim(name))
    return Card("goals.for_whom", say("neutral"), (Line(asked),), (*to, Button("new", say("ours.mine"), style="quiet")))


def _leading(text: str, vocabulary: Vocabulary, reports: Sequence[Person]) -> Whom | None:
    """The report whose name leads a sentence, with or without "I'd like" before it: "Alice answers within a day"."""
    told = _behind(text, vocabulary, "lets")
    told = _behind(text, vocabulary, "of") or text.lstrip() if told is None else told
    owns = tuple(vocabulary.groups["owns"])
    for name in _names(told):
        called = fold(name)
        called = next((called.removesuffix(word) for word in owns if called.endswith(word)), called)
        rest = told[len(name) :].lstrip(LOOSE)
        if found := [each for each in reports if called in _called(each)]:
            does = _behind(rest, vocabulary, "does")
            shared = re.match(any_of(meaning_of(vocabulary.groups["one_on_one"], "with")), fold(rest)) is not None
            rest = told if shared else rest if does is None else does
            return Whom(name.strip(), rest[:1].upper() + rest[1:], found, text.strip())
    return None


def _given(text: str, reader: Reader, reports: Sequence[Person]) -> Whom | None:
    """The report to whom a goal is given in so many words: "give Alice a goal: ..." or "set a goal for Alice: ..."."""
    told = _behind(text, reader.vocabulary, "gives")
    if told is None:
        return None
    itself = re.compile(rf"\s*{any_of(reader.vocabulary.groups['goal_itself'])}\s*", re.IGNORECASE)
    if goal := itself.match(told):
        behind = told[goal.end() :]
        return named_in(behind, reader, reports) if _behind(behind, reader.vocabulary, "for") else None
    for name in _names(told):
        goal, called = itself.match(told, len(name)), fold(name)
        found = [each for each in reports if called in _called(each)] if goal else []
        if goal and (found or any(called in _called(each) for each in reader.find_people(called))):
            rest = told[goal.end() :].lstrip(LOOSE)
            rest = _behind(rest, reader.vocabulary, "does") or rest
            return Whom(name.strip(), rest[:1].upper() + rest[1:], found)
    return None


def _behind(text: str, vocabulary: Vocabulary, means: str) -> str | None:
    """What stands behind a word that begins a text; None where none of that meaning does."""
    words = any_of(meaning_of(vocabulary.groups["for_whom"], means))
    begun = re.match(rf"\s*{words}\s*", looked_at(text).replace("\u2019", "'"), re.IGNORECASE)
    return None if begun is None else text[begun.end() :]


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
