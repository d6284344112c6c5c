"""Slack as a platform: where its requests come in, and how a delivery reaches a person."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from conversations.toolkit.cards import without_charts
from handlers.platform import (
    OUT_OF_SIGHT,
    ChatPorts,
    Identity,
    InDoubt,
    Outgoing,
    PlatformName,
    Sent,
    TryLater,
    Undeliverable,
    Unexplained,
)
from handlers.slack import edge
from handlers.slack.bolt import answer_of, listening, request_of
from handlers.slack.calls import Calls, Refused, client_of, session
from handlers.slack.cards import Drawing
from handlers.slack.incoming import Unreadable
from handlers.slack.people import People
from handlers.slack.reception import Reception
from handlers.slack.roll import Roll
from handlers.slack.showing import Showing
from handlers.slack.socket_mode import Socket
from handlers.slack.texts import Pen
from handlers.slack.workspace import Workspace

PATH = "/slack/events"
METADATA = "rapport_delivery"
"""The type of a message's metadata, by which a message in doubt is found again."""

LOOKED_AT = 200
"""Messages of a chat that are looked through for one in doubt, newest first."""

_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
_REASONS: Mapping[str, str] = {
    **dict.fromkeys(("user_not_found", "user_disabled", "cannot_dm_bot"), "left"),
    **dict.fromkeys(("channel_not_found", "is_archived", "not_in_channel"), "unknown_chat"),
    **dict.fromkeys(("token_revoked", "account_inactive"), "not_installed"),
    "user_not_in_channel": "blocked",
    **dict.fromkeys(("msg_too_long", "msg_blocks_too_long"), "too_large"),
}
_NO_CHAT = frozenset({"channel_not_found", "user_not_found", "user_disabled", "cannot_dm_bot"})
"""What says that there is nowhere a message could be."""

_MENDED_BY_PEOPLE = frozenset(
    (
        *("invalid_auth", "not_authed", "token_expired", "missing_scope", "messages_tab_disabled", "ekm_access_denied"),
        *("org_login_required", "team_access_not_granted", "access_denied", "no_permission", "not_allowed_token_type"),
        *("two_factor_setup_required", "enterprise_is_restricted"),
    )
)
"""What holds for the whole app until somebody mends it; no message is lost by it."""

_PREFERENCE = "restricted_action"
"""How the ids begin of what a preference of the workspace forbids: nobody in particular, and no message."""

_OF_THE_MESSAGE = ("invalid_", "msg_", "metadata_", "no_text", "too_many_", "block_", "cannot_reply_", "duplicate_")
"""How the ids begin of what Slack has against a message. What else it may say, it may say to everybody."""

_WAITS = 60.0
"""Seconds to wait for that."""


@dataclass(frozen=True)
class Credentials:
    """What the Slack app's settings say; without an app token requests come over HTTP, with one over a socket."""

    bot_token: str
    signing_secret: str = ""
    app_token: str = ""
    api_url: str = "https://slack.com/api/"


