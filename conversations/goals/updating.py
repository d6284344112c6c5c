"""What a line says of how a goal goes: "renewal rate is at 85% now", "behind, supplier late", "84"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.goals.finding import like, number_behind, running
from conversations.rules.goal_sentence.title import LOOSE
from conversations.toolkit.commands import looked_at
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold

_NOTE = re.compile("[,;\uff0c\uff1b]")
PERCENT = "%"


@dataclass(frozen=True)
class Update:
    """A line taken apart: whose name it says, "" for none; a number as it was written, or how it goes; and a note."""

    name: str
    number: str = ""
    pace: str = ""
    note: str = ""

    @property
    def given(self) -> Mapping[str, str]:
        """What the goal's own conversation is told."""
        said = {"number": self.number, "pace": self.pace, "note": self.note}
        return {"why": "update", **{name: each for name, each in said.items() if each}}


def update_in(text: str, vocabulary: Vocabulary) -> Update | None:
    """What a line says of a goal; None where it ends neither in a number nor in a word for how it goes."""
    read = looked_at(text).strip()
    comma = next((found for found in _NOTE.finditer(read) if not _is_within_number(read, found.start())), None)
    head, note = (read[: comma.start()], read[comma.end() :].strip()) if comma else (read, "")
    if found := _pace_behind(_without_end(fold(head), vocabulary), vocabulary):
        return Update(_without_small(found[0], vocabulary), pace=found[1], note=note)
    bare = _without_small(fold(head), vocabulary)
    if numbers_of(bare, vocabulary, PERCENT):
        return Update("", number=bare, note=note)
    name, number = number_behind(bare, vocabulary)
    return Update(_without_small(name, vocabulary), number=number, note=note) if number else None


def updated_by(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> tuple[Update, Sequence[Goal]] | None:
    """What a line that nobody asked for says, and of which goals it may; None where it names something else."""
    update = update_in(text, vocabulary)
    if update is None:
        return None
    agreed = [goal for goal in running(goals) if goal.standing.state == "agreed"]
    if not update.name:
        meant: Sequence[Goal] = [goal for goal in agreed if update.pace or _has_number(goal)]
    else:
        meant = like(update.name, running(goals)) if len(update.name) > 1 else ()
    return (update, meant) if meant else None


def _is_within_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _has_number(goal: Goal) -> bool:
    return sum(each.kind == "number" for each in goal.counts.results) == 1


def _pace_behind(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """What stands before the words for how it goes, and what those mean."""
    states = vocabulary.groups["goal_states"]
    for word in sorted(states, key=len, reverse=True):
        name = text.removesuffix(word)
        if name != text and (not name or not word.isascii() or not name[-1].isalnum()):
            return name, states[word]
    return None


def _without_small(text: str, vocabulary: Vocabulary) -> str:
    """A text without the small words around what it says: "it's at 85% now" is "85%"."""
    leading = re.compile(rf"{any_of(vocabulary.groups['goal_moved'])}[\s{re.escape(LOOSE)}]*")
    at = 0
    while found := leading.match(text, at):
        at = found.end()
    return _without_end(text[at:], vocabulary)


def _without_end(text: str, vocabulary: Vocabulary) -> str:
    words, rest = vocabulary.groups["goal_moved"], text.strip(LOOSE)
    while cut := next(_ends(rest, words), ""):
        rest = rest.removesuffix(cut).rstrip(LOOSE)
    return rest


def _ends(text: str, words: Mapping[str, str]) -> Iterator[str]:
    for word in sorted(words, key=len, reverse=True):
        before = text.removesuffix(word)
        if before != text and (not word.isascii() or (before and not before[-1].isalnum())):
            yield word
