"""A person at Teams: what one writes and presses there, and what one has before oneself."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.handlers.peers.microsoft import answers, client
from tests.handlers.peers.microsoft.answers import Answered, Choice, Dialog, Reply, SomethingWentWrong
from tests.handlers.peers.microsoft.cards import inputs_of
from tests.handlers.peers.microsoft.chats import Chat, Message
from tests.handlers.peers.microsoft.people import User
from tests.handlers.peers.microsoft.posting import PATIENCE, until

if TYPE_CHECKING:
    from tests.handlers.peers.microsoft.local import LocalMicrosoft

Json = dict[str, Any]
Inputs = client.Inputs


@dataclass(frozen=True)
class Shown:
    """A message of the bot as this person has it before them."""

    id: str
    text: str
    card: Json
    edited: int
    activity: Json


class Person:
    """What a test does as one person. Each method fails as Teams would, with SomethingWentWrong or NotPossible."""

    def __init__(self, microsoft: "LocalMicrosoft", user: User, bot_url: str) -> None:
        self.microsoft, self.user, self.bot_url = microsoft, user, bot_url
        self.patience = PATIENCE

    @property
    def chat(self) -> Chat:
        """The person's own chat with the bot."""
        return self.microsoft.chats.personal(self.user)

    # What stands in a chat

    def messages(self, chat: Chat | None = None) -> list[Shown]:
        """The messages of the bot as they stand after edits, oldest first."""
        return [self._shown(each) for each in (chat or self.chat).messages.values()]

    async def sees(
        self, fits: Callable[[Shown], bool] = lambda _: True, *, chat: Chat | None = None, seconds: float = 30
    ) -> Shown:
        """The newest message that fits, as soon as there is one."""

        def newest() -> Shown | None:
            return next((each for each in reversed(self.messages(chat)) if fits(each)), None)

        found: Shown = await until(newest, seconds, lambda: f"nothing fits among {self.messages(chat)}")
        return found

    # What a person does

    async def installs(self) -> None:
        """Add the app, for oneself."""
        self.user.installed, self.user.blocked = True, ""
        for activity in self.microsoft.activities.installation(self.user, self.chat, self._at, "add"):
            await self.posts(activity)

    async def uninstalls(self) -> None:
        """Remove the app; the chat stays, the bot is out of it."""
        self.user.installed = False
        for activity in self.microsoft.activities.installation(self.user, self.chat, self._at, "remove"):
            await self.posts(activity)

    def blocks(self, code: str = "MessageWritesBlocked") -> None:
        """Block the bot, of which it is not told. Newer hosts answer ConversationBlockedByUser."""
        self.user.blocked = code

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.user.blocked = ""

    def removes_history(self) -> None:
        """Remove the chat's history: its id is dead, and the bot is not told."""
        self.chat.alive = False

    def leaves(self) -> None:
        """Leave the company: the account is deleted."""
        self.user.left, self.user.installed = True, False

    async def says(self, text: str, chat: Chat | None = None, **more: Any) -> Reply:
        """Write; outside the personal chat one mentions the bot, as it would not hear of it otherwise."""
        chat = chat or self.chat
        name = self.microsoft.activities.bot["name"]
        if chat.kind != "personal" and f"<at>{name}</at>" not in text:
            text = f"<at>{name}</at> {text}"
        return await self.posts(self.microsoft.activities.message(self.user, chat, self._at, text, **more))

    async def edits(self, activity_id: str, text: str) -> Reply:
        """Change what one wrote."""
        activity = self.microsoft.activities.message(self.user, self.chat, self._at, text, id=activity_id)
        data = {"tenant": {"id": self.user.tenant}, "eventType": "editMessage"}
        return await self.posts(activity | {"type": "messageUpdate", "channelData": data})

    async def deletes(self, activity_id: str) -> Reply:
        """Take back what one wrote."""
        data = {"tenant": {"id": self.user.tenant}, "eventType": "softDeleteMessage"}
        gone = self.microsoft.activities.base("messageDelete", self.user, self.chat, self._at, id=activity_id)
        return await self.posts(gone | {"channelData": data})

    async def executes(
        self, message: Shown, verb: str, data: Json | None = None, inputs: Inputs | None = None
    ) -> Answered:
        """Press an Action.Execute; a card in answer stands in place of the old one."""
        action = client.find(message.card, f"executing {verb}", client.executing(verb, data))
        return await self._execute(message, action, inputs)

    async def falls_back(
        self, message: Shown, verb: str, data: Json | None = None, inputs: Inputs | None = None
    ) -> Reply:
        """Press the same with an old client, which shows the fallback: an Action.Submit."""
        action = client.find(message.card, f"executing {verb}", client.executing(verb, data))
        return await self._submit(message, action["fallback"], inputs)

    async def fetches(self, message: Shown, data: Json | None = None, inputs: Inputs | None = None) -> Dialog | str:
        """Press the button that opens a dialog, or is told why none opens."""
        action = client.find(message.card, "opening a dialog", client.fetching(data))
        return await self._fetch(message, action, inputs)

    async def presses(
        self, message: Shown, title: str, inputs: Inputs | None = None
    ) -> Answered | Dialog | Reply | str:
        """Press a button by what stands on it, whatever kind it is."""
        action = client.find(message.card, f"called {title}", lambda each: each.get("title") == title)
        match action["type"]:
            case "Action.Execute":
                return await self._execute(message, action, inputs)
            case "Action.Submit" if client.is_fetch(action):
                return await self._fetch(message, action, inputs)
            case "Action.Submit":
                return await self._submit(message, action, inputs)
            case kind:
                raise client.NotPossible(f"{kind} sends nothing to the bot")

    async def submits(self, dialog: Dialog, inputs: Inputs | None = None, title: str = "") -> Dialog | str:
        """Press the button of a dialog: the next dialog, a text, or "" when it closes. Closing it is silent."""
        action = client.find(
            dialog.card,
            f"submitting {title}",
            lambda each: each["type"] == "Action.Submit" and title in ("", each.get("title")),
        )
        value = {"data": client.gather(dialog.card, action, inputs), "context": {"theme": "default"}}
        return answers.read_task(await self._invoke("task/submit", value, dialog.message), dialog.message, fetch=False)

    async def searches(
        self, place: Shown | Dialog, field: str, text: str, inputs: Inputs | None = None
    ) -> list[Choice]:
        """Type into a field that searches; one can choose among what comes back."""
        queries = {each["id"]: each.get("choices.data") for each in inputs_of(place.card)}
        query = queries.get(field)
        if not query:
            raise client.NotPossible(f"{field} does not search; {queries}")
        options = {"skip": query.get("skip", 0), "top": query.get("count", answers.MOST_RESULTS)}
        value: Json = {"queryText": text, "queryOptions": options, "dataset": query["dataset"]}
        if query.get("associatedInputs") == "auto":
            value["data"] = client.gather(place.card, {}, inputs)
        message = place.id if isinstance(place, Shown) else place.message
        return answers.read_search(await self._invoke("application/search", value, message))

    async def posts(self, activity: Json, *, forged: str = "", takes: tuple[int, ...] = (200, 201, 202, 204)) -> Reply:
        """Any activity, also one with a forged token; another status than `takes` is a failure."""
        posting = self.microsoft.posting
        reply = await posting.post(self.bot_url, activity, forged=forged, patience=self.patience)
        if not forged and reply.status not in takes:
            raise SomethingWentWrong(f"HTTP status {reply.status} to {activity['type']}")
        return reply

    # How it travels

    @property
    def _at(self) -> str:
        return self.microsoft.service_url

    def _shown(self, message: Message) -> Shown:
        card = deepcopy(message.card_for(self.user))
        return Shown(message.id, message.text, card, message.edited, deepcopy(message.activity))

    def _chat_of(self, message: str) -> Chat:
        chats = self.microsoft.chats.of(self.user)
        return next((chat for chat in chats if message in chat.messages), self.chat)

    async def _invoke(self, name: str, value: Json, message: str) -> Reply:
        chat = self._chat_of(message)
        activity = self.microsoft.activities.invoke(self.user, chat, self._at, name, value, message)
        return await self.microsoft.posting.post(self.bot_url, activity, patience=self.patience)

    async def _execute(self, message: Shown, action: Json, inputs: Inputs | None) -> Answered:
        sent: Json = {key: action[key] for key in ("type", "id", "title", "verb") if key in action}
        sent["data"] = client.gather(message.card, action, inputs)
        value = {"action": sent, "trigger": "manual"}
        answered = answers.read_action(await self._invoke("adaptiveCard/action", value, message.id))
        standing = self._chat_of(message.id).messages.get(message.id)
        if answered.kind == "card" and standing:
            standing.views[self.user.id] = answered.card
        return answered

    async def _fetch(self, message: Shown, action: Json, inputs: Inputs | None) -> Dialog | str:
        value = {"data": client.gather(message.card, action, inputs), "context": {"theme": "default"}}
        return answers.read_task(await self._invoke("task/fetch", value, message.id), message.id, fetch=True)

    async def _submit(self, message: Shown, action: Json, inputs: Inputs | None) -> Reply:
        value = client.gather(message.card, action, inputs)
        chat = self._chat_of(message.id)
        return await self.posts(self.microsoft.activities.pressed(self.user, chat, self._at, message.id, value))
