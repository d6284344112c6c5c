"""One-on-ones as they stand: each entry of one is checked before it is written, and moves its rows with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias, cast

from sqlalchemy import Row, String, bindparam, delete, exists, insert, or_, select, update

from conversations.entries.one_on_ones import (
    ActionAgreed,
    ActionSettled,
    AgendaItemAdded,
    AgendaItemPutFirst,
    AgendaItemReworded,
    AgendaItemSettled,
    TalkClosed,
    TalkNoted,
    TalkPlanned,
    TalkRhythmSet,
)
from conversations.rules.one_on_ones import Every, Talk, TalkRhythm
from storage.database import Transaction
from storage.moves import Conflict, NotTheirs, Standing
from storage.person_rows import ACTIVE, PERSON, led_by
from storage.tables import records as tables
from storage.tables.base import insert_if_new, one_of, rows_of

Scheduled: TypeAlias = TalkRhythmSet | TalkPlanned | TalkNoted | TalkClosed
OfItem: TypeAlias = AgendaItemReworded | AgendaItemSettled | AgendaItemPutFirst
OfAction: TypeAlias = ActionAgreed | ActionSettled
Move: TypeAlias = Scheduled | OfItem | OfAction
MOVES: tuple[type, ...] = (
    TalkRhythmSet, TalkPlanned, TalkNoted, TalkClosed, AgendaItemAdded, AgendaItemReworded, AgendaItemSettled,
    AgendaItemPutFirst, ActionAgreed, ActionSettled,
)  # fmt: skip

_talk, _item, _action = rows_of(tables.OneOnOne), rows_of(tables.AgendaItem), rows_of(tables.Action)
_begin = insert_if_new(_talk, "person", "manager")
# Found for a move, a row is held until the commit: on PostgreSQL, what was checked could move on before it is written.
_of_the_two = _talk.c.person == bindparam("whose"), _talk.c.manager == bindparam("with")
_find_talk = select(_talk).where(*_of_the_two).with_for_update()
_set_talk = update(_talk).where(*_of_the_two)
_add_item = insert(_item)
_find_item = select(_item).where(_item.c.id == bindparam("which")).with_for_update()
_set_item = update(_item).where(_item.c.id == bindparam("which"))
_add_action = insert(_action)
_find_action = select(_action).where(_action.c.id == bindparam("which")).with_for_update()
_set_action = update(_action).where(_action.c.id == bindparam("which"))
_with_any = select(_talk.c.person, _talk.c.manager, _talk.c.next_at).where(
    _talk.c.ended_at.is_(None), or_(one_of(_talk.c.person, "people"), one_of(_talk.c.manager, "people"))
)
_whose, _with = bindparam("whose", type_=String()), bindparam("with", type_=String())
_reports = select(PERSON.c.id).where(PERSON.c.id == _whose, PERSON.c.manager == _with, ACTIVE)
_are_two = select(or_(exists(_reports), _whose.in_(led_by(_with))))

FORGET = (delete(_talk), delete(_item), delete(_action))
"""What empties all that is derived here."""


class Two(NamedTuple):
    """The two of a one-on-one, and when they talk next."""

    person: str
    manager: str
    next_at: datetime | None

    def other_of(self, one: str) -> str:
        """The other of the two."""
        return self.manager if one == self.person else self.person


def of_any(tx: Transaction, people: Sequence[str]) -> Sequence[Two]:
    """Each one-on-one that has not ended and is of one of these people."""
    found = tx.conn.execute(_with_any, {"people": list(people)}) if people else ()
    return [Two(row.person, row.manager, row.next_at) for row in found]


def check(tx: Transaction, standing: Standing, move: Move | AgendaItemAdded, expects: int | None) -> None:
    """Raise Conflict or NotTheirs if this move cannot follow from where its one-on-one stands."""
    if isinstance(move, AgendaItemAdded):
        return
    if standing.author not in (standing.subject, move.manager):
        raise NotTheirs
    two = {"whose": standing.subject, "with": move.manager}
    together = bool(tx.conn.execute(_are_two, two).scalar())
    match move:
        case TalkClosed():
            pass
        case ActionSettled(action=id_):
            row = tx.conn.execute(_find_action, {"which": id_}).one_or_none()
            _refuse(row, standing, move.manager, expects)
            if not together and row is not None and row.owner != standing.author:
                raise NotTheirs
        case _ if not together:
            raise NotTheirs
        case ActionAgreed(action=id_):
            row = tx.conn.execute(_find_action, {"which": id_}).one_or_none()
            if row is not None or expects:
                _refuse(row, standing, move.manager, expects)
        case AgendaItemReworded(item=id_) | AgendaItemSettled(item=id_) | AgendaItemPutFirst(item=id_):
            row = tx.conn.execute(_find_item, {"which": id_}).one_or_none()
            _refuse(row, standing, move.manager, expects)
            if isinstance(move, AgendaItemReworded) and row is not None and row.author != standing.author:
                raise NotTheirs
        case _:
            _check_talk(tx, two, move, expects)


def _refuse(row: Row[Any] | None, standing: Standing, manager: str, expects: int | None) -> None:
    now = row.version if row is not None else 0
    if row is None or expects not in (None, now):
        raise Conflict(expects, now)
    if (row.person, row.manager) != (standing.subject, manager):
        raise NotTheirs


def _check_talk(tx: Transaction, two: Mapping[str, str], move: Scheduled, expects: int | None) -> None:
    row = tx.conn.execute(_find_talk, two).one_or_none()
    version, noted = (row.version, row.note_version) if row is not None else (0, 0)
    now = noted if isinstance(move, TalkNoted) else version
    planned = row.next_at if row is not None else None
    if expects not in (None, now) or (isinstance(move, TalkPlanned) and move.instead_of != planned):
        raise Conflict(expects, now)


def _added(tx: Transaction, standing: Standing, entry: AgendaItemAdded) -> None:
    _is_begun(tx, standing, entry.manager)
    values = {"id": entry.item, "person": standing.subject, "manager": entry.manager, "author": standing.author}
    values |= {"entry": standing.id, "source": entry.source, "week": standing.period, **_shell(standing)}
    tx.conn.execute(_add_item, {**values, "added_at": standing.at})


def _reworded(tx: Transaction, standing: Standing, entry: AgendaItemReworded) -> None:
    values = {"entry": standing.id, "version": _item.c.version + 1}
    tx.conn.execute(_set_item.values(**values), {"which": entry.item})


def _settled(tx: Transaction, standing: Standing, entry: AgendaItemSettled) -> None:
    values = {"status": entry.how, "settled_at": None if entry.how == "open" else standing.at}
    tx.conn.execute(_set_item.values(**values, version=_item.c.version + 1), {"which": entry.item})


def _put_first(tx: Transaction, standing: Standing, entry: AgendaItemPutFirst) -> None:
    tx.conn.execute(_set_item.values(first_at=standing.at, status="open"), {"which": entry.item})


def _agreed(tx: Transaction, standing: Standing, entry: ActionAgreed) -> None:
    _is_begun(tx, standing, entry.manager)
    values = {"owner": entry.owner, "entry": standing.id, "by": entry.by, "status": "open", **_shell(standing)}
    row = tx.conn.execute(_find_action, {"which": entry.action}).one_or_none()
    if row is not None:
        tx.conn.execute(_set_action.values(**values, version=row.version + 1), {"which": entry.action})
        return
    two = {"id": entry.action, "person": standing.subject, "manager": entry.manager}
    tx.conn.execute(_add_action, {**two, **values, "agreed_at": standing.at})


def _action_settled(tx: Transaction, standing: Standing, entry: ActionSettled) -> None:
    values = {"status": entry.how, "settled_at": None if entry.how == "open" else standing.at}
    tx.conn.execute(_set_action.values(**values, version=_action.c.version + 1), {"which": entry.action})


def _scheduled(tx: Transaction, standing: Standing, entry: Scheduled) -> None:
    """The talks stand where the entry puts them."""
    _is_begun(tx, standing, entry.manager)
    two = {"whose": standing.subject, "with": entry.manager}
    talk = told(tx.conn.execute(_find_talk, two).one())
    tx.conn.execute(_set_talk.values(**_columns(talk, standing, entry)), two)


def _columns(talk: Talk, standing: Standing, entry: Scheduled) -> dict[str, object]:
    match entry:
        case TalkRhythmSet(rhythm=rhythm):
            return {**vars(rhythm), "version": talk.version + 1, "ended_at": None}
        case TalkNoted():
            return {"note_entry": standing.id, "note_version": talk.note_version + 1}
        case TalkClosed():
            return {"ended_at": standing.at, "next_at": None, "every": "", "version": talk.version + 1}
        case TalkPlanned(at=at, why=why):
            after = vars(talk.planned(at, why, standing.at))
            return {name: value for name, value in after.items() if name not in ("person", "manager", "rhythm")}


def _is_begun(tx: Transaction, standing: Standing, manager: str) -> None:
    """There is a row of the two from their first point on; whoever are two again go on with it. It holds no words: both
    may know when it ended.
    """
    values = {"person": standing.subject, "manager": manager, "audience": "promised", "helper": manager}
    tx.conn.execute(_begin, {**_EMPTY, **values})
    if not isinstance(standing.entry, TalkClosed):
        tx.conn.execute(_set_talk.values(ended_at=None), {"whose": standing.subject, "with": manager})


def _shell(standing: Standing) -> dict[str, str]:
    return {"audience": standing.audience, "helper": standing.helper, "manager_then": standing.manager_then}


def told(row: Row[Any]) -> Talk:
    """The talks of a row."""
    names = [name for name in Talk.__dataclass_fields__ if name != "rhythm"]
    return Talk(**{name: getattr(row, name) for name in names}, rhythm=_rhythm(row))


def _rhythm(row: Row[Any]) -> TalkRhythm | None:
    if not row.every:
        return None
    return TalkRhythm(cast(Every, row.every), row.weekday, row.at, row.zone, row.starts, row.minutes)


_EMPTY: Mapping[str, object] = {
    name: field.default for name, field in tables.OneOnOne.model_fields.items() if not field.is_required()
}
PROJECTIONS: Mapping[type, Callable[[Transaction, Standing, Any], None]] = {
    AgendaItemAdded: _added,
    AgendaItemReworded: _reworded,
    AgendaItemSettled: _settled,
    AgendaItemPutFirst: _put_first,
    ActionAgreed: _agreed,
    ActionSettled: _action_settled,
    TalkRhythmSet: _scheduled,
    TalkPlanned: _scheduled,
    TalkNoted: _scheduled,
    TalkClosed: _scheduled,
}
"""What each kind of entry changes."""
