"""Some of last week's plans told as not done like the others: then nothing counts as done by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before


def told_partly(
    clauses: Sequence[str], outcomes: Callable[[str], Sequence[str] | None], vocabulary: Vocabulary
) -> bool:
    """Whether one clause tells how some went, and another, that is not understood, of the rest: "1 done, the rest still
    going", "only the first is done", "the report's done but ...". `outcomes` reads a clause that tells of nothing else.
    """
    groups = vocabulary.groups
    rest, only, partly = (meaning_of(groups["partly"], each) for each in ("rest", "only", "partly"))
    done = meaning_of(groups["outcomes"], "done")
    folded = [fold(each) for each in clauses]
    for n, clause in enumerate(folded):
        after_one = n and bool(outcomes(clauses[n - 1])) and not outcomes(clauses[n])
        if after_one and longest_within(clause, rest):
            return True
        if longest_within(clause, only) and clause.endswith(done):
            return True
    return bool(longest_within(fold(" ".join(clauses)), partly))


def tells_of_before(clauses: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause tells what was done or not, and so of last week: "neither happened", "wrote the report"."""
    groups = vocabulary.groups["partly"]
    told, did, who = (dict.fromkeys(meaning_of(groups, each), "") for each in ("told", "did", "who"))
    folded = [fold(each) for each in clauses]
    begins = any(longest_at(words_before(each, who)[1], 0, did) for each in folded)
    return begins or any(longest_within(each, told) for each in folded)
