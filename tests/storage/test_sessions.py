"""Signing in: a link works once and not for long, a session ends, and the database holds no secret."""

import asyncio
from datetime import timedelta

import pytest

from storage import sessions


@pytest.fixture
async def link(db, now):
    return await db.write(sessions.make_link, "alice", now)


@pytest.fixture
async def cookie(db, now, link):
    return await db.write(sessions.consume, link, now)


async def test_a_link_signs_in(db, now, cookie):
    assert await db.read(sessions.find, cookie, now) == sessions.SignedIn("alice", stale=False)


async def test_looking_at_a_link_does_not_use_it_up(db, now, link):
    assert await db.read(sessions.peek, link, now) == "alice"
    assert await db.read(sessions.peek, link, now) == "alice"
    assert await db.write(sessions.consume, link, now)


async def test_a_link_works_once(db, now, link):
    secrets = await asyncio.gather(*(db.write(sessions.consume, link, now) for _ in range(5)))
    assert len([secret for secret in secrets if secret]) == 1
    assert await db.read(sessions.peek, link, now) is None


@pytest.mark.parametrize(("minutes", "good"), [(14.9, True), (15, False)])
async def test_a_link_lasts_15_minutes(db, now, link, minutes, good):
    later = now + timedelta(minutes=minutes)
    assert bool(await db.read(sessions.peek, link, later)) is good
    assert bool(await db.write(sessions.consume, link, later)) is good


@pytest.mark.parametrize("what", ["", "nothing", "' OR 1=1 --"])
async def test_what_is_no_secret_opens_nothing(db, now, cookie, what):
    assert await db.read(sessions.peek, what, now) is None
    assert await db.write(sessions.consume, what, now) is None
    assert await db.read(sessions.find, what, now) is None


async def test_a_link_is_no_session_and_a_session_no_link(db, now):
    link = await db.write(sessions.make_link, "alice", now)
    cookie = await db.write(sessions.begin, "alice", now)
    assert await db.read(sessions.find, link, now) is None
    assert await db.read(sessions.peek, cookie, now) is None


@pytest.mark.parametrize(("hours", "good"), [(11.9, True), (12, False)])
async def test_an_idle_session_ends_after_12_hours(db, now, cookie, hours, good):
    assert bool(await db.read(sessions.find, cookie, now + timedelta(hours=hours))) is good


async def test_a_session_in_use_lasts_7_days(db, now, cookie):
    at = now
    while at < now + timedelta(days=7):
        assert await db.read(sessions.find, cookie, at)
        await db.write(sessions.touch, cookie, at)
        at += timedelta(hours=11)
    assert await db.read(sessions.find, cookie, now + timedelta(days=7)) is None


async def test_a_session_says_when_its_use_is_to_be_noted(db, now, cookie):
    later = now + timedelta(minutes=6)
    assert (await db.read(sessions.find, cookie, later)).stale
    await db.write(sessions.touch, cookie, later)
    assert not (await db.read(sessions.find, cookie, later)).stale


async def test_signing_off_ends_one_session(db, now, cookie):
    other = await db.write(sessions.begin, "alice", now)
    await db.write(sessions.end, cookie)
    assert await db.read(sessions.find, cookie, now) is None
    assert await db.read(sessions.find, other, now)


async def test_who_leaves_is_signed_off_everywhere(db, now, cookie):
    link = await db.write(sessions.make_link, "alice", now)
    bob = await db.write(sessions.begin, "bob", now)
    await db.write(sessions.end_all, "alice")
    assert await db.read(sessions.find, cookie, now) is None
    assert await db.read(sessions.peek, link, now) is None
    assert await db.read(sessions.find, bob, now)


async def test_secrets_are_not_stored(db, now, link):
    cookie = await db.write(sessions.begin, "alice", now)
    stored = await db.read(
        lambda tx: [
            *tx.conn.exec_driver_sql("SELECT hash FROM session").scalars(),
            *tx.conn.exec_driver_sql("SELECT hash FROM sign_in_link").scalars(),
        ]
    )
    assert len(stored) == 2
    assert not {link, cookie} & set(stored)


async def test_what_is_over_is_forgotten(db, now, cookie):
    await db.write(sessions.make_link, "alice", now)
    await db.write(sessions.forget_ended, now)
    assert await db.read(sessions.find, cookie, now)
    await db.write(sessions.forget_ended, now + timedelta(hours=12))
    count = "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM sign_in_link)"
    assert await db.read(lambda tx: tx.conn.exec_driver_sql(count).scalar()) == 0
