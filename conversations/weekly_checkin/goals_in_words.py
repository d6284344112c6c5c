"""How goals go, in words: a status with a number or a line beside it, as `goal update` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from conversations.goal.forms import NOTE_AT_MOST
from conversations.goal.typed import number_of_goal
from conversations.goals.apart import clauses, pieces
from conversations.goals.finding import like
from conversations.goals.updating import Update, heard_of
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.questions import Answers, PerItem, Unclear
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words import Phrase

if TYPE_CHECKING:
    from conversations.weekly_checkin.facts import CheckinFacts

GOALS, WORDS = "goals", "goals_words"
"""The answers' names for how each goal goes, and for what was said beside that."""

_PLACE = re.compile(r"(?:(?<=^)|(?<=[\s,;\uff0c\uff1b]))(\d{1,2})(?:[.):\u3001\uff0e\uff09\uff1a]\s*|\s+)(?=[^\d\s])")


@dataclass(frozen=True)
class Word:
    """What is said of one goal: how it goes, "" if that is left as it is, a number as it was written, and a line."""

    status: str
    number: str = ""
    note: str = ""

    @property
    def given(self) -> Mapping[str, str]:
        """What the goal's own conversation is told."""
        named = {"pace": self.status, "number": self.number, "note": self.note}
        return {name: each for name, each in named.items() if each}


class HowGoalsGo(PerItem):
    """The question how each goal goes: by a tap, or in words that may hold a number and a line as well."""

    def clicked(self, value: str, answers: Answers, facts: Any) -> Mapping[str, Json]:
        """The answers that a tap gives; what was said beside another is forgotten."""
        given = super().clicked(value, answers, facts)
        beside = {id_: each for id_, each in _beside(answers).items() if id_ != value.rpartition(":")[0]}
        return {**given, WORDS: beside} if given else given

    def passed(self, answers: Answers, facts: Any) -> Mapping[str, Json]:
        """The answers when it is skipped: what was said of some goals stands, and the others are left as they are."""
        given = self._given(answers)
        return {self.name: {**dict.fromkeys(self._keyed(facts), ""), **given} if given else None}

    def typed(self, text: str, answers: Answers, facts: Any) -> Mapping[str, Json] | Unclear:
        """The answers that a reply gives, with what it says beside them."""
        if facts.vocabulary.meaning("goal_notes", text) == "unchanged":
            return {}
        said = None if facts.vocabulary.meaning("skip", text) else _words_in(text, self._given(answers), facts)
        if not said:
            return super().typed(text, answers, facts)
        if any(len(each.note) > NOTE_AT_MOST for each in said.values()):
            return Unclear(Phrase("words.errors.too_long", {"limit": NOTE_AT_MOST}))
        words: dict[str, Json] = {id_: dict[str, Json](asdict(each)) for id_, each in said.items()}
        statuses: dict[str, Json] = {id_: each.status for id_, each in said.items()}
        return {self.name: {**self._given(answers), **statuses}, WORDS: {**_beside(answers), **words}}


def word_of(state: State, id_: str, status: str) -> Word:
    """What the week says of a goal that goes so: what was said beside another status is said no more."""
    beside = _beside(state.answers).get(id_)
    passed = GOALS in state.answers and state.answers[GOALS] is None
    if not isinstance(beside, Mapping) or beside["status"] != status or passed:
        return Word(status)
    return Word(status, str(beside["number"]), str(beside["note"]))


def _words_in(text: str, given: Mapping[str, str], facts: CheckinFacts) -> Mapping[str, Word] | None:
    """What a reply says, by the goals' ids; None where a part of it says nothing that can be taken, or nobody knows of
    which goal.
    """
    goals = facts.goals.asked
    pieces = list(_pieces(text[:MAX_READ].strip(), goals, facts.vocabulary))
    open_ = [goal for goal in goals if goal.id not in given] or list(goals)
    words: dict[str, Word] = {}
    for nth, (place, piece) in enumerate(pieces):
        update = heard_of(piece, goals, facts.vocabulary, asked=True)
        named = [goals[place - 1]] if place else _meant(update, nth, pieces, facts, open_) if update else []
        if update is None or len(named) != 1 or (place and update.name) or named[0].id in words:
            return None
        if len(goals) > 1 and numbers_of(update.note, facts.vocabulary):
            return None  # Of which goal that number tells nobody knows.
        [goal] = named
        if update.number and number_of_goal(goal) is None:
            words[goal.id] = Word(update.pace, note=piece)
        else:
            words[goal.id] = Word(update.pace, _without_title(update.number, goal), update.note)
    return words


def _without_title(number: str, goal: Goal) -> str:
    """A number without the word behind it that the goal is called by: "85" of "85 installed" for installed boxes."""
    bare, _, word = number.partition(" ")
    return bare if word and word in fold(goal.counts.title).split() else number


def _meant(
    update: Update, nth: int, pieces: Sequence[object], facts: CheckinFacts, open_: Sequence[Goal]
) -> Sequence[Goal]:
    """The goals that a part of a reply may mean: those it names, else the only one, or the one in its place."""
    goals = facts.goals.asked
    if update.name:
        return _named(update.name, goals, facts.vocabulary)
    if len(open_) == 1 == len(pieces):
        return open_
    return [goals[nth]] if len(pieces) == len(goals) else []


def _named(name: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Sequence[Goal]:
    """The goals that a name may mean: the one in the place that it says, or those whose title is like it."""
    place = vocabulary.groups["ordinals"].get(name, "")
    if place and len(goals) > 1:
        at = len(goals) if place == "last" else int(place)
        return goals[at - 1 : at]
    return like(name, goals)


def _pieces(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """The parts of a reply, each with the place of the goal that it says, 0 for none."""
    count = len(goals)
    places = [found for found in _PLACE.finditer(text) if 0 < int(found[1]) <= count > 1]
    if places and not text[: places[0].start()].strip():
        ends = [*(found.start() for found in places[1:]), len(text)]
        for found, end in zip(places, ends, strict=True):
            yield int(found[1]), text[found.end() : end].strip(" ,;\n\uff0c\uff1b")
        return

    def named(clause: str) -> Sequence[Goal]:
        update = heard_of(clause, goals, vocabulary, asked=True)
        return _named(update.name, goals, vocabulary) if update and update.name else ()

    for piece in pieces(text):
        for clause in clauses(piece, named, vocabulary) if count > 1 else (piece,):
            yield 0, clause.strip()


def _beside(answers: Answers) -> Mapping[str, Json]:
    kept = answers.get(WORDS)
    return kept if isinstance(kept, Mapping) else {}
