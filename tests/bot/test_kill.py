"""`kill -9` in the middle of 500 check-ins: what was acknowledged is there, and nothing is there twice."""

import asyncio
import hashlib
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select

from conversations.entries import CheckInAnswered
from conversations.toolkit.cards import Card
from conversations.toolkit.wire import from_json
from storage import audit, feed, records, sending, sessions
from storage.database import Database, Transaction
from storage.tables import delivery, people, running, web
from storage.tables import records as tables
from storage.tables.base import rows_of
from tests.bot.company import SPAN, real_now
from tests.bot.killing import FAULTS, Server, Visitor, founded

PEOPLE = 500
AT_ONCE = 16
KILLS = int(os.environ.get("RAPPORT_TEST_KILLS", "3"))
EDITS_EVERY = 5
"""Every so-manyth changes the check-in after sharing it."""
STUCK_EVERY = 7
"""Every so-manyth is stuck, and cannot wait for the digest: the manager is written to at once."""
SETTLES_WITHIN = 180.0

PROJECTIONS = (
    tables.CheckIn, tables.Blocker, tables.Prompted, tables.AgendaItem, tables.OneOnOne, tables.Action,
    people.Preference, people.Pause, people.Absence, people.Department,
)  # fmt: skip

pytestmark = pytest.mark.kill


