"""Whether what is on record is enough to judge somebody by: three dated facts over two thirds of the days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from conversations.entries.evidence import EvidenceAdded, Excuse, JudgementGrounded
from conversations.rules.evidence.block import Whose
from conversations.rules.evidence.facts import Block, Fact
from conversations.rules.presence import weeks_present
from conversations.toolkit.reader import Written

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


def rests_on(judged: Written, added: Sequence[Written]) -> Iterator[str]:
    """The ids of the facts by hand, of all that were ever `added`, on which a judgement rested when it was written."""
    on = judged.entry
    if not isinstance(on, JudgementGrounded) or on.first is None or on.last is None:
        return
    then: dict[str, EvidenceAdded] = {}
    for each in added:
        # Of one moment, what was written down comes before the judgement, and what was taken back after it.
        match each.entry:
            case EvidenceAdded(fact=id_, text=text) if each.at < judged.at or (text and each.at == judged.at):
                then[id_] = each.entry
    yield from (id_ for id_, entry in then.items() if entry.text and on.first <= entry.on <= on.last)


def gone_since(judged: Written, added: Sequence[Written]) -> int:
    """How many of those are not on record any more."""
    now = {each.entry.fact: each.entry for each in added if isinstance(each.entry, EvidenceAdded)}
    return sum(not now[id_].text for id_ in rests_on(judged, added))
