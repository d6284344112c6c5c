"""What was set aside is listed in words and released by name: due moments and messages."""

from datetime import UTC, datetime

from bot import quarantine
from conversations.toolkit.events import Address
from storage import due
from tests.bot.delivery.house import on_sqlite, user_of
from tests.words import the_catalogue

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def told(db):
    """The lines of `rapport quarantine`."""
    words = the_catalogue()
    return [words.text(line, "en") for line in await db.read(quarantine.listed)]


async def test_a_message_that_the_engine_gave_up_is_listed_and_once_released_arrives(office, delivering, peer, db):
    broken = True

    async def choke(_outgoing):
        if broken:
            raise ValueError("a secret answer")

    peer.before = choke
    await office.employ("ann")
    (id_,) = await office.plan("ann", "hello")
    async with delivering():
        assert await office.settled(id_) == [("failed", "poison")]
        key = (await office.kept(id_)).key
        (line,) = await told(db)
        assert line.startswith(f"{key}  is a message to ann from 20")
        broken = False
        assert await db.write(quarantine.release, key)
        assert await told(db) == []
        assert await office.settled(id_) == [("sent", "")], "though the engine was done with it"
    assert peer.names(user_of("ann")) == ["hello"]
    assert not await db.write(quarantine.release, key), "it is not set aside any more"


@on_sqlite
async def test_a_moment_is_listed_beside_them(office, db):
    await office.employ("ann")
    address = Address("weekly_checkin", "ann", "2026-W48")
    key = due.wake_key(address, "remind")
    await db.write(due.plan, key, address, "remind", AT)
    await db.write(due.quarantine, key, "KeyError")
    assert await told(db) == [f"{key}  was due on 2026-11-23 09:00 UTC for ann"]
    assert await db.write(quarantine.release, key)
    assert await told(db) == []


@on_sqlite
async def test_a_message_that_a_newer_one_replaced_is_over(office, courier, peer, db):
    async def choke(outgoing):
        if outgoing.card.name == "old":
            raise ValueError

    peer.before = choke
    await office.employ("ann")
    (old,) = await office.plan("ann", "old", slot="main")
    courier.deliver_now(("ann",))
    assert await office.settled(old) == [("failed", "poison")]
    await office.plan("ann", "new", slot="main")
    assert await told(db) == []
    assert not await db.write(quarantine.release, (await office.kept(old)).key)
