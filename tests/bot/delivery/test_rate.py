"""However many send, one process or several, the platform's rate is kept and used."""

import pytest
from prometheus_client import CollectorRegistry

from bot.clock import Clock
from bot.courier import Courier
from bot.meters import Meters
from bot.pace import Limit, Rate
from tests.bot.delivery.house import CALENDARS, QUICK, user_of

LIMITS = {"slack": Limit(tenant=Rate(40, 4), chat=Rate(10, 1))}


@pytest.mark.parametrize(
    ("migrated_url", "replicas"),
    [("sqlite", 1), pytest.param("postgresql", 2, marks=pytest.mark.postgres)],
    indirect=["migrated_url"],
)
async def test_the_rate_is_never_passed(office, db, peer, replicas):
    """The people of each replica asked there; what is due is in line at all of them."""
    couriers = [
        Courier(db, {"slack": peer}, Clock(), CALENDARS, Meters(CollectorRegistry()), QUICK, LIMITS)
        for _ in range(replicas)
    ]
    names = [f"p{n}" for n in range(20)]
    await office.employ(*names)
    ids = await office.plan_all(names, "a", "b")
    for n, courier in enumerate(couriers):
        courier.deliver_now(names[n : 10 : len(couriers)])
        courier.deliver_in_turn(names[10:])
    assert set(await office.settled(*ids)) == {("sent", "")}
    times = sorted(call for call, _ in peer.calls)
    for n, first in enumerate(times):
        for many, later in enumerate(times[n:], start=1):
            # a call may leave a little late and be followed by one that leaves in time
            assert many <= 40 * (later - first) + 4 + 4
    assert times[-1] - times[0] >= (40 - 4) / 40 * 0.9
    for name in names:
        assert peer.names(user_of(name)) == ["a", "b"]
    for courier in couriers:
        await courier.stop()
