"""What Microsoft refuses, with the status, the code and the shape that its documentation gives."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

DOCUMENTED: dict[str, tuple[int, str]] = {
    "BadSyntax": (400, "Bad format of conversation ID"),
    "BadArgument": (400, "Bad argument"),
    "BotNotInConversationRoster": (403, "The bot is not part of the conversation roster."),
    "ConversationBlockedByUser": (403, "User blocked the conversation with the bot."),
    "ForbiddenOperationException": (403, "Bot is not installed in user's personal scope"),
    "BotDisabledByAdmin": (403, "The tenant admin disabled this bot"),
    "ActivityNotFoundInConversation": (404, "Conversation not found."),
    "ConversationNotFound": (404, "Conversation not found."),
    "MemberNotFoundInConversation": (404, "The member was not found in the conversation."),
    "PreconditionFailed": (412, "Precondition failed, please try again."),
    "MessageSizeTooBig": (413, "Message size too large."),
    "Throttled": (429, "Too many requests."),
    "ServiceError": (502, "Service dependency issue."),
}
"""learn.microsoft.com, "Messages in bot conversations": status codes from the conversational APIs."""


class Refused(Exception):
    """A request that is not carried out, and the answer that says why."""

    def __init__(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {body}")
        self.status, self.body, self.headers = status, body, headers or {}

    def response(self) -> web.Response:
        return web.json_response(self.body, status=self.status, headers=self.headers)


def refused(code: str, message: str = "") -> Refused:
    """A documented refusal; the message where the documentation says "scenario specific"."""
    if code == "MessageWritesBlocked":
        return _writes_blocked()
    status, usual = DOCUMENTED[code]
    return Refused(status, {"error": {"code": code, "message": message or usual}})


def throttled(seconds: int) -> Refused:
    """Too many requests; to be tried again after so many seconds."""
    status, message = DOCUMENTED["Throttled"]
    return Refused(status, {"error": {"code": "Throttled", "message": message}}, {"Retry-After": str(seconds)})


def unauthorized() -> Refused:
    """No bearer token of our login, or one that has expired."""
    return Refused(401, {"message": "Authorization has been denied for this request."})


def _writes_blocked() -> Refused:
    """This one has a shape of its own: the sub-code is JSON inside the message of another service."""
    inner = {
        "subCode": "MessageWritesBlocked",
        "details": "Thread is blocked from message writes.",
        "errorCode": None,
        "errorSubCode": None,
    }
    return Refused(403, {"errorCode": 209, "message": json.dumps(inner, indent=2)})
