"""The connector: where a bot starts conversations, and sends, edits and deletes messages."""

import json
from typing import Any

from aiohttp import web

from tests.handlers.peers.microsoft.chats import Chat, Chats, Message, new_id
from tests.handlers.peers.microsoft.doors import CALL
from tests.handlers.peers.microsoft.login import Login
from tests.handlers.peers.microsoft.people import Directory, User
from tests.handlers.peers.microsoft.refusals import refused, unauthorized
from tests.handlers.peers.microsoft.sent import check

Json = dict[str, Any]


class Connector:
    """The REST service under a service URL such as /teams/ or /amer/."""

    def __init__(self, login: Login, directory: Directory, chats: Chats, *, reads_cards: bool) -> None:
        self.login, self.directory, self.chats = login, directory, chats
        self.reads_cards = reads_cards

    def routes(self) -> list[web.RouteDef]:
        every = "/{region}/v3/conversations"
        one, message = every + "/{chat}", every + "/{chat}/activities/{message}"
        return [
            web.post(every, self.create, name="create"),
            web.post(one + "/activities", self.send, name="send"),
            web.post(message, self.send, name="send.reply"),
            web.put(message, self.update, name="update"),
            web.delete(message, self.delete, name="delete"),
            web.get(one + "/members", self.members, name="members"),
            web.get(one + "/pagedmembers", self.paged, name="members.paged"),
            web.get(one + "/members/{member}", self.member, name="members.one"),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """A conversation with one person, or a thread in a channel; a person's own chat is always the same."""
        body = await self._body(request)
        bot = body.get("bot") or {}
        if bot.get("id", self.login.app_id).removeprefix("28:") != self.login.app_id:
            raise refused("BadArgument", "The bot is not the one of the token")
        channel = ((body.get("channelData") or {}).get("channel") or {}).get("id")
        if channel:
            return await self._thread(request, channel, body)
        chat = self.chats.personal(self._partner(body))
        answer: Json = {"id": chat.id}
        if body.get("activity"):
            answer["activityId"] = self._post(request, chat, json.dumps(body["activity"]).encode(), body["activity"])
        request[CALL].committed = True
        return web.json_response(answer, status=201)

    async def send(self, request: web.Request) -> web.Response:
        """A message; a reply to one is the same in a chat."""
        activity = await self._body(request)
        chat = self.chats.find(request.match_info["chat"])
        return web.json_response({"id": self._post(request, chat, await request.read(), activity)}, status=201)

    async def update(self, request: web.Request) -> web.Response:
        """Another text or card in place of what stands."""
        activity = await self._body(request)
        chat = self._writable(request)
        check(await request.read(), activity, reads_cards=self.reads_cards)
        message = self._message(chat, request)
        message.edit(activity)
        self._commit(request, activity, message.id)
        return web.json_response({"id": message.id})

    async def delete(self, request: web.Request) -> web.Response:
        """The message is gone."""
        self._authorize(request)
        chat = self._writable(request)
        message = self._message(chat, request)
        del chat.messages[message.id]
        self._commit(request, {}, message.id)
        return web.Response()

    async def members(self, request: web.Request) -> web.Response:
        """Who is in the conversation, the bot apart."""
        return web.json_response(self._roster(request))

    async def paged(self, request: web.Request) -> web.Response:
        """The same, page by page; here there is one."""
        return web.json_response({"members": self._roster(request)})

    async def member(self, request: web.Request) -> web.Response:
        """One of them, by a 29: id, an Entra object id or a UPN."""
        name = request.match_info["member"]
        ids = ("id", "aadObjectId", "userPrincipalName")
        found = [each for each in self._roster(request) if name in [each[key] for key in ids]]
        if not found:
            raise refused("MemberNotFoundInConversation")
        return web.json_response(found[0])

    def _authorize(self, request: web.Request) -> None:
        if not self.login.accepts(request.headers.get("Authorization", "")):
            raise unauthorized()

    async def _body(self, request: web.Request) -> Json:
        self._authorize(request)
        if request.content_type != "application/json":
            raise refused("BadSyntax", "The content type is not application/json")
        try:
            body = json.loads(await request.read())
        except ValueError:
            raise refused("BadSyntax", "Invalid JSON") from None
        if not isinstance(body, dict):
            raise refused("BadSyntax", "Invalid JSON")
        return body

    def _partner(self, body: Json) -> User:
        """Whom a conversation is with; the app must be installed for this person."""
        members = body.get("members") or []
        tenant = ((body.get("channelData") or {}).get("tenant") or {}).get("id") or body.get("tenantId")
        if body.get("isGroup") or len(members) != 1 or not isinstance(tenant, str):
            raise refused("BadSyntax")
        user = self.directory.find(str(members[0].get("id")), tenant)
        if not user or not user.installed:
            raise refused("ForbiddenOperationException")
        return user

    async def _thread(self, request: web.Request, channel: str, body: Json) -> web.Response:
        activity = body.get("activity") or {}
        first = self._post(request, self.chats.find(channel), json.dumps(activity).encode(), activity)
        return web.json_response({"id": f"{channel};messageid={first}", "activityId": first}, status=201)

    def _post(self, request: web.Request, chat: Chat, raw: bytes, activity: Json) -> str:
        chat.check_writes()
        check(raw, activity, reads_cards=self.reads_cards)
        message = Message(new_id(), activity)
        # "Is typing" is shown for a moment and stands nowhere.
        if activity["type"] == "message":
            chat.messages[message.id] = message
        self._commit(request, activity, message.id)
        return message.id

    def _commit(self, request: web.Request, activity: Json, message: str) -> None:
        call = request[CALL]
        call.activity, call.message, call.committed = activity, message, True

    def _writable(self, request: web.Request) -> Chat:
        chat = self.chats.find(request.match_info["chat"])
        chat.check_writes()
        return chat

    def _message(self, chat: Chat, request: web.Request) -> Message:
        """A message of the bot: what people wrote is theirs."""
        message = chat.messages.get(request.match_info["message"])
        if not message:
            raise refused("ActivityNotFoundInConversation")
        return message

    def _roster(self, request: web.Request) -> list[Json]:
        self._authorize(request)
        chat = self.chats.find(request.match_info["chat"])
        chat.check_bot()
        return [user.member for user in chat.members if not user.left]
