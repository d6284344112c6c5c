"""How a reader's questions are put: once in a turn, and each as the one who reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Select

from conversations.entries import Entry
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.visibility import WORDS_FOR_TWO
from conversations.toolkit.reader import Goal, Written
from storage import goals, records
from storage import record_queries as ask
from storage.database import Transaction
from storage.people_reader import PeopleReader
from storage.scopes import as_reader
from storage.words import without_words


class Scoped(PeopleReader):
    """Runs statements in the scope of `me`; each answer is fetched once and kept."""

    def __init__(self, tx: Transaction, me: Person, calendars: Callable[[str], Calendar]) -> None:
        super().__init__(tx, me, calendars)
        self._reader = as_reader(me)

    def _rows(self, statement: Select[Any], asked: dict[str, Any]) -> Sequence[Row[Any]]:
        return self._tx.conn.execute(statement, {**self._reader, **asked}).all()

    def _value(self, statement: Select[Any], **asked: object) -> object:
        key = (id(statement), *asked.items())
        return self._once(key, lambda: self._rows(statement, asked)[0][0])

    def _number(self, statement: Select[Any], **asked: object) -> int:
        return cast(int, self._value(statement, **asked))

    def _written(self, statement: Select[Any], **asked: object) -> tuple[Written, ...]:
        key = (id(statement), repr(asked))
        return self._once(key, lambda: tuple(map(self._as_told, self._rows(statement, asked))))

    def _as_told(self, row: Row[Any]) -> Written:
        """An entry, without its words where those are for its subject and their manager and I am neither."""
        written = records.written(self._tx, row)
        if row.kind not in WORDS_FOR_TWO or self._me in (self.person(row.subject), self.manager_of(row.subject)):
            return written
        return replace(written, entry=without_words(written.entry))

    def _said(self, ids: Sequence[str]) -> dict[str, tuple[datetime, Entry]]:
        """When each of these entries was written and what it says, of those that the reader may read."""
        rows = self._rows(ask.SOME_ENTRIES, {"ids": list(ids)}) if ids else ()
        return {row.id: (row.at, records.read_entry(self._tx, row)) for row in rows}

    def goals_by(self, statement: Select[Any], **asked: object) -> tuple[Goal, ...]:
        """The goals that a statement finds, as `me` reads them."""
        key = (id(statement), repr(asked))
        return self._once(key, lambda: self._opened(self._rows(statement, asked)))

    def _opened(self, rows: Sequence[Row[Any]]) -> tuple[Goal, ...]:
        """The goals of these rows, with the words and numbers of all of them in one more statement."""
        ids = {id_ for row in rows for id_ in (*goals.held_in(row), row.moved_entry) if id_}
        said = self._said(sorted(ids))
        return tuple(goal for row in rows if (goal := goals.opened(row, said)) is not None)
