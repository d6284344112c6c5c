"""Goals as they are agreed and measured: key results, progress, weights, presence, states and who may do what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

ResultKind = Literal["number", "milestone", "yes_no"]
GoalState = Literal["draft", "proposed", "agreed", "active", "done", "missed", "dropped"]
Pace = Literal["on_track", "at_risk", "stuck"]
Visibility = Literal["team", "private"]
Side = Literal["owner", "manager"]
Outcome = Literal["done", "missed", "dropped"]

OVER: frozenset[GoalState] = frozenset({"done", "missed", "dropped"})
LATE_CHANGE = Decimal("0.75")
"""After this share of its period a change needs a note from HR (domain.md 4, change rule)."""

MOST_RESULTS = 5
WHOLE = Decimal(100)
"""What weights sum to where they are used, and what progress is counted in: per cent."""


@dataclass(frozen=True)
class KeyResult:
    """What will show that a goal is reached. A number goes from `start` to `target`, down as well as up; a milestone
    and a yes/no result are reached or not. `weight` is per cent, None where weights are not used.
    """

    id: str
    title: str
    kind: ResultKind = "yes_no"
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due: date | None = None
    weight: Decimal | None = None


@dataclass(frozen=True)
class GoalContent:
    """What both sides agree on; every change of it is a version.

    `parent` is the goal it serves, or `why_alone` says why there is none. `team` is the department whose goal it is,
    "" for a person's own. `indicator` names the standard, `source` where its numbers come from, `balance` what is
    watched beside it. `learning`: something new is to be learned, so no number is asked for. `present_weeks` are the
    weeks that the targets are in proportion to, None for the whole period. `starts` and `due` are the owner's local
    days, both included.
    """

    title: str
    starts: date
    due: date | None
    results: tuple[KeyResult, ...] = ()
    weight: Decimal | None = None
    parent: str = ""
    why_alone: str = ""
    team: str = ""
    visibility: Visibility = "team"
    indicator: str = ""
    source: str = ""
    balance: str = ""
    learning: bool = False
    present_weeks: int | None = None


Values: TypeAlias = Mapping[str, Decimal]
"""How far each key result is, by its id: the number measured, or 1 for reached and 0 for not."""


def result_progress(result: KeyResult, value: Decimal | None) -> Decimal:
    """Per cent of the way from start to target, 0 to 100; what goes back beyond its start stays at 0."""
    if value is None:
        return Decimal(0)
    if result.kind != "number" or result.start is None or result.target is None:
        return WHOLE if value >= 1 else Decimal(0)
    way = result.target - result.start
    if way == 0:
        # To be held, not moved: whatever is not worse counts as there.
        return WHOLE if value == result.target else Decimal(0)
    return min(WHOLE, max(Decimal(0), (value - result.start) * WHOLE / way))


def goal_progress(content: GoalContent, values: Values) -> Decimal | None:
    """Per cent, weighted where weights are used, else the mean; None for a goal without key results."""
    if not content.results:
        return None
    weights = [each.weight if each.weight is not None else Decimal(1) for each in content.results]
    if not sum(weights):
        weights = [Decimal(1)] * len(weights)
    reached = (result_progress(each, values.get(each.id)) for each in content.results)
    return sum((w * p for w, p in zip(weights, reached, strict=True)), Decimal(0)) / sum(weights)


def weights_fault(weights: Sequence[Decimal | None]) -> Literal["some", "sum", "negative"] | None:
    """Why weights cannot stand: only some are given, one is not above 0, or the sum is not 100; None if they can."""
    given = [weight for weight in weights if weight is not None]
    if not given:
        return None
    if len(given) < len(weights):
        return "some"
    if any(weight <= 0 for weight in given):
        return "negative"
    return None if sum(given) == WHOLE else "sum"


def elapsed(content: GoalContent, today: date) -> Decimal:
    """The share of a goal's period that has passed by the end of a day, 0 to 1; 0 for one without an end."""
    if content.due is None:
        return Decimal(0)
    days = (content.due - content.starts).days + 1
    gone = (today - content.starts).days + 1
    return min(Decimal(1), max(Decimal(0), Decimal(gone) / Decimal(max(days, 1))))


def is_late_change(content: GoalContent, today: date) -> bool:
    """Whether a change of what was agreed needs a note from HR."""
    return elapsed(content, today) > LATE_CHANGE


def in_proportion(start: Decimal, target: Decimal, present: int, of: int) -> Decimal:
    """The target of somebody who is present for some of the period's weeks: as much of the way (domain.md 4, G12)."""
    if of <= 0:
        return target
    return start + (target - start) * Decimal(min(max(present, 0), of)) / Decimal(of)


def state_on(state: GoalState, starts: date, today: date) -> GoalState:
    """An agreed goal is active from its first day on."""
    return "active" if state == "agreed" and today >= starts else state
