"""While the backlog takes the whole rate, whoever writes to the bot is answered soon all the same."""

import asyncio
import time
from collections.abc import Mapping

from bot.asides import Asides
from bot.chains import LANES
from bot.clock import Clock
from bot.courier import Courier
from bot.meters import Meters
from bot.pace import Limit, Pace, Rate
from handlers.platform import Identity, PlatformName
from tests.bot.delivery.house import CALENDARS, on_sqlite, until, user_of

PER_SECOND = 5
LIMITS: Mapping[PlatformName, Limit] = {"slack": Limit(tenant=Rate(PER_SECOND, 2), chat=Rate(5, 2))}
SOON = 1.2
"""Seconds that Slack's part of the bot lets a private line wait for its place."""


@on_sqlite
async def test_a_broadcast_leaves_room_for_answers(office, db, peer, registry):
    courier = Courier(db, {"slack": peer}, Clock(), CALENDARS, Meters(registry), Pace(), LIMITS)
    asides = Asides(db, Clock(), LIMITS)
    crowd = [f"p{n}" for n in range(40)]
    await office.employ("ann", *crowd)
    ids = await office.plan_all(crowd, "news")
    carried = [asyncio.create_task(courier.carry(each)) for each in ids]
    await until(lambda: len(peer.calls) >= LANES)
    began, before = time.monotonic(), len(peer.calls)
    for n in range(5):
        assert await asides.may_say(Identity("slack", "T", f"U-{n}"), SOON), n
        await asyncio.sleep(0.3)
    asked = time.monotonic()
    await office.plan("ann", "reply")
    courier.deliver_now(("ann",))
    await until(lambda: peer.names(user_of("ann")))
    assert time.monotonic() - asked < SOON
    # All that people left of the rate was used, but for what is not yet on its way.
    assert len(peer.calls) - before + 5 >= 0.95 * PER_SECOND * (time.monotonic() - began) - 2
    await courier.stop()
    for each in carried:
        each.cancel()
    await asyncio.gather(*carried, return_exceptions=True)


@on_sqlite
async def test_people_who_keep_asking_starve_nobody(office, db, peer, registry):
    limits: Mapping[PlatformName, Limit] = {"slack": Limit(tenant=Rate(20, 1), chat=Rate(20, 2))}
    pace = Pace(ahead=0.05, starving=0.5)
    courier = Courier(db, {"slack": peer}, Clock(), CALENDARS, Meters(registry), pace, limits)
    askers = [f"p{n}" for n in range(160)]
    await office.employ("ann", *askers)
    await office.plan_all(askers, "reply")
    await office.plan("ann", "prompt")
    for n, asker in enumerate(askers):
        courier.deliver_now((asker,))
        if n == 40:
            courier.deliver_in_turn(("ann",))
        await asyncio.sleep(0.03)
    await until(lambda: len(peer.arrived()) > len(askers))
    assert 40 < peer.names().index("prompt") < len(askers) - 20
    await courier.stop()
