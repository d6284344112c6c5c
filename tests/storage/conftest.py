"""What the tests of storage lean on: a migrated, empty database of each kind, and a fixed moment."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage.crypto import KeyRing
from storage.database import Database
from storage.schema import migrate

SECRET = "a secret of the tests, 32 characters and more"


@pytest.fixture
def ring() -> KeyRing:
    """The master keys of the tests."""
    return KeyRing(SECRET)


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
