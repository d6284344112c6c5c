"""The web platform: its routes, and how a delivery reaches a person's page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import cached_property

from aiohttp import hdrs, web

from conversations.toolkit.cards import within_the_page
from handlers.platform import Identity, Outgoing, PlatformName, Sent, TryLater, Unavailable
from handlers.web.assets import Assets
from handlers.web.cards import neutral
from handlers.web.demo import DemoRoom
from handlers.web.drawing import Drawing
from handlers.web.elsewhere import ElsewhereRoom
from handlers.web.guard import Guard, Handler
from handlers.web.pages import SCREENS, Pages
from handlers.web.papers import PATH, Papers
from handlers.web.ports import Ports
from handlers.web.session import Doors


class WebPlatform:
    """The page as a platform: complete without any other."""

    name: PlatformName = "web"

    def __init__(self, ports: Ports) -> None:
        """Nothing is read or opened yet."""
        self._ports = ports
        self._assets = Assets()
        self._drawing = Drawing(ports.words, self._assets.address)

    def routes(self) -> Sequence[web.RouteDef]:
        """The page's routes; those of the demonstration exist only in it."""
        routes = [*self._everywhere(), *self._person_pages("")]
        return [*routes, *self._demonstration()] if self._ports.demo else routes

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """It needs nothing from outside."""
        yield

    async def send(self, outgoing: Outgoing) -> Sent:
        """Put the card on the person's page, or change it in place; sending it twice changes nothing."""
        message = outgoing.edits or outgoing.delivery
        card = neutral(outgoing.card) if outgoing.neutral else within_the_page(outgoing.card)
        try:
            await self._ports.feed.put(outgoing.to.user, message, outgoing.delivery, card, outgoing.at)
        except Unavailable:
            raise TryLater(1, "unavailable") from None
        return Sent(message)

    async def look_up(self, delivery: str, to: Identity) -> Sent | None:
        """Find a message in doubt among the person's latest ones."""
        items = await self._ports.feed.latest(to.user)
        return next((Sent(item.message) for item in items if item.delivery == delivery), None)

    def _everywhere(self) -> Iterator[web.RouteDef]:
        link = "/sign-in/{link:.*}"  # also what a chat or a mail mangled: it is told like one that is over
        yield self._get("/static/{version}/{name}", self._assets.serve)
        yield self._get(link, self._doors.show_link)
        yield self._post(link, self._doors.use_link)
        yield self._get("/", self._front)

    def _person_pages(self, base: str) -> Iterator[web.RouteDef]:
        doors, pages = self._doors, self._pages
        for path, read in {"stream": pages.stream, "form": pages.form, "options": pages.options}.items():
            yield self._get(f"{base}/{path}", doors.reading(read))
        yield self._get(f"{base}/{{screen:{'|'.join(SCREENS)}}}", doors.reading(pages.screen))
        papers = {"": self._papers.page, ".md": self._papers.markdown, ".docx": self._papers.docx}
        for ending, read in papers.items():
            yield self._get(f"{base}/{PATH}{ending}", doors.reading(read))
        yield self._get(f"{base}/one-on-one/{{other}}.ics", doors.reading(pages.calendar))
        yield self._get(f"{base}/interview/{{talk}}.ics", doors.reading(pages.talk))
        for path, write in {"act": pages.act, "submit": pages.submit, "say": pages.say}.items():
            handler = doors.writing(write)
            yield self._post(f"{base}/{path}", self._demo.playing(handler) if base else handler)
        yield self._post(f"{base}/sign-out", doors.sign_out)

    def _demonstration(self) -> Iterator[web.RouteDef]:
        base = "/as/{person}"
        yield from self._person_pages(base)
        yield self._get(f"{base}/", self._demo.play)
        yield self._get(f"{base}/elsewhere", self._doors.reading(ElsewhereRoom(self._ports, self._drawing).page))
        yield self._get("/demo/two", self._demo.two)
        yield self._get("/demo/now", self._demo.now)
        yield self._post("/demo/move", self._demo.move)

    async def _front(self, request: web.Request) -> web.StreamResponse:
        visit = await self._doors.visit(request)
        if visit:
            return await self._pages.chat(request, visit)
        stranger = self._demo.welcome if self._ports.demo else self._doors.welcome
        return await stranger(request)

    def _get(self, path: str, handler: Handler) -> web.RouteDef:
        return web.get(path, self._guard.wrap(handler))

    def _post(self, path: str, handler: Handler) -> web.RouteDef:
        return web.RouteDef(hdrs.METH_POST, path, self._guard.wrap(handler), {})

    @cached_property
    def _guard(self) -> Guard:
        return Guard(self._drawing, secure=self._secure, framed=self._ports.demo is not None)

    @cached_property
    def _doors(self) -> Doors:
        return Doors(self._ports.sessions, self._drawing, self._secure, self._ports.by_chat)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self._ports, self._drawing, self._guard)

    @cached_property
    def _papers(self) -> Papers:
        return Papers(self._ports, self._drawing)

    @cached_property
    def _demo(self) -> DemoRoom:
        return DemoRoom(self._ports, self._drawing, self._doors, self._pages)

    @property
    def _secure(self) -> bool:
        return self._ports.base_url.startswith("https://")
