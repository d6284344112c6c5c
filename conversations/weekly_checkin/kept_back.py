"""What is said to keep from the manager what is shared already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from conversations.rules.roster import Person
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import grave_in, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin.little import small_words

_RUNS = re.compile(r"[a-z\u00c0-\u024f']+|[\u3400-\u9fff]+")
_BESIDE = (
    *("hr_alone", "not_to", "kept_from", "in_secret", "helpers", "beside_names", "sent_wrong", "filler", "around"),
    "makes_it",
)


def says_keep_back(text: str, vocabulary: Vocabulary, manager: Person | None, on_record: Iterable[str] = ()) -> bool:
    """Whether somebody says that the manager is not to read something, and names nothing but what is `on_record`:
    "don't show this to Mara", "HR only", "Mara shouldn't know about the login" where a login is what is stuck.
    """
    if manager is None or grave_in(text, vocabulary) or is_question(text, vocabulary):
        return False
    if not may_be_kept_from(text, vocabulary, manager):
        return False
    name = fold(manager.name)
    names = dict.fromkeys((name, *name.split()), "")
    told = dict.fromkeys((word for each in on_record for word in _words_of(each)), "")
    return said_with({**_words(vocabulary), **names, **told}, text) is not None


def makes_private(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody asks no more than to have something read by HR, or in secret, be it as a question: "make it HR",
    "can you make the blocker private?".
    """
    groups = vocabulary.groups
    apart = (*meaning_of(groups["in_secret"], "apart"), *meaning_of(groups["helpers"], "hr"))
    words = {**_words(vocabulary), **dict.fromkeys(groups["makes_it"], "makes"), **dict.fromkeys(apart, "apart")}
    return {"makes", "apart"} <= {*(said_with(words, text) or ())}


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    known = [word for group in _BESIDE for word in groups[group]]
    what = (*meaning_of(groups["digest_says"], "of_stuck", "of_week"), *groups["reply_about"])
    return dict.fromkeys((*known, *what, *small_words(vocabulary)), "")


def _words_of(told: str) -> Iterator[str]:
    """The words by which a text may be called again; in Chinese, any two or three characters of it."""
    for run in _RUNS.findall(fold(told)):
        if run.isascii() or run[0] < "\u3400":
            yield run
        else:
            pairs = ["".join(pair) for pair in pairwise(run)]
            yield from pairs
            yield from (first + last[1] for first, last in pairwise(pairs))
