"""A company of a thousand with weeks behind it: turns, delivery, engine and page in one process, without HTTP."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry

from bot.delivery import Delivery
from bot.demo.delivering import deliver
from bot.engine import DurableEngine
from bot.page import Page
from bot.reads import Reads
from conversations.toolkit.cards import Card
from conversations.toolkit.catalogue import Catalogue
from handlers.platform import Commanding, Incoming, Platform, PlatformName, Submitting
from handlers.web.outgoing import WebPlatform
from handlers.web.ports import Ports
from storage import deliveries
from storage.database import Transaction
from tests.bot.company import CHECKIN, PLANS, Company, company, open_company, real_now, staff

PEOPLE = 1000
WEEKS = 3
AT_A_TIME = 50

RETURNING = {
    **CHECKIN,
    **{f"outcomes.{n}": ("done",) for n in range(len(PLANS))},
    "energy": ("4",),
    "sentence": ("It went well.",),
}
"""What somebody answers who has plans of the week before."""


@dataclass
class Works:
    """The company, and the check-ins of this week that its people submit; after the last of them they edit theirs."""

    company: Company
    asked: list[Incoming]
    _next: int = 0

    def submission(self) -> Incoming:
        """The next one's request, never sent before."""
        self._next += 1
        return replace(self.asked[self._next % len(self.asked)], key=uuid.uuid4().hex)


@asynccontextmanager
async def works(url: str) -> AsyncIterator[Works]:
    """Everybody has some weeks behind them and is asked for this week's check-in; nothing is delivered by itself."""
    began = real_now() - timedelta(weeks=WEEKS)
    elapsed = timedelta(0)
    async with company(url, staff(PEOPLE), lambda: began + elapsed) as opened:
        for _ in range(WEEKS):
            await _in_steps(opened, _answer)
            elapsed += timedelta(weeks=1)
            while await opened.database.write(_come_due, opened):
                pass
        await _in_steps(opened, _ask)
    async with open_company(url) as opened:
        yield Works(opened, [await opened.database.read(_submission, opened, n) for n in range(PEOPLE)])


async def catch_up(opened: Company) -> None:
    """Deliver what turns have left waiting, so that the delivery begins with an empty ledger."""
    await _in_steps(opened, lambda tx, opened, n: deliver(tx, opened.turns, [f"p{n}"]))


async def _in_steps(opened: Company, does: Callable[[Transaction, Company, int], None]) -> None:
    def step(tx: Transaction, first: int) -> None:
        for n in range(first, first + AT_A_TIME):
            does(tx, opened, n)

    for first in range(0, PEOPLE, AT_A_TIME):
        await opened.database.write(step, first)


def _come_due(tx: Transaction, opened: Company) -> bool:
    """Close the week that is over; False once nothing is due any more."""
    for _ in range(AT_A_TIME):
        recipients = opened.turns.play_due_in(tx)
        if recipients is None:
            return False
        deliver(tx, opened.turns, recipients)
    return True


def _ask(tx: Transaction, opened: Company, n: int) -> None:
    taken = opened.turns.take_in(tx, opened.incoming(f"p{n}", Commanding("checkin")))
    deliver(tx, opened.turns, taken.recipients)


def _answer(tx: Transaction, opened: Company, n: int) -> None:
    _ask(tx, opened, n)
    taken = opened.turns.take_in(tx, _submission(tx, opened, n))
    assert taken.answer.outcome == "taken" and not taken.answer.errors, taken.answer
    deliver(tx, opened.turns, taken.recipients)


def _submission(tx: Transaction, opened: Company, n: int) -> Incoming:
    latest = deliveries.latest_of(tx, f"p{n}", "weekly_checkin", f"p{n}")
    assert latest
    return opened.incoming(f"p{n}", Submitting(latest.id, "checkin", dict(RETURNING)))


@dataclass
class Noted:
    """When turns were committed and cards stood on the page, by person, in seconds."""

    committed: dict[str, float] = field(default_factory=dict)
    replies: list[float] = field(default_factory=list)

    def commit(self, recipients: Sequence[str]) -> None:
        """A turn is committed."""
        self.committed.update(dict.fromkeys(recipients, time.perf_counter()))

    def stands(self, person: str) -> None:
        """A card stands on the page."""
        self.replies.append(time.perf_counter() - self.committed[person])


class NotingPage(Page):
    """The page, noting when a card stands on it."""

    def __init__(self, opened: Company, noted: Noted) -> None:
        super().__init__(opened.database, opened.clock)
        self._noted = noted

    async def put(self, person: str, message: str, delivery: str, card: Card, at: datetime) -> None:
        """Note it once it stands."""
        await super().put(person, message, delivery, card, at)
        self._noted.stands(person)


@asynccontextmanager
async def delivering(opened: Company) -> AsyncIterator[Noted]:
    """Turns are followed by their deliveries, as in bot/app.py."""
    noted, database = Noted(), opened.database
    page = NotingPage(opened, noted)
    ports = Ports(
        turns=opened.turns,
        reads=Reads(database, opened.turns.house, opened.clock),
        words=Catalogue.load(),
        feed=page,
        sessions=page,
        base_url="http://127.0.0.1",
        demo=None,
    )
    replica = uuid.uuid4().hex
    engine = DurableEngine(database, replica)
    platforms: dict[PlatformName, Platform] = {"web": WebPlatform(ports)}
    calendars = opened.turns.house.calendars
    delivery = Delivery(database, platforms, opened.clock, calendars, engine, replica, CollectorRegistry())

    def after(recipients: Sequence[str], asker: str) -> None:
        noted.commit(recipients)
        delivery.deliver(recipients, asker)

    await delivery.start()
    opened.turns.after, before = after, opened.turns.after
    try:
        yield noted
        await asyncio.sleep(1)
    finally:
        opened.turns.after = before
        await delivery.stop()


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a line of a table, whatever pytest captures."""

    def tell(line: str) -> None:
        with capsys.disabled():
            print(line, flush=True)

    return tell
