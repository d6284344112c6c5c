"""A year of schedules through the database: fifty people in twelve zones, every occurrence exactly once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import make_url

from conversations.rules.cadence import Prompt, occurrence
from conversations.rules.roster import Person
from conversations.rules.skips import Absence
from conversations.rules.timing import timing_of
from conversations.rules.weeks import week_of
from handlers.platform import Submitting
from storage import deliveries, due, roster
from storage.database import Transaction
from tests.bot.company import CHECKIN, DEPARTMENT, the_house
from tests.bot.living import TICK, Life, life, utc

ZONES = {
    "Europe/Berlin": "DE", "Europe/London": "GB", "America/New_York": "US", "America/Los_Angeles": "US",
    "America/Sao_Paulo": "BR", "America/St_Johns": "CA", "Africa/Cairo": "EG", "Asia/Shanghai": "CN",
    "Asia/Kolkata": "IN", "Asia/Singapore": "SG", "Australia/Lord_Howe": "AU", "Pacific/Auckland": "NZ",
}  # fmt: skip
BEGINS = utc(1, 3)
ENDS = {"sqlite": utc(1, 2, year=2027), "postgresql": utc(4, 12)}
"""On PostgreSQL until the clocks have changed on both sides of the Atlantic."""
PLANS_EVERY = timedelta(days=3)
ANSWERS_EVERY = 2
"""Every second check-in is answered: nobody ignores two in a row, for whom the bot would ask less often."""
STEPS_A_COMMIT = 50

RHYTHMS = (
    {},
    {"slot_day": 2, "slot_time": time(14, 30)},
    {"slot_day": 4, "slot_time": time(9)},
    {"every_weeks": 2},
    {"working_days": frozenset({0, 1, 2}), "weekly_hours": 24.0},
)  # fmt: skip


def everybody() -> list[Person]:
    """Fifty people, no two of whom have zone and rhythm in common."""
    zones = list(ZONES.items())
    people = []
    for n in range(50):
        zone, region = zones[n % len(zones)]
        someone = Person(f"p{n}", f"Person {n}", f"p{n}@example.com", DEPARTMENT, zone=zone, region=region)
        people.append(replace(someone, **RHYTHMS[n % len(RHYTHMS)]))  # type: ignore[arg-type]
    return people


def away(n: int) -> list[tuple[date, date]]:
    """Two weeks in summer for every third, each at another time."""
    first = date(2026, 6, 1) + timedelta(days=3 * n)
    return [(first, first + timedelta(days=13))] if n % 3 == 0 else []


def expected(people: list[Person], ends: datetime) -> Counter[tuple[str, str, str]]:
    """What the pure rules say, for each person and week of the year."""
    found: Counter[tuple[str, str, str]] = Counter()
    for n, person in enumerate(people):
        absences = [Absence(*days) for days in away(n)]
        timing = timing_of(person, the_house().calendars(person.region), absences)
        week = week_of(BEGINS.date())
        while week.monday < ends.date():
            asked = occurrence(week, timing)
            if isinstance(asked, Prompt) and BEGINS < asked.at < ends:
                found[person.id, str(week), asked.at.isoformat()] += 1
            week = week.next
    return found


@pytest.mark.slow
async def test_a_year(database_url: str) -> None:
    """The whole of it on SQLite. On PostgreSQL, where each moment takes three times as long, only until 12 April, so
    that all tests stay within ten minutes: by then the clocks went forward here and there. That they go back in
    autumn, leave in summer and the turn of the year are tried through SQLite alone, and by the pure rules.
    """
    people, ends = everybody(), ENDS[make_url(database_url).get_backend_name()]
    async with life(database_url, people, BEGINS) as living:
        for n, person in enumerate(people):
            await living.company.database.write(roster.set_leave, person.id, away(n))
        await _lives(living, ends)
        asked = Counter((each.person, each.week, (each.at - TICK).isoformat()) for each in await living.prompts())
        rules = expected(people, ends)
        assert asked - rules == rules - asked == Counter()
        assert len(asked) > len(people) * (ends - BEGINS).days / 7 * 0.6
        overdue = [each for each in await living.moments() if each.status == "waiting" and each.at < ends]
        assert overdue == []


async def _lives(living: Life, ends: datetime) -> None:
    """As Life.passes does, some moments in each commit: what is tried here is when, not how it is written."""
    everyone = Answering(living)
    while living.watch.now < ends:
        await living.company.ticks.plan()
        until = min(living.watch.now + PLANS_EVERY, ends)
        while await living.company.database.write(_step, everyone, until):
            pass
        living.watch.now = until


def _step(tx: Transaction, everyone: Answering, until: datetime) -> bool:
    for _ in range(STEPS_A_COMMIT):
        following = due.next_at(tx)
        if following is None or following + TICK >= until:
            return False
        everyone.living.watch.now = following + TICK
        everyone.living.company.turns.play_due_in(tx)
        everyone.look(tx)
    return True


@dataclass
class Answering:
    """Fifty people who fill in every second check-in as it comes."""

    living: Life
    asked: Counter[str] = field(default_factory=Counter)
    seen: int = 0

    def look(self, tx: Transaction) -> None:
        """Answer what has come since the last look."""
        turns = self.living.company.turns
        for kept in deliveries.begun_after(tx, self.seen):
            self.seen = kept.seq
            if kept.name == "weekly_checkin.invite":
                self.asked[kept.recipient] += 1
                if self.asked[kept.recipient] % ANSWERS_EVERY:
                    filled = Submitting(kept.id, "checkin", dict(CHECKIN))
                    taken = turns.take_in(tx, self.living.company.incoming(kept.recipient, filled))
                    assert taken.answer.outcome == "taken" and not taken.answer.errors, taken.answer
