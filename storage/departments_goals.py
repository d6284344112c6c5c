"""A department's goal is held by who heads it now; what each head did with it stays in that person's record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, select, update

from conversations.entries.goals import GoalSet
from conversations.goal.watching import STALE
from conversations.rules.goal_moves import Standing as GoalStanding
from conversations.rules.roster import Department
from conversations.toolkit.events import Address
from storage import due
from storage.database import Transaction
from storage.moves import Standing
from storage.tables import people, records
from storage.tables.base import rows_of

_goal, _department = rows_of(records.Goal), rows_of(people.Department)
_person = rows_of(people.Person)
_head_of = (
    select(_department.c.head)
    .join(_person, _person.c.id == _department.c.head)
    .where(_department.c.id == bindparam("department"), _person.c.status != people.PersonStatus.ERASED)
)
_held_by_others = select(_goal.c.id, _goal.c.state, _goal.c.touched_at).where(
    _goal.c.team == bindparam("department"), _goal.c.state != "draft", _goal.c.owner != bindparam("head")
)
_hand_over = update(_goal).where(_goal.c.id == bindparam("goal")).values(owner=bindparam("head"))


def held(tx: Transaction, row: Row[Any] | None, standing: Standing, stands: GoalStanding) -> dict[str, object]:
    """Who holds a goal after an entry, and in whose records its entries are by then. A draft is its writer's; where
    nobody is left to hold it, a department's goal is held by the department itself.
    """
    before = row.subjects.split(",") if row is not None else []
    version = standing.entry if isinstance(standing.entry, GoalSet) else None
    owner = row.owner if row is not None and not (version and version.anew) else standing.subject
    team = version.content.team if version else row.team if row is not None else ""
    if team and stands.state != "draft":
        owner = head_of(tx, team) or owner
    return {"owner": owner, "subjects": ",".join(dict.fromkeys((*before, standing.subject)))}


def head_of(tx: Transaction, department: str) -> str:
    """Who heads a department, "" if nobody does who was not erased."""
    return tx.conn.execute(_head_of, {"department": department}).scalar() or ""


def subjects_of(row: Row[Any]) -> list[str]:
    """Those in whose records the entries of a goal are."""
    return str(row.subjects).split(",")


def hand_over(tx: Transaction, department: Department) -> None:
    """What was held by another is held by who heads the department now, who watches what is agreed from here on."""
    if not department.head:
        return
    for row in tx.conn.execute(_held_by_others, {"department": department.id, "head": department.head}).all():
        tx.conn.execute(_hand_over, {"goal": row.id, "head": department.head})
        if row.state == "agreed":
            watch = Address("goal", department.head, row.id)
            due.plan(tx, due.wake_key(watch, STALE), watch, STALE, row.touched_at)
