"""What a platform refuses to some chats holds up no other one, and is lost only where it is the message's own fault."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.trouble import Outages
from handlers.platform import Identity, TryLater, Unexplained
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


@on_sqlite
@pytest.mark.parametrize("refused", ["posts", "edits"])
async def test_what_gets_through_of_one_kind_says_nothing_of_the_other(office, courier, peer, refused):
    """A platform that refuses all new messages may still take changes, or the other way round."""
    on = False

    async def refuse(outgoing):
        if on and bool(outgoing.edits) == (refused == "edits"):
            raise Unexplained(0.2, "something_new")

    peer.before = refuse
    await office.employ("ann", "bob")
    first = await office.plan("ann", "first", slot="s") + await office.plan("bob", "first", slot="s")
    courier.deliver_now(("ann", "bob"))
    assert await office.settled(*first) == [("sent", "")] * 2
    on, ours, theirs = True, *(("s", "") if refused == "edits" else ("", "s"))
    (bad,) = await office.plan("ann", "bad", slot=ours)
    courier.deliver_now(("ann",))
    for n in range(16):
        (good,) = await office.plan("bob", f"good-{n}", slot=theirs)
        courier.deliver_now(("bob",))
        assert await office.settled(good) == [("sent", "")]
        await asyncio.sleep(0.1)
    [(status, _)] = await office.statuses(bad)
    assert (status != "failed", (await office.kept(bad)).tries <= 1) == (True, True)


NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("edits", [True, False])
def test_only_who_else_got_through_lately_counts(edits):
    watch = Watch(NOW)
    outages = Outages(Clock(watch))
    ann, bob = (Identity("slack", "T", user) for user in ("ann", "bob"))
    outages.arrives(ann, edits=edits)
    assert not outages.others_arrive(ann, 60, edits=edits), "it is the same chat"
    assert outages.others_arrive(bob, 60, edits=edits)
    assert not outages.others_arrive(bob, 60, edits=not edits)
    assert not outages.others_arrive(replace(bob, tenant="T2"), 60, edits=edits)
    watch.now += timedelta(seconds=60)
    assert not outages.others_arrive(bob, 60, edits=edits), "that was before"
    assert outages.others_arrive(bob, 61, edits=edits)


@dataclass
class Watch:
    """A time that stands."""

    now: datetime

    def __call__(self):
        return self.now
