"""What holds a word for yes and tells how things are instead: "it's ok now", "done already". It consents to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with

_STATE, _MARK = "state", "mark"


def tells_how_it_is(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says of something that it is well by now, and no more; "ok" and "yes, now" are a yes."""
    if fold(text) in meaning_of(vocabulary.groups["how_it_is"], "whole"):
        return True
    return {_STATE, _MARK} <= {*(said_with(_words(vocabulary), text) or ())}


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    known = {word: use for word, use in groups["how_it_is"].items() if use in (_STATE, _MARK)}
    return {**dict.fromkeys((*groups["filler"], *groups["greeting"]), ""), **known}
