"""What may be asked of the record: every statement carries `readable` or `near`, and a test walks them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from conversations.rules.roster import STOPPED, Person
from conversations.toolkit.reader import Sort
from storage.database import Transaction
from storage.person_rows import ACTIVE, PERSON
from storage.scopes import as_reader, near, readable
from storage.tables import people, records
from storage.tables.base import one_of, rows_of
from storage.tables.people import PersonStatus
from storage.tables.records import EntryStatus

_entry = rows_of(records.Entry)
_checkin = rows_of(records.CheckIn)
_prompted = rows_of(records.Prompted)
_blocker = rows_of(records.Blocker)
_goal = rows_of(records.Goal)
_pause = rows_of(people.Pause)

_stands = _entry.c.status == EntryStatus.ACTIVE
_of_kinds = one_of(_entry.c.kind, "kinds")
_of_periods = one_of(_entry.c.period, "periods")
# A blocker's words are for those who may read it as it stands: once HR alone is asked, its manager reads them no more.
_as_it_stands = or_(
    _entry.c.kind != "blocker_raised",
    exists(select(_blocker.c.id).where(_blocker.c.entry == _entry.c.id, readable(_blocker, subject="raiser"))),
)
_entries = select(_entry).where(readable(_entry), _as_it_stands, _stands, _of_kinds).order_by(_entry.c.at, _entry.c.seq)
ENTRIES = _entries.where(_entry.c.subject == bindparam("subject"))
ENTRIES_OF_PERIODS = ENTRIES.where(_of_periods)
ENTRIES_AMONG = _entries.where(one_of(_entry.c.subject, "subjects"), _of_periods)
EVIDENCE = ENTRIES.where(
    _entry.c.at >= bindparam("since"), or_(_entry.c.at < bindparam("until"), one_of(_entry.c.kind, "later_kinds"))
)
WRITTEN_SINCE = (
    select(_entry)
    .where(readable(_entry), _as_it_stands, _stands)
    .where(_entry.c.author == bindparam("me"), _entry.c.at >= bindparam("since"))
    .order_by(_entry.c.at, _entry.c.seq)
)
ONE_ENTRY = select(_entry).where(
    readable(_entry), _as_it_stands, _entry.c.status != EntryStatus.ERASED, _entry.c.id == bindparam("entry")
)
CHECKINS = (
    select(_entry)
    .join(_checkin, _checkin.c.entry == _entry.c.id)
    .where(
        readable(_entry),
        _stands,
        one_of(_checkin.c.week, "weeks"),
        one_of(_checkin.c.person, "subjects"),
    )
    .order_by(_entry.c.seq)
)

_in_words = _blocker.join(_entry, _entry.c.id == _blocker.c.entry)
_standing_goal = _goal.c.state.in_(("draft", "proposed", "agreed"))
_blockers = select(_blocker, _entry.c.body).select_from(_in_words).where(readable(_blocker, subject="raiser"))
ONE_BLOCKER = _blockers.where(_blocker.c.id == bindparam("blocker"))
RAISED = (
    select(_entry)
    .join(_blocker, _blocker.c.entry == _entry.c.id)
    .where(
        readable(_blocker, subject="raiser"),
        _blocker.c.raiser == bindparam("subject"),
        one_of(_blocker.c.id, "blockers"),
        _entry.c.status != EntryStatus.ERASED,
    )
)
BLOCKERS_OF = _blockers.where(_blocker.c.raiser == bindparam("raiser"), _blocker.c.status != "closed").order_by(
    _blocker.c.raised_at, _blocker.c.id
)

_helper = PERSON.alias("helper")
_their_reports = select(PERSON.c.id).where(PERSON.c.manager == bindparam("for_helper"), ACTIVE)
_is_hr_for_it = and_(
    exists().where(_helper.c.id == bindparam("for_helper"), _helper.c.roles.contains(",hr,")),
    _blocker.c.raiser != bindparam("for_helper"),
    _blocker.c.manager_then != bindparam("for_helper"),
    _blocker.c.raiser.not_in(_their_reports),
)
_waits = or_(
    (_blocker.c.helper_kind == "person") & (_blocker.c.helper == bindparam("for_helper")),
    (_blocker.c.helper_kind == "manager") & _blocker.c.raiser.in_(_their_reports),
    (_blocker.c.helper_kind == "hr") & _is_hr_for_it,
)
BLOCKERS_FOR = _blockers.where(
    or_(
        _blocker.c.status.in_(("open", "declined")) & _waits,
        (_blocker.c.status == "taken") & (_blocker.c.taken_by == bindparam("for_helper")),
    )
).order_by(_blocker.c.urgent.desc(), _blocker.c.raised_at, _blocker.c.id)
ASKED_OF_COLLEAGUES = _blockers.where(
    one_of(_blocker.c.raiser, "raisers"),
    _blocker.c.helper_kind == "person",
    _blocker.c.status != "closed",
).order_by(_blocker.c.urgent.desc(), _blocker.c.raised_at, _blocker.c.id)

_goals = select(_goal).where(readable(_goal, subject="owner"))
ONE_GOAL = _goals.where(_goal.c.id == bindparam("goal"))
_in_order = (_goal.c.starts, _goal.c.set_at, _goal.c.id)
GOALS_OF = _goals.where(_goal.c.owner == bindparam("owner")).order_by(*_in_order)
_ended_since = _goal.c.closed_at >= bindparam("ended_since")
GOALS_AMONG = _goals.where(one_of(_goal.c.owner, "owners"), or_(_standing_goal, _ended_since)).order_by(
    _goal.c.owner, *_in_order
)
GOALS_DURING = GOALS_OF.where(
    _goal.c.state != "draft",
    _goal.c.starts <= bindparam("last"),
    or_(_goal.c.closed_at.is_(None), _goal.c.closed_at >= bindparam("since")),
)
ALL_GOALS = _goals.where(_standing_goal).order_by(*_in_order)
EVERY_GOAL = _goals.order_by(*_in_order)
GOALS_OF_DEPARTMENTS = ALL_GOALS.where(_goal.c.team != "")
GOALS: Mapping[Sort, Select[Any]] = {
    "standing": ALL_GOALS, "departments": GOALS_OF_DEPARTMENTS, "all": EVERY_GOAL
}  # fmt: skip
STALE_GOALS = _goals.where(
    _goal.c.owner == bindparam("owner"),
    _goal.c.state == "agreed",
    _goal.c.starts <= bindparam("today"),
    _goal.c.touched_at <= bindparam("untouched_since"),
).order_by(_goal.c.touched_at, _goal.c.id)
SOME_ENTRIES = select(_entry).where(readable(_entry), _entry.c.status != EntryStatus.ERASED, one_of(_entry.c.id, "ids"))

LAST_WEEK = select(func.coalesce(func.max(_checkin.c.week), "")).where(
    near(_checkin), _checkin.c.person == bindparam("person"), _checkin.c.week < bindparam("before")
)
IGNORED = (
    select(func.count())
    .select_from(_prompted)
    .where(
        near(_prompted),
        _prompted.c.person == bindparam("person"),
        _prompted.c.week < bindparam("before"),
        _prompted.c.week > LAST_WEEK.scalar_subquery(),
    )
)
PAUSES = (
    select(func.count())
    .select_from(_pause)
    .where(near(_pause), _pause.c.person == bindparam("person"), _pause.c.began >= bindparam("since"))
    .where(_pause.c.until != STOPPED)
)
_readable_entries = select(_entry.c.id).where(
    readable(_entry), _as_it_stands, _entry.c.status != EntryStatus.ERASED, one_of(_entry.c.id, "ids")
)
_readable_blockers = select(_blocker.c.id, _blocker.c.entry).where(
    readable(_blocker, subject="raiser"),
    or_(
        one_of(_blocker.c.id, "ids"),
        one_of(_blocker.c.entry, "ids"),
    ),
)
_people = select(PERSON.c.id).where(PERSON.c.status != PersonStatus.ERASED, one_of(PERSON.c.id, "ids"))
_readable_goals = select(_goal.c.id).where(readable(_goal, subject="owner"), one_of(_goal.c.id, "ids"))


def readable_ids(tx: Transaction, me: Person, ids: Sequence[str]) -> frozenset[str]:
    """Those of these ids that the person may read now; a blocker goes by its own id or that of its first entry, as
    it stands now, a goal by its own. That somebody is here anybody may know: a card about a person goes by their id.
    """
    if not ids:
        return frozenset()
    values = {**as_reader(me), "ids": list(ids)}
    by_entry = {row.id for row in tx.conn.execute(_readable_entries, values)}
    if by_entry.issuperset(ids):
        return frozenset(by_entry)
    by_blocker = {id_ for row in tx.conn.execute(_readable_blockers, values) for id_ in row}
    by_goal = set(tx.conn.execute(_readable_goals, values).scalars())
    found = by_entry | by_blocker | by_goal
    if me.active and not found.issuperset(ids):
        found |= set(tx.conn.execute(_people, values).scalars())
    return frozenset(found & set(ids))
