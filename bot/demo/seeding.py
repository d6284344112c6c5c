"""Seeding: an empty database becomes the demonstration company with eight weeks behind it, lived through real turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from bot import letters
from bot.clock import Clock
from bot.demo import aims, talks
from bot.demo.colleagues import Colleagues
from bot.demo.delivering import deliver
from bot.demo.playing import Player
from bot.demo.story import COMPANY, Story
from bot.people_import import Files, Importer
from bot.turns import Turns
from conversations.rules.roster_file.faults import Faults
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.catalogue import Catalogue
from handlers.platform import Clicking, Identity, Incoming, Saying
from storage import deliveries, feed, organisation, people, roster
from storage.database import Database, Transaction

NAME = "Tricklewick"
WEEKS = 8
STEPS_A_COMMIT = 100


async def seed(
    database: Database,
    catalogue: Catalogue,
    make_turns: Callable[[Clock], Turns],
    now: datetime,
    tell: Callable[[int], None] = lambda week: None,
) -> bool:
    """Found the company and live through eight weeks; False if the database is somebody's already.

    `tell` is given the number of each of them, from 1, as it is begun.
    """
    if not await database.write(_found, now):
        return False
    tell(1)
    this_week = week_of(now.date())
    begin = datetime.combine(this_week.monday - timedelta(weeks=WEEKS), time(0), UTC)
    clock = Clock(lambda: now, begin - now)
    turns = make_turns(clock)
    await _import(database, catalogue, turns)
    story = Story.read()
    await database.write(_leave, story, this_week)
    player = Player(turns, Colleagues(turns, story, this_week))
    await database.write(_open, turns)
    await database.write(aims.write, this_week, -WEEKS)
    told = 1
    while await database.write(_live, player, now):
        week = (clock.company() - begin) // timedelta(weeks=1) + 1
        if told < week <= WEEKS:
            tell(week)
            await database.write(aims.write, this_week, week - 1 - WEEKS)
            await database.write(talks.begin, turns, week - 1 - WEEKS)
            told = week
    return True


def _found(tx: Transaction, now: datetime) -> bool:
    return organisation.found(tx, NAME, now, demo=True)


async def _import(database: Database, catalogue: Catalogue, turns: Turns) -> None:
    files = Files((COMPANY / "people.csv").read_bytes(), (COMPANY / "departments.yaml").read_bytes())
    importer = Importer(database, catalogue, turns.clock.company(), turns.house.calendars)
    report = await importer.take(files)
    if isinstance(report.outcome, Faults):
        raise RuntimeError("the demonstration's people do not import")


def _leave(tx: Transaction, story: Story, this_week: Week) -> None:
    """Who the story says is away, is away: the days only, no reason."""
    for life in story.lives.values():
        person = people.by_email(tx, life.email)
        if person and life.away:
            first = this_week.monday + timedelta(weeks=life.away.first_week)
            last = this_week.sunday + timedelta(weeks=life.away.last_week)
            roster.set_leave(tx, person.id, [(first, last)])


def _open(tx: Transaction, turns: Turns) -> None:
    """HR opens department by department, as the real thing does it: by tapping."""
    hr = people.with_role(tx, "hr")[0]
    _say(tx, turns, hr.id, "departments", "departments")
    for n in range(50):
        listed = deliveries.latest_of(tx, hr.id, "departments", hr.id)
        if listed is None:
            return
        card = letters.read(deliveries.card_of(tx, listed))
        button = next((button for button in buttons_of(card) if button.name == "open"), None)
        if button is None:
            break
        sent = Clicking(listed.id, button.name, button.value)
        turns.take_in(tx, Incoming(key=f"seed:open:{n}", who=Identity("web", "", hr.id), what=sent))
    deliver(tx, turns, (person.id for person in people.everyone(tx)))


def _say(tx: Transaction, turns: Turns, person: str, key: str, text: str) -> None:
    feed.say(tx, person, f"seed:{key}", text, turns.clock.company())
    turns.take_in(tx, Incoming(key=f"seed:{key}", who=Identity("web", "", person), what=Saying(text)))


def _live(tx: Transaction, player: Player, until: datetime) -> bool:
    """A stretch of the company's life in one commit; False when the present is reached."""
    for _ in range(STEPS_A_COMMIT):
        recipients = player.play_next(tx, until)
        if recipients is None:
            return False
        deliver(tx, player.turns, recipients)
    return True
