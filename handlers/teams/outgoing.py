"""Microsoft Teams as a platform: its route, its connections, and how a delivery reaches a person's chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import hdrs, web

from handlers.platform import (
    OUT_OF_SIGHT,
    ChatPorts,
    Identity,
    Outgoing,
    PlatformName,
    Sent,
    TryLater,
    Unavailable,
    Undeliverable,
)
from handlers.teams.answers import Answering
from handlers.teams.cards import Drawn
from handlers.teams.clouds import Cloud
from handlers.teams.connector import Connector, Gone
from handlers.teams.door import Door
from handlers.teams.elements import Element, Pen
from handlers.teams.network import session
from handlers.teams.people import People
from handlers.teams.sign_in import AppToken, Credentials
from handlers.teams.talk import Talk
from handlers.teams.tokens import Keys, Verifier

PATH = "/api/messages"
_BETWEEN = " "
"""Stands between the conversation and the message in a reference; neither id holds one."""


class TeamsPlatform:
    """The bot in Teams, for one tenant."""

    name: PlatformName = "teams"

    def __init__(self, ports: ChatPorts, credentials: Credentials, cloud: Cloud) -> None:
        """Nothing is read or opened yet. Raises ValueError without an app id, a password or a tenant (safety 5)."""
        if not credentials.password():
            raise ValueError("password")
        self._ports, self._credentials, self._cloud = ports, credentials, cloud
        self._session: aiohttp.ClientSession | None = None
        self._keys = Keys(cloud, self._http)
        self._token = AppToken(cloud, credentials, self._http)
        self._connector = Connector(cloud, self._token, self._http)
        tenant = credentials.tenant
        answering = Answering(ports.words, ports.base_url)
        self._people = People(tenant, ports.turns, ports.book, self._connector)
        talk = Talk(tenant, self._people, ports.reads, answering, self._connector, ports.pacing)
        verifier = Verifier(cloud, credentials.app_id, tenant, self._keys)
        self._door = Door(tenant, verifier, talk, answering)

    def routes(self) -> Sequence[web.RouteDef]:
        """The one route of the Bot Framework."""
        return [web.RouteDef(hdrs.METH_POST, PATH, self._door.enter, {})]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """One HTTP session for all of Microsoft."""
        async with session(loopback=self._cloud.loopback) as self._session:
            try:
                yield
            finally:
                await asyncio.gather(self._keys.close(), self._token.close())
                self._session = None

    async def send(self, outgoing: Outgoing) -> Sent:
        """Post or edit one message. Raises TryLater, Undeliverable or InDoubt."""
        pen = Pen(self._ports.words, outgoing.language, outgoing.zone)
        drawn = Drawn(pen, outgoing.delivery, self._ports.base_url, outgoing.way_in)
        message = drawn.message(outgoing.card, neutral=outgoing.neutral)
        try:
            chat = await self._ports.book.chat(outgoing.to)
            return await self._delivered(outgoing, chat, message)
        except Unavailable:
            raise TryLater(1, "unavailable") from None

    async def look_up(self, delivery: str, to: Identity) -> Sent | None:
        """Teams finds no message by an id of ours."""
        raise NotImplementedError

    async def _delivered(self, outgoing: Outgoing, chat: Mapping[str, str], message: Element) -> Sent:
        """Into the conversation that is known; if it is gone, into a new one ("remove chat history"), once."""
        service = chat.get("service", self._cloud.service)
        conversation, _, edited = outgoing.edits.partition(_BETWEEN)
        try:
            if edited:
                await self._connector.put(service, conversation, edited, message)
                return Sent(outgoing.edits)
            if known := chat.get("conversation"):
                return _sent(known, await self._connector.post(service, known, message))
        except Gone:
            if outgoing.only_edits:
                raise Undeliverable(OUT_OF_SIGHT) from None
        return await self._posted_anew(outgoing.to, chat, service, message)

    async def _posted_anew(self, to: Identity, chat: Mapping[str, str], service: str, message: Element) -> Sent:
        try:
            conversation = await self._connector.create(service, self._credentials.app_id, to.user, to.tenant)
            new = {**chat, "conversation": conversation, "service": service}
            await self._ports.book.keep_chat(to, new, instead_of=chat)
            self._people.forget(to)
            return _sent(conversation, await self._connector.post(service, conversation, message))
        except Gone:
            raise Undeliverable("unknown_chat") from None

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise TryLater(1, "not_running")
        return self._session


def _sent(conversation: str, id_: str) -> Sent:
    return Sent(f"{conversation}{_BETWEEN}{id_}")
