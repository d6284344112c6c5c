"""Calls of Slack's Web API: never repeated here, never before a Retry-After has passed, never logged."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers import leaving
from handlers.platform import InDoubt, TryLater

SECONDS = 7.0
"""How long a call may take; delivery waits 8 s."""

CONNECT_SECONDS = 3.0
"""How long it may take until there is a connection, with all that comes before it."""

READS = frozenset({"users.info", "users.list", "conversations.history"})
"""Methods that take no JSON."""

_PASSES = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "accesslimited"})
_MAY_HAVE_HAPPENED = frozenset({"internal_error", "fatal_error", "request_timeout"})
_LONGEST = 86_400.0
_REST = 30.0
"""Seconds to wait where Slack asks for patience without a number."""


class Refused(Exception):
    """Slack carried nothing out; `error` is its own id for why."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def silence() -> logging.Logger:
    """A logger that says nothing: what slack_bolt and slack_sdk log holds bodies and words (platforms.md, Slack 6)."""
    return logging.Logger("slack", logging.CRITICAL + 1)


def client_of(token: str, url: str) -> AsyncWebClient:
    """A client that repeats nothing by itself: retries belong to delivery, which looks a message up before."""
    client = AsyncWebClient(token=token, base_url=url, retry_handlers=[], logger=silence())
    # The session knows the proxies of the environment, NO_PROXY among them, which slack_sdk does not.
    client.proxy = None
    return client


def session() -> aiohttp.ClientSession:
    """The connections that all calls share; proxies are those of the environment."""
    timeout = aiohttp.ClientTimeout(total=SECONDS, connect=CONNECT_SECONDS)
    elsewhere = aiohttp.TraceConfig()
    elsewhere.on_request_redirect.append(_stay)
    return aiohttp.ClientSession(
        trust_env=True,
        timeout=timeout,
        cookie_jar=aiohttp.DummyCookieJar(),
        trace_configs=[elsewhere, leaving.tracing()],
    )


async def _stay(*_about: object) -> None:
    """A card goes where it was sent, and to nobody to whom an answer points."""
    raise aiohttp.ClientError


class Calls:
    """The Web API of one workspace. A method that was limited is left alone until its time has come."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self._now = now
        self._held: dict[str, float] = {}

    async def call(self, method: str, **args: Any) -> Mapping[str, Any]:
        """Call a method. Raises TryLater if nothing was done, InDoubt if nobody knows, Refused if it cannot be."""
        data, _ = await self.answered(method, **args)
        return data

    async def answered(self, method: str, **args: Any) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """The same with the headers of the answer, their names in lower case: they say what our token may do."""
        rest = self._held.get(method, 0) - self._now()
        if rest > 0:
            raise TryLater(rest, "ratelimited")
        with leaving.watched() as request:
            try:
                answer = await self._send(method, args)
            except SlackApiError as error:
                raise self._fault(method, error) from None
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError, AttributeError):
                # The connection broke, or what came back was no answer of Slack's: it may have been done all the same,
                # unless there was no connection.
                raise (InDoubt if request.is_possible else TryLater(1, "unreachable")) from None
        data = answer.data
        if not isinstance(data, dict):
            raise InDoubt
        return data, {name.lower(): value for name, value in answer.headers.items()}

    async def _send(self, method: str, args: Mapping[str, Any]) -> Any:
        if method in READS:
            return await self.client.api_call(method, http_verb="GET", params=dict(args))
        return await self.client.api_call(method, json=dict(args))

    def _fault(self, method: str, error: SlackApiError) -> Exception:
        response = error.response
        status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
        if status == 429:
            after = retry_after(response.headers)
            self._held[method] = max(self._now() + after, self._held.get(method, 0))
            return TryLater(after, "ratelimited")
        data = getattr(response, "data", None)
        name = data.get("error") if isinstance(data, dict) else None
        if not isinstance(name, str):
            return InDoubt()
        if name in _PASSES:
            return TryLater(_REST, name)
        if status >= 500 or not name or name in _MAY_HAVE_HAPPENED:
            return InDoubt()
        return Refused(name)


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds to wait: Retry-After, which Slack gives in whole seconds."""
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return min(float(given), _LONGEST) if given.isascii() and given.isdigit() else _REST
