"""A company that lives through days and weeks in a moment: the real ticks, a clock that jumps to what comes next."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from conversations.rules.roster import Person
from conversations.toolkit.events import Address
from handlers.platform import Submitting
from storage import due
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Delivery
from storage.tables.running import Due
from tests.bot.company import CHECKIN, Company, Watch, company

PLANS_EVERY = timedelta(hours=6)
TICK = timedelta(seconds=1)

_ledger = rows_of(Delivery)
_due = rows_of(Due)


class Sent(NamedTuple):
    """A message that the bot began by itself, and when it goes: real time, UTC."""

    person: str
    name: str
    week: str
    at: datetime

    def local(self, zone: str) -> str:
        """When it goes by somebody's own clock: "Mon 03-30 10:00"."""
        return f"{self.at.astimezone(ZoneInfo(zone)):%a %m-%d %H:%M}"


class Moment(NamedTuple):
    """A due row: what became of it and why."""

    person: str
    topic: str
    timer: str
    status: str
    reason: str
    at: datetime


@dataclass
class Life:
    """The company and its clock."""

    company: Company
    watch: Watch
    plans_every: timedelta = PLANS_EVERY

    async def passes(self, until: datetime) -> None:
        """Let time pass as it does: plans now and then, and a tick a second after each moment that comes due."""
        planned = self.watch.now - self.plans_every
        while True:
            if self.watch.now - planned >= self.plans_every:
                planned = self.watch.now
                await self.company.ticks.plan()
            await self.ticks()
            if self.watch.now >= until:
                return
            following = await self.company.database.read(due.next_at)
            soon = min(planned + self.plans_every, until, *([following + TICK] if following else []))
            self.watch.now = max(self.watch.now + TICK, soon)

    async def ticks(self) -> None:
        """Play whatever is due now."""
        while await self.company.turns.play_due():
            pass

    def stops(self, until: datetime) -> None:
        """Nothing runs until then."""
        self.watch.now = until

    async def answers(self, person: str, week: str) -> None:
        """Somebody fills the check-in of a week."""
        kept = await self.company.standing(Address("weekly_checkin", person, week))
        assert kept, f"{person} was not asked in {week}"
        answer = await self.company.takes(person, Submitting(kept.id, "checkin", dict(CHECKIN)))
        assert answer.outcome == "taken" and not answer.errors, answer

    async def sent(self, *names: str) -> list[Sent]:
        """What the bot began by itself so far, in order; all of it, or of these names."""
        found = await self.company.database.read(_begun)
        return [each for each in found if not names or each.name in names]

    async def prompts(self, *people: str) -> list[Sent]:
        """The check-ins that were asked for."""
        found = await self.sent("weekly_checkin.invite")
        return [each for each in found if not people or each.person in people]

    async def moments(self) -> list[Moment]:
        """All due rows."""
        return await self.company.database.read(_moments)


def _begun(tx: Transaction) -> list[Sent]:
    asked = select(_ledger).where(_ledger.c.prompt).order_by(_ledger.c.seq)
    rows = tx.conn.execute(asked).all()
    return [
        Sent(row.recipient, row.name, row.topic, max(row.created_at, row.not_before or row.created_at)) for row in rows
    ]


def _moments(tx: Transaction) -> list[Moment]:
    columns = (_due.c.owner, _due.c.topic, _due.c.timer, _due.c.status, _due.c.reason, _due.c.at)
    return [Moment(*row) for row in tx.conn.execute(select(*columns).order_by(_due.c.at, _due.c.key))]


def utc(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    """An instant."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@asynccontextmanager
async def life(url: str, people: Sequence[Person], begins: datetime) -> AsyncIterator[Life]:
    """A company of these people, from an instant on."""
    watch = Watch(begins)
    async with company(url, people, watch) as opened:
        yield Life(opened, watch)
