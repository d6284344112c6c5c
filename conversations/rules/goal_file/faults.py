"""What is wrong with a file of goals, in words of its own."""

from __future__ import annotations

from conversations.rules.roster_file.faults import Fault
from conversations.toolkit.words import Phrase, phrases_of

say = phrases_of("goal_import")


def fault(line: int, column: str, says: Phrase) -> Fault:
    """A fault of a file of goals; its column as the file calls it."""
    return Fault("goals", line, column, says)
