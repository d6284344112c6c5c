"""What comes due is played once, in order, and survives whoever plays it."""

import asyncio
from datetime import timedelta

import pytest

from conversations.toolkit.events import Address
from storage import due
from storage.workers import Rank

WEEK = Address("weekly_checkin", "alice", "2026-W48")
RHYTHM = "weekly_checkin:alice:2026-W48"
MINUTE = timedelta(minutes=1)


async def remind(db, at, timer="remind", address=WEEK):
    await db.write(due.plan, due.wake_key(address, timer), address, timer, at)


async def claim(db, now, most=1):
    return await db.write(due.claim, now, now, most)


async def test_a_moment_comes_when_it_is_due_and_once(db, now):
    await remind(db, now)
    assert await claim(db, now - MINUTE) == []
    found = await claim(db, now)
    assert [(each.address, each.timer, each.at) for each in found] == [(WEEK, "remind", now)]
    assert await claim(db, now) == []


async def test_moments_come_in_order(db, now):
    for minutes in (3, 1, 2):
        await remind(db, now + minutes * MINUTE, f"t{minutes}")
    assert [each.timer for each in await claim(db, now + 3 * MINUTE, 2)] == ["t1", "t2"]
    assert [each.timer for each in await claim(db, now + 3 * MINUTE, 2)] == ["t3"]


async def test_the_same_timer_moves(db, now):
    await remind(db, now)
    await remind(db, now + MINUTE)
    assert await claim(db, now) == []
    assert len(await claim(db, now + MINUTE)) == 1


async def test_a_timer_comes_again_as_another_event(db, now):
    await remind(db, now)
    (first,) = await claim(db, now)
    await remind(db, now + MINUTE)
    (second,) = await claim(db, now + MINUTE)
    assert first.key == second.key
    assert first.event_key != second.event_key


async def test_a_timer_may_be_set_again_by_the_turn_that_it_wakes(db, now):
    await remind(db, now)

    def turn(tx):
        (found,) = due.claim(tx, now, now)
        due.plan(tx, found.key, found.address, found.timer, now + MINUTE)

    await db.write(turn)
    assert await db.read(due.next_at) == now + MINUTE


@pytest.mark.parametrize("settle", ["done", "missed"])
async def test_a_rhythm_that_is_over_never_comes_back(db, now, settle):
    await db.write(due.plan, RHYTHM, WEEK, "start", now, "weekly_checkin")
    await claim(db, now)
    if settle == "missed":
        await db.write(due.miss, RHYTHM, "outage")
    await db.write(due.plan, RHYTHM, WEEK, "start", now + MINUTE, "weekly_checkin")
    assert await db.read(due.next_at) is None


async def test_a_cancelled_rhythm_may_come_back(db, now):
    await db.write(due.plan, RHYTHM, WEEK, "start", now, "weekly_checkin")
    await db.write(due.cancel, RHYTHM)
    assert await db.read(due.next_at) is None
    await db.write(due.plan, RHYTHM, WEEK, "start", now + MINUTE, "weekly_checkin")
    assert await db.read(due.next_at) == now + MINUTE


async def test_cancelling_touches_only_what_is_meant(db, now):
    other = Address("weekly_checkin", "alice", "2026-W49")
    bob = Address("weekly_checkin", "bob", "2026-W48")
    for address in (WEEK, other, bob):
        await remind(db, now, address=address)
    await db.write(due.cancel_all, WEEK)
    await db.write(due.cancel, due.wake_key(other, "remind"))
    assert [each.address for each in await claim(db, now, 9)] == [bob]


async def test_a_turn_that_dies_leaves_the_moment_waiting(db, now):
    await remind(db, now)

    def dies(tx):
        due.claim(tx, now, now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(dies)
    assert len(await claim(db, now)) == 1


async def test_what_failed_is_tried_later_and_lets_others_pass(db, now):
    await remind(db, now, "poison")
    await remind(db, now + MINUTE, "sound")
    key = due.wake_key(WEEK, "poison")
    await db.write(due.retry, key, "KeyError", now + 5 * MINUTE)
    assert [each.timer for each in await claim(db, now + MINUTE, 9)] == ["sound"]
    (again,) = await claim(db, now + 5 * MINUTE, 9)
    assert (again.timer, again.tries) == ("poison", 1)


async def test_a_quarantined_moment_waits_for_its_release(db, now):
    await remind(db, now)
    key = due.wake_key(WEEK, "remind")
    await db.write(due.quarantine, key, "KeyError")
    assert await claim(db, now) == []
    assert await db.write(due.release, key)
    assert len(await claim(db, now)) == 1


async def test_only_what_was_set_aside_is_released(db, now):
    await remind(db, now)
    key = due.wake_key(WEEK, "remind")
    assert len(await claim(db, now)) == 1
    for other in (key, "nothing"):
        assert not await db.write(due.release, other)
    assert await claim(db, now) == [], "what is done is not done again"


async def test_many_tickers_play_each_moment_once(db, now):
    for n in range(30):
        await remind(db, now + n * timedelta(seconds=1), f"t{n:02}")

    async def ticker():
        played = []
        while found := await db.write(due.claim, now + MINUTE, now, 4, rank=Rank.BACKGROUND):
            played += [each.timer for each in found]
        return played

    played = await asyncio.gather(*(ticker() for _ in range(4)))
    assert sorted(timer for each in played for timer in each) == [f"t{n:02}" for n in range(30)]


async def test_what_is_overdue_is_counted(db, now):
    for n in range(3):
        await remind(db, now + n * MINUTE, f"t{n}")
    assert await db.read(due.overdue, now + MINUTE) == (2, now)
    assert await db.read(due.overdue, now - MINUTE) == (0, None)
