"""The token that our bot is let in with: one fetch for all who need it, and before anything of theirs is sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import aiohttp
from pydantic import Field, ValidationError

from handlers.platform import TryLater
from handlers.teams.clouds import Cloud
from handlers.teams.network import Reply, body_of, jitter, read, retry_after

REFRESHED_BEFORE = 300
"""Seconds before its end at which a token is replaced."""

TOKEN_SECONDS = 3
"""How long it may take: with the call for which it is needed less than delivery waits, which then knows nothing."""


class SignInRefused(TryLater):
    """Microsoft's login knows our secret, app or tenant and refuses it; `code` is its own number for why (AADSTS)."""

    def __init__(self, after: float, code: int) -> None:
        super().__init__(after, "sign_in")
        self.code = code


class _Token(Reply):
    access_token: str = Field(min_length=1, repr=False)
    expires_in: float = Field(gt=0)


class _NoToken(Reply):
    error_codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Credentials:
    """What our bot shows to sign in."""

    app_id: str
    password: Callable[[], str]
    tenant: str


class AppToken:
    """Our token for the connector: fetched once, kept, and replaced before it ends. All who wait share one fetch, and
    what it ends with.
    """

    def __init__(
        self,
        cloud: Cloud,
        credentials: Credentials,
        http: Callable[[], aiohttp.ClientSession],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cloud, self._credentials, self._http, self._now = cloud, credentials, http, now
        self._token, self._until = "", float("-inf")
        self._fault: TryLater | None = None
        self._rests_until = float("-inf")
        self._fetching: asyncio.Task[str] | None = None

    async def get(self) -> str:
        """A token that is good for some minutes. Raises TryLater, SignInRefused where that would not help.

        After a failure the login is left alone for as long as that says.
        """
        if self._now() < self._until:
            return self._token
        rest = self._rests_until - self._now()
        if self._fault and rest > 0:
            self._fault.after = rest
            raise self._fault.with_traceback(None)
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._renewed())
            self._fetching.add_done_callback(self._over)
        return await asyncio.shield(self._fetching)

    def spoiled(self, token: str) -> None:
        """It was refused: fetch another one next time."""
        if token == self._token:
            self._until = float("-inf")

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _over(self, done: asyncio.Task[str]) -> None:
        self._fetching = None
        if not done.cancelled():
            done.exception()  # nobody may be waiting for it any more

    async def _renewed(self) -> str:
        try:
            fetched = await self._fetch()
        except TryLater as fault:
            self._fault, self._rests_until = fault, self._now() + fault.after
            raise
        self._token, self._fault = fetched.access_token, None
        self._until = self._now() + max(fetched.expires_in - REFRESHED_BEFORE, fetched.expires_in / 2)
        return self._token

    async def _fetch(self) -> _Token:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.app_id,
            "client_secret": self._credentials.password(),
            "scope": self._cloud.scope,
        }
        address = f"{self._cloud.login}/{quote(self._credentials.tenant, safe='')}/oauth2/v2.0/token"
        try:
            async with (
                asyncio.timeout(TOKEN_SECONDS),
                self._http().post(address, data=asked, allow_redirects=False) as response,
            ):
                body = await body_of(response)
                if response.status == HTTPStatus.OK:
                    return _Token.model_validate_json(body)
                codes = read(_NoToken, body).error_codes
                raise (
                    SignInRefused(retry_after(response), codes[0])
                    if codes
                    else TryLater(retry_after(response), "sign_in")
                )
        except (TimeoutError, aiohttp.ClientError, OSError, ValidationError):
            raise TryLater(jitter(), "sign_in") from None
