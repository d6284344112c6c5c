"""What is typed into a one-on-one: a point before the talk; during it a note, or who does what by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from conversations.one_on_one.facts import PairFacts
from conversations.toolkit.leaving import way_out
from conversations.toolkit.levels import level_called
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.typed_days import day_in, without_day
from conversations.toolkit.understand import (
    begins_with_intent,
    intent_alone,
    is_number,
    place_changed,
)
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_AFTER_WORD = r"\s*[:\uff1a]\s*"
LONGEST = 300
MOST_ENERGY, MOST_PLACES = 5, 9


@dataclass(frozen=True)
class Promised:
    """Who does what, and by when."""

    owner: str
    what: str
    by: date | None


def promise_in(text: str, facts: PairFacts, *, runs: bool) -> Promised | None:
    """The action that a text is: said to be one ("action: ..."), or, while they talk, who does what by which day."""
    word = any_of(meaning_of(facts.vocabulary.groups["one_on_one"], "action"))
    said = re.sub(rf"^\s*{word}{_AFTER_WORD}", "", text, count=1, flags=re.IGNORECASE)
    named = said != text
    owner, by = _owner(said, facts), day_in(said, facts.today, facts.vocabulary)
    if not said.strip() or not (named or (runs and owner and by)):
        return None
    by = by if by and by >= facts.today else None
    what = without_day(said, facts.today, facts.vocabulary) if by else said
    return Promised(owner or facts.viewer.id, what.strip()[:LONGEST], by)


def point_in(text: str, vocabulary: Vocabulary) -> str:
    """What a text puts on the agenda that says so: "agenda: the budget"; "" for other words."""
    word = any_of(vocabulary.groups["agenda"])
    found = re.match(rf"\s*{word}{_AFTER_WORD}(\S.*)", text, re.IGNORECASE | re.DOTALL)
    return found[1].strip() if found else ""


def is_no_point(text: str, facts: PairFacts) -> bool:
    """Whether a text is never for the two, whatever it was put behind: it may be kept from the other, says one's
    energy, or is for the bot alone.
    """
    vocabulary = facts.vocabulary
    is_level = level_called(text, "energy", 1, MOST_ENERGY, vocabulary) or is_number(text, vocabulary)
    is_for_the_bot = way_out(text, vocabulary) or intent_alone(text, vocabulary)
    return bool(is_level or is_for_the_bot) or may_be_kept_from(text, vocabulary, facts.other)


def is_of_the_week(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says what is stuck, or changes a plan."""
    is_stuck = begins_with_intent(text, "stuck", vocabulary)
    return is_stuck or bool(place_changed(text, MOST_PLACES, vocabulary)[0])


def _owner(text: str, facts: PairFacts) -> str:
    """Whom a sentence names first: the one who writes, or the other; "" for neither."""
    if facts.other is None:
        return ""
    words = facts.vocabulary.groups["one_on_one"]
    mine = (*meaning_of(words, "me"), *_names(facts.viewer.name, facts.vocabulary))
    theirs = (*meaning_of(words, "you"), *_names(facts.other.name, facts.vocabulary))
    folded = fold(text)
    first = ((_at(folded, mine), facts.viewer.id), (_at(folded, theirs), facts.other.id))
    return min(((at, who) for at, who in first if at >= 0), default=(0, ""))[1]


def _names(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    folded = fold(name)
    return tuple(dict.fromkeys((folded, *folded.split())))


def _at(folded: str, words: tuple[str, ...]) -> int:
    found = re.search(any_of(words), folded) if words else None
    return found.start() if found else -1
