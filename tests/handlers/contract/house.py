"""The real bot on a port of its own: bot.app over a database, with the probe beside the real conversations."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, TypeVarTuple

from sqlalchemy import text

from bot.acting import House
from bot.app import UNKNOWN_REGION, App, Foundations
from bot.clock import Clock
from bot.pace import LIMITS, Limit, Rate
from bot.settings import read_settings
from bot.turns import Turns
from conversations import BY_NAME
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.indicator_files import load_library
from conversations.toolkit.catalogue import CONTENT, Catalogue
from conversations.toolkit.content_files import read_folder
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import LANGUAGES
from handlers.platform import PlatformName
from storage import due, sending
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.tables.delivery import DeliveryStatus
from tests.conversations.company import shelves
from tests.handlers.contract import people
from tests.handlers.contract.probe import probe
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

SECRET = "a secret of the tests, 32 characters and more"
TUESDAY = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
"""When everything begins: a working day, in working hours both in Europe and in China."""

UNHURRIED: Mapping[PlatformName, Limit] = {
    name: Limit(tenant=Rate(1000, burst=1000), chat=Rate(1000, burst=1000)) for name in LIMITS
}
"""Limits of local platforms, whose messages cost nobody anything."""

IN_TIME = 30.0
"""Seconds after which what was to come has not come."""

CHANGED = (
    *("entry", "checkin", "blocker", "agenda_item", "prompted", "running", "delivery", "due", "feed"),
    *("person", "department", "preference", "absence", "pause", "identity", "identity_conflict"),
)
"""The tables that requests may change, apart from those that only note that one came."""


@cache
def catalogue() -> Catalogue:
    """The real words, and those of the probe."""
    own = Path(__file__).with_name("words")
    leaves = {each: {**read_folder(CONTENT / each), **read_folder(own / each)} for each in LANGUAGES}
    return Catalogue(MappingProxyType(leaves))


@cache
def with_probe() -> House:
    """The real conversations and the probe."""
    overrides = load_overrides(None)
    calendars = lru_cache(lambda region: load_calendar(region or UNKNOWN_REGION, overrides))
    return House({**BY_NAME, probe.name: probe}, calendars, Vocabulary.of(catalogue()), load_library(), *shelves())


class WithProbe(Foundations):
    """What the bot stands on, with one conversation more."""

    @property
    def house(self) -> House:
        """The real conversations and the probe."""
        return replace(with_probe(), has_page=self.settings.has_page)


@cache
def _ring() -> KeyRing:
    return KeyRing(SECRET)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Watch:
    """Real time, and how far it has been moved."""

    moved: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved


@dataclass
class Bot:
    """A bot that serves, and a look into its database. `base` is its address, `watch` its real time."""

    base: str
    database: Database
    clock: Clock
    slack: LocalSlack | None = None
    watch: Watch = field(default_factory=Watch)
    microsoft: Tenant | None = None

    @property
    def turns(self) -> Turns:
        """Turns over the same database, beside those of the server."""
        return Turns(self.database, with_probe(), self.clock)

    async def read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        return await self.database.read(fn, *args)

    async def write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        return await self.database.write(fn, *args)

    async def settled(self) -> None:
        """Wait until everything that may go out now has gone out."""
        await self.until(lambda tx: _nothing_waits(tx, self.clock.real()))

    async def until(self, ready: Callable[[Transaction], object], within: float = IN_TIME) -> None:
        """Wait until something is so in the database."""
        end = time.monotonic() + within
        while not await self.read(ready):
            assert time.monotonic() < end, "it did not happen in time"
            await asyncio.sleep(0.01)

    async def pass_time(self, by: timedelta) -> None:
        """Let company time pass, and wait until what came due, or was kept for later, is done."""
        await self.write(sending.bring_forward, by)
        self.clock.ahead += by
        await self.until(lambda tx: due.overdue(tx, self.clock.company())[0] == 0)
        await self.settled()

    async def kinds(self, subject: str) -> list[str]:
        """The kinds of entries in somebody's record, oldest first."""
        asked = "SELECT kind FROM entry WHERE subject = :subject ORDER BY seq"
        return await self.read(lambda tx: list(tx.conn.execute(text(asked), {"subject": subject}).scalars()))

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that requests may change, as it stands."""
        return await self.read(_snapshot)


def _nothing_waits(tx: Transaction, now: datetime) -> bool:
    return not sending.pending(tx, now, now, 0, 1) and DeliveryStatus.SENDING not in sending.backlog(tx)


def _snapshot(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in CHANGED:
        rows = tx.conn.execute(text(f"SELECT * FROM {table}")).mappings()
        kept = (tuple(value for name, value in row.items() if name != "seen_at") for row in rows)
        found[table] = sorted(kept, key=repr)
    return found


def foundations(url: str, **given: object) -> Foundations:
    """What a bot of the tests stands on; the schema is there already."""
    settings = read_settings(**{"secret_key": SECRET, "database_url": url, "port": free_port(), **given})
    database = Database.open(settings.database_url, _ring())
    house = with_probe()
    return WithProbe(
        settings,
        catalogue(),
        house.calendars,
        lambda region: False,
        house.indicators,
        (house.scripts, house.phrases, house.causes),
        database,
    )


def credentials_of(slack: LocalSlack) -> dict[str, object]:
    """The settings of a bot that is an app of this Slack."""
    return {
        "slack_bot_token": slack.token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
    }


async def _checked(slack: LocalSlack | None, microsoft: Tenant | None) -> None:
    """Let the check at the start have asked, so that what a test counts or lets fail is the test's own."""
    end = time.monotonic() + IN_TIME
    while (slack and not slack.calls.of("auth.test")) or (microsoft and not microsoft.local.calls.count("keys")):
        assert time.monotonic() < end, "nobody asked the platforms at the start"
        await asyncio.sleep(0.01)


@asynccontextmanager
async def serving(
    url: str,
    *,
    opened: bool = True,
    slack: LocalSlack | None = None,
    microsoft: Tenant | None = None,
    limits: Mapping[PlatformName, Limit] = UNHURRIED,
    **given: object,
) -> AsyncIterator[Bot]:
    """The bot, serving the company of the contract from a migrated, empty database; where it is given, on a Slack and
    in Teams.
    """
    watch = Watch(TUESDAY - datetime.now(UTC))
    teams = {"teams_app_id": APP_ID, "teams_app_password": PASSWORD, "teams_tenant_id": TENANT} if microsoft else {}
    chats = {**(credentials_of(slack) if slack else {}), **teams}
    cloud = microsoft.cloud if microsoft else None
    app = App(foundations(url, **chats, **given), Clock(watch), limits=limits, microsoft=cloud)
    database = app.foundations.database
    await database.write(lambda tx: people.found(tx, TUESDAY, opened=opened))
    port = await app.start()
    await _checked(slack, microsoft)
    try:
        yield Bot(f"http://127.0.0.1:{port}", database, app.clock, slack, watch, microsoft)
    finally:
        await app.stop()
