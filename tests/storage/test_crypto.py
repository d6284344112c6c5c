"""What people wrote can be opened in its own place only, and no more once their key is gone."""

import asyncio
import time

import pytest

from storage.crypto import ORGANISATION, Erased, KeyRing, Tampered, UnknownMasterKey
from storage.database import Database

PLACE = ("delivery", "card", "row 1")


async def seal(db, person="alice", data=b"hello", place=PLACE):
    return await db.write(lambda tx: tx.box.seal(person, data, *place))


async def open_(db, sealed, person="alice", place=PLACE):
    return await db.read(lambda tx: tx.box.open(person, sealed, *place))


@pytest.mark.parametrize("person", ["alice", ORGANISATION])
async def test_what_is_sealed_opens_in_its_place(db, person):
    sealed = await seal(db, person)
    assert b"hello" not in sealed
    assert await open_(db, sealed, person) == b"hello"


async def test_the_same_words_are_sealed_differently_each_time(db):
    assert await seal(db) != await seal(db)


@pytest.mark.parametrize("place", [("x", "card", "row 1"), ("delivery", "x", "row 1"), ("delivery", "card", "row 2")])
async def test_moved_to_another_place_it_is_refused(db, place):
    with pytest.raises(Tampered):
        await open_(db, await seal(db), place=place)


async def test_another_persons_key_does_not_open_it(db):
    await seal(db, "bob")
    with pytest.raises(Tampered):
        await open_(db, await seal(db), "bob")


async def test_any_flipped_byte_is_noticed(db):
    sealed = await seal(db)
    for n in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[n] ^= 1
        with pytest.raises(Tampered):
            await open_(db, bytes(flipped))


@pytest.mark.parametrize("length", [0, 1, 5, 13, 20])
async def test_what_is_cut_short_is_noticed(db, length):
    sealed = await seal(db)
    with pytest.raises(Tampered):
        await open_(db, sealed[:length])


async def test_an_erased_person_cannot_be_read_nor_written(db):
    sealed = await seal(db)
    await db.write(lambda tx: tx.box.erase("alice"))
    with pytest.raises(Erased):
        await open_(db, sealed)
    with pytest.raises(Erased):
        await seal(db)


async def test_another_replica_stops_reading_within_a_minute(db, migrated_url, ring, monkeypatch):
    sealed = await seal(db)
    other = Database.open(migrated_url, ring)
    await other.write(lambda tx: tx.box.erase("alice"))
    await other.close()
    later = time.monotonic() + 61
    monkeypatch.setattr("storage.crypto.time.monotonic", lambda: later)
    with pytest.raises(Erased):
        await open_(db, sealed)


async def test_a_key_made_in_a_transaction_that_fails_is_not_kept(db):
    def fails(tx):
        tx.box.seal("alice", b"hello", *PLACE)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(fails)
    sealed = await seal(db)
    db.keys.drop("alice")
    assert await open_(db, sealed) == b"hello"


async def test_first_seals_that_meet_use_one_key(db):
    sealed = await asyncio.gather(*(seal(db, data=b"%d" % n) for n in range(8)))
    db.keys.drop("alice")
    assert [await open_(db, each) for each in sealed] == [b"%d" % n for n in range(8)]


async def test_keys_are_wrapped_anew_under_a_newer_secret(db, migrated_url, secret):
    sealed = await seal(db)
    both = Database.open(migrated_url, KeyRing("a newer secret of 32 characters or more", secret))
    assert await open_(both, sealed) == b"hello"
    assert await both.write(lambda tx: tx.box.rewrap()) == 1
    assert await both.write(lambda tx: tx.box.rewrap()) == 0
    await both.close()
    newer = Database.open(migrated_url, KeyRing("a newer secret of 32 characters or more"))
    assert await open_(newer, sealed) == b"hello"
    await newer.close()


async def test_another_secret_is_named_as_such(db, migrated_url):
    sealed = await seal(db)
    other = Database.open(migrated_url, KeyRing("quite another secret of 32 characters"))
    with pytest.raises(UnknownMasterKey):
        await open_(other, sealed)
    await other.close()


async def test_a_wrapped_key_moved_to_another_person_is_refused(db):
    sealed = await seal(db, "bob")
    await seal(db, "alice")
    swap = "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE person = 'alice') WHERE person = 'bob'"
    await db.write(lambda tx: tx.conn.exec_driver_sql(swap) and None)
    db.keys.drop("bob")
    with pytest.raises(Tampered):
        await open_(db, sealed, "bob")
