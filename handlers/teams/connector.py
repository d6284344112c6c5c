"""The way to Teams: our own client of the Bot Framework's connector."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import quote

import aiohttp
from aiohttp import hdrs
from pydantic import Field, JsonValue

from handlers import leaving
from handlers.platform import InDoubt, TryLater, Undeliverable
from handlers.teams.clouds import Cloud
from handlers.teams.elements import written
from handlers.teams.network import CONNECT_SECONDS, M, Reply, body_of, jitter, read, retry_after
from handlers.teams.sign_in import AppToken

CALL_SECONDS = 7
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

_IN_PASSING = frozenset(
    {
        HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
_OURS = range(400, 500)
"""What is no fault of the server's. It says something against the message, but for what passes."""

Body = Mapping[str, JsonValue]


NO_SUCH_MEMBER = "MemberNotFoundInConversation"


class Gone(Exception):
    """There is no such conversation, message or member any more; `code` is Microsoft's own word for which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Made(Reply):
    id: str = ""


class _Fault(Reply):
    code: str = ""


class _Blocked(Reply):
    sub_code: str = Field("", alias="subCode")


class _Faulty(Reply):
    """Two shapes: the connector's own, and that of a service behind it, whose code is JSON inside its message."""

    error: _Fault = _Fault()
    message: str = ""

    @property
    def code(self) -> str:
        return self.error.code or read(_Blocked, self.message.encode()).sub_code


class Member(Reply):
    """Somebody as the roster of a conversation has them."""

    aad_object_id: str = Field("", alias="aadObjectId")
    object_id: str = Field("", alias="objectId")
    email: str | None = None
    user_principal_name: str | None = Field(None, alias="userPrincipalName")
    user_role: str | None = Field(None, alias="userRole")
    tenant_id: str | None = Field(None, alias="tenantId")


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
            raise TryLater(jitter(), "unreadable", alone=True)
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
        with leaving.watched() as request:
            try:
                async with (
                    asyncio.timeout(CALL_SECONDS),
                    self._http().request(
                        method,
                        f"{service.rstrip('/')}/{path}",
                        data=None if body is None else written(body).encode(),
                        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"},
                        allow_redirects=False,
                        timeout=aiohttp.ClientTimeout(connect=CONNECT_SECONDS),
                    ) as response,
                ):
                    answered = await body_of(response)
            except (TimeoutError, aiohttp.ClientError, OSError):
                if not request.is_possible:
                    raise TryLater(jitter(), "unreachable") from None
                raise (TryLater(jitter(), "broken", alone=True) if repeatable else InDoubt) from None
        if response.status == HTTPStatus.UNAUTHORIZED:
            self._token.spoiled(token)
        if response.status in _MAY_HAVE_HAPPENED and not repeatable:
            raise InDoubt
        _raise_for(response, answered)
        return read(reply, answered)


def _raise_for(response: aiohttp.ClientResponse, body: bytes) -> None:
    match response.status:
        case status if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        case HTTPStatus.FORBIDDEN:
            code = read(_Faulty, body).code
            if code not in _WHY_FORBIDDEN:
                # Of the person, or of the whole app: where it is the app, several chats fail.
                raise TryLater(MENDED_AFTER, "forbidden", alone=True, counted=False)
            raise Undeliverable(_WHY_FORBIDDEN[code])
        case HTTPStatus.NOT_FOUND:
            raise Gone(read(_Faulty, body).code)
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise Undeliverable("too_large")
        case HTTPStatus.UNAUTHORIZED:
            raise TryLater(jitter(), "unauthorized")
        case status if status in _IN_PASSING or status not in _OURS:
            asked = status == HTTPStatus.TOO_MANY_REQUESTS or hdrs.RETRY_AFTER in response.headers
            raise TryLater(retry_after(response), f"status_{status}", alone=not asked)
        case _:  # that says something against the message, and nothing against the person
            raise Undeliverable("refused")
