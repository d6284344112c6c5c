"""Serve the demonstration on a day of its own: python serve.py PORT, in the folder that holds var/demo.db."""

import asyncio
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

from bot.app import App, lay_foundations
from bot.clock import Clock
from bot.settings import Settings

BEGINS = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""A Monday without holidays: nobody but Sydney has been asked yet."""


async def serve(port: int) -> None:
    """Serve until told to stop; the real clock goes on from BEGINS, so that no test depends on today's date."""
    settings = Settings(demo=True, database_url="sqlite:///var/demo.db", port=port)
    started = time.monotonic()
    clock = Clock(lambda: BEGINS + timedelta(seconds=time.monotonic() - started))
    app, stopped = App(lay_foundations(settings), clock), asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopped.set)
    await app.start()
    await stopped.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
