"""The company lives on: as long as its story is written, somebody says something; when it ends, the page says so."""

import asyncio
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from sqlalchemy import select

from bot.app import App, Foundations, lay_foundations
from bot.clock import Clock
from bot.credentials import checks_of
from bot.demo.colleagues import Colleagues
from bot.demo.delivering import deliver
from bot.demo.playing import Player
from bot.demo.seeding import STEPS_A_COMMIT, WEEKS, seed
from bot.demo.stage import Stage
from bot.demo.story import Story
from bot.page import Page
from bot.settings import Settings, read_settings
from bot.turns import Turns
from conversations.rules.weeks import week_of
from conversations.toolkit.reader import Goal
from storage import deliveries, feed, happenings, people
from storage.database import Transaction
from storage.deliveries import ledger
from storage.tables.base import rows_of
from storage.tables.records import Entry
from tests.browser.conftest import free_port
from tests.handlers.contract.house import credentials_of
from tests.handlers.peers.slack.server import LocalSlack

FOUNDED = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)
records = rows_of(Entry)


def foundations_in(folder: Path) -> Foundations:
    return lay_foundations(Settings(demo=True, database_url=f"sqlite:///{folder}/demo.db", port=free_port()))


def turns_of(house: Foundations, clock: Clock) -> Turns:
    return Turns(house.database, house.house, clock)


