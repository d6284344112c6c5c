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
Direction = Literal["up", "down"]

OVER: frozenset[GoalState] = frozenset({"done", "missed", "dropped"})
LATE_CHANGE = Decimal("0.75")
"""After this share of its period a change needs a note from HR (domain.md 4, change rule)."""

MOST_RESULTS = 5
TITLE_AT_MOST = 200
UNIT_AT_MOST = 20
PERCENT_FROM = Decimal(10)
WHOLE = Decimal(100)
"""What the weights of goals sum to where they are used, and what progress is counted in: per cent."""


@dataclass(frozen=True)
class KeyResult:
    """What will show that a goal is reached. A number goes from `start` to `target`, down as well as up; where there is
    no way to go, `direction` says which side of the target is good. A milestone and a yes/no result are reached or not.
    `weight` is how much it counts beside the others, any number above 0; None counts as 1.
    """

    id: str
    title: str
    kind: ResultKind = "yes_no"
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due: date | None = None
    weight: Decimal | None = None
    direction: Direction | None = None


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


def result_progress(result: KeyResult, value: Decimal | None) -> Decimal | None:
    """Per cent of the way from start to target, 0 to 100; what goes back beyond its start stays at 0. None where nobody
    said where it began nor which way is good.
    """
    if value is None:
        return None if _has_no_way(result) else Decimal(0)
    if result.kind != "number":
        return WHOLE if value >= 1 else Decimal(0)
    if result.target is None:
        return Decimal(0)
    if result.start is None or result.start == result.target:
        # Nobody knows where it began, or it is to be held: there is no way to go, only a good side to be on.
        if _has_no_way(result):
            return WHOLE if value == result.target else None
        return WHOLE if _is_there(result, result.target, value) else Decimal(0)
    way = result.target - result.start
    return min(WHOLE, max(Decimal(0), (value - result.start) * WHOLE / way))


def _has_no_way(result: KeyResult) -> bool:
    """Whether no value tells how far it is: "6 complaints" is as much as ten times too many."""
    return result.kind == "number" and result.start is None and result.direction is None


def _is_there(result: KeyResult, target: Decimal, value: Decimal) -> bool:
    match result.direction:
        case "down":
            return value <= target
        case None if result.start is not None:
            return value == target
        case _:
            return value >= target


def is_in_percent(results: Sequence[KeyResult]) -> bool:
    """Whether their weights are meant in per cent: "30", where nobody would say "30 times as much"."""
    return max((each.weight or Decimal(0) for each in results), default=Decimal(0)) >= PERCENT_FROM


def shares(results: Sequence[KeyResult]) -> tuple[Decimal, ...]:
    """What each key result counts, per cent: as its weight says, whatever the weights sum to. Beside weights that are
    meant in per cent, those without one share what is left of a hundred.
    """
    given = [each.weight for each in results if each.weight]
    left, blank = WHOLE - sum(given), len(results) - len(given)
    usual = left / blank if blank and left > 0 and is_in_percent(results) else Decimal(1)
    weights = [each.weight or usual for each in results]
    return tuple(weight * WHOLE / sum(weights, Decimal(0)) for weight in weights)


def goal_progress(content: GoalContent, values: Values) -> Decimal | None:
    """Per cent, each key result as its share says; None without key results or if of one nobody can tell."""
    reached = [result_progress(each, values.get(each.id)) for each in content.results]
    if not reached or None in reached:
        return None
    # Divided last, so that what is all reached is a hundred and not a hair less.
    weights = shares(content.results)
    return sum((w * (p or 0) for w, p in zip(weights, reached, strict=True)), Decimal(0)) / sum(weights)


def unused_id(*taken: str) -> str:
    """An id for one more key result, beside all that the goal has or ever had numbers of."""
    numbers = [int(id_[1:]) for id_ in taken if id_[:1] == "r" and id_[1:].isdigit()]
    return f"r{max(numbers, default=0) + 1}"


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
