"""Evidence of a person's days: read as their manager reads it, and every look at it kept in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, select

from conversations.entries import BlockerRaised
from conversations.rules.evidence.kinds import KINDS, LATER, blocker_of
from conversations.rules.roster import Person
from conversations.rules.visibility import Who, is_near
from conversations.toolkit.reader import Goal, Written
from storage import audit, records
from storage import record_queries as ask
from storage.database import Transaction
from storage.scoped import Scoped
from storage.scopes import as_reader
from storage.tables import records as tables
from storage.tables.base import rows_of

SEEN, REFUSED = "evidence_read", "evidence_refused"
"""What the audit trail calls a look at somebody's evidence, and one that was not allowed."""

_audit = rows_of(tables.Audit)
_entry = rows_of(tables.Entry)
_others = (
    select(_entry.c.id)
    .where(_entry.c.subject == bindparam("subject"), _entry.c.at >= bindparam("since"))
    .where(_entry.c.manager_then != "", _entry.c.manager_then != bindparam("me"))
    .limit(1)
)
_looks = (
    select(_audit.c.actor, _audit.c.at)
    .where(_audit.c.subject == bindparam("subject"), _audit.c.action == SEEN)
    .order_by(_audit.c.seq.desc())
    .limit(bindparam("most"))
)


class EvidenceReads(Scoped):
    """The part of a reader that gives evidence."""

    now: datetime

    def evidence(self, person: str, first: date, last: date) -> Sequence[Written] | None:
        """What may be cited of a person's days; None, and a line in the audit trail, if that is not for me."""
        known = self.person(person)
        reports = frozenset(each.id for each in self.reports())
        if known is None or not is_near(Who(self._me.id, reports, active=self._me.active), person):
            audit.note(self._tx, self.now, self._me.id, REFUSED, known.id if known else "")
            return None
        if person != self._me.id:
            audit.note(self._tx, self.now, self._me.id, SEEN, person, first=str(first), last=str(last))
        return _written(self._tx, known, as_reader(self._as_whom(person)), first, last)

    def refused(self, person: str) -> None:
        """A line in the audit trail: something about somebody was asked for that is not mine."""
        audit.note(self._tx, self.now, self._me.id, REFUSED, person)

    def goals_during(self, owner: str, first: date, last: date) -> Sequence[Goal]:
        """Goals of a person that ran on any of these days, as far as I may read them."""
        known = self.person(owner)
        since = _begin(first, known.zone) if known else self.now
        reads = Scoped(self._tx, self._as_whom(owner), self._calendars)
        return reads.goals_by(ask.GOALS_DURING, owner=owner, since=since, last=last)

    def had_another_manager(self, person: str, since: date) -> bool:
        """Whether somebody else managed a report of mine when anything was written of them since a day."""
        known = next((each for each in self.reports() if each.id == person), None)
        asked = {"subject": person, "me": self._me.id, "since": _begin(since, known.zone) if known else self.now}
        return known is not None and self._tx.conn.execute(_others, asked).first() is not None

    def evidence_looks(self, most: int) -> Sequence[tuple[str, datetime]]:
        """Who has looked at my evidence, and when."""
        rows = self._tx.conn.execute(_looks, {"subject": self._me.id, "most": most})
        return [(row.actor, row.at) for row in rows]

    def _as_whom(self, person: str) -> Person:
        """Oneself sees what the manager sees, that and no more: it is a promise."""
        return (self.manager_of(person) if person == self._me.id else None) or self._me


def _written(tx: Transaction, subject: Person, reader: dict[str, object], first: date, last: date) -> Sequence[Written]:
    asked = {
        **reader,
        "subject": subject.id,
        "kinds": list(KINDS),
        "later_kinds": list(LATER),
        "since": _begin(first, subject.zone),
        "until": _begin(last + timedelta(days=1), subject.zone),
    }
    found = _opened(tx, tx.conn.execute(ask.EVIDENCE, asked).all())
    raised = {each.entry.blocker for each in found if isinstance(each.entry, BlockerRaised)}
    before = {id_ for each in found if (id_ := blocker_of(each.entry)) and id_ not in raised}
    if not before:
        return found
    # What was done within these days about what was raised before them.
    rows = tx.conn.execute(ask.RAISED, {**reader, "subject": subject.id, "blockers": sorted(before)}).all()
    return [*_opened(tx, rows), *found]


def _opened(tx: Transaction, rows: Sequence[Row[Any]]) -> list[Written]:
    return [records.written(tx, row) for row in rows]


def _begin(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
