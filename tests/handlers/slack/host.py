"""A house in memory that keeps the ports of a chat, so that Slack's part runs for real without the rest."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp.test_utils import TestServer
from aiohttp.web import Application

from conversations.toolkit.forms import Form, Option
from conversations.toolkit.words import Text
from handlers.platform import Answer, Called, ChatPorts, Identity, Incoming, PlatformName, Screen, Unavailable
from handlers.slack.outgoing import Credentials, SlackPlatform
from handlers.slack.roll import HOURLY
from tests.handlers.contract.house import catalogue
from tests.handlers.peers.slack.server import LocalSlack


@dataclass
class Host:
    """Everybody with an e-mail among `known` is somebody. `answers` are given in order, then "taken"."""

    slack: LocalSlack
    known: set[Identity] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    answers: list[Answer] = field(default_factory=list)
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    offered: list[Option] = field(default_factory=list)
    home: Screen | None = None
    away: bool = False
    taken: list[Incoming] = field(default_factory=list)
    lost_ones: list[tuple[Identity, str]] = field(default_factory=list)
    lost_teams: list[tuple[str, str, str]] = field(default_factory=list)
    found_ones: list[tuple[Identity, str]] = field(default_factory=list)
    found_teams: list[tuple[str, str, str]] = field(default_factory=list)
    chats: dict[Identity, Mapping[str, str]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    hurried: bool = False
    said: set[str] = field(default_factory=set)
    left: list[str] = field(default_factory=list)
    here: dict[str, str] = field(default_factory=dict)
    back: list[str] = field(default_factory=list)
    is_sweeper: bool = True
    sweeps_at_start: bool = False
    held: list[tuple[Identity, float]] = field(default_factory=list)
    base: str = ""

    def platform(self, **more: str) -> SlackPlatform:
        """Slack's part, with this house behind it."""
        ports = ChatPorts(
            turns=self, reads=self, words=catalogue(), book=self, pacing=self, base_url="https://rapport.example"
        )
        given = {"signing_secret": self.slack.signing_secret, "api_url": self.slack.api_url, **more}
        return SlackPlatform(ports, Credentials(self.slack.token, **given))

    @asynccontextmanager
    async def serving(self, **more: str) -> AsyncIterator[SlackPlatform]:
        """It serves at `base`."""
        platform = self.platform(**more)
        app = Application(client_max_size=256 * 1024)
        app.add_routes(platform.routes())
        server = TestServer(app, host="127.0.0.1")
        async with platform.running():
            await server.start_server()
            self.base = str(server.make_url("")).rstrip("/")
            try:
                yield platform
            finally:
                await server.close()

    # --- handlers.platform.Turns ---

    async def take(self, incoming: Incoming) -> Answer:
        if self.away:
            raise Unavailable
        if incoming.who not in self.known:
            return Answer("unknown")
        self.taken.append(incoming)
        return self.answers.pop(0) if self.answers else Answer("taken")

    # --- handlers.platform.Reads ---

    async def form(self, who: Identity, delivery: str, form: str) -> Form | None:
        if self.away:
            raise Unavailable
        return self.forms.get((delivery, form)) if who in self.known else None

    async def options(self, who: Identity, delivery: str, form: str, field: str, text: str) -> Sequence[Option]:
        if self.away:
            raise Unavailable
        return self.offered if who in self.known else ()

    async def menu(self, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        return ()

    async def screen(self, who: Identity, conversation: str, name: str, **arguments: str) -> Screen | None:
        if self.away:
            raise Unavailable
        return self.home if who in self.known else None

    # --- handlers.platform.AddressBook ---

    async def introduce(self, who: Identity, *emails: str) -> bool:
        if self.emails.intersection(emails):
            self.known.add(who)
        return who in self.known

    async def found(self, who: Identity, after: str = "") -> None:
        self.found_ones.append((who, after))

    async def all_found(self, platform: PlatformName, tenant: str, after: str) -> None:
        self.found_teams.append((platform, tenant, after))

    async def lost(self, who: Identity, reason: str) -> None:
        self.lost_ones.append((who, reason))

    async def all_lost(self, platform: PlatformName, tenant: str, reason: str) -> None:
        self.lost_teams.append((platform, tenant, reason))

    async def has_left(self, who: Identity) -> bool:
        return (who, "left") in self.lost_ones

    async def who_left(self, platform: PlatformName, tenant: str) -> Collection[str]:
        return {
            who.user for who, why in self.lost_ones if (who.platform, who.tenant, why) == (platform, tenant, "left")
        }

    async def roll_called(
        self,
        platform: PlatformName,
        tenant: str,
        gone: Sequence[str],
        here: Mapping[str, str],
        back: Collection[str],
    ) -> None:
        assert (platform, tenant) == ("slack", self.slack.workspace.id)
        self.left += gone
        self.here |= here
        self.back += sorted(here.keys() & back)

    async def called(self, platform: PlatformName, tenant: str, users: Sequence[str]) -> Called:
        assert (platform, tenant) == ("slack", self.slack.workspace.id)
        if self.away:
            raise Unavailable
        return {user: self.names[user] for user in users if user in self.names}

    async def chat(self, who: Identity) -> Mapping[str, str]:
        return self.chats.get(who, {})

    async def keep_chat(
        self, who: Identity, chat: Mapping[str, str], instead_of: Mapping[str, str] | None = None
    ) -> None:
        if instead_of in (None, self.chats.get(who, {})):
            self.chats[who] = chat

    # --- handlers.platform.Pacing ---

    async def may_say(self, to: Identity, within: float, once: str = "") -> bool:
        is_first = not once or once not in self.said
        self.said.add(once)
        return is_first and not self.hurried

    async def hold(self, to: Identity, seconds: float) -> None:
        self.held.append((to, seconds))

    async def is_time(self, what: str, every: float) -> bool:
        if what != HOURLY:
            self.sweeps_at_start, is_time = False, self.sweeps_at_start
            return is_time
        self.is_sweeper, is_time = False, self.is_sweeper
        return is_time
