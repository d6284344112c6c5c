"""Two at one shared thing at the very same moment: what was checked stands until it is written."""

import asyncio
from datetime import date, datetime

import pytest

from conversations.entries import BlockerRaised, BlockerTaken, Entry
from conversations.entries.goals import GoalMoved, GoalSet
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


def _writes(tx: Transaction, id_: str, entry: Entry, by: str, expects: int | None) -> None:
    records.append(tx, by, MONDAY, Record(id_, entry, "ann", audience="team", expects=expects))


def _begins(tx: Transaction, thing: Entry) -> None:
    for person in (a_person("max"), a_person("ann", manager="max")):
        roster.insert_person(tx, person, MONDAY)
    _writes(tx, "thing", thing, "ann", None)


@pytest.mark.parametrize("thing", THINGS)
async def test_the_second_is_told_so_whenever_it_comes(
    db: Database, monkeypatch: pytest.MonkeyPatch, thing: str
) -> None:
    begun, move, by = THINGS[thing]
    await db.write(_begins, begun)
    loop, second, restate = asyncio.get_running_loop(), list[asyncio.Future[None]](), records.restate

    def while_the_other_writes(tx: Transaction, author: str, at: datetime, record: Record) -> None:
        if not second:
            coming = asyncio.run_coroutine_threadsafe(db.write(_writes, "two", move, by, 1), loop)
            second.append(asyncio.wrap_future(coming, loop=loop))
            with pytest.raises(TimeoutError):
                coming.result(LONG_ENOUGH)
        restate(tx, author, at, record)

    monkeypatch.setattr(records, "restate", while_the_other_writes)
    await db.write(_writes, "one", move, by, 1)
    with pytest.raises(Conflict):
        await second[0]
