"""How a goal moves from entry to entry: the same for what stands now and for what stood on any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet
from conversations.rules.goals import OVER, GoalState, Pace, Side

Move: TypeAlias = GoalSet | GoalConfirmed | GoalMoved | GoalClosed | GoalReopened

SIDES: frozenset[Side] = frozenset({"owner", "manager"})


class CannotFollow(Exception):
    """The move rests on something that has moved on: an older version, or a goal that is over."""


@dataclass(frozen=True)
class Dated:
    """An entry of a goal with its id and its instant (aware, UTC)."""

    id: str
    at: datetime
    move: Move


@dataclass(frozen=True)
class Standing:
    """Where a goal stands. `version` counts its entries, `content_version` the versions of its content, of which
    `agreed_version` is the one that both sides confirmed last, 0 for none. `entry`, `agreed_entry` and `moved_entry`
    are the entries that hold the words, `values_entries` those that hold the numbers, each key result's by its id.
    """

    goal: str
    entry: str
    set_at: datetime
    touched_at: datetime
    state: GoalState
    version: int = 1
    content_version: int = 1
    agreed_version: int = 0
    agreed_entry: str = ""
    confirmed: frozenset[Side] = frozenset()
    pace: Pace | None = None
    moved_entry: str = ""
    values_entries: Mapping[str, str] = field(default_factory=dict)
    closed_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Whether a version waits for the other side."""
        return self.state not in OVER and self.state != "draft" and self.agreed_version < self.content_version

    @property
    def waits_for(self) -> frozenset[Side]:
        """The sides that have not confirmed what is proposed."""
        return SIDES - self.confirmed if self.is_pending else frozenset()


def after(standing: Standing | None, dated: Dated) -> Standing:
    """Where the goal stands after this entry. Raises CannotFollow, and then nothing has changed."""
    move = dated.move
    if isinstance(move, GoalSet) and (standing is None or move.anew):
        return _first(dated, move)
    if standing is None:
        raise CannotFollow
    if standing.state in OVER and not isinstance(move, GoalReopened):
        raise CannotFollow
    moved = replace(standing, version=standing.version + 1, touched_at=dated.at)
    match move:
        case GoalSet():
            return _set_anew(moved, dated, move)
        case GoalConfirmed():
            return _confirmed(moved, dated.id, move)
        case GoalMoved():
            if standing.state == "draft":
                raise CannotFollow
            return _moved_on(moved, dated.id, move)
        case GoalClosed():
            return replace(moved, state=move.how, closed_at=dated.at)
        case GoalReopened():
            if standing.state not in OVER:
                raise CannotFollow
            # A draft is confirmed by nobody; what was never proposed does not become so by being dropped for a while.
            unagreed: GoalState = "proposed" if standing.confirmed else "draft"
            return replace(moved, state="agreed" if standing.agreed_version else unagreed, closed_at=None)


def passing_over(standing: Standing | None, dated: Dated) -> Standing | None:
    """Where the goal stands after an entry of it that may rest on erased ones: such a one changes nothing."""
    try:
        return after(standing, dated)
    except CannotFollow:
        return standing


def _moved_on(moved: Standing, entry: str, move: GoalMoved) -> Standing:
    """What came from a file says nothing in words, so what was said last stays. What is taken back is not said again
    by whoever does so: the entries that said it before hold it as they did, for those who may read them.
    """
    said = {each.result: entry for each in move.values}
    back = {each.result: each.entry for each in move.before} if move.undoes else {}
    held = {result: holds for result, holds in {**moved.values_entries, **said, **back}.items() if holds}
    moved = replace(moved, values_entries=held)
    if move.imported:
        return moved
    if move.undoes:
        return replace(moved, pace=move.status or None, moved_entry=move.back_to)
    return replace(moved, pace=move.status or moved.pace, moved_entry=entry)


def values_of(held: Mapping[str, str], said: Mapping[str, object]) -> dict[str, Decimal]:
    """How far key results are, as far as the entries that hold it are among what is said, by their ids."""
    moves = {result: said.get(entry) for result, entry in held.items()}
    return {
        result: each.value
        for result, move in moves.items()
        if isinstance(move, GoalMoved)
        for each in move.values
        if each.result == result
    }


def _first(dated: Dated, move: GoalSet) -> Standing:
    bare = Standing(move.goal, dated.id, dated.at, dated.at, "draft" if move.draft else "proposed")
    return bare if move.draft else _agreed_if_all(replace(bare, confirmed=_sides(move)))


def _set_anew(moved: Standing, dated: Dated, move: GoalSet) -> Standing:
    if move.draft and moved.state != "draft":
        raise CannotFollow
    state: GoalState = moved.state if moved.agreed_version or move.draft else "proposed"
    confirmed: frozenset[Side] = frozenset() if move.draft else _sides(move)
    version = moved.content_version + 1
    return _agreed_if_all(
        replace(moved, entry=dated.id, content_version=version, set_at=dated.at, state=state, confirmed=confirmed)
    )


def _confirmed(moved: Standing, entry: str, move: GoalConfirmed) -> Standing:
    if move.content_version != moved.content_version or not moved.is_pending:
        raise CannotFollow
    return _agreed_if_all(replace(moved, confirmed=moved.confirmed | {move.side}), entry if move.content else "")


def _agreed_if_all(standing: Standing, said_in: str = "") -> Standing:
    """Agreed once both sides have confirmed it, with its words in this entry if not in that of the version."""
    if standing.confirmed != SIDES:
        return standing
    entry = said_in or standing.entry
    return replace(standing, state="agreed", agreed_version=standing.content_version, agreed_entry=entry)


def _sides(move: GoalSet) -> frozenset[Side]:
    return SIDES if move.alone else frozenset({move.by})
