"""A long line: whoever stands behind many for whom nothing goes is come to all the same."""

import asyncio
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from bot.chains import LANES, Chains
from bot.clock import Clock
from bot.delivery import HANDED_OVER, Delivery
from bot.engine import DurableEngine
from storage import rates
from storage.database import StorageAway
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, on_sqlite, real_now, until
from tests.bot.delivery.peer import Peer


@pytest.fixture
def teams(tmp_path):
    """A second platform."""
    return Peer(tmp_path / "teams", name="teams")


@on_sqlite
async def test_after_a_restart_while_one_platform_is_held_the_other_goes_on(office, db, peer, teams):
    crowd = [f"p{n}" for n in range(HANDED_OVER + 20)]
    await office.employ(*crowd)
    await office.employ("tea", on="teams")
    await office.plan_all([*crowd, "tea"], "news")
    await db.write(rates.hold, "slack:T", real_now() + timedelta(minutes=10))
    delivery = Delivery(
        db, {"slack": peer, "teams": teams}, Clock(), CALENDARS, DurableEngine(db, "one"), "one", CollectorRegistry(),
        QUICK, {**FREE, "teams": FREE["slack"]},
    )  # fmt: skip
    await delivery.start()
    try:
        await until(lambda: teams.calls, 10)
    finally:
        await delivery.stop()
    assert peer.calls == []


async def test_who_asked_comes_first_still_after_a_hiccup_of_the_database():
    came, is_over = [], asyncio.Event()

    async def drain(recipient):
        came.append(recipient)
        if came == ["ann"]:
            raise StorageAway
        if recipient != "ann":
            await is_over.wait()
        return 0.0

    chains = Chains(drain, 0.01)
    chains.now(("ann",))
    await until(lambda: "ann" in came and "ann" not in chains)
    chains.in_turn(f"p{n}" for n in range(LANES + 5))
    await until(lambda: len(came) == 1 + LANES)
    chains.in_turn(("ann",))
    await until(lambda: "ann" not in chains, 2)
    assert came[1 + LANES :] == ["ann"]
    assert not chains.is_asked("ann")
    await chains.stop(0)
