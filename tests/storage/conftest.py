"""What the tests of storage lean on: a migrated, empty database of each kind, and a fixed moment."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from storage.crypto import Box, KeyCache, KeyRing
from storage.database import Database, Transaction
from storage.engines import engines_for
from storage.schema import migrate


@pytest.fixture
def secret() -> str:
    """What the tests' master key is derived from."""
    return "a secret of the tests, 32 characters and more"


@pytest.fixture
def ring(secret: str) -> KeyRing:
    """The master keys of the tests."""
    return KeyRing(secret)


@pytest.fixture
async def db(database_url: str, ring: KeyRing) -> AsyncIterator[Database]:
    """An empty database of this release, closed after the test."""
    migrate(database_url)
    database = Database.open(database_url, ring)
    yield database
    await database.close()


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def tx(database_url: str, ring: KeyRing) -> Iterator[Transaction]:
    """One transaction on an empty database of this release, rolled back after the test."""
    migrate(database_url)
    writing, reading = engines_for(database_url)
    with writing.connect() as conn, conn.begin() as begun:
        yield Transaction(conn, Box(conn, ring, KeyCache()))
        begun.rollback()
    writing.dispose()
    reading.dispose()
