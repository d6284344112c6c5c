"""Talk: what is said to somebody, or of what stands above, right below a message, and hardly written down as work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import fits_any_question, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before, words_behind

_CLAUSE_ENDS = re.compile(r"[,;:.!\uff0c\uff1b\uff1a\uff01\u3002]")
_BRIEF = 80
"""Characters in which somebody talks; more are written about something."""


def may_be_talk(text: str, known: Mapping[str, str], vocabulary: Vocabulary, *begins: str) -> bool:
    """Whether a short line may be said to whom it stands below: it says "you", means what stands above, "looking into
    it", or begins with certain words or with a clause of `known` ones alone, of which any but "" counts. `begins` are
    meanings of more words that it may begin with.
    """
    if len(text) > _BRIEF or "\n" in text.strip() or is_question(text, vocabulary):
        return False
    folded, talk = fold(text), vocabulary.groups["talk"]
    first = _CLAUSE_ENDS.split(folded)[0]
    leads, closes = (
        dict.fromkeys(meaning_of(talk, *meanings), "") for meanings in (("begins", *begins), ("above", "them"))
    )
    return bool(
        any(said_with(known, first) or ())
        or longest_at(folded, 0, leads)
        or longest_within(folded, meaning_of(talk, "you"))
        or words_behind(folded, closes)[1]
    )


def tells_of_somebody(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line tells of one person by no more than "she" or "him", who then stands above it."""
    if len(text) > _BRIEF or "\n" in text.strip():
        return False
    folded, talk = fold(text), vocabulary.groups["talk"]
    for word in meaning_of(talk, "nobody"):
        folded = folded.replace(word, " ")
    return bool(longest_within(folded, meaning_of(talk, "third", "them")))


def refuses(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line refuses what it stands below, "can't help, no budget": one of its clauses begins with a no
    to what was asked. Not what says nothing by itself: "no".
    """
    if len(text) > _BRIEF or "\n" in text.strip() or fits_any_question(text, vocabulary):
        return False
    groups = vocabulary.groups
    small = (*meaning_of(groups["helping"], "small"), *groups["filler"], *groups["greeting"])
    noes = (*meaning_of(groups["answer"], "no"), *meaning_of(groups["hardly"], "lead"))
    known = {**dict.fromkeys((*small, *noes), ""), **dict.fromkeys(meaning_of(groups["helping"], "decline"), "no")}
    clauses = _CLAUSE_ENDS.split(fold(besides_days(text, vocabulary)))
    return any(known[word] for clause in clauses for word in words_before(clause.strip(), known)[0])
