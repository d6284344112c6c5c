"""Rhythms on real databases: what was planned is looked at again when it comes, and an import plans anew."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import pytest
from sqlalchemy import select

from bot import rhythms, ticking
from bot.people_import import Files, Importer
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.toolkit.events import Address
from storage import deliveries, due, roster
from storage.tables.base import rows_of
from storage.tables.running import Due
from tests.bot.company import Watch, company, staff, the_house
from tests.words import the_catalogue

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""10:00 in Berlin: the hour of the check-in."""

WEEK = Address("weekly_checkin", "p1", "2026-W48")
CHECKIN = "checkin:p1:2026-W48"
PEOPLE = [replace(person, manager="") for person in staff(3)]
ROSTER = b"name,email,department,manager,region,zone,working days\n"

_due = rows_of(Due)


@pytest.fixture
async def works(database_url):
    watch = Watch(FRIDAY)
    async with company(database_url, PEOPLE, watch) as opened:
        opened.watch = watch
        yield opened


async def change(works, **given):
    """What an import would write, without its planning anew."""
    await works.database.write(roster.update_person, replace(PEOPLE[1], **given))


async def moments(works, person="p1"):
    asked = select(_due.c.key, _due.c.status, _due.c.reason, _due.c.at).where(_due.c.owner == person)
    rows = await works.database.read(lambda tx: tx.conn.execute(asked).all())
    return {row.key: (row.status, row.reason, row.at) for row in rows}


async def on_monday(works, at=MONDAY):
    works.watch.now = at + timedelta(seconds=2)
    await works.ticks.play()


async def asked(works):
    return bool(await works.database.read(deliveries.standing_in, WEEK, "p1", "main"))


async def test_a_week_in_which_nothing_changed_is_asked_about(works):
    await works.ticks.plan()
    await on_monday(works)
    assert (await moments(works))[CHECKIN][:2] == ("done", "")
    assert await asked(works)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"leaving_date": date(2026, 11, 20)}, "left"),
        ({"notice_from": date(2026, 11, 20)}, "notice"),
        ({"start_date": date(2026, 12, 1)}, "not_started"),
        ({"working_days": frozenset()}, "no_workdays"),
    ],
)
async def test_a_week_that_is_none_any_more_is_not_asked_about(works, changed, reason):
    await works.ticks.plan()
    await change(works, **changed)
    await on_monday(works)
    assert (await moments(works))[CHECKIN][:2] == ("missed", reason)
    assert not await asked(works)


async def test_a_week_that_the_company_froze_has_no_check_in_and_no_digest(works, tmp_path):
    (tmp_path / "DE.yaml").write_text("freeze_weeks: [2026-W48]\n", "utf-8")
    await change(works, manager="p0")
    await works.ticks.plan()
    frozen = lru_cache(lambda region: load_calendar(region, load_overrides(tmp_path)))
    works.turns.house = replace(the_house(), calendars=frozen)
    await on_monday(works)
    assert (await moments(works))[CHECKIN][:2] == ("missed", "company_freeze")
    digest = "digest:p0:2026-W48"
    await on_monday(works, (await moments(works, "p0"))[digest][2])
    assert (await moments(works, "p0"))[digest][:2] == ("missed", "company_freeze")
    works.watch.now = MONDAY + timedelta(days=5)
    await works.ticks.plan()
    assert (await moments(works))["checkin:p1:2026-W49"] == ("waiting", "", MONDAY + timedelta(days=7))
    await works.database.write(rhythms.plan_person, "p0", frozen, works.watch.now)
    assert "digest:p0:2026-W49" in await moments(works, "p0")


async def test_days_away_that_nobody_told_the_planner_of_count_too(works):
    await works.ticks.plan()
    await works.database.write(roster.set_leave, "p1", [(date(2026, 11, 23), date(2026, 11, 29))])
    await on_monday(works)
    assert (await moments(works))[CHECKIN][:2] == ("missed", "on_leave")


async def test_a_week_that_begins_later_now_waits_for_its_own_day(works):
    await works.ticks.plan()
    await change(works, working_days=frozenset({1, 2, 3, 4}))
    await on_monday(works)
    assert not await asked(works)
    assert (await moments(works))[CHECKIN] == ("waiting", "", MONDAY + timedelta(days=1))
    await on_monday(works, MONDAY + timedelta(days=1))
    assert await asked(works)


async def test_a_digest_of_somebody_who_leads_nobody_any_more_is_missed(works):
    await change(works, manager="p0")
    await works.ticks.plan()
    digest = "digest:p0:2026-W48"
    assert digest in await moments(works, "p0")
    await change(works, manager="")
    await on_monday(works, (await moments(works, "p0"))[digest][2])
    assert (await moments(works, "p0"))[digest][:2] == ("missed", "no_reports")


async def test_an_import_plans_anew_whoever_it_changes(works):
    await works.ticks.plan()
    before, others = await moments(works), await moments(works, "p2")
    importer = Importer(works.database, the_catalogue(), FRIDAY, the_house().calendars)
    moved = ROSTER + b"Person 1,p1@example.com,works,p2@example.com,CN,Asia/Shanghai,\n"
    moved += b"Person 2,p2@example.com,works,,DE,Europe/Berlin,\n"
    report = await importer.take(Files(moved))
    assert len(report.outcome.updated) == 1, report
    after = await moments(works)
    assert after[CHECKIN][2] == before[CHECKIN][2] - timedelta(hours=7)
    assert set(await moments(works, "p2")) - set(others) == {"digest:p2:2026-W48"}, "who leads now gets a digest"


async def test_who_moves_has_the_week_closed_where_they_live_now(works):
    await works.ticks.plan()
    await on_monday(works)
    close = due.wake_key(WEEK, "close")
    before = (await moments(works))[close][2]
    await change(works, zone="Asia/Shanghai")
    await works.database.write(rhythms.plan_person, "p1", the_house().calendars, works.watch.now)
    assert (await moments(works))[close] == ("waiting", "", before - timedelta(hours=7))


async def test_everybody_is_planned_some_at_a_time(works, monkeypatch):
    monkeypatch.setattr(ticking, "PLANNED_AT_A_TIME", 2)
    written, write = [], works.database.write

    async def watched(fn, *args, **given):
        written.append(args[0] if fn is rhythms.plan_people else fn)
        return await write(fn, *args, **given)

    monkeypatch.setattr(works.database, "write", watched)
    await works.ticks.plan()
    assert written == [["p0", "p1"], ["p2"]]
    assert all([await moments(works, person) for person in ("p0", "p1", "p2")])


async def test_a_warning_for_hr_has_no_week_and_comes_late_all_the_same(works):
    address = Address("departments", "p0")
    await works.database.write(due.plan, "warning:p0:x", address, "warning", FRIDAY, "warning")
    await on_monday(works)
    assert (await moments(works, "p0"))["warning:p0:x"][:2] == ("done", "")
