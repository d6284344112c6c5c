"""Goals as they stand: each entry of one is checked before it is written, and moves the row with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias, cast, get_args

from sqlalchemy import Row, bindparam, insert, select, update

from conversations.entries import Entry
from conversations.entries.goals import GoalConfirmed, GoalMoved, GoalSet
from conversations.rules.goal_file.goals import IMPORTED_FOR, IMPORTERS
from conversations.rules.goal_moves import CannotFollow, Dated, Move, after, passing_over, values_of
from conversations.rules.goal_moves import Standing as GoalStanding
from conversations.rules.goals import GoalContent, GoalState, Pace, Side
from conversations.rules.visibility import Audience, opens_to_more
from conversations.toolkit.reader import Goal
from storage import departments_goals
from storage.database import Transaction, VersionConflict
from storage.moves import Conflict, NotTheirs, Standing
from storage.person_rows import ACTIVE, PERSON, read_roles
from storage.tables import records as tables
from storage.tables.base import rows_of

MOVES = get_args(Move)
KINDS = tuple(move.kind for move in MOVES)
THE_TWO = ""
"""In place of the entry whose audience a goal has: it is between its owner and their manager."""

Said: TypeAlias = Mapping[str, tuple[datetime | None, Entry | None]]
"""What a reader may read of the entries of goals, by id: when each was written, and what it says."""

UNSAID: tuple[None, None] = None, None

_goal, _entry = rows_of(tables.Goal), rows_of(tables.Entry)
_add = insert(_goal)
_find = select(_goal).where(_goal.c.id == bindparam("goal")).with_for_update()
"""Held until the commit: on PostgreSQL, what was checked could move on before it is written."""
_move = update(_goal).where(_goal.c.id == bindparam("goal"), _goal.c.version == bindparam("seen"))
_audience_of = select(_entry.c.audience).where(_entry.c.id == bindparam("entry"))
_roles_now = select(PERSON.c.roles).where(PERSON.c.id == bindparam("person"), ACTIVE)
_manager_now = select(PERSON.c.manager).where(PERSON.c.id == bindparam("person"))


def check(tx: Transaction, standing: Standing, move: Move, expects: int | None) -> None:
    """Raise Conflict or NotTheirs if this move cannot follow from where its goal stands."""
    row = tx.conn.execute(_find, {"goal": move.goal}).one_or_none()
    if row is not None and row.owner != standing.subject:
        raise NotTheirs
    if standing.author != standing.subject and not _is_for(tx, standing, move, row):
        raise NotTheirs
    now = row.version if row is not None else 0
    if expects not in (None, now) or _is_to_a_former_manager(tx, move, row):
        raise Conflict(expects, now)
    try:
        after(standing_of(row), _dated(standing, move))
    except CannotFollow:
        raise Conflict(expects, now) from None


def _is_for(tx: Transaction, standing: Standing, move: Move, row: Row[Any] | None) -> bool:
    """Whether another than the owner may make this move: their manager now, but for a draft; and who has a role brings
    in numbers from files, of goals that are for more than two.
    """
    if row is not None and row.state == "draft":
        return False
    if standing.author == tx.conn.execute(_manager_now, {"person": standing.subject}).scalar():
        return True
    shared = row is not None and row.audience in IMPORTED_FOR
    return shared and isinstance(move, GoalMoved) and bool(move.imported) and _has_role(tx, standing.author)


def _is_to_a_former_manager(tx: Transaction, move: Move, row: Row[Any] | None) -> bool:
    """Whether a yes would bind the manager of now to what another proposed as the manager of then."""
    if row is None or not isinstance(move, GoalConfirmed) or "manager" not in row.confirmed.split(","):
        return False
    return bool(row.manager_then != (tx.conn.execute(_manager_now, {"person": row.owner}).scalar() or ""))


def _has_role(tx: Transaction, person: str) -> bool:
    roles = tx.conn.execute(_roles_now, {"person": person}).scalar()
    return bool(roles and IMPORTERS & read_roles(roles))


def moved(tx: Transaction, standing: Standing, move: Move) -> None:
    """The goal stands where the move puts it; one that is erased stays so, and what rests on erased entries moves
    nothing. Raises VersionConflict in a race.
    """
    row = tx.conn.execute(_find, {"goal": move.goal}).one_or_none()
    before = standing_of(row)
    stands = passing_over(before, _dated(standing, move))
    if stands is None or stands is before:
        return
    values = _columns(stands) | {"audience": _held_for(tx, row, standing, stands)}
    values |= departments_goals.held(tx, row, standing, stands)
    if isinstance(move, GoalSet):
        values |= _shown(standing, move)
    if row is None:
        tx.conn.execute(_add, {"id": move.goal, **values})
    elif not tx.conn.execute(_move, {"goal": row.id, "seen": row.version, **values}).rowcount:
        raise VersionConflict


def standing_of(row: Row[Any] | None) -> GoalStanding | None:
    """Where the goal of a row stands."""
    if row is None:
        return None
    return GoalStanding(
        goal=row.id,
        entry=row.entry,
        set_at=row.set_at,
        touched_at=row.touched_at,
        state=cast(GoalState, row.state),
        version=row.version,
        content_version=row.content_version,
        agreed_version=row.agreed_version,
        agreed_entry=row.agreed_entry,
        confirmed=frozenset(cast(Side, side) for side in row.confirmed.split(",") if side),
        pace=cast(Pace | None, row.pace),
        moved_entry=row.moved_entry,
        values_entries=values_held(row),
        closed_at=row.closed_at,
    )


def values_held(row: Row[Any]) -> Mapping[str, str]:
    """The entry that holds how far each key result is, by its id."""
    held: dict[str, str] = json.loads(row.values_entries)
    return held


def held_in(row: Row[Any]) -> frozenset[str]:
    """The ids of the entries that hold what a goal says and how far it is."""
    return frozenset(id_ for id_ in (row.entry, row.agreed_entry, *values_held(row).values()) if id_)


def opened(row: Row[Any], said: Said) -> Goal | None:
    """The goal of a row with what its entries say; None if the reader may read no version of it that stands."""
    standing = standing_of(row)
    return told(row, standing, said) if standing else None


def told(row: Row[Any], standing: GoalStanding, said: Said) -> Goal | None:
    """The goal of a row where it stands or stood: what waits for a yes is there for those alone whom it is for, what is
    agreed for the others; None if the reader may read neither.
    """
    latest, agreed = (content_of(said.get(id_, UNSAID)[1]) for id_ in (standing.entry, standing.agreed_entry))
    content = latest or agreed
    if content is None:
        return None
    noted_at, moved = said.get(standing.moved_entry, UNSAID)
    held = standing.values_entries
    valued = {entry: said.get(entry, UNSAID) for entry in held.values()}
    return Goal(
        id=row.id,
        owner=row.owner,
        standing=standing,
        content=content,
        agreed=agreed,
        values=values_of(held, {id_: entry for id_, (_, entry) in valued.items()}),
        note=moved.note if isinstance(moved, GoalMoved) else "",
        audience=cast(Audience, row.audience),
        manager_then=row.manager_then,
        noted_at=noted_at,
        moved_at=max((at for at in (noted_at, *(at for at, _ in valued.values())) if at), default=None),
        hidden=frozenset(result for result, entry in held.items() if valued[entry][1] is None),
    )


def content_of(entry: object) -> GoalContent | None:
    """The version of a goal that an entry says, as it was proposed or as both agreed to it."""
    return entry.content if isinstance(entry, GoalSet | GoalConfirmed) else None


def held_by(
    before: GoalStanding | None, held: str, now: GoalStanding, dated: Dated, audiences: Mapping[str, str]
) -> str:
    """The entry whose audience a goal has from here on, before this one `held`: what opens it to more holds once both
    sides agreed, and so does all that a manager writes of somebody; what closes it holds at once.
    """
    if now.agreed_entry and (before is None or now.agreed_entry != before.agreed_entry):
        return now.agreed_entry
    if isinstance(dated.move, GoalSet) and dated.move.by == "manager":
        closes = not now.agreed_entry or dated.move.content.visibility == "private"
        return THE_TWO if closes else held
    if before is None or before.state == "draft":
        return dated.id
    was = cast(Audience, audiences.get(held, "pair"))
    if now.entry == before.entry or opens_to_more(cast(Audience, audiences[dated.id]), was):
        return held
    return dated.id


def _columns(standing: GoalStanding) -> dict[str, object]:
    values: Mapping[str, object] = vars(standing)
    kept = {name: value for name, value in values.items() if name != "goal"}
    held = json.dumps(standing.values_entries, sort_keys=True)
    return {**kept, "confirmed": ",".join(sorted(standing.confirmed)), "values_entries": held}


def _held_for(tx: Transaction, row: Row[Any] | None, standing: Standing, stands: GoalStanding) -> str:
    """Who reads the goal from here on."""
    audiences = {standing.id: standing.audience, "now": str(row.audience) if row is not None else ""}
    move = cast(Move, standing.entry)
    entry = held_by(standing_of(row), "now", stands, _dated(standing, move), audiences)
    if entry == THE_TWO:
        return "pair"
    return audiences.get(entry) or str(tx.conn.execute(_audience_of, {"entry": entry}).scalar_one())


def _shown(standing: Standing, move: GoalSet) -> dict[str, object]:
    return {
        "parent": move.content.parent,
        "team": move.content.team,
        "starts": move.content.starts,
        "due": move.content.due,
        "helper": standing.helper,
        "manager_then": standing.manager_then,
    }


def _dated(standing: Standing, move: Move) -> Dated:
    return Dated(standing.id, standing.at, move)
