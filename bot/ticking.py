"""What the clock does: play what is due, plan the rhythms, seal the trail, warn HR, sweep what is over."""

from __future__ import annotations

from datetime import timedelta

from bot import rhythms
from bot.clock import Job
from bot.logs import log
from bot.turns import DueFailed, Turns
from conversations.rules.calendar import calendar_warnings
from conversations.toolkit.events import Address
from storage import audit, due, inbox, organisation, people, sessions
from storage.database import Database, StorageAway, Transaction
from storage.workers import Rank

DUE_A_TICK = 50
PLANNED_AT_A_TIME = 200
"""People whose rhythms are planned in one transaction."""

ANSWERS_KEPT = timedelta(hours=24)
TRIES = 5


class Ticks:
    """The jobs of the ticker, over one database."""

    def __init__(self, database: Database, turns: Turns, *, plays_due: bool = True) -> None:
        self._database, self._turns, self._plays_due = database, turns, plays_due

    def jobs(self) -> dict[str, tuple[float, Job]]:
        """Each job by its name, with its period in seconds."""
        regular: dict[str, tuple[float, Job]] = {
            "seal": (5, self.seal),
            "plan": (600, self.plan),
            "sweep": (900, self.sweep),
            "warn": (3600, self.warn),
        }
        return {"due": (1, self.play), **regular} if self._plays_due else regular

    async def play(self) -> None:
        """Play up to 50 due moments, each in a turn of its own; one that fails does not hold up the others."""
        for _ in range(DUE_A_TICK):
            try:
                if not await self._turns.play_due():
                    return
            except StorageAway:
                return
            except DueFailed as failed:
                await self._database.write(self._set_aside, failed, rank=Rank.BACKGROUND)

    async def plan(self) -> None:
        """Plan this week and the next for everybody, some at a time: people's turns come in between."""
        now, calendars = self._turns.clock.company(), self._turns.house.calendars
        everyone = await self._database.read(people.ids_of_everyone)
        for first in range(0, len(everyone), PLANNED_AT_A_TIME):
            some = everyone[first : first + PLANNED_AT_A_TIME]
            await self._database.write(rhythms.plan_people, some, calendars, now, rank=Rank.BACKGROUND)

    async def seal(self) -> None:
        """Chain the trail and the entries."""
        await self._database.write(audit.seal, rank=Rank.BACKGROUND)

    async def sweep(self) -> None:
        """Forget first answers after 24 hours, and sessions and links that are over."""
        await self._database.write(self._sweep, rank=Rank.BACKGROUND)

    async def warn(self) -> None:
        """Tell HR, once, of each region whose official calendar of a year is missing."""
        await self._database.write(self._warn, rank=Rank.BACKGROUND)

    def _sweep(self, tx: Transaction) -> None:
        real = self._turns.clock.real()
        inbox.forget_before(tx, real - ANSWERS_KEPT)
        sessions.forget_ended(tx, real)

    def _warn(self, tx: Transaction) -> None:
        now = self._turns.clock.company()
        regions = {person.region for person in people.everyone(tx) if person.region}
        calendars = [self._turns.house.calendars(region) for region in sorted(regions)]
        for warning in calendar_warnings(calendars, now.date()):
            key = f"{warning.id}:{warning.region}:{warning.year}"
            if not organisation.first_time(tx, key, self._turns.clock.real()):
                continue
            log.warning("calendar_missing", region=warning.region, year=warning.year)
            for person in people.with_role(tx, "hr"):
                address = Address("departments", person.id)
                due.plan(tx, f"warning:{person.id}:{key}", address, "warning", now, "warning")

    def _set_aside(self, tx: Transaction, failed: DueFailed) -> None:
        """The moment that failed waits longer each time, and is set aside after five tries."""
        kind = type(failed.__cause__).__name__
        log.error("due_failed", exc_info=failed.__cause__, tries=failed.tries + 1)
        if failed.tries + 1 >= TRIES:
            due.quarantine(tx, failed.key, kind)
        else:
            due.retry(tx, failed.key, kind, self._turns.clock.real() + timedelta(seconds=2**failed.tries))
