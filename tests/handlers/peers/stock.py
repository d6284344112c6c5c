"""Microsoft's own libraries, pointed at the local one: what they take for the real thing is like it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import requests
from aiohttp import web
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConstants,
    BotFrameworkAuthenticationFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from msal import ConfidentialClientApplication

from tests.handlers.peers.microsoft.local import LocalMicrosoft

LOGIN = "https://login.microsoftonline.com"
TAKES = {"no expiry"}
"""The forgeries that the stock SDK takes for true. Ours must not."""


class Forwarded(requests.Session):
    """MSAL insists on https; what it asks of the real login goes to the local one."""

    def __init__(self, login_url: str) -> None:
        super().__init__()
        self.login_url = login_url

    def request(self, method: Any, url: Any, *args: Any, **more: Any) -> requests.Response:
        return super().request(method, str(url).replace(LOGIN, self.login_url), *args, **more)


def msal_app(microsoft: LocalMicrosoft, **more: Any) -> ConfidentialClientApplication:
    """The stock login library. It makes its first request at once."""
    usual = {"client_id": microsoft.app_id, "client_credential": microsoft.password}
    tenant = {"authority": f"{LOGIN}/{microsoft.tenant}", "instance_discovery": False}
    client = Forwarded(microsoft.login_url)
    return ConfidentialClientApplication(**{**usual, **tenant, **more}, http_client=client)


def credentials(microsoft: LocalMicrosoft) -> MicrosoftAppCredentials:
    """The stock credentials of a bot; they ask when they are first used."""

    class Local(MicrosoftAppCredentials):
        def get_access_token(self, force_refresh: bool = False) -> str:
            # The stock one makes its MSAL application in here, without a word about its HTTP client.
            self.app = self.app or msal_app(microsoft)
            answer = self.app.acquire_token_for_client([f"{self.oauth_scope}/.default"])
            if "access_token" not in answer:
                raise PermissionError(answer["error_description"])
            return str(answer["access_token"])

    return Local(microsoft.app_id, microsoft.password, microsoft.tenant)


class Factory(PasswordServiceClientCredentialFactory):
    """Hands the stock adapter credentials of the local login."""

    def __init__(self, microsoft: LocalMicrosoft) -> None:
        super().__init__(microsoft.app_id, microsoft.password, microsoft.tenant)
        self.microsoft = microsoft

    async def create_credentials(self, *_: Any, **__: Any) -> MicrosoftAppCredentials:
        return credentials(self.microsoft)


def authentication(microsoft: LocalMicrosoft) -> Any:
    """The stock check of what arrives, with the local keys; it asks for them with a blocking call."""
    JwtTokenExtractor.metadataCache.clear()
    return BotFrameworkAuthenticationFactory.create(
        to_channel_from_bot_login_url=f"{LOGIN}/{microsoft.tenant}",
        to_channel_from_bot_oauth_scope=AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
        to_bot_from_channel_token_issuer=AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
        to_bot_from_channel_open_id_metadata_url=microsoft.openid_url,
        to_bot_from_emulator_open_id_metadata_url=microsoft.openid_url,
        oauth_url=microsoft.login_url,
        credential_factory=Factory(microsoft),
    )


class StockAdapter(CloudAdapterBase):
    """The stock adapter, with the piece that reads and writes HTTP."""

    def __init__(self, microsoft: LocalMicrosoft, turn: Callable[[TurnContext], Awaitable[Any]]) -> None:
        super().__init__(authentication(microsoft))
        self.turn = turn

    async def answer(self, request: web.Request) -> web.Response:
        """What the stock web integration does, but for its serialising of bodies twice."""
        activity = Activity().deserialize(await request.json())
        header = request.headers.get("Authorization", "")
        try:
            invoked = await self.process_activity(header, activity, self.turn)
        except PermissionError:
            return web.Response(status=401)
        if not invoked:
            return web.Response()
        body = json.dumps(invoked.body).encode() if invoked.body is not None else b""
        return web.Response(status=int(invoked.status), body=body, content_type="application/json")


@contextmanager
def served(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Iterator[str]:
    """A bot in a thread of its own, as the stock one blocks its loop; yields the address of its /api/messages."""
    loop = asyncio.new_event_loop()
    app = web.Application()
    app.router.add_post("/api/messages", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def start() -> str:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"

    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
