"""A company to try the house on: people, a clock that can be set, and what each of them does through real turns."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache

from bot.acting import House
from bot.app import UNKNOWN_REGION
from bot.clock import Clock
from bot.ticking import Ticks
from bot.turns import Turns
from conversations import BY_NAME
from conversations.entries import DepartmentOpened, Welcomed
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.roster import Department, Person
from conversations.toolkit.effects import Record
from conversations.toolkit.events import Address
from handlers.platform import Answer, Clicking, Commanding, Identity, Incoming, Saying, Submitting
from storage import deliveries, organisation, records, roster
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.schema import migrate
from tests.words import the_vocabulary

SECRET = "a secret of the tests, 32 characters and more"
DEPARTMENT = "works"
SPAN = 10
"""People whom one manager has, the manager included."""

PLANS = ("Send the quote", "Call Nanjing", "Test the pump")
CHECKIN = {"plans": PLANS, "stuck": ("no",)}
STUCK = {**CHECKIN, "stuck": ("yes",), "stuck_on": ("The drawing is missing",), "helper": ("manager",)}


def real_now() -> datetime:
    """Real time."""
    return datetime.now(UTC)


@cache
def the_house() -> House:
    """All conversations with the real words and calendars."""
    overrides = load_overrides(None)
    calendars: Callable[[str], Calendar] = lru_cache(lambda region: load_calendar(region or UNKNOWN_REGION, overrides))
    return House(BY_NAME, calendars, the_vocabulary())


def staff(count: int, **given: object) -> list[Person]:
    """So many people; every tenth leads the nine that follow, the first leads the leaders and is HR."""
    everybody = []
    for n in range(count):
        leader = "p0" if n % SPAN == 0 else f"p{n - n % SPAN}"
        everybody.append(
            Person(
                f"p{n}", f"Person {n}", f"p{n}@example.com", DEPARTMENT, manager=leader if n else "",
                **{"region": "DE", "zone": "Europe/Berlin", "roles": frozenset() if n else frozenset({"hr"}), **given},
            )  # type: ignore[arg-type]
        )  # fmt: skip
    return everybody


def found(tx: Transaction, people: Iterable[Person], at: datetime) -> None:
    """A company whose only department is open, and whose people have had their first message."""
    organisation.found(tx, "Works", at, demo=False)
    roster.upsert_department(tx, Department(DEPARTMENT, {"en": "Works", "zh-CN": "工厂"}))
    opened = DepartmentOpened(DEPARTMENT, at)
    for n, person in enumerate(people):
        roster.insert_person(tx, person, at)
        if not n:
            records.append(tx, person.id, at, Record("opened", opened, person.id, audience="hr"))
        records.append(tx, person.id, at, Record(f"welcomed:{person.id}", Welcomed(), person.id, audience="self"))


@dataclass
class Watch:
    """Real time as the test has it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Company:
    """Turns over a database, and the people who take them."""

    database: Database
    turns: Turns
    ticks: Ticks
    clock: Clock
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def says(self, person: str, text: str) -> Answer:
        """Free text."""
        return await self.takes(person, Saying(text))

    async def calls(self, person: str, command: str) -> Answer:
        """A command of the menu."""
        return await self.takes(person, Commanding(command))

    async def takes(self, person: str, what: Clicking | Submitting | Saying | Commanding, key: str = "") -> Answer:
        """One turn of somebody on the page."""
        return await self.turns.take(self.incoming(person, what, key))

    def incoming(self, person: str, what: Clicking | Submitting | Saying | Commanding, key: str = "") -> Incoming:
        """A request of somebody on the page, new unless its key is given."""
        return Incoming(key=key or f"k{next(self._numbers)}", who=Identity("web", "", person), what=what)

    async def card(self, person: str, conversation: str, slot: str = "main") -> deliveries.Kept:
        """The newest card in a slot of somebody's latest conversation of this name."""
        latest = await self.database.read(deliveries.latest_of, person, conversation, person)
        assert latest, f"{person} was shown nothing of {conversation}"
        kept = await self.database.read(deliveries.standing_in, latest.address, person, slot)
        assert kept, f"{person} has nothing in {slot}"
        return kept

    async def standing(self, address: Address, slot: str = "main") -> deliveries.Kept | None:
        """What stands in a slot for the owner."""
        return await self.database.read(deliveries.standing_in, address, address.owner, slot)


@asynccontextmanager
async def company(url: str, people: Sequence[Person], now: Callable[[], datetime] = real_now) -> AsyncIterator[Company]:
    """A company of these people in a new, empty database, for as long as the context lasts."""
    await asyncio.to_thread(migrate, url)
    async with open_company(url, now) as opened:
        await opened.database.write(found, people, opened.clock.company())
        yield opened


@asynccontextmanager
async def open_company(
    url: str, now: Callable[[], datetime] = real_now, house: House | None = None
) -> AsyncIterator[Company]:
    """A company that is there already: another process, or the same one later."""
    database, clock = Database.open(url, KeyRing(SECRET)), Clock(now)
    turns = Turns(database, house or the_house(), clock)
    try:
        yield Company(database, turns, Ticks(database, turns), clock)
    finally:
        await database.close()
