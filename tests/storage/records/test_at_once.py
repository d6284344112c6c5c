"""Two at one shared thing at the very same moment: what was checked stands until it is written."""

import asyncio
from dataclasses import replace
from datetime import date, datetime

import pytest

from conversations.entries import BlockerRaised, BlockerTaken, Entry
from conversations.entries.goals import GoalMoved, GoalSet
from conversations.entries.improvements import ImprovementProposed, ImprovementWithdrawn
from conversations.entries.one_on_ones import AgendaItemAdded, AgendaItemReworded
from conversations.toolkit.effects import Record
from storage import records, roster
from storage.database import Database, Transaction
from storage.moves import Conflict
from tests.storage.conftest import a_person
from tests.storage.records.conftest import MONDAY
from tests.storage.records.test_goals import GOAL

LONG_ENOUGH = 0.5
"""Seconds in which the second writes, if nothing keeps it."""

THINGS: dict[str, tuple[Entry, Entry, str]] = {
    "goal": (GoalSet("g1", GOAL, alone=True), GoalMoved("g1", "stuck"), "ann"),
    "blocker": (
        BlockerRaised("b1", "No test bench", "manager", "max"),
        BlockerTaken("b1", "max", date(2026, 11, 26)),
        "max",
    ),
    "agenda": (AgendaItemAdded("i1", "max", "The offer"), AgendaItemReworded("i1", "max", "Another offer"), "ann"),
}
"""A shared thing, a move of it, and who makes it."""


PLANS = tuple(ImprovementProposed(id_, 1, "Late.", "will", 1, date(2026, 12, 18)) for id_ in ("p1", "p2"))


def _writes(tx: Transaction, id_: str, entry: Entry, by: str, expects: int | None = None) -> None:
    period = entry.plan if isinstance(entry, ImprovementProposed | ImprovementWithdrawn) else ""
    records.append(tx, by, MONDAY, Record(id_, entry, "ann", period, audience="team", expects=expects))


def _begins(tx: Transaction) -> None:
    for person in (a_person("max"), a_person("ann", manager="max")):
        roster.insert_person(tx, person, MONDAY)


async def _at_once(
    db: Database, monkeypatch: pytest.MonkeyPatch, one: Entry, two: Entry, by: str, expects: int | None = None
) -> None:
    """Two write, the second begins while the first is at it: it waits for that, and is told so."""
    loop, second, restate = asyncio.get_running_loop(), list[asyncio.Future[None]](), records.restate

    def while_the_other_writes(tx: Transaction, author: str, at: datetime, record: Record) -> None:
        if not second:
            coming = asyncio.run_coroutine_threadsafe(db.write(_writes, "two", two, by, expects), loop)
            second.append(asyncio.wrap_future(coming, loop=loop))
            with pytest.raises(TimeoutError):
                coming.result(LONG_ENOUGH)
        restate(tx, author, at, record)

    monkeypatch.setattr(records, "restate", while_the_other_writes)
    await db.write(_writes, "one", one, by, expects)
    with pytest.raises(Conflict):
        await second[0]


@pytest.mark.parametrize("thing", THINGS)
async def test_the_second_is_told_so_whenever_it_comes(
    db: Database, monkeypatch: pytest.MonkeyPatch, thing: str
) -> None:
    begun, move, by = THINGS[thing]
    await db.write(_begins)
    await db.write(_writes, "thing", begun, "ann")
    await _at_once(db, monkeypatch, move, move, by, 1)


async def test_of_two_first_plans_for_one_person_only_one_is_proposed(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await db.write(_begins)
    await _at_once(db, monkeypatch, *PLANS, "max")
    changed = replace(PLANS[0], number=2)
    await db.write(_writes, "three", changed, "max")
    with pytest.raises(Conflict):
        await db.write(_writes, "four", PLANS[1], "max")
    await db.write(_writes, "five", ImprovementWithdrawn("p1"), "max")
    await db.write(_writes, "six", PLANS[1], "max")
