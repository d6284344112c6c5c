"""What a line that names no goal tells of the one there is, or of one of several: "slow this month"."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.goal.cards import PACES
from conversations.goal.hearing import is_slow
from conversations.goals.finding import running
from conversations.goals.updating import Update
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary


def slowed(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> tuple[Update, Sequence[Goal]] | None:
    """The note that it is slow, of those that run, where a line names none and says no more."""
    meant = [goal for goal in running(goals) if goal.standing.state == "agreed"]
    slow = bool(meant) and is_slow(text, vocabulary)
    return (Update("", pace=PACES[0], note=text, paces=tuple(PACES)), meant) if slow else None
