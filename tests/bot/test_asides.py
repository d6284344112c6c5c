"""Lines beside delivery: within the rate, or not at all; while the database is away as well."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.asides import Asides
from bot.clock import Clock
from bot.pace import LIMITS, Limit, Rate, chat_bucket, tenant_bucket
from handlers.platform import Identity
from storage import rates
from storage.crypto import KeyRing
from storage.database import Database, Transaction

ANN, BOB = Identity("teams", "T", "ann"), Identity("teams", "T", "bob")
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    """An empty database."""
    database = Database.open(sqlite_url, KeyRing("a secret of the tests, 32 characters and more"))
    yield database
    await database.close()


async def test_a_chat_is_full_before_its_neighbour(db: Database) -> None:
    asides = Asides(db, Clock(lambda: NOW), LIMITS)
    burst = LIMITS["teams"].chat.burst
    assert [await asides.may_say(ANN, 0.1) for _ in range(burst + 2)] == [True] * burst + [False] * 2
    assert await asides.may_say(BOB, 0.1)
    assert await asides.may_say(Identity("web", "", "ann"), 0.1), "the page has no rate"


async def test_the_tenant_has_a_rate_too(db: Database) -> None:
    limits = {"teams": Limit(tenant=Rate(0.1, burst=1), chat=Rate(10, burst=10))}
    asides = Asides(db, Clock(lambda: NOW), limits)  # type: ignore[arg-type]
    assert [await asides.may_say(each, 0.1) for each in (ANN, BOB)] == [True, False]


@pytest.mark.parametrize(
    "limit", [Limit(tenant=Rate(0.1, 1), chat=Rate(0.1, 2)), Limit(tenant=Rate(0.1, 2), chat=Rate(0.1, 1))]
)
async def test_a_line_that_finds_no_place_takes_none(db: Database, limit: Limit) -> None:
    """Where either the tenant or the chat is full, the other has the room that it had."""
    asides = Asides(db, Clock(lambda: NOW), {"teams": limit})
    assert [await asides.may_say(ANN, 0.1) for _ in range(4)] == [True, False, False, False]

    def left(tx: Transaction) -> list[float | None]:
        buckets = ((tenant_bucket(ANN), limit.tenant), (chat_bucket(ANN), limit.chat))
        return [rates.reserve_soon(tx, name, rate.per_second, rate.burst, NOW, 0.1) for name, rate in buckets]

    full, free = (None, 0.0)
    assert await db.write(left) == ([full, free] if limit.tenant.burst == 1 else [free, full])


async def test_retry_after_holds_lines_as_well(db: Database) -> None:
    now = NOW
    asides = Asides(db, Clock(lambda: now), LIMITS)
    await asides.hold(ANN, 30)
    assert not await asides.may_say(BOB, 3)
    now += timedelta(seconds=30)
    assert await asides.may_say(BOB, 3)


async def test_without_a_database_something_is_said_now_and_then(tmp_path: Path) -> None:
    now = NOW
    away = Database.open(f"sqlite:///{tmp_path / 'nowhere' / 'rapport.db'}", KeyRing("k" * 32))
    asides = Asides(away, Clock(lambda: now), LIMITS)
    assert [await asides.may_say(ANN, 0.1) for _ in range(3)] == [True, False, False]
    assert await asides.may_say(BOB, 0.1)
    await asides.hold(ANN, 30)
    now += timedelta(seconds=1 + 1 / LIMITS["teams"].chat.per_second)
    assert await asides.may_say(ANN, 0.1)
    await away.close()


async def test_a_line_is_said_once_whoever_asks(db: Database) -> None:
    one, other = (Asides(db, Clock(lambda: NOW), LIMITS) for _ in range(2))
    assert [await each.may_say(ANN, 0.1, "k1") for each in (one, other)] == [True, False]
    assert await other.may_say(ANN, 0.1, "k2")


async def test_a_line_that_found_no_place_may_be_said_later(db: Database) -> None:
    limits = {"teams": Limit(tenant=Rate(9, 9), chat=Rate(1, 1))}
    now = [NOW]
    asides = Asides(db, Clock(lambda: now[0]), limits)  # type: ignore[arg-type]
    assert [await asides.may_say(ANN, 0.1, key) for key in ("k1", "k2")] == [True, False]
    now[0] += timedelta(seconds=1)
    assert await asides.may_say(ANN, 0.1, "k2")


async def test_it_is_time_for_one_of_all_replicas_once_in_a_while(db: Database) -> None:
    now = [NOW]
    one, other = (Asides(db, Clock(lambda: now[0]), LIMITS) for _ in range(2))
    assert [await each.is_time("roll", 3600) for each in (one, other, one)] == [True, False, False]
    now[0] += timedelta(seconds=3599)
    assert not await other.is_time("roll", 3600)
    now[0] += timedelta(seconds=1)
    assert [await each.is_time("roll", 3600) for each in (other, one)] == [True, False]
