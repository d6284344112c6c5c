"""The courier: carries saved deliveries to the platforms, for each recipient one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from math import inf
from time import monotonic
from typing import TypeAlias

from bot import letters
from bot.chains import Chains
from bot.clock import Clock
from bot.desk import SENT_AGAIN, Arrived, Desk, Ready, Wait
from bot.logs import log
from bot.meters import Meters
from bot.pace import LIMITS, Limit, Pace
from bot.trouble import Holds, Outages
from conversations.rules.calendar import Calendar
from conversations.rules.trial import EVERYBODY, Trial
from conversations.toolkit.cards import Card
from handlers.platform import (
    Identity,
    InDoubt,
    Outgoing,
    Platform,
    PlatformName,
    Sent,
    TryLater,
    Unavailable,
    Undeliverable,
    Unexplained,
)
from storage import deliveries
from storage.database import Database, StorageAway, VersionConflict
from storage.deliveries import Kept
from storage.identities import WEB
from storage.tables.delivery import DeliveryStatus
from storage.workers import Rank

WayIn: TypeAlias = Callable[[str], Awaitable[str]]
"""Makes an address that signs a person in, once. Raises Unavailable."""

GRACE = 0.5
"""Seconds that calls under way have to finish when the courier ends."""


async def no_way_in(_person: str) -> str:
    """For a house without a page."""
    return ""


class Courier:
    """Sends for each recipient what the desk gives it, and settles what became of it."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[PlatformName, Platform],
        clock: Clock,
        calendars: Callable[[str], Calendar],
        meters: Meters,
        pace: Pace = Pace(),  # noqa: B008  # frozen
        limits: Mapping[PlatformName, Limit] = LIMITS,
        way_in: WayIn = no_way_in,
        trial: Trial = EVERYBODY,
    ) -> None:
        self._database = database
        self._make_way_in = way_in
        self._platforms = platforms
        self._clock = clock
        self._meters = meters
        self._pace = pace
        self._desk = Desk(platforms.keys(), limits, clock, calendars, trial)
        self._chains = Chains(self._drain, self._sort, pace.poll)
        self._holds = Holds(clock)
        self._outages = Outages(clock)
        self._began = clock.real()

    def deliver_now(self, recipients: Iterable[str]) -> None:
        """Send what waits for people who asked, beside the caller. Call it in the event loop, after the commit."""
        self._chains.now(recipients)

    def deliver_in_turn(self, recipients: Iterable[str]) -> None:
        """Send what waits for people of whom nobody asked, as the rate has room for it; else as `deliver_now`."""
        self._chains.in_turn(recipients)

    def carries(self, recipient: str) -> bool:
        """Whether what waits for somebody is sent by this process, now or in its turn."""
        return recipient in self._chains

    async def carry(self, delivery: str) -> None:
        """Stay with one delivery until it is settled, however long it takes; what the engine runs.

        It never returns before: the engine would take the delivery for done.
        """
        while True:
            wait = self._pace.patience
            with suppress(StorageAway, VersionConflict):
                kept = await self._database.read(deliveries.get, delivery)
                if kept is None or kept.status not in (DeliveryStatus.PENDING, DeliveryStatus.SENDING):
                    return
                wait = await self._further(kept)
            await asyncio.sleep(wait)

    def in_doubt_since(self) -> datetime:
        """What was claimed before this instant and is not finished is nobody's. (SQLite is served by one process.)"""
        outlasted = self._clock.real() - timedelta(seconds=self._pace.doubt)
        return max(outlasted, self._began) if self._database.embedded else outlasted

    async def stop(self) -> None:
        """End within a second: calls under way may finish, what is cut off is in doubt and looked up later."""
        await self._chains.stop(GRACE)

    async def _drain(self, recipient: str) -> float:
        """Send until nothing is left, or until something takes longer than our patience: the engine comes back."""
        reserved, rest, since = "", self._pace.poll, monotonic()
        came: Arrived | None = None
        while not self._chains.ending:
            is_asked = self._chains.is_asked(recipient)
            ahead = inf if is_asked or monotonic() - since > self._pace.starving else self._pace.ahead
            step = await self._database.write(
                self._desk.next, recipient, reserved, came, ahead, rank=Rank.PEOPLE if is_asked else Rank.BACKGROUND
            )
            if came:
                self._meters.arrived(came.delivery, self._clock.real())
                came = None
            match step:
                case None:
                    break
                case Wait(seconds=seconds, reserved=reserved):
                    pass
                case Ready():
                    seconds, came = await self._send(step)
                    reserved, rest, since = "", 0.0, monotonic()
                    if seconds and not is_asked:
                        return seconds  # it waits outside the lanes: ten chats that fail would let nobody else in
            if seconds > self._pace.patience and not reserved:
                return seconds
            await asyncio.sleep(seconds)
        if came:
            await self._note(came)
        return rest

    async def _sort(self, recipients: Sequence[str]) -> Mapping[str, str]:
        return await self._database.read(self._desk.tenants, recipients)

    async def _further(self, kept: Kept) -> float:
        """Take one delivery a step further, and give the seconds after which to look at it again."""
        now = self._clock.real()
        if kept.status == DeliveryStatus.SENDING:
            if kept.claimed_at and kept.claimed_at <= self.in_doubt_since():
                await self._settle_doubt(kept)
            return self._pace.poll
        if kept.not_before and kept.not_before > now:
            return (kept.not_before - now).total_seconds()
        return await self._chains.turn_of(kept.recipient)

    # --- one message ---------------------------------------------------------------------------------------------

    async def _send(self, ready: Ready) -> tuple[float, Arrived | None]:
        """Send one message, and give the seconds to wait before going on. That it arrived is still to be noted."""
        try:
            sent = await self._call(ready)
        except Exception as error:
            return await self._settle(ready, error), None
        self._outages.arrives(ready.to, edits=bool(ready.claim.edits))
        return 0.0, Arrived(ready.claim.delivery, sent.message)

    async def _settle(self, ready: Ready, error: Exception) -> float:
        """Note why a message did not arrive, and give the seconds to wait before going on."""
        kept, to, write = ready.claim.delivery, ready.to, self._database.write
        pause = self._pace.trouble * 4 ** (kept.tries - 1)
        match error:
            case TryLater(after=after, reason=reason, alone=True):
                wait = max(after, pause)
                return await self._again(kept, wait, reason, counted=self._speaks_against(error, ready, wait))
            case TryLater(after=after, reason=reason):
                self._meters.count("later")
                wait = max(after, self._pace.poll)
                self._holds.hold(to, wait)
                await write(self._desk.put_off, ready, wait, reason)
                return wait
            case Undeliverable(reason=reason):
                self._outages.works(to)
                self._meters.count(DeliveryStatus.FAILED)
                await write(self._desk.refused, ready, reason)
                return 0
            case InDoubt() | TimeoutError():
                self._meters.count("in_doubt")
                outage = self._outages.fails(to)
                if outage:
                    pause = max(pause, self._pace.rest)
                    await self._hold(to, self._pace.rest)  # then something is tried: it may be these chats' fault alone
                await asyncio.sleep(self._pace.look_after)
                return await self._look_up(kept, to, pause, counted=not outage)
            case _:  # a message that nobody can send must not hold up the others
                log.error("message_failed", exc_info=error, platform=to.platform, tries=kept.tries)
                return await self._again(kept, self._pace.backoff * 2 ** (kept.tries - 1), "error")

    def _speaks_against(self, fault: TryLater, ready: Ready, wait: float) -> bool:
        """Whether it may be this message's own fault. What nobody can explain is, if others got through meanwhile."""
        if isinstance(fault, Unexplained):
            return self._outages.others_arrive(ready.to, wait, edits=bool(ready.claim.edits))
        return fault.counted and not self._outages.fails(ready.to)

    async def _call(self, ready: Ready) -> Sent:
        kept = ready.claim.delivery
        card = letters.read(ready.claim.card)
        outgoing = Outgoing(
            delivery=kept.id,
            to=ready.to,
            card=card,
            language=ready.language,
            zone=ready.zone,
            edits=ready.claim.edits,
            only_edits=deliveries.is_set_aside(kept),
            way_in=await self._way_in(ready, card),
            at=self._clock.comes_at(kept.at, kept.not_before),
        )
        self._holds.obey(ready.to)  # the platform may have asked to wait since this message was claimed
        async with asyncio.timeout(self._pace.call):
            return await self._platforms[ready.to.platform].send(outgoing)

    async def _way_in(self, ready: Ready, card: Card) -> str:
        """A link for a card that leads to its reader's page: made now, it stands in the message and nowhere else."""
        if ready.to.platform == WEB or not any(button.leads for button in card.buttons):
            return ""
        try:
            return await self._make_way_in(ready.claim.delivery.recipient)
        except Unavailable:
            raise TryLater(self._pace.poll, "unavailable") from None

    async def _hold(self, to: Identity, seconds: float) -> None:
        self._holds.hold(to, seconds)
        await self._database.write(self._desk.hold, to, seconds)

    async def _note(self, came: Arrived) -> None:
        await self._database.write(self._desk.arrived, came)
        self._meters.arrived(came.delivery, self._clock.real())

    async def _again(self, kept: Kept, seconds: float, reason: str, *, counted: bool = True) -> float:
        is_tried = await self._database.write(self._desk.again, kept, seconds, reason, counted)
        self._meters.count("later" if is_tried else DeliveryStatus.FAILED)
        if not is_tried:
            log.error("message_set_aside", reason=reason, tries=kept.tries)
        return seconds if is_tried else 0

    # --- in doubt ------------------------------------------------------------------------------------------------

    async def _settle_doubt(self, kept: Kept) -> None:
        ours = await self._database.write(self._desk.take_doubt, kept, rank=Rank.BACKGROUND)
        on = next((name for name in self._platforms if name == kept.chat.platform), None)
        if ours is None:
            return
        if on is None:
            await self._again(ours, 0, SENT_AGAIN)
            return
        await self._look_up(ours, Identity(on, kept.chat.tenant, kept.chat.user), 0, counted=True)

    async def _look_up(self, kept: Kept, to: Identity, pause: float, *, counted: bool) -> float:
        """Find out whether it arrived; if not, or where the platform cannot say, which is noted, send it again.

        `counted` says that it may be this very message's fault. What may have arrived always counts: else an outage
        would bring it again and again.
        """
        try:
            async with asyncio.timeout(self._pace.look):
                found = await self._platforms[to.platform].look_up(kept.id, to)
        except NotImplementedError:
            return await self._again(kept, pause, SENT_AGAIN)
        except TryLater as later:
            if not later.alone:
                await self._hold(to, later.after)
            return self._pace.doubt
        except Exception as error:  # still in doubt: it stays as it is, and is looked up again
            log.warning("look_up_failed", exc_info=error, platform=to.platform)
            return self._pace.doubt
        if found is None:
            return await self._again(kept, pause, "in_doubt", counted=counted)
        await self._note(Arrived(kept, found.message))
        return 0
