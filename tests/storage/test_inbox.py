"""Every request is taken once, also when its repetitions arrive together."""

import asyncio
from datetime import timedelta

from storage import inbox


def take(tx, key, now):
    earlier = inbox.first(tx, key, "alice", now)
    if earlier is None:
        inbox.remember(tx, key, "alice", b"the answer")
    return earlier


async def test_a_repetition_gets_the_first_answer(db, now):
    assert await db.write(take, "slack:1", now) is None
    assert await db.write(take, "slack:1", now) == b"the answer"


async def test_a_request_without_an_answer_is_seen_too(db, now):
    await db.write(inbox.first, "slack:1", "alice", now)
    assert await db.write(inbox.first, "slack:1", "alice", now) == b""


async def test_of_repetitions_that_arrive_together_one_is_first(db, now):
    answers = await asyncio.gather(*(db.write(take, "slack:1", now) for _ in range(12)))
    assert sorted(answers, key=lambda answer: answer or b"") == [None, *[b"the answer"] * 11]


async def test_requests_are_forgotten_after_a_day(db, now):
    await db.write(take, "old", now - timedelta(hours=25))
    await db.write(take, "new", now)
    assert await db.write(inbox.forget_before, now - timedelta(hours=24)) == 1
    assert await db.write(take, "old", now) is None
    assert await db.write(take, "new", now) == b"the answer"
