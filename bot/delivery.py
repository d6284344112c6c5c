"""Delivery: messages go out at once after the commit; what is left over goes to the durable engine.

The ledger is the truth. A round every second hands the engine what nobody settled, says that this replica lives, goes
on with what silent replicas had begun, and forgets what is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry

from bot.clock import Clock
from bot.courier import Courier, WayIn, no_way_in
from bot.engine import Engine
from bot.logs import log
from bot.meters import Meters
from bot.pace import LIMITS, Limit, Pace
from conversations.rules.calendar import Calendar
from conversations.rules.trial import EVERYBODY, Trial
from handlers.platform import Platform, PlatformName
from storage import organisation, sending
from storage.database import Database, StorageAway, Transaction
from storage.workers import Rank

LOOKED_AT = 5000
"""Unsettled deliveries that are looked at in a round; the next round looks on behind them, and then from the start."""

HANDED_OVER = 500
"""Unsettled deliveries that are seen to in a round."""

IN_ONE_COMMIT = 100
"""Deliveries handed over in one transaction: about 60 ms on SQLite, so that people's turns hardly wait."""

KEPT_WHEN_OVER = timedelta(hours=1)
FORGET_EVERY = timedelta(minutes=10)


class Delivery:
    """All of delivery for one replica: `deliver` after each commit, `start` and `stop` around it."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[PlatformName, Platform],
        clock: Clock,
        calendars: Callable[[str], Calendar],
        engine: Engine,
        replica: str,
        registry: CollectorRegistry,
        pace: Pace = Pace(),  # noqa: B008  # frozen
        limits: Mapping[PlatformName, Limit] = LIMITS,
        way_in: WayIn = no_way_in,
        trial: Trial = EVERYBODY,
    ) -> None:
        """`replica` is this process's own name, the same that the engine was given."""
        self._database = database
        self._clock = clock
        self._engine = engine
        self._replica = replica
        self._pace = pace
        self._meters = Meters(registry)
        self._courier = Courier(database, platforms, clock, calendars, self._meters, pace, limits, way_in, trial)
        self._handed: dict[str, datetime] = {}
        self._looked_to = 0
        self._beaten = self._forgotten = datetime.min.replace(tzinfo=clock.real().tzinfo)
        self._rounds: asyncio.Task[None] | None = None

    def deliver(self, recipients: Iterable[str], asker: str) -> None:
        """Send what waits for these people, beside the caller: to whoever asked at once, to all others in their turn.

        Call it in the event loop, after the commit.
        """
        for recipient in recipients:
            deliver = self._courier.deliver_now if recipient == asker else self._courier.deliver_in_turn
            deliver((recipient,))

    async def start(self) -> None:
        """Begin; what an earlier process left behind is taken up in the first round."""
        await self._database.write(self._appear)
        await self._engine.start(self._courier.carry)
        self._rounds = asyncio.create_task(self._go_round())

    async def stop(self) -> None:
        """End within about a second; nothing is lost."""
        if self._rounds:
            self._rounds.cancel()
            await asyncio.gather(self._rounds, return_exceptions=True)
        await self._courier.stop()
        await self._engine.stop()
        with suppress(StorageAway):
            await self._database.write(organisation.leave, self._replica)

    def _appear(self, tx: Transaction) -> None:
        """Say that this replica lives. SQLite is served by one process: whoever else is noted there is dead."""
        now = self._clock.real()
        if self._database.embedded:
            organisation.take_over(tx, now)
        organisation.beat(tx, self._replica, now)

    async def _go_round(self) -> None:
        while True:
            try:
                await self._round(self._clock.real())
            except StorageAway:
                log.warning("delivery_waits_for_storage")
            except Exception as error:  # the next round may do better; without rounds messages would be lost
                log.error("delivery_round_failed", exc_info=error)
            await asyncio.sleep(self._pace.round)

    async def _round(self, now: datetime) -> None:
        if now - self._beaten >= timedelta(seconds=self._pace.beat):
            self._beaten = now
            living = await self._database.write(self._beat, now, rank=Rank.BACKGROUND)
            taken = await self._engine.take_over(living)
            if taken:
                log.warning("deliveries_taken_over", count=taken, replica=self._replica)
        await self._hand_over(now)
        self._meters.waiting(await self._database.read(sending.backlog), now)
        if now - self._forgotten >= FORGET_EVERY:
            self._forgotten = now
            await self._engine.forget(now - KEPT_WHEN_OVER)
            await self._database.write(organisation.take_over, now - KEPT_WHEN_OVER, rank=Rank.BACKGROUND)

    def _beat(self, tx: Transaction, now: datetime) -> frozenset[str]:
        organisation.beat(tx, self._replica, now)
        return organisation.living(tx, now - timedelta(seconds=self._pace.silence))

    async def _hand_over(self, now: datetime) -> None:
        """See to what is late or in doubt, in turn, and give it to the engine as well: that may be full of people to
        whom nothing goes for long. What was seen to lately is left alone, and nothing is written twice.
        """
        alone = timedelta(seconds=self._pace.handed)
        self._handed = {id_: at for id_, at in self._handed.items() if now - at < 2 * alone}
        lately = {id_ for id_, at in self._handed.items() if now - at < alone}
        found, self._looked_to = await self._database.read(self._unsettled, now, lately, self._looked_to)
        new = [id_ for id_ in found if id_ not in self._handed]
        for first in range(0, len(new), IN_ONE_COMMIT):
            ids = new[first : first + IN_ONE_COMMIT]
            await self._database.write(self._engine.enqueue, ids, rank=Rank.BACKGROUND)
        self._handed.update(dict.fromkeys(found, now))
        self._courier.deliver_in_turn(found.values())

    def _unsettled(
        self, tx: Transaction, now: datetime, lately: Collection[str], after: int
    ) -> tuple[Mapping[str, str], int]:
        """The ids of what nobody settled or saw to, each with its recipient, and behind which one to look on.

        What waits at the front, be it for its turn or for a platform, must not hide what stands behind it.
        """
        late = now - timedelta(seconds=self._pace.late)
        in_doubt = sending.in_doubt(tx, self._courier.in_doubt_since(), HANDED_OVER)
        found = {kept.id: kept.recipient for kept in in_doubt if kept.id not in lately}
        pending = sending.pending(tx, late, now, after, LOOKED_AT)
        for each in pending:
            # What a chain of this process comes to anyway is only late: work on it would make all of it later.
            if each.id not in lately and not self._courier.carries(each.recipient):
                found[each.id] = each.recipient
            if len(found) >= HANDED_OVER:
                return found, each.seq
        return found, pending[-1].seq if len(pending) == LOOKED_AT else 0
