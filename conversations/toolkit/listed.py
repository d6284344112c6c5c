"""Lists of known words, each looked through once: by what the words mean, and by how they begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeAlias

Beginnings: TypeAlias = Mapping[str, Sequence[tuple[int, str]]]
"""Words by how they begin, the longest first, each with its rank; those of one character stand with all."""

BEGINNING = 2
"""Characters by which words are looked up: the lists are long, what people type is short."""


class Listed(dict[str, str]):
    """Folded words and what they mean. It is never changed: what is found out about all of it is kept."""

    def meaning(self, meanings: tuple[str, ...]) -> tuple[str, ...]:
        """The words that mean one of these, in their order."""
        if meanings not in self._asked:
            self._asked[meanings] = tuple(word for word, meaning in self.items() if meaning in meanings)
        return self._asked[meanings]

    @cached_property
    def longest_first(self) -> tuple[str, ...]:
        """All words, the longest first."""
        return tuple(sorted(self, key=len, reverse=True))

    @cached_property
    def beginnings(self) -> Beginnings:
        """All words by how they begin."""
        return _beginnings_of(self)

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}


def beginnings_of(words: Iterable[str]) -> Beginnings:
    """Any words by how they begin."""
    return words.beginnings if isinstance(words, Listed) else _kept(tuple(words))


def longest_first(words: Iterable[str]) -> Sequence[str]:
    """Any words, the longest first."""
    return words.longest_first if isinstance(words, Listed) else sorted(words, key=len, reverse=True)


@lru_cache(maxsize=256)
def _kept(words: tuple[str, ...]) -> Beginnings:
    return _beginnings_of(words)


def _beginnings_of(words: Iterable[str]) -> Beginnings:
    ranked = list(enumerate(sorted(filter(None, words), key=len, reverse=True)))
    single: dict[str, list[tuple[int, str]]] = {}
    by_beginning: dict[str, list[tuple[int, str]]] = {}
    for rank, word in ranked:
        (single if len(word) < BEGINNING else by_beginning).setdefault(word[:BEGINNING], []).append((rank, word))
    return single | {key: longer + single.get(key[0], []) for key, longer in by_beginning.items()}
