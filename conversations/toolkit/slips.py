"""A command's word with a slip of the fingers: "setings", or in Chinese another character of the same sound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from conversations.rules.pinyin import spelled
from conversations.toolkit.vocabulary import Vocabulary, fold

_SHORTEST, _LONGEST = 4, 6
"""Letters of a word with a slip at least; characters of a Chinese one at most."""


def slip_of(text: str, vocabulary: Vocabulary) -> str:
    """The command whose word a text is but for one letter, or two that changed places, though not its plural; or in
    Chinese whose word it sounds like. "" for any other text.
    """
    typed, commands = fold(text), vocabulary.command_words
    if not typed.isalpha() or typed in commands or typed in vocabulary.first_words:
        return ""
    if typed.isascii():
        found = (word for word in commands if len(typed) >= _SHORTEST and _is_slip_of(word, typed))
    else:
        sounds = _sounds(vocabulary) if len(typed) <= _LONGEST else {}
        found = (sounds[sound] for sound in spelled(typed) if sound in sounds)
    word = next(found, None)
    return commands[word].partition(" ")[0] if word else ""


def _is_slip_of(word: str, typed: str) -> bool:
    alike = len(word) >= _SHORTEST and word[0] == typed[0] and not typed.startswith(word)
    return alike and OSA.distance(word, typed, score_cutoff=1) == 1


@lru_cache(maxsize=4)
def _sounds(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The Chinese words of commands by how they sound."""
    words = (word for word in vocabulary.command_words if not word.isascii() and 1 < len(word) <= _LONGEST)
    return {sound: word for word in words for sound in spelled(word)}
