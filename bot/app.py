"""The composition root: the only file that names platforms and storage and wires all rooms together."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from prometheus_client import CollectorRegistry

from bot.acting import House
from bot.addresses import Addresses
from bot.asides import Asides
from bot.calendar_files import CalendarFiles
from bot.checkups import Checkups
from bot.clock import Clock, Job, Ticker
from bot.compiled import load_catalogue, read_compiled
from bot.credentials import checks_of, cloud_of, slack_of, teams_of
from bot.delivery import Delivery
from bot.demo.colleagues import Colleagues
from bot.demo.elsewhere import OnOtherPlatforms
from bot.demo.playing import Player
from bot.demo.seeding import WEEKS, seed
from bot.demo.stage import Stage
from bot.demo.story import Story
from bot.engine import DurableEngine
from bot.keys import keys_of, refuse_other_keys
from bot.logs import log
from bot.pace import LIMITS, Limit, Pace
from bot.page import Page
from bot.proxies import Proxies
from bot.reads import Reads
from bot.refusals import Refusals
from bot.settings import BadSettings, Settings
from bot.ticking import Ticks
from bot.trial import trial_of
from bot.turns import Turns
from bot.web import Health, Server, check_free
from conversations import BY_NAME, CONVERSATIONS
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import Overrides, load_overrides
from conversations.rules.indicator_files import load_library
from conversations.rules.indicator_library import Library
from conversations.rules.phrase_files import causes_of, situations_of
from conversations.rules.phrase_library import Causes, Phrases
from conversations.rules.scenario_files import scripts_of
from conversations.rules.scenario_library import Scripts
from conversations.rules.trial import EVERYBODY, Trial
from conversations.rules.weeks import week_of
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_needed import words_lacking
from handlers.platform import ChatPorts, Platform, PlatformName
from handlers.slack.outgoing import SlackPlatform
from handlers.teams.clouds import Cloud
from handlers.web.outgoing import WebPlatform
from handlers.web.ports import Ports
from storage import organisation, schema
from storage.database import Database, Transaction
from storage.engines import file_of

UNKNOWN_REGION = "US"
"""For people whose region nobody gave: weekdays and the fewest holidays."""

Shelves: TypeAlias = tuple[Scripts, Phrases, Causes]
"""What is read when somebody first asks for it."""

LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Foundations:
    """What every command stands on: settings, content, the database."""

    settings: Settings
    catalogue: Catalogue
    calendars: Callable[[str], Calendar]
    has_own_calendar: Callable[[str], bool]
    indicators: Library
    shelves: Shelves
    database: Database
    trial: Trial = EVERYBODY

    @property
    def house(self) -> House:
        """What every turn needs."""
        vocabulary = Vocabulary.of(self.catalogue)
        settings, has_chats = self.settings, bool(checks_of(self.settings))
        return House(
            BY_NAME, self.calendars, vocabulary, self.indicators, *self.shelves,
            demo=settings.demo, has_page=settings.has_page, has_chats=has_chats, trial=self.trial,
        )  # fmt: skip


def lay_foundations(settings: Settings) -> Foundations:
    """Read the content, open the database and bring its schema up to date.

    Raises BadSettings, ContentFault, CalendarError or SchemaNewer, each with how to mend it.
    """
    if settings.demo and settings.host not in LOCAL:
        raise BadSettings("RAPPORT_HOST: the demonstration has no passwords and listens on 127.0.0.1 only")
    catalogue, overrides, indicators, shelves = read_content(settings)
    file = file_of(settings.database_url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
    ring = keys_of(settings)
    schema.migrate(settings.database_url)
    refuse_other_keys(settings, ring)
    database = Database.open(settings.database_url, ring)
    calendars = lru_cache(lambda region: load_calendar(region or UNKNOWN_REGION, overrides))
    return Foundations(settings, catalogue, calendars, overrides.__contains__, indicators, shelves, database)


def read_content(settings: Settings) -> tuple[Catalogue, Overrides, Library, Shelves]:
    """Our content and the company's, checked whole; our shelves wait. Raises ContentFault or CalendarError."""
    own = settings.content_dir
    catalogue = load_catalogue(own)
    if lacking := next(words_lacking(CONVERSATIONS, catalogue), None):
        raise lacking
    return (
        catalogue,
        load_overrides(own / "calendars" if own else None),
        load_library(own / "indicators" if own else None, read_ours=read_compiled),
        shelves_of(own),
    )


