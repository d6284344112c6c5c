"""The check of what somebody writes of another: vague praise, traits, coded words, promises, comparisons.

It remarks with a question and never blocks (domain.md 2.6, product.md 3.5). Whose words and about whom plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable

from conversations.rules.goal_sentence.title import Span
from conversations.rules.wording.kinds import KINDS
from conversations.rules.wording.reading import sentences
from conversations.rules.wording.remark import Kind, Remark
from conversations.toolkit.vocabulary import Vocabulary, fold

__all__ = ["MOST", "Kind", "Remark", "check"]

MOST = 4
"""So many remarks at once help; more than that nobody reads."""


def check(text: str, vocabulary: Vocabulary, names: Iterable[str] = ()) -> tuple[Remark, ...]:
    """What could be said more clearly, each word once, in the order of the text; `names`: of whom it is about."""
    called = frozenset(part for name in names for part in (fold(name), *fold(name).split()))
    found: dict[tuple[Kind, str], Remark] = {}
    for sentence in sentences(text, vocabulary, called):
        every = sorted((at, kind) for kind, finds in KINDS.items() for at in finds(sentence))
        for at, kind in every:
            if any(_within(at, other) for other, _ in every):
                continue
            word = sentence.written[slice(*at)].strip()
            found.setdefault((kind, fold(word)), Remark(kind, word))
    return tuple(found.values())[:MOST]


def _within(at: Span, other: Span) -> bool:
    """Whether a place is only a part of another: the longer words say what is meant."""
    return at != other and other[0] <= at[0] and at[1] <= other[1]
