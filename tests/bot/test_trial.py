"""A test list: while it names anybody nobody else hears anything, on both databases; the start knows each by name."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.app import App, lay_foundations
from bot.clock import Clock
from bot.desk import Desk
from bot.settings import BadSettings, read_settings
from bot.showing import TEST_LIST
from bot.ticking import Ticks
from bot.trial import named
from bot.turns import Turns
from bot.why import explain
from conversations.rules.trial import Trial
from conversations.toolkit.events import Address
from conversations.toolkit.words import Phrase
from storage import deliveries, roster
from storage.tables.base import rows_of
from storage.tables.delivery import DeliveryStatus
from storage.tables.running import Due
from tests.bot.company import SECRET, Watch, company, staff, the_house
from tests.words import the_catalogue

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, 2, tzinfo=UTC)
WEEK = "2026-W48"
ON = Trial(frozenset({"p1", "p3"}))
"""Somebody, and nobody they work with: p0 manages both, p2 is beside them."""

_due = rows_of(Due)


@pytest.fixture
async def works(database_url):
    """A company of four in which a list of two is on."""
    watch = Watch(FRIDAY)
    async with company(database_url, staff(4), watch) as opened:
        opened.watch = watch
        tries(opened, ON)
        yield opened


def tries(works, trial):
    works.turns = Turns(works.database, replace(the_house(), trial=trial), works.clock)
    works.ticks = Ticks(works.database, works.turns)


async def on_monday(works):
    await works.ticks.plan()
    works.watch.now = MONDAY
    await works.ticks.play()


async def came_of(works, key):
    asked = select(_due.c.status, _due.c.reason).where(_due.c.key == key)
    return tuple(await works.database.read(lambda tx: tx.conn.execute(asked).one()))


async def test_only_who_is_on_the_list_is_asked(works):
    await on_monday(works)
    assert await works.standing(Address("weekly_checkin", "p1", WEEK))
    assert await works.standing(Address("weekly_checkin", "p2", WEEK)) is None
    assert await came_of(works, f"checkin:p2:{WEEK}") == ("missed", TEST_LIST)
    tries(works, Trial())
    works.watch.now = MONDAY.replace(day=30)
    await works.ticks.plan()
    works.watch.now = MONDAY.replace(month=12, day=7)
    await works.ticks.plan()
    assert (await came_of(works, "checkin:p2:2026-W50"))[0] == "waiting", "without the list they are asked as ever"


async def test_who_writes_themselves_is_told_in_one_sentence(works):
    for _ in range(2):
        answer = await works.says("p2", "hello")
        assert (answer.outcome, answer.hint) == ("taken", Phrase("words.tried_out"))
    answer = await works.calls("p0", "departments")
    assert answer.hint == Phrase("words.tried_out"), "HR is no exception"
    assert not await works.database.read(deliveries.latest_of, "p2", "help", "p2")
    assert (await works.says("p1", "hello")).hint is None


async def test_what_waited_when_the_list_came_does_not_go(works):
    tries(works, Trial())
    await on_monday(works)
    held = await works.standing(Address("weekly_checkin", "p2", WEEK))
    assert held.status == DeliveryStatus.PENDING
    desk = Desk(("web",), {}, Clock(works.watch), the_house().calendars, ON)
    assert await works.database.write(desk.next, "p2") is None
    kept = await works.database.read(deliveries.get, held.id)
    assert (kept.status, kept.reason) == (DeliveryStatus.MISSED, TEST_LIST)
    assert await works.database.write(desk.next, "p1")


async def test_why_says_it(works):
    async def told(who):
        _, lines = await works.database.write(explain, who, MONDAY, ["P1@example.com", "p3"])
        return [the_catalogue().text(line, "en") for line in lines]

    assert "Isn’t on the test list" in (await told("p2@example.com"))[1]
    assert not any("test list" in line for line in await told("p1@example.com"))


async def test_a_list_names_people_by_address_or_id_also_who_has_left(works):
    await works.database.write(roster.deactivate, "p3", FRIDAY.date())
    found = await works.database.read(named, ["P1@Example.com", "p3", "p9@example.com"])
    assert [person.id for person in found.people] == ["p1", "p3"]
    assert list(found.unknown) == ["p9@example.com"]
    assert found.trial == ON


@pytest.mark.parametrize("listed", ["ann@example.com", "p1, nobody"])
async def test_a_name_that_nobody_has_stops_the_start(database_url, listed):
    app = App(lay_foundations(read_settings(database_url=database_url, secret_key=SECRET, test_list=listed)))
    with pytest.raises(BadSettings, match=r"RAPPORT_TEST_LIST: nobody here has this .*: (ann@|p1, nobody)"):
        await app.start()
    await app.stop()


def test_a_list_of_nobody_and_one_in_the_demonstration_are_none():
    assert read_settings(secret_key=SECRET, test_list=" a@b.example, p1,,p1 ").test_list == ("a@b.example", "p1")
    for wrong in ({"test_list": " , "}, {"test_list": "p1", "demo": True}):
        with pytest.raises(BadSettings, match="RAPPORT_TEST_LIST"):
            read_settings(secret_key=SECRET, **wrong)
