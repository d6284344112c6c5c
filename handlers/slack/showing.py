"""What is shown once a turn is committed: its request waits for it a little, and is answered in time anyway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog

SOON = 1.2
"""Seconds that a request waits: with what came before it stays below 2.5 s. Slack asks for the answer within 3 s."""

GRACE = 0.5
"""Seconds that what is still being shown has to finish when the bot ends."""

_log = structlog.get_logger(platform="slack")


class Showing:
    """Shows things beside their requests where they take longer."""

    def __init__(self) -> None:
        self._going: set[asyncio.Task[None]] = set()

    async def show(self, *things: Coroutine[Any, Any, None]) -> None:
        """Begin all of it, and return when it is done or has taken SOON. Raises what fails until then."""
        begun = [asyncio.create_task(each) for each in things]
        self._going.update(begun)
        done, late = await asyncio.wait(begun, timeout=SOON)
        self._going -= done
        for each in late:
            each.add_done_callback(self._ended)
        for each in done:
            each.result()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """At the end what is under way may finish; nobody waits for it long."""
        try:
            yield
        finally:
            if self._going:
                _, late = await asyncio.wait(self._going, timeout=GRACE)
                for each in late:
                    each.cancel()
                await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._going.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.warning("not_shown", exc_info=error)
