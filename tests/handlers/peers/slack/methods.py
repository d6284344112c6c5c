"""The methods of the Web API that the stand-in knows, with the scope and the tier of each."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.handlers.peers.slack import chatting, people, viewing
from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.rates import MESSAGES
from tests.handlers.peers.slack.things import Workspace
from tests.handlers.peers.slack.world import World


@dataclass(frozen=True)
class Method:
    """What it does, what the token must be allowed, how often it may be called, and whether it takes JSON."""

    run: Callable[[World, Workspace, Args], Json]
    scope: str = ""
    tier: int = 4
    json: bool = True


METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test, tier=MESSAGES),
    "chat.postMessage": Method(chatting.post_message, "chat:write", MESSAGES),
    "chat.update": Method(chatting.update, "chat:write", 3),
    "chat.postEphemeral": Method(chatting.post_ephemeral, "chat:write", 4),
    "conversations.open": Method(chatting.open_conversation, "im:write", 3),
    "conversations.history": Method(chatting.history, tier=3),
    "conversations.list": Method(chatting.list_conversations, "channels:read", 2, json=False),
    "users.info": Method(people.info, "users:read", 4, json=False),
    "users.list": Method(people.everyone, "users:read", 2, json=False),
    "users.lookupByEmail": Method(people.by_email, "users:read.email", 3, json=False),
    "views.open": Method(viewing.open_view),
    "views.push": Method(viewing.push),
    "views.update": Method(viewing.update),
    "views.publish": Method(viewing.publish),
}
