"""Deliveries are claimed by one, in order for each recipient, and nothing is forgotten."""

import asyncio
from datetime import timedelta

import pytest

from conversations.toolkit.events import Address
from storage import deliveries, sending
from storage.deliveries import Chat, Letter
from storage.tables.delivery import DeliveryStatus

PAGE = Chat("web", "", "alice")
SECOND = timedelta(seconds=1)


@pytest.fixture
def planned(db, now):
    async def plan(*names, recipient="alice", not_before=None):
        for name in names:
            address = Address("weekly_checkin", "alice", name)
            letter = Letter(
                key=f"{name}:{recipient}", address=address, recipient=recipient, slot="main", name=name,
                card=b"{}", at=now, not_before=not_before,
            )  # fmt: skip
            ids[name] = await db.write(deliveries.plan, letter, now)
        return ids

    ids: dict[str, str] = {}
    return plan


async def next_name(db, now, recipient="alice"):
    found = await db.read(sending.next_for, recipient, now)
    return found and found.name


async def test_deliveries_go_in_order(db, now, planned):
    ids = await planned("first", "second")
    assert await next_name(db, now) == "first"
    await db.write(sending.claim, ids["first"], PAGE, now)
    assert await next_name(db, now) is None
    await db.write(sending.sent, ids["first"], "m", now)
    assert await next_name(db, now) == "second"
    await db.write(sending.failed, ids["second"], "blocked")
    assert await next_name(db, now) is None


async def test_recipients_do_not_wait_for_each_other(db, now, planned):
    ids = await planned("first")
    await planned("second", recipient="bob")
    await db.write(sending.claim, ids["first"], PAGE, now)
    assert await next_name(db, now, "bob") == "second"


async def test_quiet_hours_let_others_pass(db, now, planned):
    await planned("prompt", not_before=now + SECOND)
    await planned("reply")
    assert await next_name(db, now) == "reply"
    assert await next_name(db, now + SECOND) == "prompt"


async def test_what_is_to_be_tried_again_keeps_its_place(db, now, planned):
    ids = await planned("first", "second")
    await db.write(sending.claim, ids["first"], PAGE, now)
    await db.write(sending.later, ids["first"], now + SECOND, "ratelimited")
    assert await next_name(db, now) is None
    assert await next_name(db, now + SECOND) == "first"


async def test_many_that_are_kept_for_later_let_others_pass(db, now, planned):
    await planned(*(f"prompt {n}" for n in range(60)), not_before=now + SECOND)
    await planned("reply")
    assert await next_name(db, now) == "reply"


async def test_what_was_sent_again_and_is_kept_for_later_lets_others_pass(db, now, planned):
    ids = await planned("prompt", "reply")
    await db.write(sending.claim, ids["prompt"], PAGE, now)
    await db.write(sending.later, ids["prompt"], now, "sent_again")
    await db.write(sending.hold, ids["prompt"], now + SECOND, now.date(), "sent_again")
    assert await next_name(db, now) == "reply"
    assert await next_name(db, now + SECOND) == "prompt"


async def test_one_of_many_claims_it(db, now, planned):
    ids = await planned("first")
    claims = await asyncio.gather(*(db.write(sending.claim, ids["first"], PAGE, now) for _ in range(8)))
    (claim,) = [claim for claim in claims if claim]
    assert (claim.card, claim.delivery.tries, claim.delivery.chat) == (b"{}", 1, PAGE)


async def test_what_is_held_cannot_be_claimed(db, now, planned):
    ids = await planned("first", not_before=now + SECOND)
    assert await db.write(sending.claim, ids["first"], PAGE, now) is None
    assert await db.write(sending.claim, ids["first"], PAGE, now + SECOND)


async def test_what_arrived_stays_so(db, now, planned):
    ids = await planned("first")
    await db.write(sending.claim, ids["first"], PAGE, now)
    await db.write(sending.sent, ids["first"], "m1", now)
    await db.write(sending.failed, ids["first"], "blocked")
    await db.write(sending.later, ids["first"], now, "ratelimited")
    kept = await db.read(deliveries.get, ids["first"])
    assert (kept.status, kept.message, kept.reason) == (DeliveryStatus.SENT, "m1", "")


async def test_what_stays_pending_is_found(db, now, planned):
    ids = await planned("prompt", not_before=now + SECOND) | await planned("reply")
    assert await db.read(sending.pending, now - SECOND, now, 0, 9) == []
    assert [each.id for each in await db.read(sending.pending, now, now, 0, 9)] == [ids["reply"]]
    (first,) = await db.read(sending.pending, now, now + SECOND, 0, 1)
    assert first.id == ids["prompt"]
    assert [each.id for each in await db.read(sending.pending, now, now + SECOND, first.seq, 9)] == [ids["reply"]]


async def test_what_nobody_finished_is_in_doubt(db, now, planned):
    ids = await planned("first", "second")
    await db.write(sending.claim, ids["first"], PAGE, now)
    assert await db.read(sending.in_doubt, now - SECOND, 9) == []
    (found,) = await db.read(sending.in_doubt, now, 9)
    assert (found.name, found.chat) == ("first", PAGE)
    await db.write(sending.later, ids["first"], now, "in_doubt")
    assert await db.write(sending.claim, ids["first"], PAGE, now)
    assert (await db.read(deliveries.get, ids["first"])).tries == 2


async def test_what_is_useless_by_now_is_missed(db, now, planned):
    ids = await planned("first")
    await db.write(sending.missed, ids["first"], "outage")
    kept = await db.read(deliveries.get, ids["first"])
    assert (kept.status, kept.reason) == (DeliveryStatus.MISSED, "outage")
    assert await next_name(db, now) is None


async def test_the_backlog_is_counted(db, now, planned):
    ids = await planned("first", "second", "third")
    await db.write(sending.claim, ids["first"], PAGE, now)
    assert await db.read(sending.backlog) == {
        DeliveryStatus.PENDING: sending.Backlog(2, now),
        DeliveryStatus.SENDING: sending.Backlog(1, now),
    }
