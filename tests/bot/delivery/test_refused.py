"""What a platform refuses to some chats holds up no other one, and is lost only where it is the message's own fault."""

import asyncio

import pytest
from structlog.testing import capture_logs

from handlers.platform import TryLater, Unexplained
from tests.bot.delivery.house import on_sqlite, until


@on_sqlite
@pytest.mark.parametrize(
    "fault",
    [TryLater(60, "forbidden", alone=True, counted=False), Unexplained(60, "something_new")],
    ids=["not counted", "unexplained"],
)
async def test_two_chats_that_are_refused_hold_up_nobody_else(office, courier, peer, fault):
    async def refuse(outgoing):
        if outgoing.card.name == "bad":
            raise fault

    peer.before = refuse
    await office.employ("ann", "bob", "cem")
    bad = await office.plan_all(("ann", "bob"), "bad")
    courier.deliver_now(("ann", "bob"))
    await until(lambda: len(peer.calls) == 2)
    (good,) = await office.plan("cem", "good")
    courier.deliver_now(("cem",))
    assert await office.settled(good) == [("sent", "")]
    assert await office.statuses(*bad) == [("pending", fault.reason)] * 2


@on_sqlite
@pytest.mark.parametrize("fault", [TryLater(0.01, "forbidden", alone=True, counted=False), Unexplained(0.01, "new")])
async def test_what_is_refused_to_nobody_in_particular_is_never_set_aside(office, courier, peer, fault):
    refused = True

    async def refuse(_outgoing):
        if refused:
            raise fault

    peer.before = refuse
    await office.employ("ann")
    (bad,) = await office.plan("ann", "bad")
    courier.deliver_now(("ann",))
    await until(lambda: len(peer.calls) > 5 + 2)
    refused = False
    assert await office.settled(bad) == [("sent", "")]
    assert (await office.kept(bad)).tries == 1


@on_sqlite
@pytest.mark.parametrize("others", [True, False], ids=["others arrive", "nobody else is written to"])
async def test_what_nobody_can_explain_is_set_aside_where_others_get_through(office, courier, peer, others):
    async def refuse(outgoing):
        if outgoing.card.name == "bad":
            raise Unexplained(0.2, "something_new")

    peer.before = refuse
    await office.employ("ann", "bob")
    (bad,) = await office.plan("ann", "bad")
    with capture_logs() as logged:
        courier.deliver_now(("ann",))
        for n in range(16):
            if others:
                (good,) = await office.plan("bob", f"good-{n}")
                courier.deliver_now(("bob",))
                assert await office.settled(good) == [("sent", "")]
            await asyncio.sleep(0.1)
    assert await office.statuses(bad) == [("failed", "poison") if others else ("pending", "something_new")]
    assert [line["reason"] for line in logged if line["event"] == "message_set_aside"] == ["something_new"] * others
