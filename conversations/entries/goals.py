"""What can stand in a record about goals: each version of what is agreed, each confirmation, move and end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from conversations.rules.goals import GoalContent, Outcome, Pace, Side


@dataclass(frozen=True)
class GoalSet:
    """A version of a goal, the first or a later one, as one side proposes it: `by` has confirmed it with that. A draft
    is its owner's alone; `alone` says that nobody is left to confirm it: nobody is there, or both agreed to it before,
    as where one side `declines` what the other proposed. With `anew` what stands begins with this version, whatever of
    the goal came before it: who wrote that was erased, and nobody in particular wrote this.
    """

    goal: str
    content: GoalContent
    by: Side = "owner"
    draft: bool = False
    alone: bool = False
    reason: str = ""
    declines: bool = False
    anew: bool = False
    kind: Literal["goal_set"] = "goal_set"


@dataclass(frozen=True)
class GoalConfirmed:
    """A side agrees to a version of a goal (counted from 1). `content` is what that says: a yes is read by all for whom
    it opens the goal, and what was proposed only by those whom it was for.
    """

    goal: str
    content_version: int
    side: Side
    content: GoalContent | None = None
    kind: Literal["goal_confirmed"] = "goal_confirmed"


@dataclass(frozen=True)
class GoalChangedLate:
    """What was agreed is to change after three quarters of its time: HR knows that, and none of its words
    (domain.md 4, change rule).
    """

    goal: str
    kind: Literal["goal_changed_late"] = "goal_changed_late"


@dataclass(frozen=True)
class ResultValue:
    """How far a key result is: the number measured, or 1 for reached and 0 for not."""

    result: str
    value: Decimal


@dataclass(frozen=True)
class Held:
    """Which entry holds how far a key result is; none if it is ""."""

    result: str
    entry: str = ""


@dataclass(frozen=True)
class Measured:
    """A number of a period as a file gave it ("2026-10"): what was measured, what was to be reached by then."""

    result: str
    period: str
    value: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class GoalMoved:
    """How a goal stands: on track, at risk or stuck, and how far those key results are of which something was said.

    `status` "" leaves that as it is, where only numbers came in. `imported` names the import that `measured` came with,
    and `before` what held its values until then. `undoes` takes an entry back: the values that `before` names stand
    again and, unless that was an import, so does `status`, and the word of the entry `back_to`; none of them if "".
    """

    goal: str
    status: Pace | Literal[""]
    values: tuple[ResultValue, ...] = ()
    note: str = ""
    measured: tuple[Measured, ...] = ()
    imported: str = ""
    before: tuple[Held, ...] = ()
    undoes: str = ""
    back_to: str = ""
    kind: Literal["goal_moved"] = "goal_moved"


@dataclass(frozen=True)
class GoalClosed:
    """The goal is over: how, and what was learned."""

    goal: str
    how: Outcome
    learned: str = ""
    kind: Literal["goal_closed"] = "goal_closed"


@dataclass(frozen=True)
class GoalReopened:
    """Closed by mistake, or seen differently by the other side, who says why: it stands again as it did."""

    goal: str
    reason: str = ""
    kind: Literal["goal_reopened"] = "goal_reopened"
