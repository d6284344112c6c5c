"""The other direction: signed requests to the bot, and events that come again until they are acknowledged."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

import aiohttp

from tests.handlers.peers.slack.checks import Json

if TYPE_CHECKING:
    from tests.handlers.peers.slack.server import LocalSlack

Kind = Literal["events_api", "slash_commands", "interactive"]
AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


@dataclass(frozen=True)
class Answer:
    """What the bot answered. `reason` is why it counts as none: http_timeout, connection_failed, http_error."""

    status: int = 0
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    reason: str = ""

    @property
    def ok(self) -> bool:
        return not self.reason


@dataclass
class Sent:
    """A request as it went out, to be looked at or sent again."""

    kind: Kind
    payload: Json
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""
    answer: Answer | None = None


@dataclass
class Delivery:
    """An event on its way: its payload, and the bot's answer to each try."""

    payload: Json
    tries: list[Answer] = field(default_factory=list)
    retrying: asyncio.Task[Any] | None = None

    @property
    def acked(self) -> bool:
        return bool(self.tries) and self.tries[-1].ok

    async def finished(self) -> "Delivery":
        """After the last try."""
        if self.retrying:
            await self.retrying
        return self


class Line(Protocol):
    """A way to the bot."""

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        """Sends it and waits for the answer, as long as Slack does."""
        ...


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


class HttpLine:
    """Requests to the app's request URL."""

    def __init__(self, slack: "LocalSlack", url: str) -> None:
        self.slack = slack
        self.url = url if urlsplit(url).path.strip("/") else f"{url.rstrip('/')}/slack/events"

    def packed(self, kind: Kind, payload: Json) -> tuple[bytes, str]:
        """The body and its content type: JSON for events, a form for commands, JSON in a form for the rest."""
        if kind == "events_api":
            return json.dumps(payload).encode(), "application/json"
        form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        return urlencode(form).encode(), "application/x-www-form-urlencoded"

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        body, content_type = self.packed(kind, payload)
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "Accept": "*/*",
            "User-Agent": AGENT,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.slack.signing_secret, timestamp, body),
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return await self.repeats(Sent(kind, payload, body, headers, self.url))

    async def repeats(self, sent: Sent) -> Answer:
        """The same bytes under the same signature: a first time, or as somebody who replays it."""
        self.slack.sent.append(sent)
        started = time.monotonic()
        timeout = aiohttp.ClientTimeout(total=self.slack.ack_within)
        try:
            async with self.slack.session.post(
                sent.url, data=sent.body, headers=sent.headers, timeout=timeout, allow_redirects=False
            ) as response:
                text = await response.text()
                body = _parsed(text, response.content_type)
                wrong = "" if 200 <= response.status < 300 else "http_error"
                sent.answer = Answer(response.status, body, dict(response.headers), time.monotonic() - started, wrong)
        except TimeoutError:
            sent.answer = Answer(seconds=time.monotonic() - started, reason="http_timeout")
        except aiohttp.ClientError:
            sent.answer = Answer(seconds=time.monotonic() - started, reason="connection_failed")
        return sent.answer


def _parsed(text: str, content_type: str) -> Any:
    """JSON where it says so; a text; None for nothing."""
    if content_type != "application/json" or not text:
        return text or None
    try:
        return json.loads(text)
    except ValueError:
        return text


def final(answer: Answer) -> bool:
    """Whether Slack leaves it at that."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return answer.ok or headers.get("x-slack-no-retry") == "1"


async def deliver(slack: "LocalSlack", line: Line, payload: Json) -> Delivery:
    """Sends an event; if it is not acknowledged, it comes again after each of `slack.retries`."""
    delivery = Delivery(payload)
    delivery.tries.append(await line.send("events_api", payload))
    if not final(delivery.tries[0]):
        delivery.retrying = slack.spawn(_retry(slack, line, delivery))
    return delivery


async def _retry(slack: "LocalSlack", line: Line, delivery: Delivery) -> None:
    for number, wait in enumerate(slack.retries, 1):
        await asyncio.sleep(wait)
        reason = delivery.tries[-1].reason
        delivery.tries.append(await line.send("events_api", delivery.payload, number, reason))
        if final(delivery.tries[-1]):
            return
