"""slack_bolt, set up so that nothing is acknowledged that is not committed, and nothing anybody wrote is logged."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from handlers.platform import Unavailable
from handlers.slack.blocks import Json
from handlers.slack.calls import silence
from handlers.slack.incoming import Payload, Unreadable
from handlers.slack.reception import Reception
from handlers.slack.workspace import Foreign, Workspace

AGAIN_AFTER = "2"
"""Seconds after which to try again while the database is away."""

_ANY = re.compile("")
_log = structlog.get_logger(platform="slack")


class _OurOwn(Exception):
    """Something failed in what we do with a request, not in how bolt looks at it."""


Hears = Callable[[Payload], Awaitable[Json]]


def listening(reception: Reception) -> AsyncApp:
    """One listener for each kind of payload: bolt asks them one by one (platforms.md, Slack 2).

    Signatures were checked at the edge; bolt would log the whole body of a wrong one, and parse it first.
    """
    app = AsyncApp(
        name="rapport",
        logger=silence(),
        client=reception.calls.client,
        authorize=_authorizing(reception.workspace),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.event(_ANY)(_answering(reception.event))
    app.command(_ANY)(_answering(reception.command))
    app.action(_ANY)(_answering(reception.action))
    app.view_submission(_ANY)(_answering(reception.submission))
    app.options(_ANY)(_answering(reception.options))
    app.error(_failed)
    return app


def _authorizing(workspace: Workspace) -> Callable[..., Awaitable[AuthorizeResult]]:
    # Bolt looks at the names of the arguments, and would give a method its own self once more.
    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        try:
            return await workspace.authorize(enterprise_id, team_id, user_id)
        except Exception as error:
            raise _OurOwn from error

    return authorize


def request_of(body: str | Mapping[str, Any], kind: str) -> AsyncBoltRequest:
    """A verified request, from its text or out of a socket. Raises Unreadable for what is no payload at all."""
    try:
        if not isinstance(body, str):
            return AsyncBoltRequest(body=dict(body), mode="socket_mode")
        # Of the headers only this one: others make bolt skip its listeners.
        return AsyncBoltRequest(body=body, headers={"content-type": kind})
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        # JSON of another shape, or nested beyond reason.
        raise Unreadable from None


async def answer_of(app: AsyncApp, request: AsyncBoltRequest) -> BoltResponse:
    """How a request is answered. Raises what failed in our own part: the server tells of it without anybody's words."""
    try:
        return await app.async_dispatch(request)
    except _OurOwn as ours:
        raise (ours.__cause__ or ours) from None
    except Exception:
        # Bolt takes the shape of a payload for granted, and fails where it looks for what is not there.
        return BoltResponse(status=400, body="")


def _answering(hears: Hears) -> Callable[..., Awaitable[BoltResponse]]:
    async def listener(body: dict[str, Any]) -> BoltResponse:
        try:
            answer = await hears(body)
        except Exception as error:
            raise _OurOwn from error
        # An empty body closes a form and says nothing; JSON is what everything else is.
        return BoltResponse(status=200, body=json.dumps(answer) if answer else "", headers=_headers(bool(answer)))

    return listener


def _headers(is_json: bool) -> dict[str, str | Sequence[str]]:
    return {"content-type": "application/json; charset=utf-8" if is_json else "text/plain"}


async def _failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
    match error.__cause__ if isinstance(error, _OurOwn) else error:
        case Unavailable():
            return BoltResponse(status=503, body="", headers={"Retry-After": AGAIN_AFTER})
        case Foreign():
            return BoltResponse(status=403, body="")
        case Unreadable():
            return BoltResponse(status=400, body="")
        case BoltUnhandledRequestError() if body.get("type") == "app_rate_limited":
            _log.warning("app_rate_limited")
            return BoltResponse(status=200, body="")
        case BoltUnhandledRequestError():
            return BoltResponse(status=404, body="")
        case _:
            raise error
