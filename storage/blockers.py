"""How a blocker moves: raised, taken, declined, passed on, and closed by its raiser alone.

Moves are checked before their entry is written and take effect with it. A move names the version it rests on, or is
tried against whatever stands: what cannot follow from there is a conflict either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, get_args

from sqlalchemy import Row, bindparam, insert, or_, select, update

from conversations.entries import (
    BlockerClosed,
    BlockerDeclined,
    BlockerHurried,
    BlockerPassed,
    BlockerRaised,
    BlockerTaken,
    Entry,
    HelperSuggested,
    ReplyGiven,
)
from conversations.toolkit.reader import Blocker
from storage.database import Transaction, VersionConflict
from storage.moves import Conflict, NotTheirs, Standing
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of

Move: TypeAlias = BlockerHurried | BlockerTaken | BlockerDeclined | BlockerPassed | BlockerClosed
MOVES = get_args(Move)

_blocker = rows_of(tables.Blocker)
_raise = insert(_blocker)
_find = select(_blocker).where(_blocker.c.id == bindparam("blocker")).with_for_update()
"""Held until the commit: on PostgreSQL, what was checked could move on before it is written."""
_move = update(_blocker).where(_blocker.c.id == bindparam("blocker"), _blocker.c.version == bindparam("seen"))

_answer = update(_blocker).where(
    _blocker.c.id == bindparam("blocker"),
    _blocker.c.raiser == bindparam("whose"),
    _blocker.c.answered_at.is_(None),
    _blocker.c.status == "open",
)

_with = select(_blocker.c.id, _blocker.c.raiser, _blocker.c.week).where(
    _blocker.c.status != "closed",
    or_(
        one_of(_blocker.c.raiser, "people"),
        one_of(_blocker.c.helper, "people"),
        one_of(_blocker.c.taken_by, "people"),
        _blocker.c.helper_kind == "hr",
    ),
)


def with_any_of(tx: Transaction, people: Sequence[str]) -> Sequence[tuple[str, str, str]]:
    """Id, raiser and week of each blocker not yet closed that one of these people raised, was asked about or took, and
    of all that are with HR.
    """
    found = tx.conn.execute(_with, {"people": list(people)}) if people else ()
    return [(row.id, row.raiser, row.week) for row in found]


def raised(tx: Transaction, standing: Standing, entry: BlockerRaised) -> None:
    """A blocker stands open from now on."""
    tx.conn.execute(
        _raise,
        {
            "id": entry.blocker,
            "raiser": standing.subject,
            "entry": standing.id,
            "week": standing.period,
            "raised_at": standing.at,
            "helper_kind": entry.helper_kind,
            "helper": entry.helper or standing.helper,
            "needed_by": entry.needed_by,
            "urgent": entry.urgent,
            "status": "open",
            "taken_by": "",
            "audience": standing.audience,
            "manager_then": standing.manager_then,
            "version": 1,
        },
    )


def opened(row: Row[Any], raised: Entry) -> Blocker:
    """The blocker of a row, in the words of the entry that raised it."""
    return Blocker(
        id=row.id,
        raiser=row.raiser,
        what=raised.what if isinstance(raised, BlockerRaised) else "",
        week=row.week,
        raised_at=row.raised_at,
        helper_kind=row.helper_kind,
        helper=row.helper,
        audience=row.audience,
        needed_by=row.needed_by,
        urgent=row.urgent,
        status=row.status,
        taken_by=row.taken_by,
        taken_until=row.taken_until,
        answered_at=row.answered_at,
        version=row.version,
        manager_then=row.manager_then,
    )


def check(tx: Transaction, standing: Standing, move: Move, expects: int | None) -> None:
    """Raise Conflict or NotTheirs if this move cannot follow from where its blocker stands."""
    blocker = tx.conn.execute(_find, {"blocker": move.blocker}).one_or_none()
    if blocker is None:
        raise Conflict(expects, 0)
    raisers_own = isinstance(move, BlockerHurried | BlockerPassed | BlockerClosed)
    if standing.subject != blocker.raiser or (raisers_own and standing.author != blocker.raiser):
        raise NotTheirs
    if expects not in (None, blocker.version) or not _can_follow(blocker, move):
        raise Conflict(expects, blocker.version)


def moved(tx: Transaction, standing: Standing, move: Move) -> None:
    """The blocker stands where the move puts it; one that is erased stays so. Raises VersionConflict in a race."""
    blocker = tx.conn.execute(_find, {"blocker": move.blocker}).one_or_none()
    if blocker is None or (isinstance(move, BlockerDeclined) and move.afterwards):
        return
    changed = _after(blocker, standing, move)
    values = {"blocker": blocker.id, "seen": blocker.version, "version": blocker.version + 1, **changed}
    if not tx.conn.execute(_move, values).rowcount:
        raise VersionConflict


def answered(tx: Transaction, standing: Standing, reply: ReplyGiven | HelperSuggested) -> None:
    """Words in reply to a blocker, or a better helper, are an answer to it; words on anything else change nothing."""
    tx.conn.execute(_answer, {"blocker": reply.on, "whose": standing.subject, "answered_at": standing.at})


def _can_follow(blocker: Row[Any], move: Move) -> bool:
    """Closed is the end, and what somebody has taken nobody else takes or declines."""
    match move:
        case BlockerTaken(by=by) | BlockerDeclined(by=by):
            return blocker.status != "closed" and blocker.taken_by in ("", by)
        case _:
            return bool(blocker.status != "closed")


def _after(blocker: Row[Any], standing: Standing, move: Move) -> dict[str, object]:
    match move:
        case BlockerTaken(by=by, until=until):
            return {"status": "taken", "taken_by": by, "taken_until": until, "answered_at": standing.at}
        case BlockerDeclined(others=True) if blocker.status == "open":
            return {}
        case BlockerDeclined(others=True):
            return {"status": "open", "taken_by": "", "taken_until": None, "answered_at": None}
        case BlockerDeclined():
            return {"status": "declined", "taken_by": "", "taken_until": None, "answered_at": standing.at}
        case BlockerPassed(helper_kind=kind, helper=helper):
            return {
                "status": "open",
                "helper_kind": kind,
                "helper": helper or standing.helper,
                "taken_by": "",
                "taken_until": None,
                "answered_at": None,
                "audience": standing.audience,
                "manager_then": standing.manager_then,
            }
        case BlockerHurried():
            return {"urgent": True}
        case BlockerClosed():
            return {"status": "closed"}
