"""The arguments of a Web API call, from a form or from JSON, read as Slack reads them."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal


@dataclass
class Args:
    """Arguments by name. In a form everything is text: true is "1", and a list is JSON in a text."""

    given: Json
    warning: str = ""

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.given.get(name)
        return otherwise if value is None else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        if not self.text(name):
            raise Refusal(error)
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.given.get(name) in (True, "true", "1", 1)

    def number(self, name: str, otherwise: int, low: int, high: int) -> int:
        try:
            value = int(self.given.get(name, otherwise))
        except (TypeError, ValueError):
            raise Refusal("invalid_arguments") from None
        if not low <= value <= high:
            raise Refusal("invalid_limit" if name == "limit" else "invalid_arguments")
        return value

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """A list or an object; None if it was not given."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(error) from None


async def read(request: web.Request, *, takes_json: bool) -> Args:
    """The arguments of the query and of the body; methods that only read take no JSON and see nothing of it."""
    given: Json = dict(request.query)
    if request.method == "GET":
        return Args(given)
    match request.content_type:
        case "application/json":
            try:
                body = json.loads(await request.text() or "{}")
            except ValueError:
                raise Refusal("invalid_json") from None
            if not isinstance(body, dict):
                raise Refusal("json_not_object")
            charset = "" if request.charset else "missing_charset"
            return Args({**given, **body} if takes_json else given, charset)
        case "application/x-www-form-urlencoded" | "multipart/form-data":
            return Args({**given, **dict(await request.post())})
        case _ if request.can_read_body and await request.read():
            raise Refusal("invalid_post_type")
    return Args(given)


def bearer(request: web.Request, args: Args) -> str:
    """The token: of the header, or of the body (never of the query)."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and token:
        return token
    token = "" if "token" in request.query else args.text("token")
    if not token:
        raise Refusal("not_authed")
    return token
