"""What can stand in a record about a talk that somebody holds with the subject by a script. Which script it is stands
in no entry: `talk` is the id of the talk and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Arranged: TypeAlias = Literal["booked", "moved", "called_off", "paused", "not_theirs"]
"""Why a talk has another date or none; the last one: who was to hold it may not any more."""

Acknowledged: TypeAlias = Literal["received", "agreed", "disagreed"]


@dataclass(frozen=True)
class InterviewArranged:
    """When the talk is, None for no date; it takes so many minutes."""

    talk: str
    at: datetime | None
    minutes: int
    why: Arranged
    kind: Literal["interview_arranged"] = "interview_arranged"


@dataclass(frozen=True)
class InterviewHeld:
    """The two have talked."""

    talk: str
    kind: Literal["interview_held"] = "interview_held"


@dataclass(frozen=True)
class InterviewAgreed:
    """Who of the two does what, and by when, where they have no one-on-one that would keep it."""

    talk: str
    owner: str
    what: str
    by: date
    kind: Literal["interview_agreed"] = "interview_agreed"


@dataclass(frozen=True)
class InterviewSummed:
    """What was talked about, as whoever held the talk wrote it for both."""

    talk: str
    text: str
    kind: Literal["interview_summed"] = "interview_summed"


@dataclass(frozen=True)
class InterviewReworded:
    """Why whoever held the talk writes its summary anew: the version that follows takes the place of the one before."""

    talk: str
    why: str
    kind: Literal["interview_reworded"] = "interview_reworded"


@dataclass(frozen=True)
class InterviewAcknowledged:
    """What the subject says to one version of the summary, counted from 1, with a comment of their own; the last one
    to it counts.
    """

    talk: str
    how: Acknowledged
    comment: str = ""
    version: int = 1
    kind: Literal["interview_acknowledged"] = "interview_acknowledged"


InterviewEntry: TypeAlias = (
    InterviewArranged | InterviewHeld | InterviewAgreed | InterviewSummed | InterviewReworded | InterviewAcknowledged
)
"""All of them."""