class SlackPlatform:
    """One workspace of Slack."""

    name: PlatformName = "slack"

    def __init__(self, ports: ChatPorts, credentials: Credentials) -> None:
        """Nothing is opened or called yet."""
        self._ports, self._credentials = ports, credentials
        self._calls = Calls(client_of(credentials.bot_token, credentials.api_url))
        self._showing = Showing()
        self._workspace, people = Workspace(self._calls, ports.book), People(self._calls)
        self._roll = Roll(ports, self._calls, self._workspace, people)
        reception = Reception(ports, self._calls, self._workspace, people, self._showing)
        self._app = listening(reception)
        self._chats: dict[Identity, str] = {}

    def routes(self) -> Sequence[web.RouteDef]:
        """/slack/events, if there is a secret by which to know Slack."""
        return [web.post(PATH, self._receive)] if self._credentials.signing_secret else []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """One set of connections for all calls, and the socket if there is an app token."""
        async with AsyncExitStack() as begun:
            self._calls.client.session = await begun.enter_async_context(session())
            await begun.enter_async_context(self._showing.running())
            await begun.enter_async_context(self._roll.running())
            if self._credentials.app_token:
                client = client_of(self._credentials.bot_token, self._credentials.api_url)
                client.session = self._calls.client.session
                socket = Socket(self._app, self._credentials.app_token, client)
                await begun.enter_async_context(socket.running())
            yield

    async def send(self, outgoing: Outgoing) -> Sent:
        """Post or edit one message. Raises TryLater, Undeliverable or InDoubt."""
        try:
            return await self._show(outgoing)
        except Refused as refused:
            if refused.error == "msg_blocks_too_long" and not outgoing.neutral:
                # Where the limit is nobody says; the page has no limit.
                return await self.send(replace(outgoing, neutral=True))
            if refused.error == "invalid_blocks" and (plain := without_charts(outgoing.card)) != outgoing.card:
                # Slack has charts since June 2026; in which of its clouds nobody says.
                return await self.send(replace(outgoing, card=plain))
            if refused.error in _MENDED_BY_PEOPLE:
                raise TryLater(_WAITS, refused.error) from None
            if refused.error in _REASONS:
                reason = _REASONS[refused.error]
                if reason == "not_installed":
                    self._workspace.lost()
                raise Undeliverable(reason) from None
            if refused.error.startswith(_PREFERENCE):
                raise TryLater(_WAITS, "preference", alone=True, counted=False) from None
            if not refused.error.startswith(_OF_THE_MESSAGE):
                raise Unexplained(_WAITS, refused.error) from None
            raise

    async def look_up(self, delivery: str, to: Identity) -> Sent | None:
        """Find a message in doubt by its metadata. Raises TryLater, InDoubt, NotImplementedError if nobody can say."""
        try:
            channel = await self._chat(to)
            found = await self._calls.call(
                "conversations.history", channel=channel, limit=LOOKED_AT, include_all_metadata="true"
            )
        except Refused as refused:
            if refused.error in _NO_CHAT:
                return None
            if refused.error in _REASONS:
                raise NotImplementedError from None
            # Whatever else it says, it does not say that the message is not there, nor that nobody will be able to.
            raise TryLater(_WAITS, refused.error, alone=True) from None
        if not isinstance(found.get("messages"), list):
            raise InDoubt
        for message in found["messages"]:
            match message:
                case {"ts": str(ts), "metadata": {"event_payload": {"delivery": str(named)}}} if named == delivery:
                    return Sent(f"{channel}:{ts}")
        return None

    async def _show(self, outgoing: Outgoing) -> Sent:
        shown = self._drawn(outgoing)
        channel, _, ts = outgoing.edits.partition(":")
        if ts:
            try:
                await self._calls.call("chat.update", channel=channel, ts=ts, **shown)
                return Sent(outgoing.edits)
            except Refused as refused:
                if refused.error not in _GONE:
                    raise
                if outgoing.only_edits:
                    raise Undeliverable(OUT_OF_SIGHT) from None
        posted = await self._calls.call(
            "chat.postMessage", channel=outgoing.to.user, unfurl_links=False, unfurl_media=False, **shown
        )
        match posted:
            case {"channel": str(channel), "ts": str(ts)}:
                await self._keep_chat(outgoing.to, channel)
                return Sent(f"{channel}:{ts}")
            case _:  # it says that it is there, and not where
                raise InDoubt

    def _drawn(self, outgoing: Outgoing) -> dict[str, Any]:
        pen = Pen(self._ports.words, outgoing.language, outgoing.zone)
        drawing = Drawing(pen, self._ports.base_url, outgoing.way_in)
        card, delivery = outgoing.card, outgoing.delivery
        return {
            "text": drawing.preview(card),
            "blocks": drawing.neutral(card) if outgoing.neutral else drawing.message(card, delivery),
            "parse": "none",
            "metadata": {"event_type": METADATA, "event_payload": {"delivery": delivery}},
        }

    async def _chat(self, to: Identity) -> str:
        kept = (await self._ports.book.chat(to)).get("channel")
        if kept:
            return kept
        opened = await self._calls.call("conversations.open", users=to.user)
        return str(opened["channel"]["id"])

    async def _keep_chat(self, to: Identity, channel: str) -> None:
        """The message is there, whatever becomes of this: it is only needed to look one up."""
        if self._chats.get(to) == channel:
            return
        with suppress(Exception):
            await self._ports.book.keep_chat(to, {"channel": channel})
            self._chats[to] = channel

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            body = await edge.verified(request, self._credentials.signing_secret, time.time)
            heard = request_of(body, request.content_type)
        except edge.Refused as refused:
            return web.Response(status=refused.status)
        except Unreadable:
            return web.Response(status=400)
        answer = await answer_of(self._app, heard)
        headers = {name: value for name, values in answer.headers.items() for value in values}
        return web.Response(status=answer.status, text=answer.body, headers=headers)
