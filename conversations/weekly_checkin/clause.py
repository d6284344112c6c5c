"""What one clause of a whole status says: what became of plans, and that nothing is stuck."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with, spans_between
from conversations.weekly_checkin.not_stuck import denies_stuck

UNSTUCK = "unstuck"

_HAN = "[\u3400-\u9fff)\uff09]"
_BETWEEN = re.compile(
    rf"[,;!\n\uff0c\uff1b\uff01\u3002]+|(?<!^\d)(?<!\s\d)\.(?=\s|$)|\s[-\u2013\u2014]+\s|\u2014+|(?<={_HAN})\s+(?={_HAN})"
)
"""What ends a clause: no dot behind the number of a list, and a space only among Chinese characters."""

_LABEL_ENDS = r"\s*(?:[:\uff1a,\uff0c\u2013\u2014-]\s*|\n\s*|(?=[(\uff08]?[1-9][.)\u3001:\uff09\uff1a\uff0e]))"


def label_of(meaning: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    """A label of the status at the beginning of a text, with what ends it: "this week: ..."."""
    return re.compile(r"\s*" + any_of(meaning_of(vocabulary.groups["status"], meaning)) + _LABEL_ENDS, re.IGNORECASE)


def said_in(clause: str, vocabulary: Vocabulary) -> Sequence[str] | None:
    """The outcomes that a clause is made of, and UNSTUCK; None if it holds any other word."""
    groups, folded = vocabulary.groups, fold(clause)
    beside = (*meaning_of(groups["status"], "last"), *meaning_of(groups["little"], "mumbles"))
    small = dict.fromkeys((*groups["filler"], *groups["ordinals"], *groups["greeting"], *beside), "")
    if label_of("stuck", vocabulary).match(folded):
        none = dict.fromkeys(meaning_of(groups["stuck"], "no"), UNSTUCK)
        words = {**small, **dict.fromkeys(meaning_of(groups["status"], "stuck"), ""), **none}
    elif denies_stuck(clause, vocabulary):
        return (UNSTUCK,)
    elif folded in groups["nothing"]:
        # A bare "no" is neither an outcome nor plainly about being stuck.
        return ()
    else:
        none = dict(_unstuck(vocabulary))
        if any(map(str.isdigit, folded)) or longest_within(folded, groups["ordinals"]):
            # Beside a plan's place a bare no tells of that plan: "first done, second nope".
            none |= dict.fromkeys(none.keys() & groups["nothing"].keys(), "continue")
        words = {**small, **dict.fromkeys(groups["as_planned"], "done"), **none, **groups["outcomes"]}
        words |= dict.fromkeys(meaning_of(groups["status"], "same", "same_alone"), "continue")
    return _told(clause, words, vocabulary)


@lru_cache(maxsize=4)
def _unstuck(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What answers that nothing is stuck, where nobody was asked: UNSTUCK only for what speaks of being stuck or well,
    and no more than a small word for the rest, "not much", which may tell of anything.
    """
    groups = vocabulary.groups
    speaks = (
        *meaning_of(groups["denied"], "stuck", "trouble"),
        *meaning_of(groups["status"], "stuck"),
        *meaning_of(groups["good_news"], "well"),
        *vocabulary.words_of_intents["stuck"],
    )
    none = meaning_of(groups["stuck"], "no")
    return {word: UNSTUCK if longest_within(word, speaks) else "" for word in none}


def _told(clause: str, words: Mapping[str, str], vocabulary: Vocabulary) -> Sequence[str] | None:
    """What these words tell in a clause, where an "n" may stand for "and" or "no"; None if it holds any other word."""
    joins = dict.fromkeys(meaning_of(vocabulary.groups["status"], "joins"), "")
    spoken = said_with({word: word for word in (*joins, *words)}, clause)
    told = [word for word in spoken or () if word in joins or words.get(word)]
    told = [word for n, word in enumerate(told) if not (word in joins and _is_and(n, told, vocabulary))]
    if spoken is None or any(word not in words for word in told):
        return None
    # Beside an outcome an "n" that joins nothing is the "no" that it is short for.
    meant = (words["no"] if word in joins and len(told) > 1 else words[word] for word in told)
    return [each for each in meant if each]


def _is_and(n: int, told: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a word stands between two that tell what became of plans, and of which none is a yes or no: "done n
    dropped"; of "yes n yes" nobody knows how many that is.
    """
    plain = vocabulary.groups["outcomes"].keys() - vocabulary.groups["answer"].keys()
    return 0 < n < len(told) - 1 and told[n - 1] in plain and told[n + 1] in plain


def clauses_of(text: str) -> list[tuple[int, int]]:
    """Where each clause of a reply begins and ends."""
    return spans_between(_BETWEEN, text)
