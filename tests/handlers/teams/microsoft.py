"""A Microsoft on this machine: it signs people's activities, knows the directory, and takes what the bot sends.

It refuses what the real one refuses: tokens it did not give, addresses it does not have, chats that are not there.
"""

import asyncio
import itertools
import json
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

import jwt
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from handlers.teams.clouds import Cloud

APP_ID, PASSWORD = "0c5c1c3e-1111-4222-8333-444455556666", "the password of the bot"
TENANT, OTHER_TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47", "11111111-2222-4333-8444-555555555555"
ISSUER = "https://api.botframework.com"
MAX_MESSAGE = 100 * 1024
"""Bytes in UTF-16 that the real one takes."""


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key pair by its name; made once, for it takes a while."""
    assert name
    return rsa.generate_private_key(65537, 2048)


def user_id(person: str) -> str:
    """Somebody's Entra object id."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, person))


@dataclass
class Chat:
    """A conversation of the bot with one person."""

    id: str
    person: str
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Fault:
    """What the connector does instead of its work, once."""

    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    breaks_after: bool = False


class Microsoft:
    """Login, keys, directory and connector on one port."""

    def __init__(self) -> None:
        self.base = ""
        self.keys = ["first"]
        self.endorsements = ["msteams", "webchat"]
        self.members: dict[str, dict[str, Any]] = {}
        self.chats: dict[str, Chat] = {}
        self.installed: set[str] = set()
        self.blocked: set[str] = set()
        self.calls: list[tuple[str, str]] = []
        self.bodies: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.tokens: dict[str, float] = {}
        self.token_seconds = 3600.0
        self.key_fetches = 0
        self.keys_hang = self.keys_fail = False
        self._ids = itertools.count(1700000000000)
        self._chat_ids: defaultdict[str, Iterator[int]] = defaultdict(itertools.count)

    @property
    def cloud(self) -> Cloud:
        """This machine as a cloud."""
        return Cloud(
            login=f"{self.base}/login",
            scope=f"{ISSUER}/.default",
            metadata=f"{self.base}/v1/.well-known/openidconfiguration",
            issuer=ISSUER,
            service=self.service,
            hosts=frozenset({"127.0.0.1"}),
            loopback=True,
        )

    @property
    def service(self) -> str:
        """The connector's address."""
        return f"{self.base}/emea/"

    # --- people ------------------------------------------------------------------------------------------------------

    def hires(self, person: str, email: str = "", **more: Any) -> None:
        """Put somebody into the directory, with the app installed for them."""
        object_id = user_id(person)
        self.members[object_id] = {
            "id": f"29:{person}",
            "name": person.title(),
            "aadObjectId": object_id,
            "objectId": object_id,
            "email": email or f"{person}@example.com",
            "userPrincipalName": email or f"{person}@example.com",
            "userRole": "user",
            "tenantId": TENANT,
            **more,
        }
        self.installed.add(object_id)
        self.opens_chat(object_id)

    def opens_chat(self, object_id: str) -> Chat:
        """The chat of the bot with somebody; the same one until its history is removed."""
        found = next((chat for chat in self.chats.values() if chat.person == object_id), None)
        if found is None:
            found = Chat(f"a:{object_id}:{next(self._chat_ids[object_id])}", object_id)
            self.chats[found.id] = found
        return found

    def forgets_chat(self, person: str) -> None:
        """Somebody removes the chat's history: the conversation is gone."""
        del self.chats[self.opens_chat(user_id(person)).id]

    def activity(self, person: str, **more: Any) -> dict[str, Any]:
        """An activity of somebody's, as Teams sends it."""
        object_id = user_id(person)
        return {
            "type": "message",
            "id": str(next(self._ids)),
            "timestamp": "2026-12-01T10:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service,
            "from": {"id": f"29:{person}", "name": person.title(), "aadObjectId": object_id},
            "conversation": {
                "conversationType": "personal",
                "tenantId": TENANT,
                "id": self.opens_chat(object_id).id,
            },
            "recipient": {"id": f"28:{APP_ID}", "name": "Rapport"},
            "entities": [{"locale": "en-GB", "country": "GB", "platform": "Web", "type": "clientInfo"}],
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-GB",
            "localTimezone": "Europe/London",
            **more,
        }

    def token(self, key: str = "", alg: str = "RS256", kid: str | None = None, **claims: Any) -> str:
        """A token for an activity, with some of its claims made something else (None leaves one out)."""
        now = int(time.time())
        whole = {
            "iss": ISSUER,
            "aud": APP_ID,
            "exp": now + 3600,
            "nbf": now - 10,
            "serviceurl": self.service,
            **claims,
        }
        named = key or self.keys[-1]
        return jwt.encode(
            {name: value for name, value in whole.items() if value is not None},
            private_key(named),
            algorithm=alg,
            headers={"kid": kid or named},
        )

    # --- what the bot asks -------------------------------------------------------------------------------------------

    def app(self) -> web.Application:
        """All of it."""
        app = web.Application(middlewares=[_refuses])
        connector = "/emea/v3/conversations"
        app.add_routes(
            [
                web.post("/login/{tenant}/oauth2/v2.0/token", self._sign_in),
                web.get("/v1/.well-known/openidconfiguration", self._metadata),
                web.get("/v1/.well-known/keys", self._keys),
                web.post(connector, self._create),
                web.post(connector + "/{chat}/activities", self._post),
                web.put(connector + "/{chat}/activities/{id}", self._put),
                web.get(connector + "/{chat}/members/{member}", self._member),
            ]
        )
        return app

    async def _sign_in(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.calls.append(("POST", "token"))
        wanted = ("client_credentials", APP_ID, PASSWORD, f"{ISSUER}/.default", TENANT)
        names = ("grant_type", "client_id", "client_secret", "scope")
        if (*(form.get(name) for name in names), request.match_info["tenant"]) != wanted:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = uuid.uuid4().hex
        self.tokens[token] = time.monotonic() + self.token_seconds
        return web.json_response({"token_type": "Bearer", "expires_in": self.token_seconds, "access_token": token})

    async def _metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.base}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        if self.keys_hang:
            await asyncio.sleep(60)
        if self.keys_fail:
            return web.Response(status=500)
        keys = []
        for name in self.keys:
            public = jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
            keys.append({**public, "kid": name, "use": "sig", "endorsements": self.endorsements})
        return web.json_response({"keys": keys})

    async def _create(self, request: web.Request) -> web.Response:
        body = await self._let_in(request, "create")
        [member] = body["members"]
        if body["bot"] != {"id": f"28:{APP_ID}"} or body["tenantId"] != TENANT or body.get("isGroup"):
            raise Refusal(400, "BadSyntax")
        self._may_write(member["id"])
        return web.json_response({"id": self.opens_chat(member["id"]).id}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        body = await self._let_in(request, "post")
        chat = self._chat(request)
        id_ = str(next(self._ids))
        chat.messages[id_] = body
        if self._broken:
            self._broken = False
            assert request.transport
            request.transport.abort()
        return web.json_response({"id": id_}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        body = await self._let_in(request, "put")
        chat, id_ = self._chat(request), request.match_info["id"]
        if id_ not in chat.messages:
            raise Refusal(404, "ActivityNotFoundInConversation")
        chat.messages[id_] = body
        return web.json_response({"id": id_})

    async def _member(self, request: web.Request) -> web.Response:
        await self._let_in(request, "member")
        wanted = unquote(request.match_info["member"])
        found = [each for each in self.members.values() if wanted in (each["id"], each["aadObjectId"])]
        if not found:
            raise Refusal(404, "MemberNotFoundInConversation")
        return web.json_response(found[0])

    _broken = False

    async def _let_in(self, request: web.Request, what: str) -> Any:
        self.calls.append((request.method, what))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.tokens.get(token, 0) < time.monotonic():
            raise Refusal(401, "Unauthorized")
        text = await request.text()
        if len(text.encode("utf-16-le")) > MAX_MESSAGE:
            raise Refusal(413, "MessageSizeTooBig")
        if self.faults:
            fault = self.faults.pop(0)
            self._broken = fault.breaks_after
            if fault.status:
                raise Refusal(fault.status, "", fault.body, fault.headers)
        body = json.loads(text) if text else {}
        self.bodies.append(body)
        return body

    def _chat(self, request: web.Request) -> Chat:
        chat = self.chats.get(unquote(request.match_info["chat"]))
        if chat is None:
            raise Refusal(404, "ConversationNotFound")
        self._may_write(chat.person)
        return chat

    def _may_write(self, object_id: str) -> None:
        if object_id not in self.installed:
            raise Refusal(403, "BotNotInConversationRoster")
        if object_id in self.blocked:
            raise Refusal(403, "MessageWritesBlocked")


class Refusal(Exception):
    """An answer that ends the request."""

    def __init__(
        self, status: int, code: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        said = body or {"error": {"code": code, "message": "no"}}
        self.response = web.json_response(said, status=status, headers=headers)


@web.middleware
async def _refuses(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        answer: web.StreamResponse = await handler(request)
    except Refusal as refusal:
        return refusal.response
    return answer


@asynccontextmanager
async def microsoft() -> AsyncIterator[Microsoft]:
    """A Microsoft that runs."""
    made = Microsoft()
    async with TestServer(made.app(), host="127.0.0.1") as server:
        made.base = str(server.make_url("")).rstrip("/")
        yield made


async def sends(base: str, activity: object, token: str | None) -> tuple[int, Any]:
    """Send an activity to a bot; the status and what was answered."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with (
        ClientSession() as http,
        http.post(f"{base}/api/messages", json=activity, headers=headers) as response,
    ):
        text = await response.text()
        is_json = response.content_type == "application/json"
        return response.status, json.loads(text) if text and is_json else None
