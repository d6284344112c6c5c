"""The way to Teams: our own client of the Bot Framework's connector, and the token that it is let in with."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

import aiohttp
from aiohttp import hdrs
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from handlers.platform import InDoubt, TryLater, Undeliverable
from handlers.teams.clouds import Cloud
from handlers.teams.elements import written
from handlers.teams.network import CONNECT_SECONDS, body_of

REFRESHED_BEFORE = 300
"""Seconds before its end at which a token is replaced."""

TOKEN_SECONDS, CALL_SECONDS = 5, 7
LONGEST_WAIT = 3600
NOT_INSTALLED, BLOCKED = "not_installed", "blocked"
_WHY_FORBIDDEN = {
    "MessageWritesBlocked": BLOCKED,
    "ConversationBlockedByUser": BLOCKED,
    "BotNotInConversationRoster": NOT_INSTALLED,
    "ForbiddenOperationException": NOT_INSTALLED,
}
"""What of a 403 is said of the person. All others, as BotDisabledByAdmin, hold for the app until somebody mends it."""

MENDED_AFTER = 60.0
"""Seconds to wait for that."""

_MAY_HAVE_HAPPENED = frozenset({HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
"""What is also answered when the post was carried out and only its answer was lost."""

_IN_PASSING = _MAY_HAVE_HAPPENED | {
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
}

Body = Mapping[str, JsonValue]


class Gone(Exception):
    """There is no such conversation or message any more."""


class SignInRefused(TryLater):
    """Microsoft's login knows our secret, app or tenant and refuses it; `code` is its own number for why (AADSTS)."""

    def __init__(self, after: float, code: int) -> None:
        super().__init__(after, "sign_in")
        self.code = code


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Token(_Reply):
    access_token: str = Field(min_length=1, repr=False)
    expires_in: float = Field(gt=0)


class _NoToken(_Reply):
    error_codes: tuple[int, ...] = ()


class _Made(_Reply):
    id: str = ""


class _Fault(_Reply):
    code: str = ""


class _Blocked(_Reply):
    sub_code: str = Field("", alias="subCode")


class _Faulty(_Reply):
    """Two shapes: the connector's own, and that of a service behind it, whose code is JSON inside its message."""

    error: _Fault = _Fault()
    message: str = ""

    @property
    def code(self) -> str:
        return self.error.code or _read(_Blocked, self.message.encode()).sub_code


class Member(_Reply):
    """Somebody as the roster of a conversation has them."""

    aad_object_id: str = Field("", alias="aadObjectId")
    object_id: str = Field("", alias="objectId")
    email: str | None = None
    user_principal_name: str | None = Field(None, alias="userPrincipalName")
    user_role: str | None = Field(None, alias="userRole")
    tenant_id: str | None = Field(None, alias="tenantId")


M = TypeVar("M", bound=_Reply)


@dataclass(frozen=True)
class Credentials:
    """What our bot shows to sign in."""

    app_id: str
    password: Callable[[], str]
    tenant: str


