"""What became of a talk, from what its owner may read: the summary in its versions, what was agreed, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from conversations.entries.interviews import (
    InterviewAcknowledged,
    InterviewAgreed,
    InterviewReworded,
    InterviewSummed,
)
from conversations.entries.one_on_ones import ActionAgreed
from conversations.toolkit.reader import Written

KINDS = ("action_agreed", "interview_agreed", "interview_summed", "interview_reworded", "interview_acknowledged")
"""The kinds of entries that tell of it."""


@dataclass(frozen=True)
class Deal:
    """One agreement of the talk."""

    owner: str
    what: str
    by: date | None


@dataclass(frozen=True)
class Version:
    """The summary as it stood once: the `id` of its entry, `why` it took the place of the one before, "" for the
    first, and what was `said` to it, None for nothing.
    """

    n: int
    id: str
    text: str
    at: datetime
    why: str = ""
    said: InterviewAcknowledged | None = None


def deals_in(written: Sequence[Written]) -> Sequence[Deal]:
    """The agreements, in their order."""
    agreed = (each.entry for each in written if isinstance(each.entry, ActionAgreed | InterviewAgreed))
    return [Deal(each.owner, each.what, each.by) for each in agreed]


def versions_in(written: Sequence[Written]) -> Sequence[Version]:
    """The summary in all its versions, oldest first, each with what was said to it last."""
    found: list[Version] = []
    why = ""
    for each in written:
        match each.entry:
            case InterviewReworded(why=why):
                pass
            case InterviewSummed(text=text):
                found.append(Version(len(found) + 1, each.id, text, each.at, why))
                why = ""
            case InterviewAcknowledged(version=n) if 0 < n <= len(found):
                found[n - 1] = replace(found[n - 1], said=each.entry)
    return found
