"""What a reader may be asked for evidence: whose, of which days; each look at somebody else's is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the reader is one of these
    from conversations.toolkit.reader import Goal, Written


class EvidenceReader(Protocol):
    """Evidence is for a person and for their manager now. Ask in a turn, never in a look."""

    def evidence(self, person: str, first: date, last: date) -> Sequence[Written] | None:
        """What may be cited of a person's days (theirs, both included), oldest first, as their manager reads it, with
        what they added later; None for whoever else asks. The audit trail keeps who saw or was refused somebody's.
        """

    def refused(self, person: str) -> None:
        """Keep in the audit trail that something about somebody was asked for that is not mine."""

    def goals_during(self, owner: str, first: date, last: date) -> Sequence[Goal]:
        """The goals of a person that ran on any of these days, drafts apart, in their order: those that I may read, of
        my own those that my manager may.
        """

    def had_another_manager(self, person: str, since: date) -> bool:
        """Whether somebody else managed a report of mine at any time since a day on which they were told something or
        wrote it; False of whoever is no report of mine.
        """

    def evidence_looks(self, most: int) -> Sequence[tuple[str, datetime]]:
        """Who has looked at my evidence (a person's id), and when, the latest first."""
