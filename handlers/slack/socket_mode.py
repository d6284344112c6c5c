"""Socket Mode: the same requests over a websocket, for sites that nothing reaches from outside."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack import calls
from handlers.slack.bolt import answer_of, request_of
from handlers.slack.incoming import Unreadable

PING = 3.0
"""Seconds between pings: a dead connection is replaced within 2.5 to 5.5 s, against 10 to 20 s by default."""

SILENCE = 20.0
"""Seconds without a living connection after which all is begun anew: slack_sdk tries a used-up address for ever."""

EVENTS = "events_api"
"""The type of an envelope that comes again until it is acknowledged."""

_log = structlog.get_logger(platform="slack")


class Socket:
    """A connection that is always there again. An envelope is acknowledged once its turn is committed, else it comes
    again.
    """

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient, silence: float = SILENCE) -> None:
        self._app, self._token, self._web, self._silence = app, app_token, client, silence
        self._rests_until = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Stay connected."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _keep(self) -> None:
        while True:
            client = self._client()
            try:
                await self._watch(client)
            except Exception as error:
                _log.warning("socket_failed", exc_info=error)
            else:
                _log.warning("socket_silent")
            finally:
                await client.close()  # type: ignore[no-untyped-call]
            await asyncio.sleep(1)

    async def _watch(self, client: SocketModeClient) -> None:
        """Connect, and return when nothing has lived for that long; what is shorter slack_sdk mends itself."""
        async with asyncio.timeout(self._silence):
            await client.connect()  # type: ignore[no-untyped-call]
        alive = time.monotonic()
        while time.monotonic() - alive < self._silence:
            await asyncio.sleep(1)
            if await client.is_connected():
                alive = time.monotonic()

    def _client(self) -> SocketModeClient:
        client = SocketModeClient(self._token, calls.silence(), self._web, ping_interval=PING)
        # slack_sdk takes any proxy of the environment, also for what NO_PROXY names.
        host = urlsplit(self._web.base_url).hostname or ""
        client.proxy = None if proxy_bypass(host) else getproxies().get("https")
        client.socket_mode_request_listeners.append(self._heard)
        client.issue_new_wss_url = self._address  # type: ignore[method-assign]
        return client

    async def _address(self) -> str:
        """Where to connect to. However often all is begun anew, Slack is not asked before its Retry-After: slack_sdk
        waits for that in the client that we give up.
        """
        while True:
            await asyncio.sleep(max(0.0, self._rests_until - time.monotonic()))
            try:
                return str((await self._web.apps_connections_open(app_token=self._token))["url"])
            except SlackApiError as error:
                if error.response.status_code != 429:
                    raise
                self._rests_until = time.monotonic() + calls.retry_after(error.response.headers)

    async def _heard(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            response = await answer_of(self._app, request_of(request.payload, ""))
        except Unreadable:
            response = BoltResponse(status=400, body="")
        except Exception as error:
            _log.error("request_failed", exc_info=error)
            return
        # An event that we shall never understand is done with; what failed comes again. A form that is refused stays
        # open with its words, and a tap or a command is told that it did not work: Slack does so where nobody answers.
        done_with = response.status < 500 if request.type == EVENTS else response.status == 200
        if done_with:
            payload = json.loads(response.body) if response.status == 200 and response.body else None
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))
