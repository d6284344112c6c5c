"""However many ask, the platform's rate is kept."""

import asyncio
from datetime import timedelta

import pytest

from storage import rates


async def reserve(db, now, per_second=2.0, burst=3, bucket="slack:T1"):
    return await db.write(rates.reserve, bucket, per_second, burst, now)


async def test_a_burst_goes_at_once_and_the_rest_in_step(db, now):
    waits = [await reserve(db, now) for _ in range(6)]
    assert waits == pytest.approx([0, 0, 0, 0.5, 1.0, 1.5], abs=1e-3)


async def test_rest_gives_the_burst_back(db, now):
    for _ in range(4):
        await reserve(db, now)
    later = now + timedelta(seconds=10)
    assert [await reserve(db, later) for _ in range(4)] == pytest.approx([0, 0, 0, 0.5], abs=1e-3)


async def test_buckets_are_apart(db, now):
    await reserve(db, now, burst=1)
    assert await reserve(db, now, burst=1) == pytest.approx(0.5, abs=1e-3)
    assert await reserve(db, now, burst=1, bucket="slack:T2") == 0


async def test_a_clock_that_steps_back_does_not_let_more_go(db, now):
    await reserve(db, now, burst=1)
    assert await reserve(db, now - timedelta(seconds=1), burst=1) == pytest.approx(1.5, abs=1e-3)


@pytest.mark.parametrize("used", [0, 1, 4])
async def test_retry_after_holds_everything_and_then_the_step_is_kept(db, now, used):
    for _ in range(used):
        await reserve(db, now)
    await db.write(rates.hold, "slack:T1", now + timedelta(seconds=30))
    waits = [await reserve(db, now) for _ in range(5)]
    assert min(waits) == pytest.approx(30, abs=1e-3)
    starts = sorted(waits)
    assert all(starts[n + 3] - starts[n] >= 0.5 - 1e-3 for n in range(2))


async def test_a_shorter_hold_does_not_end_a_longer_one(db, now):
    await db.write(rates.hold, "slack:T1", now + timedelta(seconds=30))
    await db.write(rates.hold, "slack:T1", now + timedelta(seconds=5))
    assert await reserve(db, now) == pytest.approx(30, abs=1e-3)


async def test_those_who_ask_together_get_different_places(db, now):
    waits = await asyncio.gather(*(reserve(db, now, burst=1) for _ in range(10)))
    assert sorted(waits) == pytest.approx([0.5 * n for n in range(10)], abs=1e-3)


async def test_what_must_go_soon_or_not_at_all_is_only_counted_if_it_goes(db, now):
    async def soon(within, at=now):
        return await db.write(rates.reserve_soon, "slack:T1", 2.0, 3, at, within)

    assert [await soon(0.6) for _ in range(4)] == pytest.approx([0, 0, 0, 0.5], abs=1e-3)
    assert [await soon(0.6) for _ in range(9)] == [None] * 9
    assert await reserve(db, now) == pytest.approx(1.0, abs=1e-3)
    assert await soon(0.6, now + timedelta(seconds=1)) == pytest.approx(0.5, abs=1e-3)
    await db.write(rates.hold, "slack:T1", now + timedelta(seconds=60))
    assert await soon(0.6, now + timedelta(seconds=30)) is None
    assert await soon(0.6, now + timedelta(seconds=60)) == 0
