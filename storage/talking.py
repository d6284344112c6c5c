"""What a reader may ask about one-on-ones: of those that they are one of the two of, what they may read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Row, Select, String, and_, bindparam, or_, select

from conversations.entries import Entry
from conversations.entries.one_on_ones import ActionAgreed, AgendaItemAdded, AgendaItemReworded, TalkNoted
from conversations.rules.one_on_ones import Talk
from conversations.toolkit.one_on_ones import Action, ActionStatus, AgendaItem, ItemStatus
from storage import one_on_ones
from storage.scopes import readable
from storage.tables import records as tables
from storage.tables.base import rows_of

_talk, _item, _action = rows_of(tables.OneOnOne), rows_of(tables.AgendaItem), rows_of(tables.Action)
_me = bindparam("me", type_=String())
_theirs = (_talk.c.person == bindparam("whose"), _talk.c.manager == bindparam("with"))
_talks = select(_talk).where(readable(_talk, "person"), or_(_talk.c.person == _me, _talk.c.manager == _me))
TALKS = _talks.where(_talk.c.ended_at.is_(None)).order_by(_talk.c.person, _talk.c.manager)
ONE_TALK = _talks.where(*_theirs)
_items = select(_item).where(readable(_item, "person"), or_(_item.c.person == _me, _item.c.manager == _me))
_stands = _item.c.status.in_(("open", "next_time"))
AGENDA = _items.where(
    _item.c.person == bindparam("whose"),
    _item.c.manager == bindparam("with"),
    or_(
        _item.c.status.in_(("open", "next_time")),
        and_(_item.c.status == "talked", _item.c.settled_at >= bindparam("since")),
    ),
)
WAITING = _items.where(_item.c.status.in_(("open", "next_time")))
_actions = select(_action).where(
    readable(_action, "person"),
    or_(_action.c.person == _me, _action.c.manager == _me),
    _action.c.status == "open",
)
ACTIONS = _actions.where(_action.c.person == bindparam("whose"), _action.c.manager == bindparam("with"))
OWED = _actions.where(_action.c.owner == _me)


class Talking:
    """As conversations/toolkit/one_on_ones.py promises it; `rows` runs a statement as the reader, `said` gives what
    some entries say that they may read.
    """

    def __init__(
        self,
        rows: Callable[[Select[Any], dict[str, Any]], Sequence[Row[Any]]],
        said: Callable[[Sequence[str]], Mapping[str, tuple[datetime, Entry]]],
    ) -> None:
        self._rows, self._said = rows, said

    def all(self) -> Sequence[Talk]:
        """The talks of me with each other person that have not ended."""
        return [one_on_ones.told(row) for row in self._rows(TALKS, {})]

    def talk(self, person: str, manager: str) -> Talk | None:
        """How the talks of these two stand, one of them me."""
        found = self._rows(ONE_TALK, {"whose": person, "with": manager})
        return one_on_ones.told(found[0]) if found else None

    def agenda(self, person: str, manager: str, since: datetime) -> Sequence[AgendaItem]:
        """The points of two that are not settled, or were since an instant, in their order."""
        return self._opened(self._rows(AGENDA, {"whose": person, "with": manager, "since": since}))

    def waiting(self) -> Sequence[AgendaItem]:
        """All points of mine that are open, with whomever."""
        return self._opened(self._rows(WAITING, {}))

    def actions(self, person: str, manager: str) -> Sequence[Action]:
        """The open actions of two, what is due first."""
        return self._acted(self._rows(ACTIONS, {"whose": person, "with": manager}))

    def owed(self) -> Sequence[Action]:
        """The open actions that are mine, whomever they were agreed with, what is due first."""
        return self._acted(self._rows(OWED, {}))

    def note(self, entry: str) -> str:
        """What an entry notes of a talk, "" if there is nothing or it is not for me."""
        _, said = self._said([entry] if entry else []).get(entry, (None, None))
        return said.text if isinstance(said, TalkNoted) else ""

    def _opened(self, rows: Sequence[Row[Any]]) -> Sequence[AgendaItem]:
        said = self._said([row.entry for row in rows])
        items = [_item_of(row, said[row.entry][1]) for row in rows if row.entry in said]
        return sorted((each for each in items if each.text or each.source), key=_order)

    def _acted(self, rows: Sequence[Row[Any]]) -> Sequence[Action]:
        said = self._said([row.entry for row in rows])
        found = [_action_of(row, said[row.entry][1]) for row in rows if row.entry in said]
        return sorted(
            (each for each in found if each.what), key=lambda one: (one.by or date.max, one.agreed_at, one.id)
        )


def _order(item: AgendaItem) -> tuple[float, datetime, str]:
    """What was put first comes first, the latest such on top; then as it was added."""
    return (-item.first_at.timestamp() if item.first_at else 0.0, item.added_at, item.id)


def _soonest(action: Action) -> tuple[date, datetime, str]:
    return action.by or date.max, action.agreed_at, action.id


def _item_of(row: Row[Any], said: Entry) -> AgendaItem:
    text = said.text if isinstance(said, AgendaItemAdded | AgendaItemReworded) else ""
    names = [name for name in AgendaItem.__dataclass_fields__ if name not in ("text", "status")]
    return AgendaItem(**{name: getattr(row, name) for name in names}, text=text, status=cast(ItemStatus, row.status))


def _action_of(row: Row[Any], said: Entry) -> Action:
    what = said.what if isinstance(said, ActionAgreed) else ""
    names = [name for name in Action.__dataclass_fields__ if name not in ("what", "status")]
    return Action(**{name: getattr(row, name) for name in names}, what=what, status=cast(ActionStatus, row.status))
