"""The beginning of a tree that is too long for a message: level by level, with how much more is below each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from conversations.toolkit.cards import Branch, Tree, lines_of
from conversations.toolkit.words import Joined, Phrase

TREE_LINES = 40
"""Lines of a tree in a message; the page has all of them."""

_Path: TypeAlias = tuple[int, ...]


def beginning(tree: Tree, most: int) -> Tree:
    """The tree in at most so many lines: what stands higher goes before what stands lower, and of one level each branch
    has its turn. A line says how many more there are below it, the last one how many more stand beside.
    """
    shown = _shown(tree.branches, most - (len(tree.branches) > most))
    kept = _kept(tree.branches, (), shown)
    beside = _size(tree.branches) - sum(_size([branch]) for branch in tree.branches[: len(kept)])
    more = (Branch(Phrase("words.chat.beside", {"n": beside})),) if beside else ()
    return Tree((*kept, *more))


def _shown(tops: Sequence[Branch], most: int) -> frozenset[_Path]:
    """The lines there is room for, by the way to each: on each level the first of every branch, then the second."""
    level: list[tuple[_Path, Sequence[Branch]]] = [((), tops)]
    shown: list[_Path] = []
    while level and len(shown) < most:
        turns = zip_longest(*([(*path, n) for n in range(len(branches))] for path, branches in level))
        in_turn = [path for turn in turns for path in turn if path is not None]
        shown += in_turn[: most - len(shown)]
        known = {(*path, n): branch for path, branches in level for n, branch in enumerate(branches)}
        level = [(path, known[path].below) for path in in_turn if known[path].below]
    return frozenset(shown)


def _kept(branches: Sequence[Branch], above: _Path, shown: frozenset[_Path]) -> tuple[Branch, ...]:
    return tuple(_cut(branch, (*above, n), shown) for n, branch in enumerate(branches) if (*above, n) in shown)


def _cut(branch: Branch, path: _Path, shown: frozenset[_Path]) -> Branch:
    below = _kept(branch.below, path, shown)
    hidden = _size(branch.below[len(below) :])
    if not hidden:
        return replace(branch, below=below)
    more = Phrase("words.chat.below", {"n": hidden})
    detail = Joined((branch.detail, more), "listed") if branch.detail else more
    return replace(branch, below=below, detail=detail)


def _size(branches: Sequence[Branch]) -> int:
    return sum(1 for _ in lines_of(Tree(tuple(branches))))
