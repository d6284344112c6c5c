"""Chains: what waits for a recipient is sent one after the other, and whoever asked for something comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from bot.logs import log
from storage.database import StorageAway, VersionConflict

LANES = 10
"""Chains that nobody asked for and that run at a time: the others wait in line, and ask the database for nothing."""

Drain: TypeAlias = Callable[[str], Awaitable[float]]
"""Sends what there is for a recipient, and gives the seconds before which it makes no sense to come back."""


class Chains:
    """One chain of sending per recipient in this process; the ledger's claim keeps other processes apart.

    A chain that somebody asked for runs at once, and so does from then on one that runs or waits in line already:
    what comes before an answer in the same chat must go before it.
    """

    def __init__(self, drain: Drain, poll: float) -> None:
        """`poll` is the pause, in seconds, after a chain that failed."""
        self._drain, self._poll = drain, poll
        self._running: dict[str, asyncio.Task[float]] = {}
        self._in_line: set[str] = set()
        self._waiting: set[asyncio.Task[None]] = set()
        self._more: set[str] = set()
        self._asked: set[str] = set()
        self._lanes = asyncio.Semaphore(LANES)
        self.ending = False

    def __contains__(self, recipient: object) -> bool:
        """Whether what waits for somebody is sent by this process, now or as its turn comes."""
        return recipient in self._running or recipient in self._in_line

    def is_asked(self, recipient: str) -> bool:
        """Whether somebody waits for an answer of this chain."""
        return recipient in self._asked

    def now(self, recipients: Iterable[str]) -> None:
        """Send what waits for people who asked."""
        for recipient in recipients:
            self._asked.add(recipient)
            self._begin(recipient)

    def in_turn(self, recipients: Iterable[str]) -> None:
        """Send what waits for people of whom nobody asked, a few at a time in the order in which they came."""
        for recipient in recipients:
            if recipient in self._running or recipient in self._asked:
                self._begin(recipient)
            elif recipient not in self._in_line:
                self._in_line.add(recipient)
                waiting = asyncio.create_task(self._await_turn(recipient))
                self._waiting.add(waiting)
                waiting.add_done_callback(self._waiting.discard)

    async def turn_of(self, recipient: str) -> float:
        """Stay with somebody's chain, in turn; gives the seconds before which it makes no sense to come back."""
        if recipient in self._running:
            return await asyncio.shield(self._running[recipient])
        async with self._lanes:
            return await asyncio.shield(self._begin(recipient))

    async def stop(self, grace: float) -> None:
        """End: calls under way have so many seconds to finish."""
        self.ending = True
        running = set(self._running.values())
        _, late = await asyncio.wait(running, timeout=grace) if running else (running, running)
        ending = (*self._waiting, *late)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    def _begin(self, recipient: str) -> asyncio.Task[float]:
        self._more.add(recipient)
        running = self._running.get(recipient)
        if running is None:
            running = self._running[recipient] = asyncio.create_task(self._run(recipient))
        return running

    async def _await_turn(self, recipient: str) -> None:
        async with self._lanes:
            self._in_line.discard(recipient)
            await asyncio.shield(self._begin(recipient))

    async def _run(self, recipient: str) -> float:
        seconds = self._poll
        try:
            while recipient in self._more and not self.ending:
                self._more.discard(recipient)
                seconds = await self._drain(recipient)
            self._asked.discard(recipient)  # but not after a failure: then they wait for their answer still
        except (StorageAway, VersionConflict):
            log.warning("delivery_waits_for_storage")
        except Exception as error:
            log.error("delivery_failed", exc_info=error)
        finally:
            del self._running[recipient]
        return seconds
