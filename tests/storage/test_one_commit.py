"""Writes that wait for SQLite's disk go in one commit: each is whole or not at all, whatever becomes of the others."""

import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from conversations.toolkit.events import Address
from storage import organisation, running
from storage.crypto import KeyCache
from storage.database import Database, StorageAway, StorageFault, VersionConflict
from storage.tables.base import rows_of
from storage.tables.organisation import Once
from storage.workers import Rank

once = rows_of(Once)


@pytest.fixture
async def db(sqlite_url, ring):
    """SQLite only: PostgreSQL's server does this by itself."""
    database = Database.open(sqlite_url, ring)
    yield database
    await database.close()


@pytest.fixture
def commits(db):
    """How often something was committed."""
    seen = []
    event.listen(db.writing, "commit", seen.append)
    return seen


async def together(db, *jobs, rank=Rank.PEOPLE):
    """Let these wait behind one that holds the writer up, so that they are taken together."""
    free = threading.Event()
    holding = asyncio.ensure_future(db.write(lambda _tx: free.wait(5)))
    await asyncio.sleep(0.05)
    waiting = [asyncio.ensure_future(db.write(job, rank=rank)) for job in jobs]
    await asyncio.sleep(0.05)
    free.set()
    await holding
    return await asyncio.gather(*waiting, return_exceptions=True)


async def keys(db):
    return await db.read(lambda tx: tx.conn.execute(select(once.c.key).order_by(once.c.key)).scalars().all())


def adds(key, now):
    return lambda tx: organisation.first_time(tx, key, now)


async def test_those_that_wait_are_committed_once(db, commits, now):
    assert await together(db, *(adds(key, now) for key in "abc")) == [True] * 3
    assert len(commits) == 2  # the one that held them up, and all of them
    assert await keys(db) == ["a", "b", "c"]


async def test_what_fails_takes_nobody_along(db, commits, now):
    def fails(tx):
        organisation.first_time(tx, "lost", now)
        raise RuntimeError("its own fault")

    first, failed, last = await together(db, adds("a", now), fails, adds("b", now))
    assert (first, last) == (True, True)
    assert isinstance(failed, RuntimeError)
    assert await keys(db) == ["a", "b"]


async def test_who_loses_is_taken_again(db, now):
    tries = []

    def loses(tx):
        tries.append(organisation.first_time(tx, "late", now))
        if len(tries) < 3:
            raise VersionConflict
        return "taken"

    assert await together(db, adds("a", now), loses, adds("b", now)) == [True, "taken", True]
    assert tries == [True, True, True]
    assert await keys(db) == ["a", "b", "late"]


async def test_an_error_of_the_database_is_judged_alone(db, now):
    def broken(tx):
        organisation.first_time(tx, "lost", now)
        tx.conn.execute(text("INSERT INTO once (at) VALUES (1)"))

    first, failed, last = await together(db, adds("a", now), broken, adds("b", now))
    assert (first, last) == (True, True)
    assert isinstance(failed, StorageFault)
    assert await keys(db) == ["a", "b"]


async def test_a_full_disk_is_said_to_each(db, now):
    await db.write(adds("a", now))
    pages = await db.write(lambda tx: tx.conn.execute(text("PRAGMA page_count")).scalar())
    await db.write(lambda tx: tx.conn.execute(text(f"PRAGMA max_page_count = {pages}")).scalar())

    def much(key):
        return lambda tx: organisation.first_time(tx, key * 100_000, now)

    outcomes = await together(db, much("x"), adds("b", now), much("y"))
    assert [type(each) for each in outcomes] == [StorageAway] * 3
    await asyncio.sleep(0.6)
    assert await keys(db) == ["a"]


async def test_nobody_is_answered_when_the_commit_fails(db, commits, now):
    failures = iter([None, OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))])

    def commit(_conn):
        failure = next(failures, None)
        if failure:
            raise failure

    event.listen(db.writing, "commit", commit)
    assert await together(db, adds("a", now), adds("b", now)) == [True, True]
    assert len(commits) == 4  # the one that held them up, both in vain, and each alone
    assert await keys(db) == ["a", "b"]


async def test_people_do_not_wait_for_background_work_of_the_same_commit(db, commits, now):
    order = []

    def notes(name):
        return lambda _tx: order.append(name)

    free = threading.Event()
    holding = asyncio.ensure_future(db.write(lambda _tx: free.wait(5)))
    await asyncio.sleep(0.05)
    waiting = [asyncio.ensure_future(db.write(notes(f"tick{n}"), rank=Rank.BACKGROUND)) for n in range(2)]
    waiting += [asyncio.ensure_future(db.write(notes(f"person{n}"))) for n in range(2)]
    await asyncio.sleep(0.05)
    free.set()
    await asyncio.gather(holding, *waiting)
    assert order == ["person0", "person1", "tick0", "tick1"]
    assert len(commits) == 3


async def test_a_key_made_by_one_serves_the_next(db, now):
    address = Address("weekly_checkin", "alice", "2026-W48")
    other = Address("settings", "alice")
    assert await together(
        db, lambda tx: running.save(tx, address, b"{}", now), lambda tx: running.save(tx, other, b"[]", now)
    ) == [1, 1]
    db.keys = KeyCache()
    assert (await db.read(running.load, address)).state == b"{}"
    assert (await db.read(running.load, other)).state == b"[]"


async def test_a_key_of_one_that_failed_is_forgotten(db, now):
    address, other = Address("weekly_checkin", "alice", "2026-W48"), Address("settings", "alice")

    def fails(tx):
        running.save(tx, address, b"{}", now)
        raise RuntimeError

    failed, saved = await together(db, fails, lambda tx: running.save(tx, other, b"[]", now))
    assert isinstance(failed, RuntimeError) and saved == 1
    db.keys = KeyCache()
    assert await db.read(running.load, address) is None
    assert (await db.read(running.load, other)).state == b"[]"
