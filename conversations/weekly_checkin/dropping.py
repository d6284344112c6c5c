"""What is said of what is stuck by no more words than that: it is to go, or somebody is to help with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_behind

_OUT, _STUCK = "out", "stuck"


def drops_what_is_stuck(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says that what is stuck is to go, and no more: "delete the stuck thing"."""
    said = said_with(_words(vocabulary), text)
    return {*(said or ())} - {""} == {_OUT, _STUCK} and not is_question(text, vocabulary)


def joins_it(added: str, vocabulary: Vocabulary) -> bool:
    """Whether what words add is a single word "to it": somebody who is to help, and no plan."""
    rest, closed = words_behind(fold(added), dict.fromkeys(vocabulary.groups["around"], ""))
    pronouns = meaning_of(vocabulary.groups["reply_about"], "which")
    return bool(rest) and len(rest.split()) == 1 and len(closed) > 1 and closed[-1] in pronouns


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    small = (*groups["around"], *groups["filler"], *meaning_of(groups["named"], "small"))
    out = (*meaning_of(groups["named_before"], "out", "drop"), *meaning_of(groups["named"], "out", "drop"))
    stuck = (*meaning_of(groups["reply_about"], "of_stuck"), *meaning_of(groups["status"], "stuck"))
    return {**dict.fromkeys(small, ""), **dict.fromkeys(out, _OUT), **dict.fromkeys(stuck, _STUCK)}
