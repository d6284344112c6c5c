"""The tenant of the Teams tests: the strict Microsoft, with our bot's registration and people by their short names."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from handlers.teams.clouds import Cloud
from tests.handlers.peers.microsoft.activities import Activities
from tests.handlers.peers.microsoft.answers import Reply
from tests.handlers.peers.microsoft.chats import ADAPTIVE, Chat, Message
from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.microsoft.login import AUDIENCE
from tests.handlers.peers.microsoft.people import User
from tests.handlers.peers.microsoft.signing import ISSUER, Token, token_for

APP_ID, PASSWORD = "0c5c1c3e-1111-4222-8333-444455556666", "the password of the bot"
TENANT, OTHER_TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47", "11111111-2222-4333-8444-555555555555"

Json = dict[str, Any]


def user_id(person: str) -> str:
    """Somebody's Entra object id."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, person))


@dataclass(frozen=True)
class Tenant:
    """One tenant of a Microsoft on this machine."""

    local: LocalMicrosoft

    @property
    def cloud(self) -> Cloud:
        """This machine as a cloud."""
        return Cloud(
            login=self.local.login_url,
            scope=f"{AUDIENCE}/.default",
            metadata=self.local.openid_url,
            issuer=ISSUER,
            service=self.service,
            hosts=frozenset({"127.0.0.1"}),
            loopback=True,
        )

    @property
    def service(self) -> str:
        """The connector's address."""
        return self.local.service_url

    def hires(self, person: str, email: str = "") -> User:
        """Put somebody into the directory, with the app installed for them."""
        ids = {"aad_object_id": user_id(person), "id": f"29:{person}"}
        user = self.local.add_user(person, email=email or f"{person}@example.com", **ids)
        user.installed = True
        # Fixed, so that a recorded activity means the same at every Microsoft.
        self.local.chats.add(Chat("personal", user.tenant, [user], id=f"a:1{user.aad_object_id}"))
        return user

    def user(self, person: str) -> User:
        """Somebody as the directory has them."""
        return self.local.directory.users[person]

    def chat(self, person: str) -> Chat:
        """The chat of the bot with somebody; the same one until its history is removed."""
        return self.local.chats.personal(self.user(person))

    def message(self, person: str, id_: str) -> Message:
        """A message of the bot in somebody's chat."""
        return self.chat(person).messages[id_]

    def messages(self, person: str) -> dict[str, Json]:
        """The bot's messages as somebody has them before them: in a tapped card's place the one that answered."""
        return {id_: _seen(each, self.user(person)) for id_, each in self.chat(person).messages.items()}

    def forgets_chat(self, person: str) -> None:
        """Somebody removes the chat's history: the conversation is gone."""
        self.chat(person).alive = False

    def activity(self, person: str, **more: Any) -> Json:
        """An activity of somebody's, as Teams sends it."""
        user, chat = self.user(person), self.chat(person)
        makes: Activities = self.local.activities
        if "text" in more:
            return makes.message(user, chat, self.service, more.pop("text"), **more)
        kind = more.pop("type", "message")
        return makes.base(kind, user, chat, self.service, **more)

    def proof(self, **claims: Any) -> Token:
        """What proves an activity, with some of its claims made something else (None leaves one out)."""
        return token_for(self.local.keys, APP_ID, self.service).but(**claims)

    def token(self, **claims: Any) -> str:
        """The same as the request carries it after its scheme."""
        return self.proof(**claims).header.removeprefix("Bearer ")

    async def asks(self, base: str, activity: Json, token: str) -> Reply:
        """Send an activity to a bot as Teams does: once more if nothing is answered in time."""
        body = json.dumps(activity).encode()
        return await self.local.posting.deliver(f"{base}/api/messages", body, f"Bearer {token}")


def _seen(message: Message, user: User) -> Json:
    card = message.views.get(user.id)
    instead: Json = {"attachments": [{"contentType": ADAPTIVE, "content": card}]} if card else {}
    return {**message.activity, **instead}


@asynccontextmanager
async def microsoft(**settings: Any) -> AsyncIterator[Tenant]:
    """A Microsoft that runs."""
    known = {"app_id": APP_ID, "password": PASSWORD, "tenant": TENANT}
    async with await LocalMicrosoft.start(**known, **settings) as local:
        yield Tenant(local)


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
