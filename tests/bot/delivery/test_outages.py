"""Chats that fail beside each other look like an outage: that costs all others a short rest, however long it lasts."""

import asyncio
import time
from dataclasses import replace

import pytest

from handlers.platform import InDoubt, TryLater
from tests.bot.delivery.house import QUICK, on_sqlite


@on_sqlite
@pytest.mark.parametrize("fault", [TryLater(0.01, "status_503", alone=True), InDoubt()], ids=["503", "never there"])
async def test_two_chats_of_three_that_always_fail_never_hold_the_third_for_long(office, delivering, peer, fault):
    async def fail(outgoing):
        if outgoing.card.name == "bad":
            raise fault

    peer.before, peer.looks_up, took = fail, False, []
    await office.employ("ann", "bob", "cem")
    await office.plan_all(("ann", "bob"), "bad")
    began = time.monotonic()
    async with delivering(pace=replace(QUICK, trouble=0.2)) as delivery:
        delivery.deliver(("ann", "bob"), "")
        while time.monotonic() - began < 8:
            await asyncio.sleep(0.7)
            asked = time.monotonic()
            (good,) = await office.plan("cem", f"good-{asked}")
            delivery.deliver(("cem",), "cem")
            assert await office.settled(good) == [("sent", "")]
            took.append(time.monotonic() - asked)
    assert max(took) < 2, took