def shelves_of(own: Path | None) -> Shelves:
    """Scripts, situations and causes, ours and those in a company's folder. Raises ContentFault."""
    scripts, phrases, causes = (own / "scripts", own / "phrases", own / "causes") if own else (None,) * 3
    return (
        scripts_of(scripts, read_ours=read_compiled),
        situations_of(phrases, read_ours=read_compiled),
        causes_of(causes, read_ours=read_compiled),
    )


class App:
    """The running bot. `start` returns its port; `stop` ends everything it began.

    `say` is told what takes its time, for whoever waits at a terminal; `limits` is how fast messages may go;
    `microsoft` stands in for Microsoft's cloud, in tests.
    """

    def __init__(
        self,
        foundations: Foundations,
        clock: Clock | None = None,
        *,
        say: Callable[[Phrase], None] = lambda phrase: None,
        limits: Mapping[PlatformName, Limit] = LIMITS,
        microsoft: Cloud | None = None,
    ) -> None:
        self.foundations = foundations
        self._limits = limits
        self._microsoft = microsoft
        self.clock = clock or Clock()
        self._say = say
        self.registry = CollectorRegistry()
        self._begun = AsyncExitStack()

    async def start(self) -> int:
        """Serve: take turns, deliver, tick. Raises AlreadyServed for a second one on a SQLite file, OSError for a port.

        `stop` ends what was begun, also if not everything was.
        """
        settings, database = self.foundations.settings, self.foundations.database
        self._begun.push_async_callback(database.close)
        database.lock_for_serving()
        await check_free(settings.host, settings.port)  # founding takes long: who cannot be served is told before
        while await database.write(_wrap_anew, self.clock.real()):
            pass
        trial = await database.read(trial_of, settings.test_list)
        self.foundations = replace(self.foundations, trial=trial)
        house, clock = self.foundations.house, self.clock
        known = await self._settle(house, clock)
        page, turns = Page(database, clock, settings.address), Turns(database, house, clock)
        stage = self._stage(turns, page, known.begun_at) if settings.demo and known else None
        platforms = self._platforms(turns, page, stage)
        replica = secrets.token_hex(8)
        engine = DurableEngine(database, replica)
        delivery = Delivery(
            database, platforms, clock, self.foundations.calendars, engine, replica, self.registry,
            limits=self._limits, way_in=page.way_in, trial=trial,
        )  # fmt: skip
        turns.after = delivery.deliver
        ticker = Ticker(Ticks(database, turns, plays_due=not settings.demo).jobs() | self._demo_tick(stage))
        for platform in platforms.values():
            await self._begun.enter_async_context(platform.running())
        checkups = Checkups(checks_of(settings, self._microsoft), self.foundations.catalogue, self.registry)
        port = await self._begin(delivery, stage, ticker, self._server(platforms, checkups))
        checkups.start()
        self._begun.push_async_callback(checkups.stop)
        for name in platforms:
            log.info("serving", port=port, platform=name, database="sqlite" if database.embedded else "postgresql")
        return port

    def _server(self, platforms: Mapping[PlatformName, Platform], checkups: Checkups) -> Server:
        settings = self.foundations.settings
        proxies = Proxies(settings.trusted_proxies)
        token = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
        health = Health(self.foundations.database.ping, checkups.lines, self.registry, token, proxies)
        routes = [route for platform in platforms.values() for route in platform.routes()]
        doors = {each.path for name, chat in platforms.items() if name != "web" for each in chat.routes()}
        refusals = Refusals(doors, self.registry)
        return Server([*routes, *health.routes()], settings.host, settings.port, proxies, refusals)

    def _platforms(self, turns: Turns, page: Page, stage: Stage | None) -> dict[PlatformName, Platform]:
        """The page, and the chat platforms whose credentials are set."""
        foundations, clock = self.foundations, self.clock
        reads = Reads(foundations.database, foundations.house, clock)
        words, address = replace(foundations.catalogue, present=clock.company), foundations.settings.address
        elsewhere = OnOtherPlatforms(words, address) if stage else None
        web = Ports(
            turns=turns, reads=reads, words=words, feed=page, sessions=page, base_url=address, demo=stage,
            elsewhere=elsewhere, by_chat=foundations.house.has_chats and foundations.settings.has_page,
            calendar=CalendarFiles(foundations.database, foundations.house, clock, words),
        )  # fmt: skip
        book = Addresses(foundations.database, clock)
        pacing = Asides(foundations.database, clock, self._limits)
        chats = ChatPorts(turns=turns, reads=reads, words=words, book=book, pacing=pacing, base_url=address)
        return {"web": WebPlatform(web), **self._chats(chats)}

    def _chats(self, given: ChatPorts) -> dict[PlatformName, Platform]:
        """The chat platforms whose credentials are set."""
        settings = self.foundations.settings
        slack = slack_of(settings)
        chats: dict[PlatformName, Platform] = {"slack": SlackPlatform(given, slack)} if slack else {}
        teams = teams_of(settings)
        if teams:
            # Loaded only where it is used: botbuilder takes half a second and 30 MB.
            from handlers.teams.outgoing import TeamsPlatform

            chats["teams"] = TeamsPlatform(given, teams, cloud_of(settings, self._microsoft))
        return chats

    async def _begin(self, delivery: Delivery, stage: Stage | None, ticker: Ticker, server: Server) -> int:
        """Begin one after the other, what serves people last; each is ended in the opposite order."""
        await delivery.start()
        self._begun.push_async_callback(delivery.stop)
        if stage:
            self._begun.push_async_callback(stage.stop)
        ticker.start()
        self._begun.callback(ticker.stop)
        self._begun.push_async_callback(server.stop)
        return await server.start()

    async def stop(self) -> None:
        """End in good order; what is acknowledged is kept, what waits goes out next time."""
        await self._begun.aclose()

    async def _settle(self, house: House, clock: Clock) -> organisation.House | None:
        """Find the organisation and set the clock by it; found it, and give None, if there is none yet."""
        database = self.foundations.database
        if self.foundations.settings.demo:
            await self._seed(house, clock)
        known = await database.read(organisation.get)
        if known:
            clock.ahead = known.ahead
        else:
            await database.write(_found, clock)
        return known

    async def _seed(self, house: House, clock: Clock) -> None:
        foundations = self.foundations
        database, now = foundations.database, clock.real()
        if await seed(database, foundations.catalogue, lambda past: Turns(database, house, past), now, self._tell):
            log.info("seeded", count=len(Story.read().lives))

    def _tell(self, week: int) -> None:
        if week == 1:
            self._say(Phrase("cli.founding", {"n": len(Story.read().lives), "weeks": WEEKS}))
        self._say(Phrase("cli.week", {"n": week, "weeks": WEEKS}))

    def _stage(self, turns: Turns, page: Page, begun_at: datetime) -> Stage:
        player = Player(turns, Colleagues(turns, Story.read(), week_of(begun_at.date())))
        return Stage(self.foundations.database, page, player, lambda recipients: turns.after(recipients, ""))

    def _demo_tick(self, stage: Stage | None) -> dict[str, tuple[float, Job]]:
        return {"company": (1, stage.live_on)} if stage else {}


def _found(tx: Transaction, clock: Clock) -> None:
    organisation.found(tx, "", clock.real(), demo=False)


def _wrap_anew(tx: Transaction, now: datetime) -> int:
    """After a change of keys; only the server does it, and only once no other runs that may know just the older one."""
    others = organisation.living(tx, now - timedelta(seconds=Pace().silence))
    return 0 if others else tx.box.rewrap()
