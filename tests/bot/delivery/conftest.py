"""Databases, a peer and a delivery that runs."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from bot.clock import Clock
from bot.courier import Courier
from bot.delivery import Delivery
from bot.engine import DurableEngine
from bot.meters import Meters
from storage.crypto import KeyRing
from storage.database import Database
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, SECRET, Office
from tests.bot.delivery.peer import Peer


@pytest.fixture
async def db(migrated_url: str) -> AsyncIterator[Database]:
    """An empty database, closed after the test."""
    database = Database.open(migrated_url, KeyRing(SECRET))
    yield database
    await database.close()


@pytest.fixture
def office(db: Database) -> Office:
    """The company."""
    return Office(db)


@pytest.fixture
def peer(tmp_path: Path) -> Peer:
    """The platform."""
    return Peer(tmp_path / "arrived")


@pytest.fixture
def registry() -> CollectorRegistry:
    """Where the meters hang."""
    return CollectorRegistry()


@pytest.fixture
async def courier(db: Database, peer: Peer, registry: CollectorRegistry) -> AsyncIterator[Courier]:
    """Only what is sent at once, without rounds and engine."""
    one = Courier(db, {peer.name: peer}, Clock(), CALENDARS, Meters(registry), QUICK, FREE)
    yield one
    await one.stop()


@pytest.fixture
def delivering(db: Database, peer: Peer) -> Callable[..., AbstractAsyncContextManager[Delivery]]:
    """All of delivery, for as long as the context lasts."""

    @asynccontextmanager
    async def run(replica: str = "", **given: object) -> AsyncIterator[Delivery]:
        name = replica or uuid.uuid4().hex
        given = {"pace": QUICK, "limits": FREE, "registry": CollectorRegistry(), **given}
        delivery = Delivery(db, {peer.name: peer}, Clock(), CALENDARS, DurableEngine(db, name), name, **given)  # type: ignore[arg-type]
        await delivery.start()
        try:
            yield delivery
        finally:
            async with asyncio.timeout(5):
                await delivery.stop()

    return run
