"""How Teams reads what a bot answers to an invoke. What it cannot read, a person sees as "something went wrong"."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.handlers.peers.microsoft.cards import faults_of
from tests.handlers.peers.microsoft.chats import ADAPTIVE

Json = dict[str, Any]

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
SEARCH = "application/vnd.microsoft.search.searchResponse"
MOST_RESULTS = 15
SIZES = ("small", "medium", "large")


class SomethingWentWrong(AssertionError):
    """What Teams shows a person when it cannot use the answer of the bot; the text says why."""


@dataclass(frozen=True)
class Reply:
    """The answer over HTTP, and how often the activity had to be sent for it."""

    status: int
    body: bytes = field(repr=False, default=b"")
    tries: int = 1

    @property
    def json(self) -> Any:
        """The body, read once: a body that was serialised twice is a string in here."""
        try:
            return json.loads(self.body) if self.body else None
        except ValueError:
            raise SomethingWentWrong("the body is no JSON") from None


@dataclass(frozen=True)
class Answered:
    """What came of a pressed Action.Execute."""

    kind: Literal["card", "message", "error"]
    card: Json = field(default_factory=dict)
    text: str = ""
    status: int = 200


@dataclass
class Dialog:
    """An open dialog, and the message it was opened from."""

    title: str
    card: Json
    message: str = ""


@dataclass(frozen=True)
class Choice:
    """One line of what a search found."""

    title: str
    value: str


def _need(holds: object, says: str) -> None:
    if not holds:
        raise SomethingWentWrong(says)


def _object(reply: Reply) -> Json:
    _need(reply.status == 200, f"HTTP status {reply.status}")
    body = reply.json
    _need(isinstance(body, dict), f"the body is no object but {type(body).__name__}")
    return dict(body)


def _card(card: Any, *, dialog: bool = False) -> Json:
    faults = faults_of(card, dialog=dialog)
    _need(not faults, "; ".join(faults))
    return dict(card)


def read_action(reply: Reply) -> Answered:
    """The answer to adaptiveCard/action: a card in place of the old one, a message, or an error."""
    body = _object(reply)
    _need(isinstance(body.get("statusCode"), int), "statusCode is no number")
    status, value = body["statusCode"], body.get("value")
    match body.get("type"):
        case str(kind) if kind == ADAPTIVE and status == 200:
            return Answered("card", card=_card(value))
        case str(kind) if kind == MESSAGE and status == 200:
            _need(isinstance(value, str) and value, "the message is no text")
            return Answered("message", text=str(value))
        case str(kind) if kind == ERROR and 400 <= status < 600:
            error = value if isinstance(value, dict) else {}
            _need(isinstance(error.get("code"), str), "the error has no code")
            _need(isinstance(error.get("message"), str), "the error has no message")
            return Answered("error", text=error["message"], status=status)
        case kind:
            raise SomethingWentWrong(f"statusCode {status} with the type {kind}")


def read_task(reply: Reply, message: str, *, fetch: bool) -> Dialog | str:
    """The answer to task/fetch or task/submit: the next dialog, a text, or "" for a dialog that closes."""
    if not fetch and reply.status == 200 and reply.json in (None, {}):
        return ""
    task = _object(reply).get("task")
    match task:
        case {"type": "message", "value": str(text)} if text:
            return text
        case {"type": "continue", "value": {"card": {"contentType": str(kind), "content": card}} as value}:
            _need(kind == ADAPTIVE, f"a dialog shows no {kind}")
            return _dialog(dict(value), card, message)
        case _:
            raise SomethingWentWrong("there is no task of type continue or message")


def _dialog(value: Json, card: Any, message: str) -> Dialog:
    sizes = [value[name] for name in ("height", "width") if name in value]
    _need(all(isinstance(size, int) or size in SIZES for size in sizes), f"no size of a dialog: {sizes}")
    title = value.get("title", "")
    _need(isinstance(title, str), "the title is no text")
    return Dialog(title, _card(card, dialog=True), message)


def read_search(reply: Reply) -> list[Choice]:
    """The answer to application/search; 204 finds nothing."""
    if reply.status == 204:
        return []
    body = _object(reply)
    _need(body.get("type") == SEARCH, f"the type is {body.get('type')}")
    _need(body.get("statusCode", 200) == 200, f"statusCode {body.get('statusCode')}")
    value = body.get("value")
    results = value.get("results") if isinstance(value, dict) else None
    _need(isinstance(results, list), "there are no results")
    assert isinstance(results, list)
    _need(len(results) <= MOST_RESULTS, f"{len(results)} results are more than {MOST_RESULTS}")
    for each in results:
        _need(isinstance(each, dict), "a result is no object")
        _need(isinstance(each.get("title"), str) and isinstance(each.get("value"), str), "no title and value")
    return [Choice(each["title"], each["value"]) for each in results]
