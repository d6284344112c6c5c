"""What can stand in a record about an improvement plan of the subject and whoever manages them. Each proposal is a
version; what the manager writes and what the subject answers are apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from conversations.rules.causes import CauseId

Answered: TypeAlias = Literal["agreed", "differs", "received"]
Outcome: TypeAlias = Literal["reached", "partly", "not_reached"]


@dataclass(frozen=True)
class ImprovementProposed:
    """A version of the plan: the gap with its cause, until when it runs, and every how many weeks the two look."""

    plan: str
    number: int
    gap: str
    cause: CauseId
    every_weeks: int
    ends: date
    kind: Literal["improvement_proposed"] = "improvement_proposed"


@dataclass(frozen=True)
class ImprovementStep:
    """What one of the two does in a version of the plan, and by when; `step` is the id of the action it becomes."""

    plan: str
    number: int
    step: str
    owner: str
    what: str
    by: date
    kind: Literal["improvement_step"] = "improvement_step"


@dataclass(frozen=True)
class ImprovementAnswered:
    """What the subject says to a version of the plan, or with `number` 0 to what came of it, with their own words."""

    plan: str
    number: int
    how: Answered
    comment: str = ""
    kind: Literal["improvement_answered"] = "improvement_answered"


@dataclass(frozen=True)
class ImprovementDone:
    """A step of a version is done; those of a manager pass to whoever manages the subject next."""

    plan: str
    number: int
    step: str
    kind: Literal["improvement_done"] = "improvement_done"


@dataclass(frozen=True)
class ImprovementNoted:
    """What one of the two saw on the way."""

    plan: str
    text: str
    kind: Literal["improvement_noted"] = "improvement_noted"


@dataclass(frozen=True)
class ImprovementTrained:
    """A training within the plan: `told` has its content, who gave it and the material, a line each. It is a record of
    its own, for targets are no training.
    """

    plan: str
    training: str
    told: str
    day: date
    hours: int
    kind: Literal["improvement_trained"] = "improvement_trained"

    @property
    def lines(self) -> tuple[str, str, str]:
        """Content, who gave it, material; all "" if whoever wrote it was erased."""
        content, by, material = (*self.told.split("\n"), "", "", "")[:3]
        return content, by, material


@dataclass(frozen=True)
class ImprovementAttended:
    """The subject says that they took part in a training."""

    plan: str
    training: str
    kind: Literal["improvement_attended"] = "improvement_attended"


@dataclass(frozen=True)
class ImprovementWithdrawn:
    """The manager took back what was proposed, before both had agreed to anything."""

    plan: str
    kind: Literal["improvement_withdrawn"] = "improvement_withdrawn"


@dataclass(frozen=True)
class ImprovementClosed:
    """After its last day the manager says what came of the plan, and on what that rests."""

    plan: str
    how: Outcome
    text: str
    kind: Literal["improvement_closed"] = "improvement_closed"


ImprovementEntry: TypeAlias = (
    ImprovementProposed
    | ImprovementStep
    | ImprovementAnswered
    | ImprovementDone
    | ImprovementNoted
    | ImprovementTrained
    | ImprovementAttended
    | ImprovementWithdrawn
    | ImprovementClosed
)
"""All of them."""