class AppToken:
    """Our token for the connector: fetched once, kept, and replaced before it ends; all who wait share one fetch."""

    def __init__(
        self,
        cloud: Cloud,
        credentials: Credentials,
        http: Callable[[], aiohttp.ClientSession],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cloud, self._credentials, self._http, self._now = cloud, credentials, http, now
        self._token, self._until = "", float("-inf")
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good for some minutes. Raises TryLater, SignInRefused where that would not help."""
        async with self._lock:
            if self._now() >= self._until:
                fetched = await self._fetch()
                self._token = fetched.access_token
                self._until = self._now() + max(fetched.expires_in - REFRESHED_BEFORE, fetched.expires_in / 2)
            return self._token

    def spoiled(self, token: str) -> None:
        """It was refused: fetch another one next time."""
        if token == self._token:
            self._until = float("-inf")

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
                read = await body_of(response)
                if response.status == HTTPStatus.OK:
                    return _Token.model_validate_json(read)
                codes = _read(_NoToken, read).error_codes
                raise (
                    SignInRefused(_retry_after(response), codes[0])
                    if codes
                    else TryLater(_retry_after(response), "sign_in")
                )
        except (TimeoutError, aiohttp.ClientError, OSError, ValidationError):
            raise TryLater(_jitter(), "sign_in") from None


class Connector:
    """Calls to the connector of Teams. Each raises TryLater, Undeliverable or Gone, a new message also InDoubt."""

    def __init__(self, cloud: Cloud, token: AppToken, http: Callable[[], aiohttp.ClientSession]) -> None:
        self._cloud, self._token, self._http = cloud, token, http

    async def create(self, service: str, app_id: str, user: str, tenant: str) -> str:
        """The id of the conversation of our bot and one person; asked for again it is the same one."""
        asked: Body = {
            "bot": {"id": f"28:{app_id}"},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        made = await self._call(_Made, "POST", service, "v3/conversations", asked, repeatable=True)
        if not made.id:
            raise TryLater(_jitter(), "unreadable", alone=True)
        return made.id

    async def post(self, service: str, conversation: str, message: Body) -> str:
        """Post a message; its id."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities"
        return (await self._call(_Made, "POST", service, path, message)).id

    async def put(self, service: str, conversation: str, id_: str, message: Body) -> None:
        """Change a message in place; once more changes nothing."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(id_, safe='')}"
        await self._call(_Made, "PUT", service, path, {**message, "id": id_}, repeatable=True)

    async def member(self, service: str, conversation: str, user: str) -> Member:
        """Somebody in a conversation, as the tenant's directory has them."""
        path = f"v3/conversations/{quote(conversation, safe='')}/members/{quote(user, safe='')}"
        return await self._call(Member, "GET", service, path, None, repeatable=True)

    async def _call(
        self, reply: type[M], method: str, service: str, path: str, body: Body | None, *, repeatable: bool = False
    ) -> M:
        if not self._cloud.may_be_told(service):
            raise Undeliverable("unknown_chat")
        token = await self._token.get()
        try:
            async with (
                asyncio.timeout(CALL_SECONDS),
                self._http().request(
                    method,
                    f"{service.rstrip('/')}/{path}",
                    data=None if body is None else written(body).encode(),
                    headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"},
                    allow_redirects=False,
                    timeout=aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS),
                ) as response,
            ):
                read = await body_of(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise TryLater(_jitter(), "unreachable") from None
        except (TimeoutError, aiohttp.ClientError, OSError):
            raise (TryLater(_jitter(), "broken", alone=True) if repeatable else InDoubt) from None
        if response.status == HTTPStatus.UNAUTHORIZED:
            self._token.spoiled(token)
        if response.status in _MAY_HAVE_HAPPENED and not repeatable:
            raise InDoubt
        _raise_for(response, read)
        return _read(reply, read)


def _raise_for(response: aiohttp.ClientResponse, body: bytes) -> None:
    match response.status:
        case status if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        case HTTPStatus.FORBIDDEN:
            code = _read(_Faulty, body).code
            if code not in _WHY_FORBIDDEN:
                # Of the person, or of the whole app: where it is the app, several chats fail.
                raise TryLater(MENDED_AFTER, "forbidden", alone=True, counted=False)
            raise Undeliverable(_WHY_FORBIDDEN[code])
        case HTTPStatus.NOT_FOUND:
            raise Gone
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise Undeliverable("too_large")
        case HTTPStatus.UNAUTHORIZED:
            raise TryLater(_jitter(), "unauthorized")
        case status if status in _IN_PASSING or status < HTTPStatus.BAD_REQUEST:
            asked = status == HTTPStatus.TOO_MANY_REQUESTS or hdrs.RETRY_AFTER in response.headers
            raise TryLater(_retry_after(response), f"status_{status}", alone=not asked)
        case _:  # that says something against the message, and nothing against the person
            raise Undeliverable("refused")


def _read(reply: type[M], body: bytes) -> M:
    """What was answered, or nothing of it if it is not what it should be."""
    try:
        return reply.model_validate_json(body)
    except ValidationError:
        return reply()


def _retry_after(response: aiohttp.ClientResponse) -> float:
    """Seconds to wait: what the platform says, else a few."""
    said = response.headers.get(hdrs.RETRY_AFTER, "")
    return min(float(said), LONGEST_WAIT) if said.isascii() and said.isdigit() else _jitter()


def _jitter() -> float:
    """A second or two, so that not all who failed together come back together."""
    return 1 + random.random()  # noqa: S311  # spreads load, keeps no secret
