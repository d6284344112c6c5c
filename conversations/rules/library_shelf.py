"""A library as it is used: read when somebody first asks for something of it, found by words of either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from conversations.rules.library_search import Findable, Finder, folded
from conversations.toolkit.words import Language

T = TypeVar("T")

_SHORTEST = 2
"""Signs of a name that is shortened."""


@dataclass(frozen=True)
class _Ready(Generic[T]):
    things: Mapping[str, T]
    finder: Finder[T]
    called: Mapping[str, T]


class Shelf(Generic[T]):
    """All of it by id. `read` is asked for it once, and only when somebody needs something."""

    def __init__(self, read: Callable[[], Mapping[str, T]], findable: Callable[[T], Findable[T]]) -> None:
        """Know how it is read, and by what each thing is found."""
        self._read, self._findable = read, findable

    def all(self) -> Sequence[T]:
        """All of them, in the order of their files."""
        return tuple(self._ready.things.values())

    def get(self, id_: str) -> T | None:
        """One of them; None for an id that none has."""
        return self._ready.things.get(id_)

    def called(self, text: str) -> T | None:
        """What a text calls by its id, its title or another of its names, and by nothing else."""
        return self._ready.called.get(folded(text))

    def begun(self, text: str) -> T | None:
        """The only one with a name that begins with a text, as a Chinese one is shortened; None for Latin words, which
        begin many names.
        """
        said = folded(text)
        if said.isascii() or len(said) < _SHORTEST:
            return None
        found = {id(each): each for name, each in self._ready.called.items() if name.startswith(said)}
        return next(iter(found.values())) if len(found) == 1 else None

    def search(self, text: str, language: Language, among: Callable[[T], bool] = lambda thing: True) -> Sequence[T]:
        """Those `among` which a text may mean, as Finder.search has it."""
        return self._ready.finder.search(text, language, among)

    def names_one(self, text: str, language: Language) -> bool:
        """Whether a text fits a name of one of them well."""
        return self._ready.finder.names_one(text, language)

    @cached_property
    def _ready(self) -> _Ready[T]:
        things = self._read()
        found = [self._findable(each) for each in things.values()]
        called = {folded(name): each.thing for each in found for name in _names(each)}
        return _Ready(things, Finder(found), called)


def _names(found: Findable[T]) -> Sequence[str]:
    return (*found.names.values(), *(name for names in found.also.values() for name in names))
