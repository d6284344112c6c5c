"""Goals as they stood at an instant: replayed from all their entries, told as far as their reader may read those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from conversations.rules.goal_moves import Dated, Move, Standing, passing_over
from conversations.rules.roster import Person
from conversations.toolkit.reader import NEVER, Goal
from storage import departments_goals, goals, people, records
from storage.database import Transaction
from storage.record_queries import readable_ids
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of
from storage.tables.records import EntryStatus

_entry = rows_of(tables.Entry)
_moves = (
    select(_entry)
    .where(
        one_of(_entry.c.subject, "owners"),
        one_of(_entry.c.kind, "kinds"),
        _entry.c.at < bindparam("before"),
        _entry.c.status != EntryStatus.ERASED,
    )
    .order_by(_entry.c.seq)
)


def stood(tx: Transaction, reader: Person, rows: Sequence[Row[Any]], at: datetime) -> Sequence[Goal]:
    """The goals of these rows as they stood then, for whom they were then; not yet set or over ones are left out."""
    moves, audiences = _moves_before(tx, rows, at)
    legible = readable_ids(tx, reader, [each.id for dated in moves.values() for each in dated])
    theirs = {reader.id, *(each.id for each in people.reports(tx, reader.id))}
    found: list[Goal] = []
    for row in rows:
        standing, held_by = _standing(moves[row.id], audiences)
        if standing is None or standing.closed_at is not None:
            continue
        if not (row.owner in theirs if held_by == goals.THE_TWO else held_by in legible):
            continue
        said = {each.id: (each.at, each.move) for each in moves[row.id] if each.id in legible}
        goal = goals.told(row, standing, said)
        found += [goal] if goal else []
    return found


def stood_when(tx: Transaction, reader: Person, row: Row[Any], version: int) -> Goal | None:
    """The goal of this row after so many of its entries; None if there is no such version, or not for this reader."""
    moves, audiences = _moves_before(tx, [row], NEVER)
    standing, _ = _standing(moves[row.id][:version], audiences)
    if standing is None or standing.version != version:
        return None
    legible = readable_ids(tx, reader, [each.id for each in moves[row.id]])
    return goals.told(row, standing, {each.id: (each.at, each.move) for each in moves[row.id] if each.id in legible})


def _moves_before(
    tx: Transaction, rows: Sequence[Row[Any]], at: datetime
) -> tuple[Mapping[str, Sequence[Dated]], Mapping[str, str]]:
    """The entries of each of these goals, oldest first, and whom each of them is for."""
    asked = {
        "owners": sorted({each for row in rows for each in departments_goals.subjects_of(row)}),
        "kinds": goals.KINDS,
        "before": at,
    }
    moves: dict[str, list[Dated]] = {row.id: [] for row in rows}
    audiences: dict[str, str] = {}
    for row in tx.conn.execute(_moves, asked):
        move = records.read_entry(tx, row)
        if isinstance(move, Move) and move.goal in moves:
            moves[move.goal].append(Dated(row.id, row.at, move))
            audiences[row.id] = row.audience
    return moves, audiences


def _standing(moves: Sequence[Dated], audiences: Mapping[str, str]) -> tuple[Standing | None, str]:
    """Where a goal stood, and the entry that says who was to read it; what rests on erased entries moves nothing."""
    standing, held_by = None, goals.THE_TWO
    for dated in moves:
        before, standing = standing, passing_over(standing, dated)
        if standing is not None and standing is not before:
            held_by = goals.held_by(before, held_by, standing, dated, audiences)
    return standing, held_by
