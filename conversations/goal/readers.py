"""Words that wish a goal to be for the two alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from conversations.toolkit.vocabulary import any_of

WHO = "who"
"""What the name of one of the two means among these words."""


def wishes_privacy(text: str, words: Mapping[str, str]) -> bool:
    """Whether a folded text says that and nothing else."""
    return _is_wish(meanings(text, words))


def meanings(text: str, words: Mapping[str, str]) -> list[str] | None:
    """What each word of a text means; None where one of them is none of these."""
    found = list(read(text, words))
    return [means for means, _ in found] if found and not text[found[-1][1] :].strip() else None


def read(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Word by word, what it means and where it ends, up to the first that is none of these."""
    word = re.compile(rf"[\s\u3001]*({any_of(words)})[\s\u3001]*")
    at = 0
    while found := word.match(text, at):
        at = found.end()
        yield words[found[1]], at


def _is_wish(meanings: Collection[str] | None) -> bool:
    if not meanings:
        return False
    # What is `apart` names things as well, "private" lessons, so is a wish only where no more is said.
    is_closed = not {"closed", "apart"}.isdisjoint(meanings) and "not" not in meanings
    return is_closed or {"only", WHO} <= set(meanings) or {"not", "others"} <= set(meanings)
