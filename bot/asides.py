"""Asides: lines that a platform says beside delivery keep to the same rates. Implements the port Pacing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from bot.clock import Clock
from bot.pace import Limit, chat_bucket, tenant_bucket
from handlers.platform import Identity, PlatformName
from storage import inbox, rates
from storage.database import Database, StorageAway, Transaction

REMEMBERED = 10_000
"""Chats for which it is remembered that something was said while the database was away."""


class Asides:
    """A place in the rate for each line, or none: then it is left out."""

    def __init__(self, database: Database, clock: Clock, limits: Mapping[PlatformName, Limit]) -> None:
        self._database, self._clock, self._limits = database, clock, limits
        self._said: dict[str, float] = {}

    async def may_say(self, to: Identity, within: float, once: str = "") -> bool:
        """Wait for a place in the rate of this chat; False, and nothing counted, if none is free so soon, or if `once`
        was said before.
        """
        limit = self._limits.get(to.platform)
        if limit is None:
            return True
        try:
            wait = await self._database.write(self._reserve, to, limit, within, once)
        except StorageAway:
            return self._said_little(to, limit)
        if wait is None:
            return False
        await asyncio.sleep(wait)
        return True

    async def hold(self, to: Identity, seconds: float) -> None:
        """Let nothing go to this workspace or tenant for so long."""
        until = self._clock.real() + timedelta(seconds=seconds)
        try:
            await self._database.write(rates.hold, tenant_bucket(to), until)
        except StorageAway:
            return  # nothing else goes out meanwhile either

    async def is_time(self, what: str, every: float) -> bool:
        """Whether this is to be done now: True for one asker of all replicas in so many seconds."""
        try:
            return await self._database.write(rates.reserve_soon, what, 1 / every, 1, self._clock.real(), 0) is not None
        except StorageAway:
            return False

    def _reserve(self, tx: Transaction, to: Identity, limit: Limit, within: float, once: str) -> float | None:
        """In the order in which delivery reserves: on PostgreSQL neither waits for the other then."""
        now, waits = self._clock.real(), []
        with tx.conn.begin_nested() as both:
            if once and inbox.first(tx, f"aside:{once}", "", now) is not None:
                return None
            for bucket, rate in ((tenant_bucket(to), limit.tenant), (chat_bucket(to), limit.chat)):
                wait = rates.reserve_soon(tx, bucket, rate.per_second, rate.burst, now, within)
                if wait is None:
                    both.rollback()  # a place in one of them alone would be lost to all others
                    return None
                waits.append(wait)
        return max(waits)

    def _said_little(self, to: Identity, limit: Limit) -> bool:
        """That the database is away must be told without it: now and then in each chat, as this process remembers."""
        bucket, now = chat_bucket(to), self._clock.real().timestamp()
        if now - self._said.get(bucket, 0.0) < 1 / limit.chat.per_second:
            return False
        if len(self._said) >= REMEMBERED:
            self._said.clear()
        self._said[bucket] = now
        return True
