"""One organisation, a clock that never goes back, replicas, and what happens a single time."""

import asyncio
from datetime import timedelta

from storage import organisation
from storage.organisation import House

HOUR = timedelta(hours=1)


async def test_a_database_is_founded_once(db, now):
    assert await db.read(organisation.get) is None
    assert await db.write(lambda tx: organisation.found(tx, "Lantern", now, demo=True))
    assert not await db.write(lambda tx: organisation.found(tx, "Other", now, demo=False))
    assert await db.read(organisation.get) == House("Lantern", demo=True, ahead=timedelta(), begun_at=now)


async def test_the_clock_moves_forward_only(db, now):
    await db.write(lambda tx: organisation.found(tx, "Lantern", now, demo=True))
    assert await db.write(organisation.advance_clock, 2 * HOUR)
    assert not await db.write(organisation.advance_clock, HOUR)
    assert not await db.write(organisation.advance_clock, 2 * HOUR)
    assert (await db.read(organisation.get)).ahead == 2 * HOUR


async def test_a_real_company_has_real_time(db, now):
    await db.write(lambda tx: organisation.found(tx, "Real", now, demo=False))
    assert not await db.write(organisation.advance_clock, HOUR)
    assert (await db.read(organisation.get)).ahead == timedelta()


async def test_the_first_time_is_only_once(db, now):
    answers = await asyncio.gather(*(db.write(organisation.first_time, "calendar:CN:2027", now) for _ in range(6)))
    assert sorted(answers) == [False] * 5 + [True]
    assert await db.write(organisation.first_time, "calendar:CN:2028", now)


async def test_a_silent_replica_is_taken_over_by_one(db, now):
    for replica, at in (("silent", now), ("alive", now + HOUR), ("gone", now)):
        await db.write(organisation.beat, replica, at)
    await db.write(organisation.leave, "gone")
    taken = await asyncio.gather(*(db.write(organisation.take_over, now + HOUR) for _ in range(4)))
    assert [replica for each in taken for replica in each] == ["silent"]


async def test_a_replica_that_is_heard_of_is_left_alone(db, now):
    await db.write(organisation.beat, "one", now)
    await db.write(organisation.beat, "one", now + HOUR)
    assert await db.write(organisation.take_over, now + HOUR) == []


async def test_each_new_content_gets_the_next_number_and_none_comes_twice(db, now):
    numbers = [await db.write(organisation.numbered, "package", each, now) for each in "aabbacc"]
    assert numbers == [1, 1, 2, 2, 3, 4, 4]
    assert [await db.write(organisation.numbered, "package", str(n), now) for n in range(7)] == list(range(5, 12))
    assert await db.write(organisation.numbered, "other", "a", now) == 1
