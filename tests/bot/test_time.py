"""Time in the running house: clock changes, holidays, the year's turn, moves, outages, clocks that are set back."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from conversations.rules.roster import Person
from conversations.toolkit.events import Address
from storage import deliveries, roster
from storage.tables.base import rows_of
from storage.tables.running import RunningConversation
from tests.bot.company import DEPARTMENT, PLANS, open_company
from tests.bot.living import Sent, life, utc

EVERY_DAY = frozenset(range(7))


def worker(id_: str, zone: str, region: str, **given: object) -> Person:
    """Somebody without a manager, so that nothing but their own week is played."""
    return Person(id_, id_.title(), f"{id_}@example.com", DEPARTMENT, zone=zone, region=region, **given)  # type: ignore[arg-type]


def by_week(sent: list[Sent], zone: str) -> dict[str, list[str]]:
    """When each week's messages went, by somebody's own clock."""
    weeks: dict[str, list[str]] = {}
    for each in sent:
        weeks.setdefault(each.week, []).append(each.local(zone))
    return weeks


@pytest.mark.parametrize(
    ("zone", "region", "begins", "expected"),
    [
        (
            "Europe/Berlin", "DE", utc(3, 20),
            {"2026-W13": ["Mon 03-23 10:00"], "2026-W14": ["Mon 03-30 10:00"]},
        ),
        (
            "Europe/Berlin", "DE", utc(10, 16),
            {"2026-W43": ["Mon 10-19 10:00"], "2026-W44": ["Mon 10-26 10:00"]},
        ),
        (
            "America/New_York", "US", utc(2, 27),
            {"2026-W10": ["Mon 03-02 10:00"], "2026-W11": ["Mon 03-09 10:00"]},
        ),
        (
            "America/New_York", "US", utc(10, 23),
            {"2026-W44": ["Mon 10-26 10:00"], "2026-W45": ["Mon 11-02 10:00"]},
        ),
    ],
)  # fmt: skip
async def test_clocks_change(
    database_url: str, zone: str, region: str, begins: datetime, expected: dict[str, list[str]]
) -> None:
    people = [worker("ada", zone, region), worker("ben", zone, region, slot_day=6, working_days=EVERY_DAY)]
    async with life(database_url, people, begins) as living:
        await living.passes(begins + timedelta(days=11))
        assert by_week(await living.prompts("ada"), zone) == expected
        reminders = [each for each in await living.sent("weekly_checkin.reminder") if each.person == "ada"]
        assert [each.local(zone)[:3] + each.local(zone)[-6:] for each in reminders] == ["Tue 10:00"]
        # Ben works on Sundays and is asked on the very day on which the clocks change.
        asked = [each.local(zone) for each in await living.prompts("ben")]
        assert [each[:3] + each[-6:] for each in asked] == ["Sun 10:00"] * 2


async def test_chinese_new_year(database_url: str) -> None:
    shanghai, berlin = ("Asia/Shanghai", "CN"), ("Europe/Berlin", "DE")
    people = [
        worker("mei", *shanghai),
        worker("jun", *shanghai, slot_day=4),
        worker("lan", *shanghai, slot_day=5),
        worker("tao", *shanghai, slot_day=5, working_days=frozenset({0, 1, 2})),
        worker("ada", *berlin),
        replace(worker("wei", *shanghai), manager="mei"),
    ]
    async with life(database_url, people, utc(2, 7)) as living:
        await living.passes(utc(2, 9, 12))
        await living.answers("mei", "2026-W07")
        await living.answers("ada", "2026-W07")
        await living.passes(utc(2, 16, 12))
        await living.answers("ada", "2026-W08")
        await living.passes(utc(3, 7))
        sent = await living.sent()
        in_china = [each for each in sent if each.person != "ada"]
        holidays = [each for each in in_china if utc(2, 14, 16) <= each.at < utc(2, 23, 16)]
        assert holidays == []

        mei = by_week(await living.prompts("mei"), "Asia/Shanghai")
        assert mei == {
            "2026-W07": ["Mon 02-09 10:00"],
            "2026-W09": ["Tue 02-24 10:00"],
            "2026-W10": ["Mon 03-02 10:00"],
        }
        jun = by_week(await living.sent("weekly_checkin.invite", "weekly_checkin.reminder"), "Asia/Shanghai")
        assert "Sat 02-14 10:00" in jun["2026-W07"], "Friday's reminder comes on the Saturday that is worked"
        assert "Sat 02-28 10:00" in jun["2026-W09"]
        # A Saturday slot: on a make-up Saturday it is a day like others.
        lan = by_week(await living.prompts("lan"), "Asia/Shanghai")
        assert (lan["2026-W07"], lan["2026-W09"]) == (["Sat 02-14 10:00"], ["Sat 02-28 10:00"])
        # Nobody knows what part-timers agreed about it: they are asked on a day of their own.
        tao = by_week(await living.prompts("tao"), "Asia/Shanghai")
        assert (tao["2026-W07"], "2026-W08" in tao) == (["Wed 02-11 10:00"], False)

        ada = by_week(await living.prompts("ada"), "Europe/Berlin")
        assert ada == {
            "2026-W07": ["Mon 02-09 10:00"],
            "2026-W08": ["Mon 02-16 10:00"],
            "2026-W09": ["Mon 02-23 10:00"],
            "2026-W10": ["Mon 03-02 10:00"],
        }
        digests = by_week(await living.sent("manager_digest.digest"), "Asia/Shanghai")
        assert "2026-W08" not in digests


async def test_what_was_planned_before_the_holidays_is_there_after_them(database_url: str) -> None:
    """The weeks are merged: the plans of the week before the holidays are asked about in the week after them."""
    async with life(database_url, [worker("mei", "Asia/Shanghai", "CN")], utc(2, 7)) as living:
        await living.passes(utc(2, 9, 12))
        await living.answers("mei", "2026-W07")
        await living.passes(utc(2, 24, 12))
        kept = await living.company.standing(Address("weekly_checkin", "mei", "2026-W09"))
        assert kept
        card = (await living.company.database.read(deliveries.card_of, kept)).decode()
        assert all(plan in card for plan in PLANS)


async def test_the_turn_of_the_year(database_url: str) -> None:
    """2026 has a week 53, and who is asked every second week still is."""
    people = [worker("ada", "Europe/Berlin", "DE"), worker("ben", "Europe/Berlin", "DE", every_weeks=2)]
    async with life(database_url, people, utc(12, 11)) as living:
        for day, week in ((14, "2026-W51"), (21, "2026-W52"), (28, "2026-W53")):
            await living.passes(utc(12, day, 12))
            await living.answers("ada", week)
        await living.passes(utc(1, 15, year=2027))
        assert by_week(await living.prompts("ada"), "Europe/Berlin") == {
            "2026-W51": ["Mon 12-14 10:00"],
            "2026-W52": ["Mon 12-21 10:00"],
            "2026-W53": ["Mon 12-28 10:00"],
            "2027-W01": ["Mon 01-04 10:00"],
            "2027-W02": ["Mon 01-11 10:00"],
        }
        assert [each.week for each in await living.prompts("ben")] == ["2026-W52", "2027-W01"]


async def test_three_days_of_outage_from_monday(database_url: str) -> None:
    people = [
        worker("mei", "Asia/Shanghai", "CN"),  # asked before it, her reminder falls into it
        worker("jun", "Asia/Shanghai", "CN", slot_time=time(16)),
        worker("ada", "Europe/Berlin", "DE"),
        worker("ben", "Europe/Berlin", "DE", slot_day=1),
        worker("eve", "Europe/Berlin", "DE", slot_day=3),  # not due before it is over
        worker("pat", "America/New_York", "US"),
        worker("kim", "Pacific/Auckland", "NZ"),
    ]
    async with life(database_url, people, utc(11, 13)) as living:
        await living.company.database.write(roster.set_leave, "ben", [(date(2026, 11, 19), date(2026, 11, 22))])
        await living.passes(utc(11, 16, 6))
        assert {each.person for each in await living.prompts()} == {"mei", "kim"}
        living.stops(utc(11, 19, 6))
        await living.passes(utc(11, 20, 23))

        zones = {person.id: person.zone for person in people}
        asked = {each.person: each.local(zones[each.person]) for each in await living.prompts()}
        assert asked == {
            "kim": "Mon 11-16 10:00",
            "mei": "Mon 11-16 10:00",
            "jun": "Thu 11-19 14:00",
            "ada": "Thu 11-19 09:00",
            "eve": "Thu 11-19 10:00",
            "pat": "Thu 11-19 09:00",
        }
        assert len(await living.prompts()) == len(asked)
        reminded = {each.person for each in await living.sent("weekly_checkin.reminder")}
        assert reminded == {"jun", "ada", "eve", "pat"}, "only of what was asked for after it"

        missed = [each for each in await living.moments() if each.status == "missed"]
        assert {(each.person, each.timer.partition(":")[0], each.reason) for each in missed} == {
            ("ben", "start", "week_closed"),
            ("mei", "reminder", "too_late"),
            ("kim", "reminder", "too_late"),
        }
        assert len(missed) == 3


async def test_somebody_moves_in_the_middle_of_a_week(database_url: str) -> None:
    """An import changes the zone; it plans anew, and so does the clock's own planning."""
    ways = {
        "west": (utc(11, 17, 12), "Asia/Shanghai", "America/Los_Angeles"),
        "east": (utc(11, 17, 12), "America/Los_Angeles", "Asia/Shanghai"),
        "hour": (utc(11, 16, 5), "Europe/Berlin", "Asia/Shanghai"),  # before Berlin's ten o'clock, after Shanghai's
        "late": (utc(11, 16, 5), "Europe/Berlin", "Pacific/Auckland"),  # Berlin's ten o'clock is Auckland's evening
        "back": (utc(11, 16, 5), "Asia/Shanghai", "Europe/Berlin"),  # asked already, and Berlin's is still to come
    }
    people = [worker(id_, before, "SG") for id_, (_, before, _) in ways.items()]
    async with life(database_url, people, utc(11, 13)) as living:
        for at in sorted({at for at, _, _ in ways.values()}):
            await living.passes(at)
            for person in people:
                if ways[person.id][0] == at:
                    await living.company.database.write(roster.update_person, replace(person, zone=ways[person.id][2]))
        await living.passes(utc(11, 28))
        for id_, (_, before, after) in ways.items():
            prompts = await living.prompts(id_)
            assert [each.week for each in prompts] == ["2026-W47", "2026-W48"], id_
            assert prompts[1].local(after) == "Mon 11-23 10:00", id_
            assert "09:00" <= prompts[0].local(after if id_ in ("hour", "late") else before)[-5:] < "18:00", id_


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
async def test_the_clock_is_set_back(database_url: str, back: timedelta) -> None:
    people = [
        worker("ada", "Europe/Berlin", "DE"),
        worker("mei", "Asia/Shanghai", "CN"),
        replace(worker("ben", "Europe/Berlin", "DE"), manager="ada"),
    ]
    async with life(database_url, people, utc(11, 13)) as living:
        for now in (utc(11, 16, 9, 30), utc(11, 17, 9, 30), utc(11, 18, 9, 30)):
            await living.passes(now)
            if now == utc(11, 16, 9, 30):
                await living.answers("ben", "2026-W47")
            living.watch.now = now - back
            await living.passes(now + timedelta(hours=2))
        await living.passes(utc(11, 22))
        counts = Counter((each.person, each.name) for each in await living.sent())
        assert counts == {
            ("ada", "weekly_checkin.invite"): 1,
            ("ada", "weekly_checkin.reminder"): 1,
            ("ada", "manager_digest.digest"): 1,
            ("mei", "weekly_checkin.invite"): 1,
            ("mei", "weekly_checkin.reminder"): 1,
            ("ben", "weekly_checkin.invite"): 1,
        }


@pytest.mark.postgres
async def test_two_tickers_play_nothing_twice(postgres_database: str) -> None:
    people = [worker(f"p{n}", "Europe/Berlin", "DE", slot_time=time(10, n % 3)) for n in range(60)]
    async with (
        life(postgres_database, people, utc(11, 13)) as living,
        open_company(postgres_database, living.watch) as other,
    ):
        replicas = (living.company, other)

        async def both() -> None:
            await asyncio.gather(*(replica.ticks.plan() for replica in replicas))
            for _ in range(4):
                await asyncio.gather(*(replica.ticks.play() for replica in replicas))

        for now in (utc(11, 16, 8), utc(11, 16, 9, 5), utc(11, 17, 9, 5), utc(11, 22, 23, 1)):
            living.watch.now = now
            await both()
        counts = Counter((each.person, each.name) for each in await living.sent())
        assert counts == {
            (person.id, name): 1 for person in people for name in ("weekly_checkin.invite", "weekly_checkin.reminder")
        }
        versions = select(rows_of(RunningConversation).c.version)
        saved = await living.company.database.read(lambda tx: tx.conn.execute(versions).scalars().all())
        assert Counter(saved) == {2: 60}, "asked and closed, and nothing else"
