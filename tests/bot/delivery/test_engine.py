"""What nobody settled goes to the durable engine, survives kills and is taken over."""

import asyncio
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.delivery import Delivery
from bot.engine import DurableEngine
from storage.crypto import KeyRing
from storage.database import Database
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, SECRET, Office, on_sqlite, real_now, until, user_of
from tests.bot.delivery.peer import Peer, nothing

PEOPLE = [f"p{n}" for n in range(40)]


async def test_what_was_not_sent_at_once_is_sent_by_the_engine(office, delivering, peer, registry):
    await office.employ(*PEOPLE)
    async with delivering(registry=registry):
        ids = await office.plan_all(PEOPLE, "a", "b", "c")
        assert set(await office.settled(*ids)) == {("sent", "")}
        await until(lambda: registry.get_sample_value("rapport_delivery_backlog") == 0)
    assert all(peer.names(user_of(name)) == ["a", "b", "c"] for name in PEOPLE)


@on_sqlite
async def test_what_is_kept_for_later_is_sent_then(office, delivering, peer):
    await office.employ("ann")
    async with delivering():
        (id_,) = await office.plan("ann", "prompt", not_before=real_now() + timedelta(seconds=0.6))
        await asyncio.sleep(0.4)
        assert peer.calls == []
        assert await office.settled(id_) == [("sent", "")]


@on_sqlite
async def test_a_message_that_fails_at_first_arrives_by_and_by(office, delivering, peer):
    async def fail(_outgoing):
        if len(peer.calls) < 4:
            raise OSError

    peer.before = fail
    await office.employ("ann")
    async with delivering(pace=QUICK) as delivery:
        ids = await office.plan("ann", "a", "b")
        delivery.deliver(("ann",), "ann")
        assert await office.settled(*ids) == [("sent", "")] * 2
    assert peer.names() == ["a", "b"]


async def test_the_engine_knows_ids_and_nothing_else(office, delivering, peer, db):
    await office.employ("ann")
    async with delivering():
        (id_,) = await office.plan("ann", "a")
        await office.settled(id_)
    schema = "" if db.embedded else "dbos."

    def look(tx):
        names = tx.conn.execute(text(f"SELECT workflow_uuid FROM {schema}workflow_status")).scalars().all()
        inputs = tx.conn.execute(text(f"SELECT inputs, serialization FROM {schema}workflow_status")).all()
        return names, [tuple(row) for row in inputs]

    names, inputs = await db.read(look)
    assert names == [id_]
    assert inputs[0][1] == "rapport_json" or inputs[0][0] is None


async def test_enqueueing_is_part_of_the_transaction(office, delivering, db):
    class Rolled(Exception):
        pass

    await office.employ("ann")
    async with delivering(pace=QUICK) as delivery:
        (id_,) = await office.plan("ann", "a", not_before=real_now() + timedelta(minutes=1))
        engine = delivery._engine

        def roll_back(tx):
            engine.enqueue(tx, ["x" * 32])
            raise Rolled

        with pytest.raises(Rolled):
            await db.write(roll_back)
        await db.write(engine.enqueue, [id_, id_])
        await db.write(engine.enqueue, [id_])
        schema = "" if db.embedded else "dbos."
        found = await db.read(
            lambda tx: tx.conn.execute(text(f"SELECT workflow_uuid FROM {schema}workflow_status")).scalars().all()
        )
        assert found == [id_]
        await engine.cancel([id_])
        assert await engine.forget(real_now() + timedelta(minutes=1)) == 1


@on_sqlite
async def test_what_is_only_late_stays_with_whom_it_is_carried_by(office, delivering, peer, db):
    async def slow(_outgoing):
        await asyncio.sleep(QUICK.late)

    peer.before = slow
    await office.employ("ann")
    async with delivering() as delivery:
        ids = await office.plan("ann", "a", "b", "c", "d")
        delivery.deliver(("ann",), "ann")
        assert await office.settled(*ids) == [("sent", "")] * 4
    handed = await db.read(lambda tx: tx.conn.execute(text("SELECT count(*) FROM workflow_status")).scalar_one())
    assert handed == 0


