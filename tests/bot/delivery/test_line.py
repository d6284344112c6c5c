"""A long line: whoever stands behind many for whom nothing goes is come to all the same."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from bot.chains import LANES, Chains
from bot.clock import Clock
from bot.courier import Courier
from bot.delivery import HANDED_OVER, Delivery
from bot.engine import DurableEngine
from bot.meters import Meters
from bot.pace import Limit, Pace, Rate
from handlers.platform import TryLater
from storage import rates
from storage.database import StorageAway
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, on_sqlite, real_now, until
from tests.bot.delivery.peer import Peer


@pytest.fixture
def teams(tmp_path):
    """A second platform."""
    return Peer(tmp_path / "teams", name="teams")


async def in_one_line(_recipients):
    return {}


@on_sqlite
async def test_who_waits_for_one_platform_is_not_kept_by_the_crowd_of_another(office, db, peer, teams, registry):
    limits = {"slack": Limit(Rate(5, 2), Rate(5, 2)), "teams": FREE["slack"]}
    courier = Courier(db, {"slack": peer, "teams": teams}, Clock(), CALENDARS, Meters(registry), Pace(), limits)
    crowd = [f"p{n}" for n in range(60)]
    await office.employ(*crowd)
    await office.employ("tea", on="teams")
    await office.plan_all([*crowd, "tea"], "news")
    courier.deliver_in_turn([*crowd, "tea"])
    await until(lambda: teams.calls)
    await courier.stop()
    assert len(peer.calls) < len(crowd) / 2


@pytest.mark.parametrize("fault", [StorageAway(), ValueError()])
async def test_whose_line_cannot_be_found_out_has_their_turn_all_the_same(fault):
    came = []

    async def drain(recipient):
        came.append(recipient)
        return 0.0

    async def fail(_recipients):
        raise fault

    chains = Chains(drain, fail, 0.01)
    chains.in_turn(("ann", "bob"))
    await until(lambda: came == ["ann", "bob"] and "bob" not in chains)
    assert await chains.turn_of("ann") == 0.0
    await chains.stop(0)


async def test_a_long_line_is_taken_in_and_ends_at_once():
    async def drain(_recipient):
        await asyncio.Event().wait()
        return 0.0

    chains = Chains(drain, in_one_line, 0.5)
    began = time.perf_counter()
    chains.in_turn(f"p{n}" for n in range(30_000))
    await until(lambda: len(asyncio.all_tasks()) > 2 * LANES)
    assert len(asyncio.all_tasks()) < 4 * LANES, "who waits in line costs no task"
    await chains.stop(0.1)
    assert time.perf_counter() - began < 1


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
        await until(lambda: teams.calls)
    finally:
        await delivery.stop()
    assert peer.calls == []


@on_sqlite
async def test_chats_that_fail_alone_starve_nobody_behind_them(office, delivering, peer):
    """More than there are lanes, and each pause is shorter than a chain's patience."""
    is_away = True

    async def refuse(outgoing):
        if outgoing.card.name == "bad" and is_away:
            raise TryLater(0.2, "status_503", alone=True)

    peer.before = refuse
    failing = [f"p{n}" for n in range(LANES + 2)]
    await office.employ(*failing, "zoe")
    bad = await office.plan_all(failing, "bad")
    async with delivering(pace=replace(QUICK, trouble=0.2, late=0.1)) as delivery:
        delivery._courier.deliver_in_turn(failing)
        await until(lambda: len(peer.calls) > LANES)
        (good,) = await office.plan("zoe", "good")
        delivery._courier.deliver_in_turn(("zoe",))
        assert await office.settled(good, seconds=5) == [("sent", "")]
        is_away = False
        assert {status for status, _ in await office.settled(*bad)} == {"sent"}, "and come to their turn again"


async def test_who_asked_comes_first_still_after_a_hiccup_of_the_database():
    came, is_over = [], asyncio.Event()

    async def drain(recipient):
        came.append(recipient)
        if came == ["ann"]:
            raise StorageAway
        if recipient != "ann":
            await is_over.wait()
        return 0.0

    chains = Chains(drain, in_one_line, 0.01)
    chains.now(("ann",))
    await until(lambda: "ann" in came and "ann" not in chains)
    chains.in_turn(f"p{n}" for n in range(LANES + 5))
    await until(lambda: len(came) == 1 + LANES)
    chains.in_turn(("ann",))
    await until(lambda: "ann" not in chains)
    assert came[1 + LANES :] == ["ann"]
    assert not chains.is_asked("ann")
    await chains.stop(0)
