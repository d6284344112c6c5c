"""Running conversations keep their state, and no turn overwrites another."""

import pytest

from conversations.toolkit.events import Address
from storage import running
from storage.database import VersionConflict

WEEK = Address("weekly_checkin", "alice", "2026-W48")


async def test_a_conversation_that_never_began_is_none(db):
    assert await db.read(running.load, WEEK) is None


async def test_what_was_saved_is_loaded(db, now):
    assert await db.write(running.save, WEEK, b'{"stage": "asked"}', now) == 1
    found = await db.read(running.load, WEEK)
    assert found == running.Stored(WEEK, b'{"stage": "asked"}', 1, closed=False)


async def test_saving_counts_versions(db, now):
    await db.write(running.save, WEEK, b"1", now)
    assert await db.write(lambda tx: running.save(tx, WEEK, b"2", now, version=1, closed=True)) == 2
    found = await db.read(running.load, WEEK)
    assert (found.state, found.version, found.closed) == (b"2", 2, True)


@pytest.mark.parametrize("version", [0, 2])
async def test_a_save_on_another_version_is_refused(db, now, version):
    await db.write(running.save, WEEK, b"1", now)
    with pytest.raises(VersionConflict):
        await db.write(lambda tx: running.save(tx, WEEK, b"2", now, version=version))
    assert (await db.read(running.load, WEEK)).state == b"1"


async def test_states_are_sealed(db, now):
    await db.write(running.save, WEEK, b"what alice wrote", now)
    stored = await db.read(lambda tx: tx.conn.exec_driver_sql("SELECT state FROM running").scalar())
    assert b"alice" not in bytes(stored)
