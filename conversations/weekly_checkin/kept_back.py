"""What is said to keep from the manager what is shared already."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.rules.roster import Person
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import grave_in, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin.little import small_words

_BESIDE = ("hr_alone", "not_to", "kept_from", "in_secret", "helpers", "beside_names", "filler", "around")


def says_keep_back(text: str, vocabulary: Vocabulary, manager: Person | None) -> bool:
    """Whether somebody says that the manager is not to read something, and no more: "don't show this to Mara", "HR
    only", not what it is that they are not to read.
    """
    if manager is None or grave_in(text, vocabulary) or is_question(text, vocabulary):
        return False
    if not may_be_kept_from(text, vocabulary, manager):
        return False
    name = fold(manager.name)
    names = dict.fromkeys((name, *name.split()), "")
    return said_with({**_words(vocabulary), **names}, text) is not None


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    known = [word for group in _BESIDE for word in groups[group]]
    what = (*meaning_of(groups["digest_says"], "of_week"), *meaning_of(groups["reply_about"], "of_stuck", "of_week"))
    return dict.fromkeys((*known, *what, *small_words(vocabulary)), "")
