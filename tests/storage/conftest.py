"""What the tests of storage lean on: a migrated, empty database of each kind, and a fixed moment."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from conversations.rules.roster import Person
from storage import roster
from storage.crypto import Box, KeyCache, KeyRing
from storage.database import Database, Transaction
from storage.engines import engine_to_migrate, engines_for
from storage.schema import metadata, migrate


@pytest.fixture
def secret() -> str:
    """What the tests' master key is derived from."""
    return "a secret of the tests, 32 characters and more"


@pytest.fixture
def ring(secret: str) -> KeyRing:
    """The master keys of the tests."""
    return KeyRing(secret)


@pytest.fixture(scope="session")
def postgres_migrated(postgres) -> Iterator[str]:
    """SQLAlchemy URL of a migrated PostgreSQL database that the tests share, one after the other."""
    database = postgres.create()
    url = database.render_as_string(hide_password=False)
    migrate(url)
    yield url
    postgres.drop(database)


@pytest.fixture
def postgres_emptied(postgres_migrated: str) -> Iterator[str]:
    """The shared database, emptied after the test: ten times faster than a new one for each."""
    yield postgres_migrated
    engine = engine_to_migrate(postgres_migrated)
    with engine.begin() as conn:
        # As a replica, so that the triggers of append-only tables let it pass.
        conn.execute(text("SET LOCAL session_replication_role = replica"))
        conn.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """SQLAlchemy URL of a migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_emptied"))


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


def a_person(id_: str, **given: object) -> Person:
    """Somebody of the tests' company."""
    return replace(Person(id_, id_.title(), f"{id_}@example.com", "sales"), **given)  # type: ignore[arg-type]


@pytest.fixture
def company(tx: Transaction, now: datetime) -> Transaction:
    """Rosa leads Wei and Tom; Hana is HR; Rosa reports to Olga."""
    for person in (
        a_person("olga"),
        a_person("rosa", manager="olga", email="Rosa@Example.com"),
        a_person("wei", manager="rosa", name="陈伟", language="zh-CN", zone="Asia/Shanghai"),
        a_person("tom", manager="rosa", working_days=frozenset({0, 1, 2}), weekly_hours=24.0),
        a_person("hana", manager="olga", roles=frozenset({"hr", "admin"})),
    ):
        roster.insert_person(tx, person, now)
    return tx
