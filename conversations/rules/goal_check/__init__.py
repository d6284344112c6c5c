"""The check of a goal: G1-G12 of the domain notes. It remarks and offers, never blocks; good goals come through."""

from __future__ import annotations

from conversations.rules.goal_check import structure, words
from conversations.rules.goal_check.reading import Reading
from conversations.rules.goal_check.warning import Around, Asks, RuleId, Warning
from conversations.rules.goals import GoalContent
from conversations.toolkit.vocabulary import Vocabulary

__all__ = ["ASKS_WHY", "HELPFUL", "Around", "Asks", "RuleId", "Warning", "check"]

HELPFUL: tuple[RuleId, ...] = ("g2", "g1", "g10", "g3", "g4", "g5", "g12", "g9", "g6", "g11", "g7", "g8")
"""The rules, the most helpful first."""

ASKS_WHY: frozenset[RuleId] = frozenset({"g1", "g2", "g3", "g4", "g10"})
"""Rules about what the goal says: who proposes it against one of these is asked why; the finer ones only advise."""


def check(content: GoalContent, around: Around, vocabulary: Vocabulary) -> tuple[Warning, ...]:
    """What would make a goal better, the most helpful first. Finer points wait until its words say what is meant."""
    reading = Reading(content, around.today, vocabulary)
    found = [
        *words.remarks(reading),
        *structure.presence(reading, around),
        *structure.number_and_weights(content, around),
        *structure.parent(content, around),
    ]
    if not any(warning.rule in words.RULES for warning in found):
        found += structure.verdict(reading, around)
        found += structure.influence(content, around)
        found += structure.balance(reading)
    return tuple(sorted(found, key=lambda warning: HELPFUL.index(warning.rule)))
