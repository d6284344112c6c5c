"""Who is here: the cookie and its session, and how one begins and ends."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from aiohttp import web

from conversations.rules.roster import Person
from handlers.platform import Identity
from handlers.web.drawing import Drawing, Manner
from handlers.web.guard import Fault, body_of, language_of, require_same_origin, require_token, token_of
from handlers.web.ports import Sessions

HOME = "/"
_PLACE = re.compile(r"/[a-z][a-z-]{0,40}(/[A-Za-z0-9%][A-Za-z0-9%._~-]{0,200})?")

WEEK = 7 * 24 * 3600
"""Seconds that a browser keeps the cookie; how long the session lives is the store's business."""


@dataclass(frozen=True)
class Visit:
    """A signed-in person's request. `base` stands before every address of theirs: "", or /as/PERSON."""

    person: Person
    secret: str
    base: str = ""

    @property
    def manner(self) -> Manner:
        """How the page is drawn for them."""
        return Manner(self.person.language, self.person.zone)

    @property
    def who(self) -> Identity:
        """Who they are to the turn."""
        return Identity("web", "", self.person.id)

    @property
    def token(self) -> str:
        """What their writing requests carry."""
        return token_of(self.secret)


Visited = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Doors:
    """Tells who comes in, and signs people in and out."""

    sessions: Sessions
    drawing: Drawing
    secure: bool
    by_chat: bool = False

    async def visit(self, request: web.Request) -> Visit | None:
        """Whose request this is; None if nobody's. Under /as/PERSON only that person's own session counts."""
        named = request.match_info.get("person", "")
        secret = request.cookies.get(self._cookie(named), "")
        if not (secret.isascii() and 0 < len(secret) <= 256):
            return None
        person = await self.sessions.person(secret)
        if person is None or (named and person.id != named):
            return None
        return Visit(person, secret, base_of(named))

    def reading(self, handler: Visited) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A handler for people who are signed in."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(request, await self._known(request))

        return handle

    def writing(self, handler: Visited) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A handler for what signed-in people send from our own page, and from nowhere else."""

        async def handle(request: web.Request) -> web.StreamResponse:
            require_same_origin(request)
            visit = await self._known(request)
            require_token(request.headers.get("X-Rapport-Token", ""), visit.secret)
            return await handler(request, visit)

        return handle

    def remember(self, response: web.StreamResponse, secret: str, named: str = "") -> None:
        """Put the session into the browser, out of reach of every script and every other site."""
        response.set_cookie(
            self._cookie(named),
            secret,
            path=f"{base_of(named)}/",
            max_age=WEEK,
            secure=self.secure,
            httponly=True,
            samesite="Strict",
        )

    async def show_link(self, request: web.Request) -> web.StreamResponse:
        """Show whose link this is, with the button that uses it: a chat's link preview signs nobody in.

        Who is signed in already, and the link is theirs or used up, goes where it leads without it.
        """
        person, here, to = await self.sessions.peek(request.match_info["link"]), await self.visit(request), _to(request)
        if here and to != HOME and (person is None or person.id == here.person.id):
            return web.Response(status=303, headers={"Location": to})
        if person is None:
            raise Fault(404, "link_over")
        manner, path = Manner(person.language, person.zone), request.path if to == HOME else request.path_qs
        page = self.drawing.draw("sign_in.html", manner, person=person, path=path)
        return web.Response(text=page, content_type="text/html")

    async def use_link(self, request: web.Request) -> web.StreamResponse:
        """Use the link up, end the session that was here before, and begin the new one."""
        require_same_origin(request)
        secret = await self.sessions.consume(request.match_info["link"])
        if secret is None:
            raise Fault(404, "link_over")
        before = await self.visit(request)
        if before:
            await self.sessions.end(before.secret)
        response = web.Response(status=303, headers={"Location": _to(request)})
        self.remember(response, secret)
        return response

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        """End the session here and in the store."""
        require_same_origin(request)
        visit = await self._known(request)
        require_token(_token_in(await body_of(request)), visit.secret)
        await self.sessions.end(visit.secret)
        response = web.Response(status=303, headers={"Location": "/", "Clear-Site-Data": '"storage"'})
        named = request.match_info.get("person", "")
        response.del_cookie(self._cookie(named), path=f"{base_of(named)}/", secure=self.secure, httponly=True)
        return response

    async def welcome(self, request: web.Request) -> web.StreamResponse:
        """Tell a stranger how to sign in."""
        page = self.drawing.draw("signed_out.html", Manner(language_of(request)), by_chat=self.by_chat)
        return web.Response(text=page, content_type="text/html")

    async def _known(self, request: web.Request) -> Visit:
        visit = await self.visit(request)
        if visit is None:
            raise Fault(401, "signed_out")
        return visit

    def _cookie(self, named: str) -> str:
        prefix = ("__Secure-" if named else "__Host-") if self.secure else ""
        return f"{prefix}rapport{'-as' if named else ''}"


def _to(request: web.Request) -> str:
    """Where a link leads once it is used: a place on the page, and nothing that could be anywhere else."""
    to = request.query.get("to", "")
    return to if _PLACE.fullmatch(to) else HOME


def base_of(named: str) -> str:
    """What stands before the addresses of somebody whose part is played in the demonstration."""
    return f"/as/{quote(named, safe='')}" if named else ""


def _token_in(body: bytes) -> str:
    try:
        fields = parse_qs(body.decode(), max_num_fields=4)
    except ValueError:
        raise Fault(400, "unreadable") from None
    return fields.get("token", [""])[0]
