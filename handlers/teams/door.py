"""The door /api/messages: how large, whose, in what shape; only then what it says."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

from handlers.platform import Unavailable
from handlers.teams import incoming
from handlers.teams.answers import Answering
from handlers.teams.elements import written
from handlers.teams.hearing import Hearing
from handlers.teams.incoming import Activity, Unreadable
from handlers.teams.talk import Talk
from handlers.teams.tokens import Forged, Verifier, Vouched

MAX_BODY = 256 * 1024
"""Bytes of a body that are read at all (safety 23)."""

BODY_SECONDS = 5
"""How long a body may take to arrive (safety 24)."""

_AWAY = HTTPStatus.SERVICE_UNAVAILABLE


class Door:
    """Lets in what Microsoft signed for our bot about our tenant."""

    def __init__(self, tenant: str, verifier: Verifier, talk: Talk, answering: Answering) -> None:
        self._tenant, self._verifier, self._talk, self._answering = tenant, verifier, talk, answering
        self._hearing = Hearing(talk)

    async def enter(self, request: web.Request) -> web.Response:
        """Answer one request of Microsoft's. Raises what web.HTTPException says, and whatever the turn raised."""
        if (request.content_length or 0) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY, request.content_length or 0)
        try:
            vouched = await self._verifier.verify(request.headers.get("Authorization", ""))
            activity = incoming.read(await _body_of(request))
            self._check(activity, vouched)
            return await self._heard(activity, vouched)
        except Forged:
            return web.Response(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
        except Unreadable:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except Unavailable:
            fault = self._answering.fault(_AWAY, "words.chat.away")
            return web.json_response(fault, status=_AWAY, headers={"Retry-After": "2"})

    def _check(self, activity: Activity, vouched: Vouched) -> None:
        """What the token vouches for is what the activity says (safety 6, 7, 15). Raises Forged, or HTTPForbidden."""
        if activity.service != vouched.service:
            raise Forged
        if not activity.is_from(self._tenant):
            raise web.HTTPForbidden

    async def _heard(self, activity: Activity, vouched: Vouched) -> web.Response:
        try:
            reply = await self._hearing.hear(activity, vouched)
        except Unreadable:
            raise
        except Unavailable:
            await self._talk.sorry(activity, "words.chat.away")
            raise
        except Exception:
            await self._talk.sorry(activity, "words.chat.failed")
            raise
        if reply.body is None:
            return web.Response(status=reply.status)
        return web.json_response(reply.body, status=reply.status, dumps=written)


async def _body_of(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
