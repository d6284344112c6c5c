"""By what words something that is stuck is called, and which of several things a text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Blocker
from conversations.toolkit.understand import intent_in, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import is_free, longest_at, longest_within, words_before

_RUNS, _SHORTEST = re.compile(r"[a-z0-9'-]+|[^\W\da-z_]+"), 3
_ENOUGH = 2
"""Words of what is stuck that tell of it, wherever they stand; where it has no more than one, the first word does."""


def words_of(what: str) -> Iterator[str]:
    """The words by which something that is stuck may be called; in Chinese any two characters of it."""
    for run in _RUNS.findall(fold(what)):
        if run.isascii():
            yield from (run,) if len(run) >= _SHORTEST else ()
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def told_of(text: str, stuck: Mapping[str, str], vocabulary: Vocabulary) -> Sequence[str]:
    """The ids of what is stuck that a text tells of by its own words, "SAP login is fixed"; none for a question, nor
    for who says to be stuck.
    """
    if not _may_tell(text, vocabulary):
        return ()
    folded = fold(text)
    return [id_ for id_, what in stuck.items() if _tells_of(folded, what, vocabulary)]


def told_by_name(
    text: str, blockers: Sequence[Blocker], names: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> Sequence[str]:
    """The ids of those that a text tells of by their own words, or by one of those beside the name of who raised it:
    "I'll get Alice's sensors". `names` have who may be called so.
    """
    told = told_of(text, {each.id: each.what for each in blockers}, vocabulary)
    if told or not _may_tell(text, vocabulary):
        return told
    folded = fold(text)
    named = {id_ for name, ids in names.items() if longest_within(folded, (name,)) for id_ in ids}
    return [each.id for each in blockers if each.raiser in named and has_a_word_of(each.what, text, vocabulary)]


def _may_tell(text: str, vocabulary: Vocabulary) -> bool:
    is_asked = len(text) > MAX_READ or is_question(text, vocabulary)
    return not is_asked and intent_in(text, vocabulary) in (None, "solved")


def has_a_word_of(what: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text has a word of what is stuck that does not stand in anything: "fixed the sensor"."""
    folded = fold(text)
    return any(_stands_in(word, folded) for word in words_of(what) if not _is_small(word, vocabulary))


def begins_with_a_word_of(what: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with such a word: "the login works again", not "fix the login"."""
    _, behind = words_before(fold(text), dict.fromkeys(vocabulary.groups["filler"], ""))
    own = dict.fromkeys((word for word in words_of(what) if not _is_small(word, vocabulary)), "")
    return bool(longest_at(behind, 0, own))


def _tells_of(folded: str, what: str, vocabulary: Vocabulary) -> bool:
    own = dict.fromkeys(word for word in words_of(what) if not _is_small(word, vocabulary))
    said = [word for word in own if _stands_in(word, folded)]
    return len(said) >= _ENOUGH or (len(own) == 1 and folded.startswith(tuple(said or "\0")))


def _stands_in(word: str, folded: str) -> bool:
    at = folded.find(word)
    return at >= 0 and is_free(folded, at, at + len(word))


def _is_small(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may stand in anything: "waiting"; in Chinese whether it has a character that does."""
    small = _small(vocabulary)
    return word in small if word.isascii() else word in small or any(sign in small for sign in word)


@lru_cache(maxsize=4)
def _small(vocabulary: Vocabulary) -> frozenset[str]:
    groups = vocabulary.groups
    unless = meaning_of(groups["good_news"], "unless")
    return frozenset((*groups["around"], *groups["filler"], *groups["denied"], *unless))
