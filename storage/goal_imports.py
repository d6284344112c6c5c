"""Imports of goals: what a file is compared with, writing what it changes, taking an import back, mapped headers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from conversations.entries.goals import GoalMoved, GoalSet, Held, Measured, ResultValue
from conversations.goal.audiences import audience_of
from conversations.goal.watching import STALE
from conversations.rules.goal_file.goals import IMPORTED_FOR, IMPORTERS, Change, Known, Proposal, over
from conversations.rules.goal_moves import values_of
from conversations.rules.goals import OVER
from conversations.rules.roster import Person
from conversations.rules.visibility import Audience
from conversations.rules.weeks import local_day
from conversations.toolkit.effects import Record
from conversations.toolkit.events import Address
from storage import audit, due, goals, people, records
from storage.database import Transaction
from storage.moves import NotTheirs
from storage.record_queries import EVERY_GOAL, readable_ids
from storage.scopes import as_reader
from storage.tables import organisation
from storage.tables import records as tables
from storage.tables.base import one_of, rows_of
from storage.tables.records import EntryStatus

_MARK = "import:"
"""How the ids of imported entries begin: that is how they are found again."""
_AT_ONCE = 500

_goal, _entry, _header = rows_of(tables.Goal), rows_of(tables.Entry), rows_of(organisation.HeaderMap)
_shared = select(_goal).where(_goal.c.audience.in_(sorted(IMPORTED_FOR)), _goal.c.state != "draft")
_said = select(_entry).where(one_of(_entry.c.id, "ids"), _entry.c.status != EntryStatus.ERASED)
_imported = (
    select(_entry)
    .where(_entry.c.id.startswith(bindparam("begins"), autoescape=False), _entry.c.status != EntryStatus.ERASED)
    .order_by(_entry.c.seq)
)
_standing = select(_goal).where(one_of(_goal.c.id, "ids"))
_headers = select(_header.c.fingerprint, _header.c.columns).where(_header.c.importer == bindparam("importer"))
_keep = insert(_header)
_keep = _keep.on_conflict_do_update(
    index_elements=["importer", "fingerprint"], set_={"columns": _keep.excluded.columns, "at": _keep.excluded.at}
)


def known_goals(tx: Transaction, importer: Person) -> Mapping[str, Sequence[Known]]:
    """The goals that an import may name, by owner: what the importer reads and, for who has a role, what is shared."""
    rows = {row.id: row for row in tx.conn.execute(EVERY_GOAL, as_reader(importer)).all()}
    is_open = frozenset(rows)
    if IMPORTERS & importer.roles:
        rows |= {row.id: row for row in tx.conn.execute(_shared).all()}
    moves = _moves(tx)
    legible = readable_ids(tx, importer, [*_entries_of(rows.values()), *moves])
    hidden = frozenset(entry.goal for id_, (_, entry) in moves.items() if id_ not in legible)
    said = _opened(tx, _entries_of(rows.values()))
    measured = _measured(moves.values())
    own = _measured(each for each in moves.values() if each[0].author == importer.id)
    found: dict[str, list[Known]] = {}
    for row in rows.values():
        reads_all = row.id in is_open - hidden and legible.issuperset(_entries_of([row]))
        known = _known(row, said, measured.get(row.id, {}), importer.zone)
        if known:
            known = replace(known, own=own.get(row.id, {}), is_open=reads_all)
            found.setdefault(row.owner, []).append(known)
    return found


def read_goals(tx: Transaction, reader: Person) -> Sequence[Known]:
    """The goals that somebody may read, drafts apart, each with no more than its reader's own entries of it say."""
    rows = [row for row in tx.conn.execute(EVERY_GOAL, as_reader(reader)).all() if row.state != "draft"]
    moves = _moves(tx)
    legible = readable_ids(tx, reader, [*_entries_of(rows), *moves])
    said = _opened(tx, _entries_of(rows) & legible)
    measured = _measured(each for id_, each in moves.items() if id_ in legible)
    found = (_known(row, said, measured.get(row.id, {}), reader.zone) for row in rows)
    return [known for known in found if known]


