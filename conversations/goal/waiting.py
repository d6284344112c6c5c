"""What waits for a yes: which goals do, and in which order they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from conversations.rules.goals import Side
from conversations.toolkit.reader import Goal


def waiting(goals: Iterable[Goal], side: Side) -> Sequence[Goal]:
    """Those that wait for this side's yes, oldest first, but everybody's first before anybody's second: whoever
    proposes many hides nobody's only one.
    """
    so_far: Counter[str] = Counter()
    ranked: list[tuple[int, Goal]] = []
    for goal in sorted(goals, key=lambda each: each.standing.set_at):
        if side in goal.standing.waits_for:
            ranked.append((so_far[goal.owner], goal))
            so_far[goal.owner] += 1
    return [goal for _, goal in sorted(ranked, key=lambda each: each[0])]