async def found(folder: Path) -> None:
    house, told = foundations_in(folder), list[int]()
    assert await seed(house.database, house.catalogue, lambda clock: turns_of(house, clock), FOUNDED, told.append)
    await house.database.close()
    assert told == list(range(1, WEEKS + 1))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the company as it is founded; tests take copies."""
    folder = tmp_path_factory.mktemp("founded")
    asyncio.run(found(folder))
    return folder


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(seeded, tmp_path / "company")


async def test_every_week_that_is_written_is_lived(folder: Path) -> None:
    house, story = foundations_in(folder), Story.read()
    turns = turns_of(house, Clock(lambda: FOUNDED))
    player = Player(turns, Colleagues(turns, story, week_of(FOUNDED.date())))

    def live(tx: Transaction, until: datetime) -> bool:
        for _ in range(STEPS_A_COMMIT):
            recipients = player.play_next(tx, until)
            if recipients is None:
                return False
            deliver(tx, turns, recipients)
        return True

    monday = FOUNDED.replace(hour=0, minute=0)
    lived = {}
    for week in range(story.last_week + 3):
        while await house.database.write(live, monday + (week + 1) * WEEK):
            pass
        latest = await house.database.read(happenings.latest, 600)
        lived[week] = Counter(each.what for each in latest if each.at >= monday + week * WEEK)
    await house.database.close()
    assert player.colleagues.silent_from == monday + (story.last_week + 1) * WEEK
    for week in range(story.last_week + 1):
        assert lived[week]["check_in_answered"] >= 30, week
        assert lived[week]["blocker_raised"], week
        assert lived[week]["blocker_taken"] + lived[week]["reply_given"], week
    assert not lived[story.last_week + 2]["check_in_answered"]


async def test_after_a_start_nobody_answers_a_colleague_once_more(folder: Path) -> None:
    house, story = foundations_in(folder), Story.read()
    monday = FOUNDED.replace(hour=0, minute=0)

    def replies(tx: Transaction) -> Counter[tuple[str, str, str]]:
        given = select(records.c.author, records.c.subject, records.c.period).where(records.c.kind == "reply_given")
        return Counter((row.author, row.subject, row.period) for row in tx.conn.execute(given))

    for start in range(2):
        turns = turns_of(house, Clock(lambda: FOUNDED))
        player = Player(turns, Colleagues(turns, story, week_of(FOUNDED.date())))

        def live(tx: Transaction, player: Player = player, turns: Turns = turns, until: int = start + 4) -> bool:
            recipients = player.play_next(tx, monday + timedelta(days=until))
            deliver(tx, turns, recipients or ())
            return recipients is not None

        while await house.database.write(live):
            pass
    given = await house.database.read(replies)
    await house.database.close()
    assert given
    assert {pair: times for pair, times in given.items() if times > 1} == {}


async def test_the_company_is_after_something_from_the_first_day(folder: Path) -> None:
    house = foundations_in(folder)
    turns = turns_of(house, Clock(lambda: FOUNDED))

    def read_by(tx: Transaction, name: str) -> list[Goal]:
        person = people.by_email(tx, f"{name}@tricklewick.example.com")
        assert person
        reader = turns.house.reader(tx, person, FOUNDED)
        return [*reader.all_goals("all")]

    seen = {name: await house.database.read(read_by, name) for name in ("shen.ruoxi", "ye.zhen", "sofia.marchetti")}
    await house.database.close()
    shen = {goal.id: goal for goal in seen["shen.ruoxi"]}
    teams = {goal.counts.team for goal in shen.values()}
    assert "research-development" in teams
    assert "sales" not in teams, "waits for a yes: it is between its owner and their manager"
    assert shen["crashes"].values == {"r1": 6}
    assert shen["own-review"].audience == "pair"
    assert "own-review" not in {goal.id for goal in seen["ye.zhen"]}, "private"
    days = {
        goal.standing.set_at.astimezone(ZoneInfo(zone)).weekday()
        for goal in shen.values()
        for zone in ("America/New_York", "Australia/Sydney")
    }
    assert days == {0}, "nobody agrees to goals on a Sunday"
    sofia = {goal.id: goal.standing for goal in seen["sofia.marchetti"]}
    assert sofia["groenhof"].pace == "at_risk"
    assert sofia["wattle"].waits_for == {"manager"}


@pytest.mark.parametrize(("later", "told"), [(timedelta(days=1), True), (WEEK * 12, False)])
async def test_who_starts_it_again_weeks_later_finds_the_same_story(folder: Path, later: timedelta, told: bool) -> None:
    house = foundations_in(folder)
    app = App(house, Clock(lambda: FOUNDED + later))
    try:
        port = await app.start()
        async with aiohttp.ClientSession() as visitor, visitor.get(f"http://127.0.0.1:{port}/demo/now") as answer:
            assert (await answer.json())["told"] is told
    finally:
        await app.stop()


async def test_the_company_s_own_slack_and_teams_have_no_part_in_it(folder: Path) -> None:
    """Whoever has set up Slack may look at the demonstration again, with the same .env."""
    async with LocalSlack() as slack:
        teams = {"app_id": str(UUID(int=1)), "app_password": "a client secret", "tenant_id": str(UUID(int=2))}
        own = {**credentials_of(slack), **{f"teams_{name}": value for name, value in teams.items()}}
        url, port = f"sqlite:///{folder}/demo.db", free_port()
        real = "https://rapport.example.com"
        settings = read_settings(demo=True, database_url=url, port=port, base_url=real, **own)
        app = App(lay_foundations(settings), Clock(lambda: FOUNDED))
        try:
            await app.start()
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as visitor:
                assert [(await visitor.post(path)).status for path in ("/slack/events", "/api/messages")] == [404, 404]
                assert await (await visitor.get("/readyz")).text() == "ready\n"
        finally:
            await app.stop()
        assert not slack.calls
    assert checks_of(settings) == {}
    assert settings.address == f"http://127.0.0.1:{port}"
    assert not settings.has_page


async def test_what_comes_due_on_the_way_comes_at_its_moment(folder: Path) -> None:
    """Grace, in New York, is reminded on Tuesday; the clock jumps to Wednesday, 3:00 where she is."""
    house, story = foundations_in(folder), Story.read()
    turns = turns_of(house, Clock(lambda: FOUNDED))
    player = Player(turns, Colleagues(turns, story, week_of(FOUNDED.date())))
    stage = Stage(house.database, Page(house.database, turns.clock), player, lambda _recipients: None)
    grace = await house.database.read(people.by_email, "grace.okafor@tricklewick.example.com")
    player.colleagues.played.add(grace.id)
    reminded = select(ledger.c.at, ledger.c.status).where(ledger.c.name == "weekly_checkin.reminder")
    reminded = reminded.where(ledger.c.recipient == grace.id).order_by(ledger.c.seq.desc())
    try:
        wednesday = FOUNDED.replace(hour=8, minute=0) + timedelta(days=2)
        while turns.clock.company() < wednesday:
            await stage.move_forward(wednesday)
            moment = await stage.moment()
            assert moment.until == (wednesday if moment.now < wednesday else None)
        row = await house.database.read(lambda tx: tx.conn.execute(reminded).first())
        assert (row.at.date(), row.status) == (date(2026, 11, 24), "sent")
    finally:
        await stage.stop()
        await house.database.close()


async def test_nothing_of_the_history_came_at_night(folder: Path) -> None:
    house = foundations_in(folder)

    def by_night(tx: Transaction) -> list[str]:
        found = []
        for person in people.everyone(tx):
            if "hr" in person.roles:
                continue  # she opens the departments at that hour, and is answered at once
            for item in feed.latest(tx, person.id, 1000):
                kept = deliveries.get(tx, item.message) if item.card else None
                hour = item.at.astimezone(ZoneInfo(person.zone)).hour
                if kept and kept.prompt and not kept.urgent and not 9 <= hour < 19:
                    found.append(f"{kept.name} {person.name} {item.at}")
        return found

    assert await house.database.read(by_night) == []
    await house.database.close()


async def test_nobody_reads_the_weeks_of_the_past_again_when_it_is_started_anew(folder: Path) -> None:
    house = foundations_in(folder)
    turns = turns_of(house, Clock(lambda: FOUNDED))
    player = Player(turns, Colleagues(turns, Story.read(), week_of(FOUNDED.date())))
    read = select(records.c.period).where(records.c.kind == "check_in_read", records.c.at >= FOUNDED)
    while await house.database.write(lambda tx: player.play_next(tx, FOUNDED + timedelta(hours=1)) is not None):
        pass
    weeks = await house.database.read(lambda tx: tx.conn.execute(read).scalars().all())
    await house.database.close()
    assert set(weeks) <= {"2026-W47", "2026-W48"}
