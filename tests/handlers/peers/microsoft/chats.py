"""The chats and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from secrets import token_urlsafe
from typing import Any, Literal

from tests.handlers.peers.microsoft.people import User
from tests.handlers.peers.microsoft.refusals import refused

Kind = Literal["personal", "groupChat", "channel"]
Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_IDS = count(1_764_000_000_000)
_PATTERNS = {"personal": "a:1{}", "groupChat": "19:{}@thread.v2", "channel": "19:{}@thread.tacv2"}


def new_id() -> str:
    """An id of a message: milliseconds since 1970, never given twice."""
    return str(next(_IDS))


@dataclass
class Message:
    """A message as it stands. `views`: what a person sees in place of the card, after an action answered with one."""

    id: str
    activity: Json
    edited: int = 0
    views: dict[str, Json] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def cards(self) -> list[Json]:
        attachments = self.activity.get("attachments") or []
        return [each["content"] for each in attachments if each.get("contentType") == ADAPTIVE]

    def card_for(self, user: User) -> Json:
        """The card that this person has before them; empty if the message has none."""
        return self.views.get(user.id) or next(iter(self.cards), {})

    def edit(self, activity: Json) -> None:
        """It is replaced for everybody."""
        self.activity, self.edited, self.views = activity, self.edited + 1, {}


@dataclass(eq=False)
class Chat:
    """A conversation: two alone, a group, or a channel. A removed history kills its id."""

    kind: Kind
    tenant: str
    members: list[User]
    id: str = ""
    has_bot: bool = True
    alive: bool = True
    messages: dict[str, Message] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.id = self.id or _PATTERNS[self.kind].format(token_urlsafe(48))

    @property
    def account(self) -> Json:
        """As `conversation` of an activity."""
        account: Json = {"conversationType": self.kind, "tenantId": self.tenant, "id": self.id}
        return account if self.kind == "personal" else account | {"isGroup": True}

    def check_bot(self) -> None:
        """Refuse what a bot may not do that is not, or no longer, part of the conversation."""
        if not self.alive:
            raise refused("ConversationNotFound")
        [*away] = (user for user in self.members if user.left or not user.installed)
        if not self.has_bot or (self.kind == "personal" and away):
            raise refused("BotNotInConversationRoster")

    def check_writes(self) -> None:
        """Refuse messages to a person who blocked the bot."""
        self.check_bot()
        if self.kind == "personal" and self.members[0].blocked:
            raise refused(self.members[0].blocked)


@dataclass
class Chats:
    """Every chat there is or was."""

    all: list[Chat] = field(default_factory=list)

    def add(self, chat: Chat) -> Chat:
        self.all.append(chat)
        return chat

    def find(self, name: str) -> Chat:
        """The chat of this id; of a channel, also by the id of one of its threads."""
        plain = name.partition(";messageid=")[0]
        found = next((chat for chat in self.all if chat.id == plain), None)
        if not found:
            raise refused("ConversationNotFound")
        return found

    def of(self, user: User) -> Iterator[Chat]:
        """The chats this person is in; a removed history is gone for good."""
        return (chat for chat in self.all if user in chat.members and chat.alive)

    def personal(self, user: User) -> Chat:
        """The person's own chat with the bot: the one that stands, or a new one."""
        found = next((chat for chat in self.of(user) if chat.kind == "personal"), None)
        return found or self.add(Chat("personal", user.tenant, [user]))
