"""Some of last week's plans told as not done like the others: then nothing counts as done by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before, words_behind


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


def only_greets(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply greets, or talks of the day, and says nothing: "good morning, Monday again"."""
    groups = vocabulary.groups
    talk = meaning_of(groups["small_talk"], "small")
    small = (*groups["greeting"], *groups["called"], *groups["filler"], *talk)
    return not any(map(str.isdigit, text)) and said_with(dict.fromkeys(small, ""), text) is not None


def tells_of_before(clauses: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause tells what was done or not, and so of last week: "neither happened", "wrote the report"; or
    begins or ends with last week itself: "total chaos last week", not "file last week's papers".
    """
    groups = vocabulary.groups["partly"]
    told, did, who = (dict.fromkeys(meaning_of(groups, each), "") for each in ("told", "did", "who"))
    folded = [fold(each) for each in clauses]
    begins = any(longest_at(words_before(each, who)[1], 0, did) for each in folded)
    last = dict.fromkeys(meaning_of(vocabulary.groups["status"], "last"), "")
    plain = [each for each in last if not any(each != other and each.startswith(other) for other in last)]
    named = any(
        longest_at(each, 0, last) in plain or words_behind(each, last)[1][-1:] in [[p] for p in plain]
        for each in folded
    )
    return begins or named or any(longest_within(each, told) or _of_all(each, vocabulary) for each in folded)


def _of_all(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause begins with all of them, or none, and what became of those: "both done yay", "neither"."""
    groups = vocabulary.groups
    lead = dict.fromkeys((*groups["greeting"], *groups["answer"], *meaning_of(groups["partly"], "who")), "")
    _, rest = words_before(folded, lead)
    all_, behind = words_before(rest, dict.fromkeys(meaning_of(groups["partly"], "all"), ""))
    return bool(all_) and (not behind or bool(longest_at(behind, 0, groups["outcomes"])))
