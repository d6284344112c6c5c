"""An answer with another thought behind it, "all done btw I love cake", or an apology beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.toolkit.vocabulary import Vocabulary, any_of, fold
from conversations.weekly_checkin.added import added_in


def before_it(text: str, vocabulary: Vocabulary) -> str:
    """The answer before the thought; "" where there is no thought, or it adds something."""
    found = re.search(any_of(vocabulary.groups["by_the_way"]), text, re.IGNORECASE)
    if found is None or added_in(text[found.end() :], vocabulary) is not None:
        return ""
    return text[: found.start()].strip(" ,;.\uff0c\uff1b\u3002")


def without_apology(text: str, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> str:
    """A reply without the clauses that only say sorry for being late with it; all of it where it says no more."""
    sorry = vocabulary.groups["apologies"]
    kept = [(start, end) for start, end in spans if fold(text[start:end]) not in sorry]
    if not kept or len(kept) == len(spans):
        return text
    first = spans.index(kept[0])
    pieces = [text[kept[0][0] if first else 0 : kept[0][1]]]
    for start, end in kept[1:]:
        before = max(each for _, each in spans if each <= start)
        pieces.append(text[before:end])
    closing = text[spans[-1][1] :] if kept[-1] == spans[-1] else ""
    return "".join((*pieces, closing)).strip()
