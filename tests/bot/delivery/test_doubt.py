"""Nobody knows whether it arrived: it is looked up where the platform can, else sent again, and that is noted."""

import asyncio
from collections import Counter

import pytest

from handlers.platform import InDoubt
from storage import sending
from storage.deliveries import Chat
from tests.bot.delivery.house import on_sqlite, real_now, until, user_of


async def drop(_outgoing):
    raise InDoubt


@pytest.fixture
def dropping(peer):
    """The connection breaks at the first message, before or after the platform has it."""

    def at(moment: str) -> None:
        async def once(_outgoing):
            if len(peer.calls) == 1:
                raise InDoubt

        setattr(peer, moment, once)

    return at


async def test_what_arrived_is_found_and_not_sent_again(office, courier, peer, dropping):
    dropping("after")
    await office.employ("ann")
    ids = await office.plan("ann", "a", "b")
    courier.deliver_now(("ann",))
    assert await office.settled(*ids) == [("sent", "")] * 2
    assert peer.names() == ["a", "b"]
    assert (await office.kept(ids[0])).message == f"m-{ids[0]}"


@on_sqlite
async def test_what_did_not_arrive_is_sent_again(office, courier, peer, dropping):
    dropping("before")
    await office.employ("ann")
    ids = await office.plan("ann", "a", "b")
    courier.deliver_now(("ann",))
    assert await office.settled(*ids) == [("sent", "")] * 2
    assert peer.names() == ["a", "b"]


@on_sqlite
async def test_where_nobody_can_look_it_is_sent_again_and_noted(office, courier, peer, dropping):
    dropping("after")
    peer.looks_up = False
    await office.employ("ann")
    ids = await office.plan("ann", "a", "b")
    courier.deliver_now(("ann",))
    assert await office.settled(*ids) == [("sent", "sent_again"), ("sent", "")]
    assert peer.names() == ["a", "a", "b"]


@on_sqlite
async def test_a_platform_that_always_breaks_off_is_not_asked_for_ever(office, courier, peer):
    peer.after, peer.looks_up = drop, False
    await office.employ("ann")
    ids = await office.plan("ann", "a")
    courier.deliver_now(("ann",))
    assert await office.settled(*ids) == [("failed", "poison")]
    assert peer.names() == ["a"] * 5


@on_sqlite
async def test_a_call_that_hangs_is_in_doubt(office, courier, peer):
    async def hang(_outgoing):
        if len(peer.calls) == 1:
            await asyncio.Event().wait()

    peer.after = hang
    await office.employ("ann")
    ids = await office.plan("ann", "a", "b")
    courier.deliver_now(("ann",))
    assert await office.settled(*ids) == [("sent", "")] * 2
    assert peer.names() == ["a", "b"]


@on_sqlite
async def test_connections_that_break_often_lose_and_double_nothing(office, courier, peer):
    async def often(_outgoing):
        if len(peer.calls) % 7 == 0:
            raise InDoubt

    async def sometimes(_outgoing):
        if len(peer.calls) % 5 == 0:
            raise InDoubt

    peer.before, peer.after = often, sometimes
    names = [f"p{n}" for n in range(30)]
    await office.employ(*names)
    ids = await office.plan_all(names, "a", "b", "c")
    courier.deliver_now(names)
    assert set(await office.settled(*ids)) == {("sent", "")}
    assert set(Counter(each.delivery for each in peer.arrived()).values()) == {1}
    assert all(peer.names(user_of(name)) == ["a", "b", "c"] for name in names)


async def test_what_a_dead_process_left_half_sent_is_settled(office, delivering, peer):
    await office.employ("ann")
    there, lost, next_ = await office.plan("ann", "there", "lost", "next")
    assert await office.db.write(sending.claim, there, Chat("slack", "T", user_of("ann")), real_now())
    peer.take(delivery=there, user=user_of("ann"), name="there")
    async with delivering():
        assert await office.settled(there, lost, next_) == [("sent", "")] * 3
    assert peer.names() == ["there", "lost", "next"]


async def test_two_who_find_the_same_doubt_do_not_both_send(office, courier, peer):
    await office.employ("ann")
    (id_,) = await office.plan("ann", "a")
    await office.db.write(sending.claim, id_, Chat("slack", "T", user_of("ann")), real_now())
    kept = await office.kept(id_)
    taken = await asyncio.gather(*(office.db.write(courier._desk.take_doubt, kept) for _ in range(5)))
    assert [each is not None for each in taken].count(True) == 1


@on_sqlite
async def test_a_look_up_that_fails_leaves_the_doubt(office, delivering, peer, dropping):
    dropping("after")
    real, broken = peer.look_up, []

    async def look_up(delivery, to):
        if len(broken) < 2:
            broken.append(delivery)
            raise ConnectionError
        return await real(delivery, to)

    peer.look_up = look_up
    await office.employ("ann")
    async with delivering() as delivery:
        ids = await office.plan("ann", "a", "b")
        delivery.deliver(("ann",), "ann")
        await until(lambda: broken)
        assert await office.settled(*ids) == [("sent", "")] * 2
    assert peer.names() == ["a", "b"]
