"""Whether what is on record is enough to judge somebody by: three dated facts over two thirds of the days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from conversations.entries.evidence import Excuse
from conversations.rules.evidence.block import Whose
from conversations.rules.evidence.facts import Block, Fact
from conversations.rules.presence import weeks_present

LEAST, PART = 3, Fraction(2, 3)
"""So many dated facts, over so much of the time at work, before anybody is judged (product.md 3.5, domain.md 1, B3)."""

STANDARDS = frozenset({"goal_set", "goal_confirmed", "agreed"})
"""What was only agreed: by that somebody is judged, and it is no fact about their work yet."""


@dataclass(frozen=True)
class Grounds:
    """On what a judgement of the days since `since` can rest: so many `facts`, the first and last of them, and the
    `weeks` at work from one to the other `of` all. `excuse` says why less is no hindrance.
    """

    since: date
    facts: int
    first: date | None
    last: date | None
    weeks: int
    of: int
    excuse: Excuse = ""

    @property
    def enough(self) -> bool:
        """Whether there are facts enough, over time enough."""
        return self.facts >= LEAST and self.weeks >= self.of * PART

    @property
    def open(self) -> bool:
        """Whether a judgement may be written: with enough, or with what is missing said beside it."""
        return self.enough or bool(self.excuse)

    @property
    def least_weeks(self) -> int:
        """The weeks over which the facts are to lie."""
        return -int(-self.of * PART // 1)


def grounds(block: Block, whose: Whose, excuse: Excuse = "") -> Grounds:
    """What a block gives to judge by."""
    days = [fact.on for fact in block.facts if _counts(fact)]
    weeks = 0
    if days:
        weeks, _ = weeks_present(days[0], days[-1], whose.person, whose.away, whose.working)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Grounds(block.first, len(days), first, last, weeks, block.present, excuse)


def _counts(fact: Fact) -> bool:
    return fact.what not in STANDARDS
