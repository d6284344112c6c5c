"""The ledger: a slot holds one message, and the newest card that asks is the one that listens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.toolkit.events import Address
from conversations.toolkit.reader import Brought
from storage import bringing, deliveries, running, sending
from storage.deliveries import Chat, Letter
from storage.listening import what_listens
from storage.tables.delivery import DeliveryStatus

WEEK = Address("weekly_checkin", "alice", "2026-W48")
PAGE = Chat("web", "", "alice")


@pytest.fixture
def letter(now):
    return Letter(
        key="event:0", address=WEEK, recipient="alice", slot="main", name="invitation",
        card=b'{"name": "invitation"}', at=now, asks="plans", about=("e1", "e2"), prompt=True,
    )  # fmt: skip


async def plan(db, letter, now, **changes):
    return await db.write(deliveries.plan, replace(letter, **changes), now)


async def send(db, id_, now, message="m1"):
    claim = await db.write(sending.claim, id_, PAGE, now)
    await db.write(sending.sent, id_, message, now)
    return claim


async def test_a_planned_message_is_pending_with_all_it_needs(db, letter, now):
    kept = await db.read(deliveries.get, await plan(db, letter, now))
    assert (kept.address, kept.recipient, kept.slot, kept.name) == (WEEK, "alice", "main", "invitation")
    assert (kept.asks, kept.about, kept.prompt, kept.urgent) == ("plans", ("e1", "e2"), True, False)
    assert (kept.status, kept.standing, kept.tries, kept.at) == (DeliveryStatus.PENDING, True, 0, now)
    assert await db.read(deliveries.card_of, kept) == b'{"name": "invitation"}'


async def test_ids_cannot_be_guessed(db, letter, now):
    ids = {await plan(db, letter, now, key=f"event:{n}") for n in range(20)}
    assert {len(id_) for id_ in ids} == {32}
    assert len({id_[:4] for id_ in ids}) > 15


async def test_an_unknown_id_is_none(db):
    assert await db.read(deliveries.get, "nothing") is None


async def test_cards_are_sealed(db, letter, now):
    await plan(db, letter, now, card=b"what alice wrote")
    stored = await db.read(lambda tx: tx.conn.exec_driver_sql("SELECT card FROM delivery").scalar())
    assert b"alice" not in bytes(stored)


async def test_the_same_key_again_is_the_same_delivery(db, letter, now):
    first = await plan(db, letter, now)
    newer = await plan(db, letter, now, key="event:1")
    assert await plan(db, letter, now) == first
    assert (await db.read(deliveries.standing_in, WEEK, "alice", "main")).id == newer


async def test_an_unsent_message_is_superseded(db, letter, now):
    first = await plan(db, letter, now)
    second = await plan(db, letter, now, key="event:1")
    old = await db.read(deliveries.get, first)
    assert (old.status, old.standing) == (DeliveryStatus.SUPERSEDED, False)
    assert (await send(db, second, now)).edits == ""


async def test_a_sent_message_is_edited(db, letter, now):
    await send(db, await plan(db, letter, now), now, "m1")
    claim = await send(db, await plan(db, letter, now, key="event:1"), now, "m1")
    assert claim.edits == "m1"
    old = await db.read(deliveries.standing_in, WEEK, "alice", "main")
    assert old.key == "event:1"


async def test_what_replaces_an_unsent_edit_edits_the_message_that_stands(db, letter, now):
    await send(db, await plan(db, letter, now), now, "m1")
    await plan(db, letter, now, key="event:1")
    assert (await send(db, await plan(db, letter, now, key="event:2"), now)).edits == "m1"


async def test_what_is_planned_during_the_sending_edits_it_afterwards(db, letter, now):
    first = await plan(db, letter, now)
    await db.write(sending.claim, first, PAGE, now)
    second = await plan(db, letter, now, key="event:1")
    await db.write(sending.sent, first, "m1", now)
    assert (await send(db, second, now)).edits == "m1"


@pytest.mark.parametrize(
    "other",
    [
        {"slot": "receipt"},
        {"recipient": "bob"},
        {"address": replace(WEEK, key="2026-W49")},
        {"address": replace(WEEK, conversation="blocker")},
        {"address": replace(WEEK, owner="bob")},
    ],
)
async def test_another_slot_is_another_message(db, letter, now, other):
    first = await plan(db, letter, now)
    await plan(db, letter, now, key="event:1", **other)
    kept = await db.read(deliveries.get, first)
    assert (kept.status, kept.standing) == (DeliveryStatus.PENDING, True)


async def test_a_message_on_another_platform_is_not_edited(db, letter, now):
    await send(db, await plan(db, letter, now), now)
    id_ = await plan(db, letter, now, key="event:1")
    claim = await db.write(sending.claim, id_, Chat("slack", "T1", "U1"), now)
    assert claim.edits == ""


@pytest.fixture
async def begun(db, now):
    await db.write(running.save, WEEK, b"{}", now)


async def listening(db, person="alice"):
    found = await db.read(what_listens, person)
    return found and (found.name, found.asks)


@pytest.mark.usefixtures("begun")
class TestListening:
    async def test_nothing_listens_at_first(self, db):
        assert await listening(db) is None

    async def test_a_card_that_asks_listens(self, db, letter, now):
        await plan(db, letter, now)
        assert await listening(db) == ("invitation", "plans")
        assert await listening(db, "bob") is None

    async def test_the_newest_listens(self, db, letter, now):
        await plan(db, letter, now)
        await plan(db, letter, now, key="event:1", slot="other", asks="energy")
        assert await listening(db) == ("invitation", "energy")

    async def test_a_card_that_asks_nothing_lets_the_one_before_listen(self, db, letter, now):
        await plan(db, letter, now)
        await plan(db, letter, now, key="event:1", slot="receipt", asks="")
        assert await listening(db) == ("invitation", "plans")

    async def test_what_takes_the_slot_ends_it(self, db, letter, now):
        await send(db, await plan(db, letter, now), now)
        await plan(db, letter, now, key="event:1", asks="")
        assert await listening(db) is None

    async def test_closing_the_conversation_ends_it(self, db, letter, now):
        await plan(db, letter, now)
        await db.write(lambda tx: running.save(tx, WEEK, b"{}", now, version=1, closed=True))
        assert await listening(db) is None

    async def test_what_waits_for_the_morning_was_not_seen(self, db, letter, now):
        await plan(db, letter, now, not_before=now + timedelta(hours=12))
        assert await listening(db) is None

    async def test_what_failed_was_not_seen(self, db, letter, now):
        await db.write(sending.failed, await plan(db, letter, now), "blocked")
        assert await listening(db) is None


async def test_an_opened_form_names_its_conversation(db, now):
    id_ = await db.write(deliveries.open_form, "event:form", WEEK, "alice", "checkin", now, now)
    kept = await db.read(deliveries.get, id_)
    assert (kept.kind, kept.name, kept.address, kept.recipient) == ("form", "checkin", WEEK, "alice")
    assert await db.read(deliveries.card_of, kept) == b""
    assert await db.write(deliveries.open_form, "event:form", WEEK, "alice", "checkin", now, now) == id_
    assert await db.read(sending.next_for, "alice", now) is None


async def test_the_latest_message_of_a_conversation(db, letter, now):
    assert await db.read(deliveries.latest_of, "alice", "weekly_checkin", "alice") is None
    await plan(db, letter, now)
    await plan(db, letter, now, key="event:1", slot="other", name="recap")
    assert (await db.read(deliveries.latest_of, "alice", "weekly_checkin", "alice")).name == "recap"


async def test_what_the_bot_brought_of_itself_is_what_arrived(db, letter, now):
    asked = ("alice", "invitation", "weekly_checkin", ["2026-W48", "2026-W47"])
    id_ = await plan(db, letter, now)
    assert await db.read(bringing.brought, *asked) == [], "it has not arrived yet"
    await send(db, id_, now)
    await send(db, await plan(db, letter, now, key="event:1", prompt=False, about=("e3",)), now)
    await send(db, await plan(db, letter, now, key="event:2", slot="other", name="reminder"), now)
    assert await db.read(bringing.brought, *asked) == [Brought("2026-W48", now, ("e1", "e2"))]
