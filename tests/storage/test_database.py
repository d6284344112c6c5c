"""Transactions: all or nothing, tried again when they lost, people before background work, honest when away."""

import asyncio
import threading
import traceback
from pathlib import Path

import pytest
from sqlalchemy import insert, make_url, select, text

from storage import organisation
from storage.database import Database, StorageAway, StorageFault, VersionConflict
from storage.engines import AlreadyServed
from storage.tables.base import rows_of
from storage.tables.organisation import Once
from storage.workers import Rank

once = rows_of(Once)


async def keys(db):
    return await db.read(lambda tx: tx.conn.execute(select(once.c.key).order_by(once.c.key)).scalars().all())


def on_sqlite(url):
    return make_url(url).get_backend_name() == "sqlite"


async def test_a_committed_turn_on_sqlite_survives_the_power(db):
    """WAL alone would not: only `synchronous=FULL`, which is 2, waits for the disk at each commit."""
    if not db.embedded:
        pytest.skip("PostgreSQL has it so by itself")

    def settings(tx):
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [tx.conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert await db.write(settings) == ["wal", 2, 1]


async def test_what_fails_leaves_nothing(db, now):
    def fails(tx):
        organisation.first_time(tx, "a", now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(fails)
    assert await keys(db) == []


async def test_a_turn_that_lost_is_taken_again_from_the_start(db, now):
    tries = []

    def loses_twice(tx):
        tries.append(organisation.first_time(tx, "a", now))
        if len(tries) < 3:
            raise VersionConflict
        return "taken"

    assert await db.write(loses_twice) == "taken"
    assert tries == [True, True, True]
    assert await keys(db) == ["a"]


async def test_a_turn_that_always_loses_is_tried_five_times(db):
    tries = []

    def loses(_tx):
        tries.append(1)
        raise VersionConflict

    with pytest.raises(VersionConflict):
        await db.write(loses)
    assert len(tries) == 5


async def test_concurrent_changes_of_one_row_are_all_kept(db, now):
    await db.write(lambda tx: organisation.found(tx, "0", now, demo=True))

    def count_up(tx):
        row = text("SELECT name FROM organisation" + ("" if db.embedded else " FOR UPDATE"))
        name = int(tx.conn.execute(row).scalar_one())
        tx.conn.execute(text("UPDATE organisation SET name = :name"), {"name": str(name + 1)})

    await asyncio.gather(*(db.write(count_up) for _ in range(40)))
    assert (await db.read(organisation.get)).name == "40"


async def test_a_deadlock_is_solved_by_trying_again(db, now):
    if db.embedded:
        pytest.skip("one writer cannot lock itself out")
    for key in ("a", "b"):
        await db.write(organisation.first_time, key, now)
    meet, tries = threading.Barrier(2, timeout=5), []

    def lock_both(tx, first, second):
        tx.conn.execute(once.update().where(once.c.key == first).values(at=now))
        tries.append(first)
        if len(tries) <= 2:
            meet.wait()
        tx.conn.execute(once.update().where(once.c.key == second).values(at=now))

    async with asyncio.timeout(20):
        await asyncio.gather(db.write(lock_both, "a", "b"), db.write(lock_both, "b", "a"))
    assert len(tries) > 2


async def test_people_go_before_background_work(db):
    threads = 1 if db.embedded else 4
    order, gate = [], threading.Event()
    blocked = [asyncio.create_task(db.write(lambda _tx: gate.wait(5))) for _ in range(threads)]
    await asyncio.sleep(0.1)
    waiting = []
    for rank in reversed(Rank):
        waiting += [
            asyncio.create_task(db.write(lambda _tx, rank=rank: order.append(rank), rank=rank)) for _ in range(3)
        ]
        await asyncio.sleep(0.05)
    gate.set()
    await asyncio.gather(*blocked, *waiting)
    assert order[0] == Rank.PEOPLE
    if db.embedded:
        assert order == [rank for rank in Rank for _ in range(3)]


async def test_a_read_does_not_wait_for_writers(db, now):
    gate = threading.Event()
    writer = asyncio.create_task(db.write(lambda _tx: gate.wait(5)))
    await asyncio.sleep(0.05)
    assert await keys(db) == []
    gate.set()
    await writer


async def test_a_read_cannot_write(db, now):
    with pytest.raises(StorageFault, match=r"ReadOnly|READONLY"):
        await db.read(organisation.first_time, "a", now)
    assert await keys(db) == []


async def test_a_read_sees_one_moment(db, now):
    between = threading.Event()
    written = threading.Event()

    def twice(tx):
        first = tx.conn.execute(select(once.c.key)).all()
        between.set()
        assert written.wait(5)
        return first, tx.conn.execute(select(once.c.key)).all()

    reading = asyncio.create_task(db.read(twice))
    await asyncio.to_thread(between.wait, 5)
    await db.write(organisation.first_time, "a", now)
    written.set()
    assert await reading == ([], [])


async def test_errors_hold_no_answers(db, now):
    bad = insert(once).values(key="what alice wrote")
    with pytest.raises(StorageFault, match=r"NotNull|NOTNULL") as caught:
        await db.write(lambda tx: tx.conn.execute(bad))
    assert "alice" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


async def test_statements_are_counted(db, now):
    with db.statements_counted() as seen:
        await db.write(organisation.first_time, "a", now)
        await keys(db)
    assert [statement.split()[0] for statement in seen] == ["INSERT", "SELECT"]
    await keys(db)
    assert len(seen) == 2


async def test_what_was_given_up_before_it_began_never_runs(db, now):
    threads = 1 if db.embedded else 4
    gate = threading.Event()
    blocked = [asyncio.create_task(db.write(lambda _tx: gate.wait(5))) for _ in range(threads)]
    await asyncio.sleep(0.05)
    given_up = asyncio.create_task(db.write(organisation.first_time, "a", now))
    await asyncio.sleep(0.05)
    given_up.cancel()
    await asyncio.sleep(0.05)
    gate.set()
    await asyncio.gather(*blocked)
    assert await keys(db) == []


async def test_closing_finishes_what_is_queued_and_ends_the_threads(migrated_url, ring, now):
    db = Database.open(migrated_url, ring)
    work = [asyncio.create_task(db.write(organisation.first_time, f"{n}", now)) for n in range(20)]
    await asyncio.sleep(0)
    await db.close()
    assert all(await asyncio.gather(*work))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("storage-")]
    with pytest.raises(RuntimeError):
        await db.write(organisation.first_time, "a", now)


async def test_a_full_disk_is_said_and_recovered_from(db, now):
    if not db.embedded:
        pytest.skip("the server's disk is not ours to fill")
    await db.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA max_page_count = 1").scalar())
    with pytest.raises(StorageAway):
        for n in range(2000):
            await db.write(organisation.first_time, f"{n:0500}", now)
    await asyncio.sleep(0.6)
    with pytest.raises(StorageAway):
        await db.ping()
    await db.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA max_page_count = 100000").scalar())
    assert await db.write(organisation.first_time, "a", now)
    await db.ping()


async def test_lost_connections_are_said_and_recovered_from(db, postgres, now):
    if db.embedded:
        pytest.skip("a file has no connections to lose")
    await db.write(organisation.first_time, "a", now)
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with pytest.raises(StorageAway):
        await db.write(lambda tx: tx.conn.exec_driver_sql(end).all())
    with pytest.raises(StorageAway):
        await db.ping()
    async with asyncio.timeout(5):
        while True:
            try:
                assert await db.write(organisation.first_time, "b", now)
                break
            except StorageAway:
                await asyncio.sleep(0.1)
    await db.ping()
    assert await keys(db) == ["a", "b"]


async def test_no_server_is_said_soon(ring, tmp_path):
    db = Database.open(f"postgresql+psycopg://postgres@/none?host={tmp_path}", ring)
    async with asyncio.timeout(5):
        for _ in range(5):
            with pytest.raises(StorageAway):
                await db.write(lambda tx: None)
            with pytest.raises(StorageAway):
                await db.ping()
    await db.close()


async def test_a_second_server_on_one_file_is_refused(db, migrated_url, ring):
    db.lock_for_serving()
    db.lock_for_serving()
    other = Database.open(migrated_url, ring)
    if on_sqlite(migrated_url):
        with pytest.raises(AlreadyServed):
            other.lock_for_serving()
        assert await keys(other) == []
        await db.close()
    other.lock_for_serving()
    await other.close()


def test_the_file_is_for_its_owner_only(db, migrated_url):
    if on_sqlite(migrated_url):
        assert Path(make_url(migrated_url).database).stat().st_mode & 0o077 == 0
