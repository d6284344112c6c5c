"""The page's messages: edited in place, said once, and no follower misses a change."""

import asyncio

import pytest

from storage import feed


async def put(db, now, message, delivery="d1", card=b"card", person="alice"):
    await db.write(feed.put, person, message, delivery, card, now)


async def test_messages_come_in_order_with_all_they_hold(db, now):
    await put(db, now, "m1")
    await db.write(feed.say, "alice", "k1", "做完了", now)
    assert await db.read(feed.latest, "alice") == [
        feed.Item(1, "m1", "d1", b"card", "", now),
        feed.Item(2, "k1", "", b"", "做完了", now),
    ]
    assert await db.read(feed.latest, "bob") == []


async def test_an_edited_message_keeps_its_place_and_gets_a_new_number(db, now):
    for message in ("m1", "m2"):
        await put(db, now, message)
    await put(db, now, "m1", "d2", b"edited")
    found = await db.read(feed.latest, "alice")
    assert [(item.message, item.seq, item.card) for item in found] == [("m1", 3, b"edited"), ("m2", 2, b"card")]
    assert [item.message for item in await db.read(feed.after, "alice", 2)] == ["m1"]


async def test_the_same_delivery_twice_is_once(db, now):
    await put(db, now, "m1")
    await put(db, now, "m1", card=b"again")
    assert [(item.seq, item.card) for item in await db.read(feed.latest, "alice")] == [(1, b"card")]


async def test_the_same_words_twice_are_once(db, now):
    for _ in range(2):
        await db.write(feed.say, "alice", "k1", "done", now)
    assert len(await db.read(feed.latest, "alice")) == 1


async def test_the_latest_are_the_last_ones(db, now):
    for n in range(5):
        await put(db, now, f"m{n}")
    assert [item.message for item in await db.read(feed.latest, "alice", 2)] == ["m3", "m4"]


async def test_numbers_have_no_gaps_when_many_write_together(db, now):
    await asyncio.gather(*(put(db, now, f"m{n}") for n in range(12)))
    assert [item.seq for item in await db.read(feed.after, "alice", 0)] == list(range(1, 13))


@pytest.mark.parametrize("column", ["card", "said"])
async def test_messages_are_sealed(db, now, column):
    await put(db, now, "m1", card=b"what alice wrote")
    await db.write(feed.say, "alice", "k1", "what alice wrote", now)
    read = f"SELECT {column} FROM feed WHERE {column} IS NOT NULL"
    assert b"alice" not in bytes(await db.read(lambda tx: tx.conn.exec_driver_sql(read).scalar()))
