"""Everybody with everybody, over all zones: whatever the bot begins, it begins in the hours of whoever it reaches.

The stage itself looks at each message as it arrives (tests/conversations/stage.py); here it has something to look at.
"""

from __future__ import annotations

from datetime import date, time
from itertools import product

import pytest

from storage import roster
from tests.conversations import company

ZONES = {
    "west": ("America/Los_Angeles", "US-CA"),
    "mid": ("Europe/Berlin", "DE-BE"),
    "half": ("Asia/Kolkata", "IN"),
    "east": ("Asia/Shanghai", "CN"),
    "south": ("Australia/Sydney", "AU-NSW"),
}
AWAY = [(date(2026, 11, 25), date(2026, 11, 26))]
BEGUN = (
    "blocker.asked",
    "manager_digest.digest",
    "manager_digest.nudge",
    "weekly_checkin.offer",
    "weekly_checkin.suggest",
)


def place(name, **more):
    zone, region = ZONES[name]
    return {"zone": zone, "region": region, **more}


@pytest.fixture
def world(stage):
    """A manager in each zone, with reports in all of them; some keep quiet hours of their own, some are on leave."""
    for name in ZONES:
        stage.hires(company.someone(name, name.title(), "research", "sven", **place(name, digest_day=2)))
    for above, below in product(ZONES, ZONES):
        quiet = {"quiet_from": time(15), "quiet_to": time(11)} if above == "east" else {}
        stage.hires(company.someone(f"{above}-{below}", f"{below} {above}", "research", above, **place(below, **quiet)))
        if above == "half":
            stage.do(roster.set_leave, f"{above}-{below}", AWAY)
    return stage


def test_every_pair_of_zones(world):
    pairs = list(product(ZONES, ZONES))
    world.moves_to("2026-11-23 04:00")
    for n, (above, below) in enumerate(pairs):
        world.moves_on(hours=1 + n % 2)
        raiser, colleague = world[f"{above}-{below}"], pairs[(n * 7 + 4) % len(pairs)]
        helper = ({"helper": "person", "helper_person": "-".join(colleague)}, {}, {"urgent": True})[n % 3]
        raiser.says("check-in")
        raiser.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on=f"Stuck {n}", **helper).submits()
    for day, name in product((25, 26, 27), ZONES):
        world.moves_to(f"2026-11-{day} 17:{10 + 5 * list(ZONES).index(name)}", company.BERLIN)
        answers_one(world[name], "decline" if day % 2 else "suggest")
    world.moves_to("2026-12-09 12:00")
    came = {message.name.removesuffix(".over") for chat in world.chats.values() for message in chat}
    assert came.issuperset(BEGUN), "all that waits for somebody's hours was tried"


def answers_one(manager, way):
    """Answer something that is stuck, whatever the hour is for whoever raised it."""
    if manager.can("Other options"):
        filling = manager.opens("Other options").fills(what=way)
        filling.finds("helper", "Bob") if way == "suggest" else filling.fills(text="Not ours")
        filling.submits()
