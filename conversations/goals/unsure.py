"""What of a line that says how a goal goes is asked before it counts: what may be meant for nobody else, two words that
say different things, what was so, and what is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import like
from conversations.goals.paces import paces_told
from conversations.goals.updating import Update
from conversations.rules.goal_sentence.title import aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_ENDS = "[,;:\n\uff0c\uff1b\uff1a\u3002\u2192\u2013\u2014]|->|\\.(?=\\s)|\\s-(?=\\s)"


def weighed(
    update: Update, text: str, goals: Sequence[Goal], facts: GoalsFacts, *, called: bool, part: str = ""
) -> Update:
    """The update as it may be told of these goals: `apart`, and without what stands beside it, where that may be for
    nobody else; with each pace that it may mean; and `sure` where it was `called` and says plainly how it goes. Where
    the line tells of others as well, it is only a `part` that does of these.
    """
    if _is_kept(text, goals, facts):
        return replace(update, note="", apart=True)
    told = [*_told(part or text, goals, facts.vocabulary)]
    paces = tuple(dict.fromkeys(pace for pace, _ in told))
    if update.pace and len(paces) > 1:
        return replace(update, paces=paces)
    doubted = is_question(part or text, facts.vocabulary) or any(doubt for _, doubt in told)
    # What is called, and says how it goes, is sure; a number may still be mistyped.
    sure = called and bool(update.pace) and not (update.number or update.paces)
    return replace(update, sure=sure and not doubted)


def _is_kept(text: str, goals: Sequence[Goal], facts: GoalsFacts) -> bool:
    """Whether one of those who read of the goals is perhaps not to know."""
    owners = {goal.owner for goal in goals}
    readers = (facts.manager, *(each for each in facts.reports if each.id in owners))
    return any(may_be_kept_from(text, facts.vocabulary, each) for each in readers)


def _told(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """How a goal goes by each clause that says so, and whether that tells what was so, or asks; before any reason. What
    a title says itself says nothing.
    """
    read, groups = aligned(text[:MAX_READ]), vocabulary.groups
    reason = re.search(any_of(meaning_of(groups["goal_notes"], "reasons")), read)
    read = fold(read[: reason.start()] if reason else read)
    for goal in goals:
        read = read.replace(fold(goal.counts.title), " ")
    then = re.compile(any_of(meaning_of(groups["goal_notes"], "past", "then")))
    for n, clause in enumerate(re.split(rf"{_ENDS}|{any_of(meaning_of(groups['goal_notes'], 'turns'))}", read)):
        told = paces_told(" ".join(then.sub(" ", clause).split()), vocabulary)
        if told and (not n or not told[0] or like(told[0], goals)):
            doubted = _doubts(vocabulary).search(clause.strip()) is not None
            yield from ((pace, doubted) for pace in told[1])


@lru_cache(maxsize=4)
def _doubts(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What tells that something was so, or asks whether it is: in English that leads, before what is named."""
    words = vocabulary.groups["goal_notes"]
    was, asks = any_of(meaning_of(words, "past")), meaning_of(words, "asks")
    leads, anywhere = any_of(w for w in asks if w.isascii()), any_of(w for w in asks if not w.isascii())
    return re.compile(rf"{was}|{anywhere}|^{leads}\s(?!{any_of(vocabulary.groups['goal_states'])})")
