"""The durable engine keeps its tables in our database: what a turn enqueues is committed with it, or not at all."""

import asyncio
import json

import pytest
from dbos import DBOS, DBOSClient, Serializer

from storage import organisation, schema
from storage.database import Database
from storage.engines import engine_for_workflows


class Json(Serializer):
    def serialize(self, data):
        return json.dumps(data)

    def deserialize(self, data):
        return json.loads(data)

    def name(self):
        return "json"


@pytest.fixture
async def delivered(database_url):
    done: asyncio.Queue[str] = asyncio.Queue()
    engine = engine_for_workflows(database_url)
    DBOS(
        config={
            "name": "rapport",
            "system_database_engine": engine,
            "serializer": Json(),
            "application_version": "1",
            "executor_id": "tests",
            "use_listen_notify": False,
            "log_level": "ERROR",
        }
    )

    @DBOS.workflow(name="deliver")
    async def deliver(id_):
        done.put_nowait(id_)

    schema.migrate(database_url)
    DBOS.launch()
    await asyncio.to_thread(lambda: DBOS.register_queue("deliveries", polling_interval_sec=0.05))
    yield done
    await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
    engine.dispose()


async def test_a_workflow_is_committed_with_the_turn_that_enqueues_it(delivered, database_url, ring, now):
    db = Database.open(database_url, ring)
    engine = engine_for_workflows(database_url)
    client = DBOSClient(system_database_engine=engine, serializer=Json(), application_name="rapport", lazy=True)

    def turn(tx, id_, fails=False):
        organisation.first_time(tx, id_, now)
        options = {"workflow_name": "deliver", "queue_name": "deliveries", "workflow_id": id_, "app_version": "1"}
        client.enqueue_in_transaction(tx.conn, options, id_)
        if fails:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(turn, "never", True)
    for id_ in ("first", "second", "second"):
        await db.write(turn, id_)
    async with asyncio.timeout(10):
        assert {await delivered.get(), await delivered.get()} == {"first", "second"}
    await asyncio.sleep(0.2)
    assert delivered.empty()
    assert schema.check(database_url)
    client.destroy()
    engine.dispose()
    await db.close()
