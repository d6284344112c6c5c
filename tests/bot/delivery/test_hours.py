"""The hours of whoever is written to, asked again when a message goes: it may have waited for a platform."""

from datetime import UTC, date, datetime

import pytest

from bot.clock import Clock
from bot.desk import Desk, Ready
from conversations.rules.roster import Person
from storage import roster, sending
from tests.bot.company import the_house
from tests.bot.delivery.house import on_sqlite, real_now

NOON, NIGHT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
ANN = Person("ann", "Ann", "ann@example.com", "sales", zone="Europe/Berlin", region="DE")

pytestmark = on_sqlite


@pytest.fixture
async def next_at(db):
    """What Ann gets next at an instant."""
    await db.write(roster.insert_person, ANN, real_now())

    async def ask(now):
        return await db.write(Desk(("web",), {}, Clock(lambda: now), the_house().calendars).next, "ann")

    return ask


async def test_what_the_bot_begins_and_could_not_send_by_day_does_not_come_at_night(office, next_at):
    (prompt,) = await office.plan("ann", "nudge", prompt=True)
    (reply,) = await office.plan("ann", "reply")
    step = await next_at(NIGHT)
    assert isinstance(step, Ready)
    assert step.claim.delivery.id == reply, "an answer passes it"
    assert (await office.kept(prompt)).not_before == MORNING


async def test_what_was_tried_by_day_lets_others_pass_at_night(office, next_at, db):
    (prompt,) = await office.plan("ann", "nudge", prompt=True)
    await db.write(sending.later, prompt, NOON, "later")
    (reply,) = await office.plan("ann", "reply")
    step = await next_at(NIGHT)
    assert isinstance(step, Ready)
    assert step.claim.delivery.id == reply


async def test_urgent_ones_go_and_so_does_everything_by_day(office, next_at):
    (urgent,) = await office.plan("ann", "urgent", prompt=True, urgent=True)
    step = await next_at(NIGHT)
    assert isinstance(step, Ready)
    assert step.claim.delivery.id == urgent


async def test_leave_that_was_entered_meanwhile_counts(office, next_at, db):
    (prompt,) = await office.plan("ann", "nudge", prompt=True)
    await db.write(roster.set_leave, "ann", [(date(2026, 11, 25), date(2026, 11, 27))])
    assert await next_at(NOON) is None
    assert (await office.kept(prompt)).not_before == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


async def test_who_is_away_for_years_misses_it(office, next_at, db):
    (prompt,) = await office.plan("ann", "nudge", prompt=True)
    await db.write(roster.set_leave, "ann", [(date(2026, 11, 1), date(2029, 11, 1))])
    assert await next_at(NOON) is None
    kept = await office.kept(prompt)
    assert (kept.status, kept.reason) == ("missed", "no_allowed_time")