async def test_it_ends_within_a_second_and_leaves_nothing(office, delivering, peer):
    async def hang(_outgoing):
        await asyncio.Event().wait()

    await office.employ(*PEOPLE)
    async with delivering() as delivery:
        ids = await office.plan_all(PEOPLE[:10], "a")
        await office.settled(*ids)
        peer.before = hang
        for name in PEOPLE:
            await office.plan(name, "b")
        delivery.deliver(PEOPLE[:3], "")
        await until(lambda: peer.under_way >= 3)
        began = time.perf_counter()
        await delivery.stop()
        took = time.perf_counter() - began
        await delivery._engine.start(delivery._courier.carry)  # for the context to stop it again
    assert took < 1.5, took
    assert {task.get_name() for task in asyncio.all_tasks()} == {asyncio.current_task().get_name()}
    assert [each.name for each in threading.enumerate() if "dbos" in each.name or "queue-worker" in each.name] == []


async def test_after_a_stop_everything_goes_on(office, delivering, peer):
    async def hang(_outgoing):
        await asyncio.Event().wait()

    peer.before = hang
    await office.employ(*PEOPLE[:5])
    ids = await office.plan_all(PEOPLE[:5], "a", "b")
    async with delivering():
        await until(lambda: peer.under_way == 5)
    peer.before = nothing
    async with delivering():
        assert set(await office.settled(*ids)) == {("sent", "")}
    assert set(Counter(each.delivery for each in peer.arrived()).values()) == {1}


# --- processes that are killed ------------------------------------------------------------------------------------


def begin(url: str, peer: Peer, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.bot.delivery.replica", url, str(peer.file), name])


async def planned(url: str) -> tuple[Database, Office, list[str]]:
    database = Database.open(url, KeyRing(SECRET))
    office = Office(database)
    await office.employ(*PEOPLE)
    return database, office, await office.plan_all(PEOPLE, *"abcde")


def all_once_and_in_order(peer: Peer) -> None:
    assert Counter(Counter(each.delivery for each in peer.arrived()).values()) == {1: 200}
    assert all(peer.names(user_of(name)) == list("abcde") for name in PEOPLE)


@pytest.mark.kill
async def test_killed_in_the_middle_and_begun_again_each_arrives_once(migrated_url, peer):
    database, office, ids = await planned(migrated_url)
    for round_, at_least in enumerate((80, 200)):
        process = begin(migrated_url, peer, f"replica-{round_}")
        try:
            await until(lambda: len(peer.arrived()) >= at_least or process.poll() is not None)  # noqa: B023
            if at_least < 200:
                process.kill()
            process.wait(timeout=90)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0
    assert set(await office.statuses(*ids)) == {("sent", "")}
    all_once_and_in_order(peer)
    await database.close()


@pytest.mark.kill
@pytest.mark.postgres
async def test_another_replica_takes_over_from_one_that_was_killed(postgres_copy, peer):
    database, office, ids = await planned(postgres_copy)
    replicas = [begin(postgres_copy, peer, name) for name in ("one", "two")]
    try:
        await until(lambda: len(peer.arrived()) >= 60)
        replicas[0].kill()
        killed = time.monotonic()
        replicas[1].wait(timeout=30)
    finally:
        for process in replicas:
            process.kill()
            process.wait()
    assert replicas[1].returncode == 0
    assert time.monotonic() - killed < 30
    assert set(await office.statuses(*ids)) == {("sent", "")}
    all_once_and_in_order(peer)
    await database.close()


async def test_what_a_silent_replica_had_begun_is_resumed(office, db, delivering, peer, registry):
    """Its workflow is marked as begun by a process that is not there any more."""
    await office.employ("ann")
    dead = Delivery(db, {"slack": peer}, Clock(), CALENDARS, DurableEngine(db, "dead"), "dead", registry, QUICK, FREE)

    async def hang(_outgoing):
        await asyncio.Event().wait()

    peer.before = hang
    (id_,) = await office.plan("ann", "a")
    await dead.start()
    await until(lambda: peer.under_way == 1)
    await dead.stop()
    peer.before = nothing
    assert (await office.kept(id_)).status == "sending"
    async with delivering("alive"):
        assert await office.settled(id_) == [("sent", "")]
    assert peer.names() == ["a"]
