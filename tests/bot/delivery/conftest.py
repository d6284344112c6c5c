"""Databases, a peer and a delivery that runs."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
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
from storage.schema import migrate
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, SECRET, Office
from tests.bot.delivery.peer import Peer


@pytest.fixture(scope="session")
def postgres_template(postgres) -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy."""
    template = postgres.create()
    migrate(template.render_as_string(hide_password=False))
    yield template.database
    postgres.drop(template)


@pytest.fixture
def postgres_copy(postgres, postgres_template: str) -> Iterator[str]:
    """SQLAlchemy URL of a migrated, empty PostgreSQL database."""
    copy = postgres.create(postgres_template)
    yield copy.render_as_string(hide_password=False)
    postgres.drop(copy)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """SQLAlchemy URL of a migrated, empty SQLite database."""
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    migrate(url)
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """SQLAlchemy URL of a migrated, empty database: once on SQLite, once on PostgreSQL."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_copy"))


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
