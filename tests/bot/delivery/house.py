"""What the tests of delivery share with the process that they kill: a quick pace, people and their messages."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.pace import Limit, Pace, Rate
from conversations.rules.roster import Person
from conversations.toolkit.cards import Card, Line
from conversations.toolkit.events import Address
from conversations.toolkit.wire import to_json
from conversations.toolkit.words import Phrase, Verbatim
from storage import deliveries, identities, roster
from storage.database import Database, Transaction
from storage.deliveries import Kept, Letter
from storage.tables.people import HowLinked
from tests.bot.company import the_house

SECRET = "a secret of the tests, 32 characters and more"
QUICK = Pace(
    round=0.1, beat=0.3, silence=1, late=0.3, call=0.8, look_after=0.05, look=0.5, doubt=1.5, patience=1, backoff=0.05,
    poll=0.05, trouble=0.01, rest=0.2, handed=0.5,
)  # fmt: skip
FREE = {"slack": Limit(tenant=Rate(2000, 500), chat=Rate(500, 50))}
CALENDARS = the_house().calendars
on_sqlite = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
"""For tests in which the database makes no difference."""


def real_now() -> datetime:
    """Deliveries live in real time."""
    return datetime.now(UTC)


def user_of(person: str) -> str:
    """Who somebody is at the peer."""
    return f"U-{person}"


async def until(ready: Callable[[], object], seconds: float = 90) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.01)


@dataclass
class Office:
    """People of a company, and the messages that conversations planned for them."""

    db: Database

    async def employ(self, *ids: str, on: str = "slack", **given: object) -> None:
        """Add people whom the bot reaches at the peer."""

        def add(tx: Transaction) -> None:
            for id_ in ids:
                roster.insert_person(tx, Person(id_, id_, f"{id_}@example.com", "sales", **given), real_now())  # type: ignore[arg-type]
                if on != "web":
                    identities.link(tx, identities.Identity(on, "T", user_of(id_)), id_, HowLinked.IMPORT, real_now())

        await self.db.write(add)

    async def plan(self, recipient: str, *names: str, slot: str = "", **given: object) -> list[str]:
        """Plan messages; each has a slot of its own unless one is given."""

        def add(tx: Transaction) -> list[str]:
            return [deliveries.plan(tx, letter(recipient, name, slot or name, **given), real_now()) for name in names]

        return await self.db.write(add)

    async def plan_all(self, recipients: Sequence[str], *names: str) -> list[str]:
        """Plan the same messages for several people, in one commit."""

        def add(tx: Transaction) -> list[str]:
            letters = [letter(recipient, name, name) for recipient in recipients for name in names]
            return [deliveries.plan(tx, each, real_now()) for each in letters]

        return await self.db.write(add)

    async def kept(self, id_: str) -> Kept:
        """A message as the ledger has it."""
        found = await self.db.read(deliveries.get, id_)
        assert found is not None
        return found

    async def statuses(self, *ids: str) -> list[tuple[str, str]]:
        """Status and reason of messages."""
        ledger = deliveries.ledger
        asked = select(ledger.c.id, ledger.c.status, ledger.c.reason).where(ledger.c.id.in_(ids))
        rows = await self.db.read(lambda tx: tx.conn.execute(asked).all())
        found = {row.id: (row.status, row.reason) for row in rows}
        return [found[id_] for id_ in ids]

    async def settled(self, *ids: str, seconds: float = 20) -> list[tuple[str, str]]:
        """Wait until these are settled; gives status and reason of each."""
        end = time.monotonic() + seconds
        found = await self.statuses(*ids)
        while {"pending", "sending"} & {status for status, _ in found}:
            assert time.monotonic() < end, found
            await asyncio.sleep(0.02)
            found = await self.statuses(*ids)
        return found


def letter(recipient: str, name: str, slot: str, **given: object) -> Letter:
    """A message of somebody's weekly check-in."""
    card = Card(name, Phrase("weekly_checkin.neutral"), (Line(Verbatim("a secret answer")),))
    return Letter(
        key=given.pop("key", f"{recipient}:{name}"),  # type: ignore[arg-type]
        address=Address("weekly_checkin", recipient, "2026-W48"),
        recipient=recipient,
        slot=slot,
        name=name,
        card=to_json(Card, card),
        at=real_now(),
        **given,  # type: ignore[arg-type]
    )
