"""Chains: what waits for a recipient is sent one after the other, and whoever asked for something comes first."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.logs import log
from storage.database import StorageAway, VersionConflict

LANES = 10
"""Chains to one workspace or tenant that nobody asked for and that run at a time: the others wait in line, and ask the
database for nothing.
"""

SORTED_AT_ONCE = 500
"""Recipients whose line is looked up at a time."""

Drain: TypeAlias = Callable[[str], Awaitable[float]]
"""Sends what there is for a recipient, and gives the seconds before which it makes no sense to come back."""

Sort: TypeAlias = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]
"""Gives the line, one for each workspace or tenant, in which recipients wait; who is left out waits in that of ""."""


@dataclass
class _Line:
    waiting: deque[str] = field(default_factory=deque)
    lanes: set[asyncio.Task[None]] = field(default_factory=set)


class Chains:
    """One chain of sending per recipient in this process; the ledger's claim keeps other processes apart.

    A chain that somebody asked for runs at once, and so does from then on one that runs or waits in line already:
    what comes before an answer in the same chat must go before it.
    """

    def __init__(self, drain: Drain, sort: Sort, poll: float) -> None:
        """`poll` is the pause, in seconds, after a chain that failed."""
        self._drain, self._sort, self._poll = drain, sort, poll
        self._running: dict[str, asyncio.Task[float]] = {}
        self._in_line: set[str] = set()
        self._unsorted: deque[str] = deque()
        self._sorting: asyncio.Task[None] | None = None
        self._lines: defaultdict[str, _Line] = defaultdict(_Line)
        self._ends: dict[str, asyncio.Future[float]] = {}
        self._more: set[str] = set()
        self._asked: set[str] = set()
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
                self._unsorted.append(recipient)
        if self._unsorted and self._sorting is None and not self.ending:
            self._sorting = asyncio.create_task(self._sort_out())

    async def turn_of(self, recipient: str) -> float:
        """Stay with somebody's chain, in turn; gives the seconds before which it makes no sense to come back."""
        if recipient not in self._running:
            self.in_turn((recipient,))
        end = self._ends.setdefault(recipient, asyncio.get_running_loop().create_future())
        return await asyncio.shield(end)

    async def stop(self, grace: float) -> None:
        """End: calls under way have so many seconds to finish."""
        self.ending = True
        running = set(self._running.values())
        _, late = await asyncio.wait(running, timeout=grace) if running else (running, running)
        lanes = [lane for line in self._lines.values() for lane in line.lanes]
        ending = (*lanes, *late, *([self._sorting] if self._sorting else []))
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    def _begin(self, recipient: str) -> asyncio.Task[float]:
        self._more.add(recipient)
        running = self._running.get(recipient)
        if running is None:
            running = self._running[recipient] = asyncio.create_task(self._run(recipient))
        return running

    async def _sort_out(self) -> None:
        """Put everybody into their line: a platform that is slow or held keeps nobody waiting but its own people."""
        while self._unsorted:
            some = [self._unsorted.popleft() for _ in range(min(SORTED_AT_ONCE, len(self._unsorted)))]
            for recipient, name in (await self._names(some)).items():
                line = self._lines[name]
                line.waiting.append(recipient)
                if len(line.lanes) < LANES:
                    line.lanes.add(asyncio.create_task(self._work(line)))
        self._sorting = None

    async def _names(self, recipients: Sequence[str]) -> Mapping[str, str]:
        found: Mapping[str, str] = {}
        try:
            found = await self._sort(recipients)
        except StorageAway:
            log.warning("delivery_waits_for_storage")
        except Exception as error:  # whoever is in line must come out of it: nobody would look for them again
            log.error("delivery_failed", exc_info=error)
        return {recipient: found.get(recipient, "") for recipient in recipients}

    async def _work(self, line: _Line) -> None:
        while line.waiting and not self.ending:
            recipient = line.waiting.popleft()
            self._in_line.discard(recipient)
            await asyncio.shield(self._begin(recipient))
        line.lanes.discard(asyncio.current_task())

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
            end = self._ends.pop(recipient, None)
            if end:
                end.set_result(seconds)
        return seconds
