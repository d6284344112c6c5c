"""A process of the bot that only delivers, to be killed: python -m tests.bot.delivery.replica URL FILE NAME.

It ends by itself once everything is settled, or after a minute.
"""

import asyncio
import random
import sys
from pathlib import Path

from prometheus_client import CollectorRegistry

from bot.clock import Clock
from bot.delivery import Delivery
from bot.engine import DurableEngine
from storage import sending
from storage.crypto import KeyRing
from storage.database import Database
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, SECRET
from tests.bot.delivery.peer import Peer


async def deliver(url: str, file: Path, name: str) -> None:
    """Deliver all there is; half of the people's messages at once, the rest by the engine."""

    async def slow(_outgoing: object) -> None:
        await asyncio.sleep(random.uniform(0, 0.02))

    database = Database.open(url, KeyRing(SECRET))
    database.lock_for_serving()
    peer = Peer(file, before=slow, after=slow)
    engine, registry = DurableEngine(database, name), CollectorRegistry()
    delivery = Delivery(database, {"slack": peer}, Clock(), CALENDARS, engine, name, registry, QUICK, FREE)
    await delivery.start()
    delivery.deliver([f"p{n}" for n in range(0, 40, 2)], "p0")
    for _ in range(1200):
        if not await database.read(sending.backlog):
            break
        await asyncio.sleep(0.05)
    await delivery.stop()
    await database.close()


if __name__ == "__main__":
    asyncio.run(deliver(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
