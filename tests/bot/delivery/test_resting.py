"""What a new message takes the place of keeps its buttons until that one is there."""

import pytest

from handlers.platform import Undeliverable
from storage import deliveries
from tests.bot.delivery.house import on_sqlite, until

pytestmark = on_sqlite


def came(peer):
    """What arrived, and which messages it changed."""
    return [(each.name, each.edits) for each in peer.arrived()]


@pytest.fixture
def replacing(office, courier):
    """Plans a message that takes the place of another one, as the bot begins it."""

    async def plan(before, name):
        await office.db.write(deliveries.set_aside, await office.kept(before))
        (new,) = await office.plan("ann", name, slot="main", fresh=True)
        courier.deliver_now(("ann",))
        return new

    return plan


@pytest.fixture
async def old(office, courier):
    """A message that came."""
    await office.employ("ann")
    (id_,) = await office.plan("ann", "old", slot="main")
    courier.deliver_now(("ann",))
    await office.settled(id_)
    return id_


async def test_it_is_put_to_rest_as_the_new_one_comes(office, courier, peer, old, replacing):
    assert await office.settled(await replacing(old, "new")) == [("sent", "")]
    await until(lambda: len(peer.arrived()) == 3)
    assert came(peer) == [("old", ""), ("new", ""), ("old", f"m-{old}")]


async def test_it_stays_as_it_is_if_the_new_one_is_refused_and_rests_for_the_next(
    office, courier, peer, old, replacing
):
    async def refuse(outgoing):
        if outgoing.card.name == "new":
            raise Undeliverable("msg_blocks_too_long")

    peer.before = refuse
    new = await replacing(old, "new")
    assert await office.settled(new) == [("failed", "msg_blocks_too_long")]
    await until(lambda: not courier.carries("ann"))
    assert came(peer) == [("old", "")]
    (next_,) = await office.plan("ann", "next", slot="main", fresh=True)
    courier.deliver_now(("ann",))
    await office.settled(next_)
    await until(lambda: len(peer.arrived()) == 3)
    assert came(peer) == [("old", ""), ("next", ""), ("old", f"m-{old}")]


async def test_what_is_on_its_way_puts_to_rest_only_what_was_before_it(office, courier, peer, old, replacing):
    newest = []

    async def another(outgoing):
        if outgoing.card.name == "new":
            newest.append(await replacing(outgoing.delivery, "newest"))
        if outgoing.card.name == "newest":
            raise Undeliverable("msg_blocks_too_long")

    peer.before = another
    await office.settled(await replacing(old, "new"))
    await office.settled(*newest)
    await until(lambda: not courier.carries("ann"))
    assert came(peer) == [("old", ""), ("new", ""), ("old", f"m-{old}")]
