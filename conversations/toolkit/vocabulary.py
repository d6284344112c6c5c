"""The vocabulary: what people type, by what it means, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from conversations.toolkit.commands import spoken_form
from conversations.toolkit.listed import Listed

_TYPED = "words.typed."
_FIRST_WORDS = "commands.first_words."
_HELLO = "hello"
_COMMAND_WORDS = "commands.words."
_LABEL = re.compile(r"[^.]+\.([^.]+)\.options\.([^.]+)")
_SHORT = re.compile(r"(?<=n)'(?=t\b)|(?<=\bi)'(?=m\b)")


class Words(Protocol):
    """What the vocabulary needs of the catalogues."""

    def words(self, id_: str) -> Sequence[str]:
        """A list of words."""

    def spellings(self, id_: str) -> Sequence[str]:
        """A sentence as it stands in each language."""

    def ids(self, prefix: str = "") -> Sequence[str]:
        """The ids that begin so."""


def typed_id(group: str, meaning: str) -> str:
    """The id of the list of words that have this meaning in a group."""
    return f"{_TYPED}{group}.{meaning}"


def fold(text: str) -> str:
    """The part of a reply that is looked at, as it is compared: folded, with single spaces."""
    return " ".join(spoken_form(text).replace("’", "'").split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these folded words, the longest first; Latin ones only as whole words."""
    return _pattern(tuple(words))


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_bounded(word) for word in longest_first) + ")"


def _bounded(word: str) -> str:
    before = r"(?<![a-z])" if word[:1].isascii() and word[:1].isalpha() else ""
    after = r"(?![a-z])" if word[-1:].isascii() and word[-1:].isalpha() else ""
    return f"{before}{re.escape(word)}{after}"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Each group gives folded words and what they mean: `groups["outcomes"]["finished"] == "done"`.

    `first_words` gives intents, a greeting's too; `command_words` names of commands; `labels` by a question's name what
    stands on its buttons. Made once, when the bot starts.
    """

    groups: Mapping[str, Mapping[str, str]]
    first_words: Mapping[str, str]
    command_words: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Words) -> Vocabulary:
        """Gather it from the lists of the catalogues."""
        groups: dict[str, dict[str, str]] = {}
        for id_ in words.ids(_TYPED):
            group, meaning = id_.removeprefix(_TYPED).split(".")
            groups.setdefault(group, {}).update(dict.fromkeys(_spelt(words.words(id_)), meaning))
        labels: dict[str, dict[str, str]] = {}
        for id_ in words.ids():
            if found := _LABEL.fullmatch(id_):
                labels.setdefault(found[1], {}).update(dict.fromkeys(map(fold, words.spellings(id_)), found[2]))
        greetings = dict.fromkeys(groups.get("greeting", {}), _HELLO)
        first_words = Listed({**_gather(words, _FIRST_WORDS), **greetings})
        listed = {group: Listed(meanings) for group, meanings in groups.items()}
        return cls(listed, first_words, Listed(_gather(words, _COMMAND_WORDS)), labels)

    @cached_property
    def words_of_intents(self) -> Mapping[str, Sequence[str]]:
        """The first words by intent: looked through once, since every answer is searched for some of them."""
        return {intent: meaning_of(self.first_words, intent) for intent in set(self.first_words.values())}

    @cached_property
    def first_words_around(self) -> Mapping[str, str]:
        """The first words, and the small ones that may stand around them, which mean ""."""
        around = dict.fromkeys((*self.groups["around"], *self.groups["bounds"]), "")
        return Listed({**around, **self.first_words})

    def label(self, question: str, text: str) -> str | None:
        """The option of a question that has a whole reply on its button, None if none has."""
        return self.labels.get(question, {}).get(fold(text))

    def meaning(self, group: str, text: str) -> str | None:
        """What a whole reply means in this group, None if it stands in none of its lists."""
        return self.groups[group].get(fold(text))


def _gather(words: Words, prefix: str) -> dict[str, str]:
    ids = words.ids(prefix)
    return {word: id_.removeprefix(prefix) for id_ in ids for word in _spelt(words.words(id_))}


def _spelt(words: Iterable[str]) -> Iterator[str]:
    """Words as they may be typed: a "don't" or "I'm" without its apostrophe is no other word, as "were" for "we're"
    would be.
    """
    for word in map(fold, words):
        yield word
        if (bare := _SHORT.sub("", word)) != word:
            yield bare


def meaning_of(group: Mapping[str, str], *meanings: str) -> tuple[str, ...]:
    """The words of a group that mean one of these."""
    return (group if isinstance(group, Listed) else Listed(group)).meaning(meanings)
