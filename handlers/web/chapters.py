"""A long card as a paper: its title, what stands before the first chapter, and the chapters that its headings begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.toolkit.cards import Card, Heading, Part
from conversations.toolkit.words import Text


@dataclass(frozen=True)
class Chapter:
    """One chapter; `id` is its anchor on the page."""

    id: str
    title: Text
    parts: Sequence[Part]


@dataclass(frozen=True)
class Paper:
    """A card in the order in which it is read."""

    title: Text
    lead: Sequence[Part]
    chapters: Sequence[Chapter]


def paper_of(card: Card) -> Paper:
    """The paper that a card is; its first part is its title."""
    first, *rest = card.body
    begins = [n for n, part in enumerate(rest) if isinstance(part, Heading) and not part.small]
    ends = [*begins[1:], len(rest)]
    chapters = [
        Chapter(f"part-{n}", _title(rest[begin]), rest[begin + 1 : end])
        for n, (begin, end) in enumerate(zip(begins, ends, strict=False), 1)
    ]
    return Paper(_title(first), rest[: begins[0]] if begins else rest, chapters)


def _title(part: Part) -> Text:
    if not isinstance(part, Heading):
        raise TypeError("a paper and each chapter begin with a heading")
    return part.text
