"""Who is asked for a goal and names none: they leave it, do not know yet, ask what is meant, or say what answers any
question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.title import aligned, begins
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.leaving import WAYS, way_out
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import fits_any_question, is_question
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import said_with

_NONE, _ASKS = "none", "asks"
_VERBS = ("goal_verbs", "goal_results", "goal_activities")
_CLAUSES = re.compile("[,;:\uff0c\uff1b\uff1a]")


def names_none(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no, "later", "tomorrow" or "no idea", beside small words alone: "don't have one yet"."""
    if way_out(text, vocabulary):
        return True
    if len(text) > MAX_READ:
        return False
    besides = besides_days(text, vocabulary)
    said = said_with(_words(vocabulary), besides)
    return said is not None and (_NONE in said or fold(besides) != fold(text))


def says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply is no sentence at all: "ok", "20", "hmm"."""
    is_small = len(text) <= MAX_READ and said_with(_small(vocabulary), text) == [""]
    return is_small or fits_any_question(text, vocabulary)


def asks_back(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a reply asks what is meant, or for an example: "how do I write it", "like what?". What says how far, by
    when or what to do is a goal, be it a question.
    """
    if len(text) > MAX_READ:
        return False
    groups, said = vocabulary.groups, said_in(text, today, vocabulary)
    beside = dict.fromkeys(meaning_of(groups["goal_asked"], "lead"), "")
    asks = dict.fromkeys(meaning_of(groups["goal_none"], _ASKS), _ASKS)
    if _ASKS in (said_with({**_small(vocabulary), **beside, **asks}, text) or ()):
        return True
    if said.target is not None or said.due or said.denied or said.starts:
        return False
    read = f"{aligned(text)} "
    if any(begins(read, word) for group in _VERBS for word in groups[group]):
        return False
    return is_question(text, vocabulary) or (
        any(begins(read, word) for word in groups["asking"]) and not _CLAUSES.search(text)
    )


def _small(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    beside = ("filler", "greeting", "called", "around", "negated", "goal_itself", "goal_acts", "goal_wishes")
    small = (*(word for each in beside for word in groups[each]), *meaning_of(groups["little"], "small"))
    return dict.fromkeys((*small, *meaning_of(groups["goal_revisions"], "itself")), "")


def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The small words, and those by which somebody names no goal."""
    groups = vocabulary.groups
    denies = meaning_of(groups["goal_notes"], "denies")
    said = (
        *denies,
        *(word for word in groups["negated"] if re.search(any_of(denies), word)),
        *meaning_of(groups["denied"], "not"),
        *meaning_of(groups["answer"], "no"),
        *meaning_of(groups["small_talk"], "shrug", "later", "mood"),
        *meaning_of(groups["goal_none"], _NONE),
        *(word for each in ("nothing", "skip", "unsure") for word in groups[each]),
        *(word for way in WAYS for word in vocabulary.words_of_intents[way]),
    )
    return {**_small(vocabulary), **dict.fromkeys(said, _NONE)}