def write(
    tx: Transaction,
    import_id: str,
    importer: Person,
    changes: Sequence[Change],
    proposals: Sequence[Proposal],
    at: datetime,
) -> None:
    """Write what a file changes, as the importer's. Raises Conflict if a goal has moved on meanwhile."""
    for change in changes:
        goal = change.goal
        values = tuple(ResultValue(result, value) for result, value in change.values.items())
        moved = GoalMoved(
            goal.id,
            "",
            values,
            measured=change.measured,
            imported=import_id,
            before=tuple(Held(result, goal.values_entries.get(result, "")) for result in change.values),
        )
        id_ = f"{_MARK}{import_id}:{goal.id}"
        record = Record(id_, moved, goal.owner, audience=goal.audience, citable=True, expects=goal.version)
        records.append(tx, importer.id, at, record)
        _redraw(tx, id_, goal.id, goal.owner, at)
    for number, proposal in enumerate(proposals):
        _propose(tx, f"{import_id}-{number}", importer, proposal, at)
        _measure(tx, f"{import_id}-{number}", import_id, importer, proposal, at)
    numbers = sum(len(each.measured) for each in changes) + sum(len(each.measured) for each in proposals)
    counts = {"goals": len(changes), "numbers": numbers, "proposed": len(proposals)}
    audit.note(tx, at, importer.id, "goals_imported", "", which=import_id, **counts)


@dataclass(frozen=True)
class Undone:
    """In how many goals the numbers of an import were taken back, in how many some stay since newer ones stand in their
    place, and how many keep theirs: they have ended since, or are another's to move now.
    """

    back: int = 0
    newer: int = 0
    kept: int = 0


def undo(tx: Transaction, import_id: str, importer: Person, at: datetime) -> Undone | None:
    """Take the numbers of an import back where they still stand; None if there is no such import of this person's. What
    was proposed is its owner's to refuse.
    """
    moves = _moves(tx)
    of_it = [pair for pair in moves.values() if pair[1].imported == import_id and not pair[1].undoes]
    if not of_it or any(row.author != importer.id for row, _ in of_it):
        return None
    undone = {entry.undoes for _, entry in moves.values() if entry.undoes}
    asked = [(row, entry) for row, entry in of_it if row.id not in undone]
    undone |= {row.id for row, _ in asked}
    now = {row.id: row for row in tx.conn.execute(_standing, {"ids": [entry.goal for _, entry in asked]}).all()}
    back = newer = 0
    for row, entry in asked:
        goal = now.get(entry.goal)
        if goal is None or goal.state in OVER:
            continue
        held = goals.values_held(goal)
        ours = [each.result for each in entry.values if held.get(each.result) == row.id]
        before = tuple(Held(result, _before(row.id, result, moves, undone)) for result in ours)
        moved = GoalMoved(entry.goal, "", imported=import_id, before=before, undoes=row.id)
        record = Record(f"{row.id}:undo", moved, row.subject, audience=goal.audience, citable=True)
        try:
            records.append(tx, importer.id, at, record)
        except NotTheirs:
            continue
        _redraw(tx, record.id, entry.goal, row.subject, at)
        back, newer = (back, newer + 1) if len(ours) < len(entry.values) else (back + 1, newer)
    audit.note(tx, at, importer.id, "goals_import_undone", "", which=import_id, goals=back, newer=newer)
    return Undone(back, newer, len(asked) - back - newer)


def remembered(tx: Transaction, importer: Person) -> Mapping[str, Mapping[str, str]]:
    """What the importer said of the columns of each header, by its fingerprint; another's word is not theirs."""
    rows = tx.conn.execute(_headers, {"importer": importer.id})
    return {row.fingerprint: json.loads(row.columns) for row in rows}


def remember(tx: Transaction, importer: Person, fingerprint: str, columns: Mapping[str, str], at: datetime) -> None:
    """Keep what the importer said of a header for their next file that has it."""
    values = {"importer": importer.id, "fingerprint": fingerprint, "columns": json.dumps(columns), "at": at}
    tx.conn.execute(_keep, values)


def _opened(tx: Transaction, ids: Iterable[str]) -> dict[str, tuple[datetime, Any]]:
    """When these entries were written and what they say: a statement takes no more ids than so many."""
    every, found = sorted(ids), dict[str, tuple[datetime, Any]]()
    for first in range(0, len(every), _AT_ONCE):
        rows = tx.conn.execute(_said, {"ids": every[first : first + _AT_ONCE]}).all()
        found |= {row.id: (row.at, records.read_entry(tx, row)) for row in rows}
    return found


