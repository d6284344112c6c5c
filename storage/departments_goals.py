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
_head_of = select(_department.c.head).where(_department.c.id == bindparam("department"))
_held_by_others = select(_goal.c.id, _goal.c.state, _goal.c.touched_at).where(
    _goal.c.team == bindparam("department"), _goal.c.state != "draft", _goal.c.owner != bindparam("head")
)
_hand_over = update(_goal).where(_goal.c.id == bindparam("goal")).values(owner=bindparam("head"))


def held(tx: Transaction, row: Row[Any] | None, standing: Standing, stands: GoalStanding) -> dict[str, object]:
    """Who holds a goal after an entry, and in whose records its entries are by then. A draft is its writer's."""
    before = row.subjects.split(",") if row is not None else []
    owner = row.owner if row is not None else standing.subject
    team = standing.entry.content.team if isinstance(standing.entry, GoalSet) else row.team if row is not None else ""
    if team and stands.state != "draft":
        owner = tx.conn.execute(_head_of, {"department": team}).scalar() or owner
    return {"owner": owner, "subjects": ",".join(dict.fromkeys((*before, standing.subject)))}


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
