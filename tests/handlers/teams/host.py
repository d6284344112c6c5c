"""A house in memory with a Microsoft beside it, so that the platform runs for real without the rest."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from conversations.toolkit.forms import Form, Option
from conversations.toolkit.words import Text
from handlers.platform import Answer, Called, ChatPorts, Identity, Incoming, PlatformName, Screen, Unavailable
from handlers.teams.outgoing import TeamsPlatform
from handlers.teams.sign_in import Credentials
from tests.handlers.contract.house import catalogue
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant, microsoft


@dataclass
class Host:
    """The ports of a chat platform in memory. `away` plays a database that is not there."""

    base: str = ""
    base_url: str = "https://rapport.example.com"
    away: bool = False
    strict_rates: bool = False
    answer: Answer = field(default_factory=lambda: Answer("taken"))
    known: set[str] | None = None
    taken: list[Incoming] = field(default_factory=list)
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    found_options: Sequence[Option] = ()
    chats: dict[Identity, Mapping[str, str]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: list[Identity] = field(default_factory=list)
    gone: dict[Identity, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    hurried: bool = False
    held: list[tuple[Identity, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.microsoft: Tenant
        self.platform: TeamsPlatform

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """The platform on a port of its own."""
        async with microsoft(strict_rates=self.strict_rates) as self.microsoft:
            ports = ChatPorts(turns=self, reads=self, words=catalogue(), book=self, pacing=self, base_url=self.base_url)
            credentials = Credentials(APP_ID, lambda: PASSWORD, TENANT)
            self.platform = TeamsPlatform(ports, credentials, self.microsoft.cloud)
            app = web.Application(client_max_size=256 * 1024)
            app.add_routes(self.platform.routes())
            async with self.platform.running(), TestServer(app, host="127.0.0.1") as server:
                self.base = str(server.make_url("")).rstrip("/")
                yield self

    # --- Turns, Reads -------------------------------------------------------------------------------------------------

    async def take(self, incoming: Incoming) -> Answer:
        if self.away:
            raise Unavailable
        if self.known is not None and incoming.who.user not in self.known:
            return Answer("unknown")
        self.taken.append(incoming)
        return self.answer

    async def form(self, who: Identity, delivery: str, form: str) -> Form | None:
        return self.forms.get((delivery, form))

    async def options(self, who: Identity, delivery: str, form: str, field: str, text: str) -> Sequence[Option]:
        return self.found_options

    async def menu(self, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        return ()

    async def screen(self, who: Identity, conversation: str, name: str, **arguments: str) -> Screen | None:
        return None

    # --- AddressBook --------------------------------------------------------------------------------------------------

    async def introduce(self, who: Identity, *emails: str) -> bool:
        if self.known is None or who.user in self.known:
            return True
        if not self.emails.keys() & set(emails):
            return False
        self.known = {*(self.known or ()), who.user}
        return True

    async def found(self, who: Identity, after: str = "") -> None:
        self.gone.pop(who, None)

    async def all_found(self, platform: PlatformName, tenant: str, after: str) -> None:
        raise AssertionError(platform)

    async def lost(self, who: Identity, reason: str) -> None:
        self.gone[who] = reason

    async def all_lost(self, platform: PlatformName, tenant: str, reason: str) -> None:
        raise AssertionError(platform)

    async def has_left(self, who: Identity) -> bool:
        return self.gone.get(who) == "left"

    async def who_left(self, platform: PlatformName, tenant: str) -> Collection[str]:
        raise AssertionError(platform)

    async def roll_called(
        self,
        platform: PlatformName,
        tenant: str,
        gone: Sequence[str],
        here: Mapping[str, str],
        back: Collection[str],
    ) -> None:
        raise AssertionError(platform)

    async def called(self, platform: PlatformName, tenant: str, users: Sequence[str]) -> Called:
        return {user: self.names[user] for user in users if user in self.names}

    async def chat(self, who: Identity) -> Mapping[str, str]:
        if self.away:
            raise Unavailable
        return self.chats.get(who, {})

    async def keep_chat(
        self, who: Identity, chat: Mapping[str, str], instead_of: Mapping[str, str] | None = None
    ) -> None:
        if instead_of in (None, self.chats.get(who, {})):
            self.chats[who] = chat
            self.kept.append(who)

    # --- Pacing -------------------------------------------------------------------------------------------------------

    async def may_say(self, to: Identity, within: float, once: str = "") -> bool:
        return not self.hurried

    async def hold(self, to: Identity, seconds: float) -> None:
        self.held.append((to, seconds))

    async def is_time(self, what: str, every: float) -> bool:
        return False