def _before(entry: str, result: str, moves: Mapping[str, tuple[Row[Any], GoalMoved]], undone: Set[str]) -> str:
    """The entry that held a result before this one; what came with an import that was taken back too holds nothing."""
    while entry in undone:
        entry = next((each.entry for each in moves[entry][1].before if each.result == result), "")
    return entry


def _entries_of(rows: Iterable[Row[Any]]) -> frozenset[str]:
    """The ids of the entries that hold the words of goals, as agreed if they are, and their numbers."""
    held = (id_ for row in rows for id_ in (row.agreed_entry or row.entry, *goals.values_held(row).values()))
    return frozenset(filter(None, held))


def _moves(tx: Transaction) -> Mapping[str, tuple[Row[Any], GoalMoved]]:
    """What files said of goals and what was taken back, by entry, oldest first."""
    rows = tx.conn.execute(_imported, {"begins": _MARK}).all()
    return {row.id: (row, entry) for row in rows if isinstance(entry := records.read_entry(tx, row), GoalMoved)}


def _measured(
    moves: Iterable[tuple[Row[Any], GoalMoved]],
) -> Mapping[str, Mapping[tuple[str, str], Measured]]:
    """What files gave of each goal, the last one counting; what was taken back is as if it had never been."""
    every = list(moves)
    undone = {entry.undoes for _, entry in every if entry.undoes}
    found: dict[str, dict[tuple[str, str], Measured]] = {}
    for row, entry in every:
        if row.id not in undone:
            stands = found.setdefault(entry.goal, {})
            for each in entry.measured:
                stands[each.result, each.period] = over(each, stands.get((each.result, each.period)))
    return found


def _known(
    row: Row[Any], said: Mapping[str, tuple[datetime, Any]], measured: Mapping[tuple[str, str], Measured], zone: str
) -> Known | None:
    entries, held = {id_: entry for id_, (_, entry) in said.items()}, goals.values_held(row)
    counts = goals.content_of(entries.get(row.agreed_entry or row.entry))
    if counts is None:
        return None
    by_hand = {
        result: local_day(said[id_][0], zone)
        for result, id_ in held.items()
        if isinstance(moved := entries.get(id_), GoalMoved) and not moved.imported
    }
    return Known(
        row.id, row.owner, row.version, row.state, counts, values_of(held, entries),
        cast(Audience, row.audience), held, measured, by_hand=by_hand,
    )  # fmt: skip


def _propose(tx: Transaction, goal: str, importer: Person, proposal: Proposal, at: datetime) -> None:
    """As the side that the importer is on proposes it; the other side is asked to agree."""
    own = proposal.owner.id == importer.id
    other = people.manager_of(tx, importer.id) if own else proposal.owner
    alone = other is None
    entry = GoalSet(goal, proposal.content, "owner" if own else "manager", alone=alone)
    record = Record(f"{_MARK}{goal}", entry, proposal.owner.id, audience=audience_of(entry), citable=True)
    records.append(tx, importer.id, at, record)
    if other is not None:
        due.plan(tx, f"goal:{other.id}:{goal}", Address("goal", other.id, goal), due.PROPOSED, at, due.PROPOSED)
    else:
        # Nobody is asked, so nobody's turn begins to watch it: its own timer does, by waking at once.
        watch = Address("goal", proposal.owner.id, goal)
        due.plan(tx, due.wake_key(watch, STALE), watch, STALE, at)


def _measure(tx: Transaction, goal: str, import_id: str, importer: Person, proposal: Proposal, at: datetime) -> None:
    """The numbers that a proposed goal already has; they can be taken back as those of any other."""
    latest = {each.result: each.value for each in proposal.measured if each.value is not None}
    values = tuple(ResultValue(result, value) for result, value in latest.items())
    if proposal.measured:
        moved = GoalMoved(goal, "", values, measured=proposal.measured, imported=import_id)
        audience = audience_of(GoalSet(goal, proposal.content, alone=True))
        record = Record(f"{_MARK}{import_id}:{goal}", moved, proposal.owner.id, audience=audience, citable=True)
        records.append(tx, importer.id, at, record)


def _redraw(tx: Transaction, entry: str, goal: str, owner: str, at: datetime) -> None:
    """What stands of a goal in the chats of its two sides follows what a file said."""
    manager = people.manager_of(tx, owner)
    for who in (owner, *([manager.id] if manager else [])):
        for address in (Address("goal", who, goal), Address("goals", who, "")):
            due.redraw(tx, address, f"{address.conversation}:{entry}:{who}", at)
