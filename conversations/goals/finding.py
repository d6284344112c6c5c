"""Which goals are meant by what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import fold

NEAR_ENOUGH = 60
"""How alike what was typed and a goal's title must be, of 100."""


def like(text: str, goals: Sequence[Goal]) -> Sequence[Goal]:
    """Those whose titles are most like it; all, where it says nothing or there is but one."""
    if not text or len(goals) == 1:
        return goals
    titles = {goal.id: fold(goal.counts.title) for goal in goals}
    found = process.extract(fold(text), titles, scorer=fuzz.partial_ratio, score_cutoff=NEAR_ENOUGH, limit=5)
    best = {id_ for _, score, id_ in found if score >= found[0][1] - 5}
    return [goal for goal in goals if goal.id in best]
