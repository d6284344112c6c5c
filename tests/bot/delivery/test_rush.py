"""Everybody's check-in is due in the same minute: whoever asks for something meanwhile is answered first."""

import time
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry

from bot.delivery import Delivery
from bot.engine import DurableEngine
from bot.pace import LIMITS, Pace
from handlers.platform import Commanding, Identity, Incoming
from storage import identities
from storage.tables.people import HowLinked
from tests.bot.company import company, real_now, staff
from tests.bot.delivery.house import until, user_of

CROWD = 500
SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, 1, tzinfo=UTC)
"""A second after the check-ins of Berlin are due."""

RATE = LIMITS["slack"].tenant


def link_all(tx, people, at):
    for person in people:
        there = identities.Identity("slack", "T", user_of(person.id))
        identities.link(tx, there, person.id, HowLinked.IMPORT, at)


async def answered_after(works, peer, person):
    """Ask for help and give the seconds until it is there."""
    asked, user = time.monotonic(), user_of(person)
    await works.turns.take(Incoming(key=f"k-{person}", who=Identity("slack", "T", user), what=Commanding("help")))
    await until(lambda: "help.overview" in peer.names(user))
    return time.monotonic() - asked


async def test_whoever_asks_amid_five_hundred_prompts_is_answered_within_two_seconds(tmp_path, peer):
    people, ahead = staff(CROWD), [SATURDAY - real_now()]
    async with company(f"sqlite:///{tmp_path / 'rapport.db'}", people, lambda: real_now() + ahead[0]) as works:
        await works.database.write(link_all, people, works.clock.real())
        await works.ticks.plan()
        ahead[0] = MONDAY - real_now()
        delivery = Delivery(
            works.database, {"slack": peer}, works.clock, works.turns.house.calendars,
            DurableEngine(works.database, "one"), "one", CollectorRegistry(), Pace(), LIMITS,
        )  # fmt: skip
        works.turns.after = delivery.deliver
        await delivery.start()
        while await works.turns.play_due():
            pass
        await until(lambda: len(peer.calls) > RATE.burst)
        began, before = time.monotonic(), len(peer.calls)
        served = peer.arrived()[0].user.removeprefix("U-")
        waiting = ["p277", "p377", "p477", "p499"]
        took = [await answered_after(works, peer, person) for person in (served, *waiting)]
        sent = len(peer.calls) - before
        assert sent >= 0.9 * RATE.per_second * (time.monotonic() - began) - 2, "the prompts keep the rate"
        await delivery.stop()
    assert max(took) < 2, took
    assert len(peer.calls) < CROWD / 2, "the crowd still waits"
    for person in waiting:
        assert peer.names(user_of(person)) == ["weekly_checkin.invite", "help.overview"]
    calls = sorted(call for call, _ in peer.calls)
    for n, first in enumerate(calls):
        for many, later in enumerate(calls[n:], start=1):
            # a call may leave a little late and be followed by some that leave in time
            assert many <= RATE.per_second * (later - first) + RATE.burst + 3
