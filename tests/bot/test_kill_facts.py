"""`kill -9` while managers write facts down by hand: each is on record once, and whom it is about hears of it once."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from storage import sessions
from storage.database import Database, Transaction
from storage.tables import delivery
from storage.tables import records as tables
from storage.tables.base import rows_of
from tests.bot.company import SPAN, real_now
from tests.bot.killing import FAULTS, Server, Visitor, founded

PEOPLE, KILLS = 4 * SPAN, 2
LEADERS = range(SPAN, PEOPLE, SPAN)
"""Each of them writes a fact of each who reports to them; every other one in words that are asked about."""

pytestmark = pytest.mark.kill


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The company of this test."""
    async with founded(database_url, PEOPLE) as database:
        yield database


async def _writes(visitor: Visitor, leader: int, written: list[int]) -> None:
    """One fact after the other, as the page sends them."""
    day = [real_now().date().isoformat()]
    for n in range(leader + 1, leader + SPAN):
        form = f"fact:p{n}"
        await visitor.sends("/say", text=f"prep p{n}@example.com", command=True)
        judges = n % 2 == 0
        text = "Careless." if judges else "The report came on the day agreed."
        card = await visitor.finds(opens=form)
        await visitor.sends("/submit", delivery=card, form=form, values={"day": day, "text": [text]})
        if judges:
            card = await visitor.finds(opens=form, button="add_anyway")
            await visitor.sends("/act", delivery=card, button="add_anyway", value=f"p{n}")
        written.append(n)


async def _is_killed(server: Server, written: list[int], lives: random.Random) -> None:
    whole = len(LEADERS) * (SPAN - 1)
    for wanted in sorted(lives.sample(range(1, whole - 1), KILLS)):
        while len(written) < wanted:  # noqa: ASYNC110  # the visitors bring it on
            await asyncio.sleep(0.01)
        await asyncio.sleep(lives.uniform(0, 0.05))
        await server.end(signal.SIGKILL)
        await server.start()


async def test_each_fact_is_added_and_told_once(database: Database, database_url: str, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")  # shown when it fails
    server, written = Server(database_url, tmp_path), list[int]()
    secrets = {leader: await database.write(sessions.begin, f"p{leader}", real_now()) for leader in LEADERS}
    async with aiohttp.ClientSession(server.address, cookie_jar=aiohttp.DummyCookieJar()) as http:
        visitors = {leader: Visitor(f"p{leader}", secret, http) for leader, secret in secrets.items()}
        try:
            await server.start()
            async with asyncio.TaskGroup() as group:
                group.create_task(_is_killed(server, written, random.Random(seed)))
                for leader, visitor in visitors.items():
                    group.create_task(_writes(visitor, leader, written))
            for visitor in visitors.values():
                await visitor.repeats()
        finally:
            await server.end(signal.SIGTERM)
    assert len(server.starts) == KILLS + 1
    about = [f"p{n}" for leader in LEADERS for n in range(leader + 1, leader + SPAN)]
    assert await database.read(_added) == Counter(about)
    assert await database.read(_told) == Counter(about)
    log = server.log.read_text()
    assert not [fault for fault in FAULTS if fault in log], log


def _added(tx: Transaction) -> Counter[str]:
    entry = rows_of(tables.Entry)
    kept = select(entry.c.subject, func.count()).where(entry.c.kind == "evidence_added").group_by(entry.c.subject)
    return Counter(dict(map(tuple, tx.conn.execute(kept))))


def _told(tx: Transaction) -> Counter[str]:
    """Who is sent how many messages: at night they wait for the morning."""
    ledger = rows_of(delivery.Delivery)
    sent = select(ledger.c.recipient, func.count()).where(ledger.c.kind == "message").group_by(ledger.c.recipient)
    managers = {f"p{leader}" for leader in LEADERS}
    return Counter({who: n for who, n in map(tuple, tx.conn.execute(sent)) if who not in managers})
