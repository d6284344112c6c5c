"""What the tests of storage lean on: a migrated, empty database of each kind, and a fixed moment."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

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


@pytest.fixture(scope="session")
def postgres_template(postgres) -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy: that is several times faster than migrating."""
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """SQLAlchemy URL of a migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_copy"))
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    migrate(url)
    return url


@pytest.fixture
async def db(migrated_url: str, ring: KeyRing) -> AsyncIterator[Database]:
    """An empty database of this release, closed after the test."""
    database = Database.open(migrated_url, ring)
    yield database
    await database.close()


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def tx(migrated_url: str, ring: KeyRing) -> Iterator[Transaction]:
    """One transaction on an empty database, rolled back after the test."""
    writing, reading = engines_for(migrated_url)
    with writing.connect() as conn, conn.begin() as begun:
        yield Transaction(conn, Box(conn, ring, KeyCache()))
        begun.rollback()
    writing.dispose()
    reading.dispose()
