"""The durable engine: remembers which deliveries somebody must stay with until they are settled, across crashes.

It is DBOS behind a port. It knows ids of deliveries and nothing else: the ledger is the truth, and whatever the engine
forgets is found there again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Protocol, cast

from dbos import DBOS, DBOSClient, DBOSConfig, Serializer
from sqlalchemy import QueuePool

from storage.database import Database, Transaction
from storage.engines import engine_for_workflows

APPLICATION, RELEASE = "rapport", "1"
"""The release is pinned, so that one version of the bot goes on with what another began: all it is told are ids."""

QUEUE, WORKFLOW = "deliveries", "deliver"
AT_A_TIME = 100
"""Deliveries that one replica stays with; most of them wait."""

_FORGOTTEN_AT_A_TIME = 1000
_A_MOMENT, _WAITS = 0.02, 25
_OVER = ["SUCCESS", "ERROR", "CANCELLED"]


class Engine(Protocol):
    """What delivery needs of a durable engine."""

    async def start(self, run: Callable[[str], Awaitable[None]]) -> None:
        """Begin to run what is enqueued: `run(delivery)` returns when the delivery is settled."""

    def enqueue(self, tx: Transaction, ids: Sequence[str]) -> None:
        """Have somebody stay with these deliveries once this transaction is committed; twice changes nothing."""

    async def cancel(self, ids: Sequence[str]) -> None:
        """Let nobody stay with these deliveries any longer."""

    async def take_over(self, living: Collection[str]) -> int:
        """Go on with what replicas that are not among the living had begun; gives how many."""

    async def forget(self, before: datetime) -> int:
        """Forget what was over before an instant; gives how many."""

    async def stop(self) -> None:
        """End; what was begun goes on elsewhere, or here after the next start."""


class DurableEngine:
    """DBOS in this database: in the same file on SQLite, in a schema of its own on PostgreSQL.

    DBOS has one instance per process, so there can be one of these.
    """

    def __init__(self, database: Database, replica: str) -> None:
        """`replica` is this process's own name."""
        self._url = database.writing.url.render_as_string(hide_password=False)
        self._replica = replica
        self._running: set[asyncio.Task[Any]] = set()

    async def start(self, run: Callable[[str], Awaitable[None]]) -> None:
        """Begin to run what is enqueued. DBOS makes and migrates its own tables here."""
        _silence()
        self._connections = engine_for_workflows(self._url)
        serializer = _Json()
        DBOS(config=self._config(serializer))
        DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)(self._workflow(run))
        DBOS.launch()  # inside the running loop: the workflows run in it
        await DBOS.register_queue_async(
            QUEUE, worker_concurrency=AT_A_TIME, polling_interval_sec=0.5, on_conflict="always_update"
        )
        self._client = DBOSClient(
            system_database_engine=self._connections, serializer=serializer, application_name=APPLICATION, lazy=True
        )

    def enqueue(self, tx: Transaction, ids: Sequence[str]) -> None:
        """Write one workflow for each delivery, named after it, in this transaction."""
        for id_ in ids:
            self._client.enqueue_in_transaction(
                tx.conn,
                {"workflow_name": WORKFLOW, "queue_name": QUEUE, "workflow_id": id_, "app_version": RELEASE},
                id_,
            )

    async def cancel(self, ids: Sequence[str]) -> None:
        """Let nobody stay with these deliveries any longer."""
        await DBOS.cancel_workflows_async(list(ids))

    async def take_over(self, living: Collection[str]) -> int:
        """Resume what runs on replicas that are not among the living: DBOS alone would wait for their return."""
        begun = await DBOS.list_workflows_async(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
        orphans = [each.workflow_id for each in begun if each.executor_id not in living]
        if orphans:
            await DBOS.resume_workflows_async(orphans, queue_name=QUEUE)
        return len(orphans)

    async def forget(self, before: datetime) -> int:
        """Delete the workflows that were over before an instant, at most a thousand at a time."""
        over = await DBOS.list_workflows_async(
            status=_OVER,
            completed_before=before.isoformat(),
            limit=_FORGOTTEN_AT_A_TIME,
            load_input=False,
            load_output=False,
        )
        if over:
            await DBOS.delete_workflows_async([each.workflow_id for each in over])
        return len(over)

    async def stop(self) -> None:
        """End. A workflow that is cut off stays begun in the tables."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        # DBOS made its own threads the loop's; they end with it, and the loop outlives both.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="rapport"))
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
        self._client.destroy()
        await self._come_back()
        self._connections.dispose()

    async def _come_back(self) -> None:
        """Wait a moment for connections that a thread of DBOS still holds: what is lent out is not closed with the
        rest.
        """
        pool = cast(QueuePool, self._connections.pool)
        for _ in range(_WAITS):
            if not pool.checkedout():
                return
            await asyncio.sleep(_A_MOMENT)

    def _config(self, serializer: Serializer) -> DBOSConfig:
        return DBOSConfig(
            name=APPLICATION,
            application_version=RELEASE,
            executor_id=self._replica,
            system_database_engine=self._connections,
            serializer=serializer,
            use_listen_notify=False,
            notification_listener_polling_interval_sec=0.2,
            max_executor_threads=8,
            enable_otlp=False,
            log_level="ERROR",
        )

    def _workflow(self, run: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[None]]:
        async def deliver(delivery: str) -> None:
            task = cast("asyncio.Task[Any]", asyncio.current_task())  # asyncio runs every workflow in one
            self._running.add(task)
            try:
                await run(delivery)
            finally:
                self._running.discard(task)

        return deliver


class _Json(Serializer):
    """Ids in, nothing out: never pickle. An exception is kept by the name of its kind."""

    def serialize(self, data: Any) -> str:
        """The value as JSON."""
        return json.dumps(data, default=lambda other: type(other).__name__)

    def deserialize(self, serialized_data: str) -> Any:
        """The value again."""
        return json.loads(serialized_data)

    def name(self) -> str:
        """How DBOS marks what was written so."""
        return "rapport_json"


def _silence() -> None:
    """DBOS brings its own handler to the console unless its logger has one; ours take what is an error."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
