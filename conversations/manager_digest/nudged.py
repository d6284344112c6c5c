"""What a manager was nudged for of late and that still waits for a word: what they type may well be that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.rules.roster import Person
from conversations.rules.weeks import Week
from conversations.toolkit.reader import Blocker, Reader

CARD, DIGEST = "manager_digest.nudge", "manager_digest"
OF_LATE = timedelta(days=4)
"""Over a weekend a nudge is still what was said last."""


def nudged_for(owner: Person, week: Week, at: datetime, reader: Reader) -> Sequence[str]:
    """The words of what waits for the owner, and that they were nudged for in the last days; none for who leads nobody,
    and once it is answered.
    """
    if not owner.has_digest:
        return ()
    brought = reader.brought(CARD, DIGEST, [str(week.previous), str(week)])
    nudged = {id_ for each in brought if at - each.at < OF_LATE for id_ in each.about}
    if not nudged:
        return ()
    waiting = (each for each in reader.blockers_for(owner.id) if each.status == "open" and not each.answered_at)
    return [each.what for each in waiting if each.id in nudged]


def is_due_with(named: Blocker, other: Blocker) -> bool:
    """Whether another one has had its days too: the digest of another week nudges for its own, and what was not urgent
    was heard later than what is.
    """
    return other.week == named.week and other.raised_at <= named.raised_at and other.urgent >= named.urgent


def as_asked(blocker: Blocker) -> str:
    """A blocker as it was asked: one that is passed on or hurried since may be nudged for anew."""
    return f"{blocker.id}:{blocker.version}"