@dataclass
class Week:
    """Everybody's check-in, and how far it has come."""

    server: Server
    visitors: Sequence[Visitor]
    said: dict[str, list[str]] = field(default_factory=dict)
    acknowledged: int = 0
    progress: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def goes_by(self, lives: random.Random) -> None:
        """All check in, some at a time, while the server is killed again and again."""
        crowd = asyncio.Semaphore(AT_ONCE)
        killing = asyncio.create_task(self._kills(lives))
        try:
            async with asyncio.TaskGroup() as group:
                for visitor in self.visitors:
                    group.create_task(self._checks_in(visitor, crowd))
            await killing
        finally:
            killing.cancel()

    async def _kills(self, lives: random.Random) -> None:
        for n in range(KILLS):
            share = PEOPLE // KILLS
            wanted = n * share + lives.randrange(share // 5, share - share // 5)
            async with self.progress:
                await self.progress.wait_for(lambda: self.acknowledged >= wanted)  # noqa: B023  # waited for right here
            await asyncio.sleep(lives.uniform(0, 0.02))
            await self.server.end(signal.SIGKILL)
            await self.server.start()

    async def _checks_in(self, visitor: Visitor, crowd: asyncio.Semaphore) -> None:
        number = int(visitor.person[1:])
        async with crowd:
            await visitor.sends("/say", text="checkin", command=True)
            card = await visitor.finds(opens="checkin")
            for version in range(2 if number % EDITS_EVERY == 0 else 1):
                words = f"Canary {number} sings {version}"
                await visitor.sends("/submit", delivery=card, form="checkin", values=_values(words, _is_stuck(number)))
                self.said.setdefault(visitor.person, []).append(words)
        async with self.progress:
            self.acknowledged += 1
            self.progress.notify_all()


def _is_stuck(number: int) -> bool:
    return number % STUCK_EVERY == 0 and number % SPAN != 0


def _values(words: str, is_stuck: bool) -> dict[str, list[str]]:
    if not is_stuck:
        return {"plans": [words], "stuck": ["no"]}
    stuck = {"stuck_on": ["The canary is ill"], "helper": ["manager"], "urgent": ["yes"]}
    return {"plans": [words], "stuck": ["yes"], **stuck}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The company of this test."""
    async with founded(database_url, PEOPLE) as database:
        yield database


@pytest.fixture
async def week(database: Database, database_url: str, tmp_path: Path) -> AsyncIterator[Week]:
    """Everybody signed in, the server serving."""
    server = Server(database_url, tmp_path)
    secrets = await database.write(_sign_in)
    connections = aiohttp.TCPConnector(limit=AT_ONCE)
    patience = aiohttp.ClientTimeout(total=20)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(server.address, connector=connections, timeout=patience, cookie_jar=jar) as http:
        try:
            await server.start()
            yield Week(server, [Visitor(f"p{n}", secret, http) for n, secret in enumerate(secrets)])
        finally:
            await server.end(signal.SIGKILL)


def _sign_in(tx: Transaction) -> list[str]:
    return [sessions.begin(tx, f"p{n}", real_now()) for n in range(PEOPLE)]


async def test_nothing_is_lost_and_nothing_is_there_twice(week: Week, database: Database) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")  # shown when it fails
    await week.goes_by(random.Random(seed))
    await _repeat_some(week)
    await _settled(database)
    await week.server.end(signal.SIGTERM)

    assert len(week.said) == PEOPLE
    assert len(week.server.starts) == KILLS + 1
    keys = {_key(visitor.person, key) for visitor in week.visitors for key in visitor.acknowledged}
    assert await database.read(_keys) ^ keys == set()
    await database.read(_every_answer_is_there_once, week)
    await database.read(_every_turn_was_taken_once, week)
    await database.read(_every_message_stands_once, week)
    await database.write(_rebuilt_it_is_the_same)
    log = week.server.log.read_text()
    assert not [fault for fault in (*FAULTS, "anary") if fault in log], log


async def _repeat_some(week: Week) -> None:
    """Pages that never heard an answer: what was changed long ago is sent again as it was at first."""
    for visitor in week.visitors[:: EDITS_EVERY * 5]:
        await visitor.repeats()


async def _settled(database: Database) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while await database.read(sending.backlog):  # noqa: ASYNC110  # another process works it off
            await asyncio.sleep(0.1)


def _key(person: str, key: str) -> str:
    """What handlers/web/incoming.py makes of a page's key."""
    return "web:" + hashlib.sha256(f"{person}\0{key}".encode()).hexdigest()


def _keys(tx: Transaction) -> set[str]:
    return set(tx.conn.execute(select(rows_of(running.Inbox).c.key)).scalars())


def _every_answer_is_there_once(tx: Transaction, week: Week) -> None:
    """The record tells of each check-in and each change of it, in the order in which they were said."""
    entry = rows_of(tables.Entry)
    told: dict[str, list[tuple[str, str]]] = {}
    for row in tx.conn.execute(select(entry).where(entry.c.kind == "check_in_answered").order_by(entry.c.seq)):
        answered = records.open_body(tx, row.subject, row.id, row.body)
        assert isinstance(answered, CheckInAnswered)
        told.setdefault(row.subject, []).append((answered.plans[0], row.status))
    for person, words in week.said.items():
        expected = [(each, "corrected") for each in words[:-1]] + [(words[-1], "active")]
        assert told[person] == expected, person


def _every_turn_was_taken_once(tx: Transaction, week: Week) -> None:
    """Each turn of a conversation saves it once: its version counts them."""
    table = rows_of(running.RunningConversation)
    turns = {visitor.person: len(visitor.acknowledged) for visitor in week.visitors}
    rows = tx.conn.execute(select(table.c.owner, table.c.version).where(table.c.conversation == "weekly_checkin"))
    saved = {row.owner: row.version for row in rows}
    assert {person: (saved.get(person), n) for person, n in turns.items() if saved.get(person) != n} == {}
    blocker = rows_of(tables.Blocker)
    raised = tx.conn.execute(select(blocker.c.raiser, func.count()).group_by(blocker.c.raiser)).all()
    assert dict(map(tuple, raised)) == {f"p{n}": 1 for n in range(PEOPLE) if _is_stuck(n)}


def _every_message_stands_once(tx: Transaction, week: Week) -> None:
    """Each page shows what the person said, one card for the week, and the manager one for each who is stuck."""
    ledger, page = rows_of(delivery.Delivery), rows_of(web.Feed)
    statuses = Counter(tx.conn.execute(select(ledger.c.status).where(ledger.c.kind == "message")).scalars())
    assert set(statuses) <= {"sent", "superseded"}, statuses
    sent = tx.conn.execute(
        select(ledger.c.recipient, ledger.c.message, ledger.c.id).where(ledger.c.status == "sent", ledger.c.standing)
    ).all()
    shown = tx.conn.execute(select(page.c.person, page.c.message, page.c.delivery).where(page.c.delivery != "")).all()
    assert sorted(map(tuple, shown)) == sorted(map(tuple, sent))
    for visitor in week.visitors:
        items = feed.latest(tx, visitor.person, most=200)
        assert [item.said for item in items if item.said] == ["checkin"]
        names = Counter(_name_of(item) for item in items if item.card)
        number = int(visitor.person[1:])
        stuck = sum(_is_stuck(n) and _leader(n) == number for n in range(PEOPLE))
        assert names == Counter({"weekly_checkin.shared": 1, **({"blocker.asked": stuck} if stuck else {})})
        assert week.said[visitor.person][-1] in str(items)


def _leader(number: int) -> int:
    return number - number % SPAN if number % SPAN else 0


def _name_of(item: feed.Item) -> str:
    card: Card = from_json(Card, item.card)
    return card.name


def _rebuilt_it_is_the_same(tx: Transaction) -> None:
    """What is derived from the entries, and the chain over them, hold."""
    live = _derived(tx)
    records.rebuild(tx)
    assert _derived(tx) == live
    audit.seal(tx)
    assert audit.verify(tx) == []


def _derived(tx: Transaction) -> dict[str, list[Any]]:
    return {
        table.name: sorted(tx.conn.execute(select(*(c for c in table.c if c.name != "number"))).all(), key=repr)
        for table in map(rows_of, PROJECTIONS)
    }
