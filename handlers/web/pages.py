"""A person's page: the conversation, what it sends, and what arrives on it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from aiohttp import web

from conversations.toolkit.words import Phrase, Text
from handlers.platform import Answer, Incoming, OpenedForm, Unavailable
from handlers.web import cards, forms
from handlers.web.drawing import Drawing, initials
from handlers.web.guard import Fault, Guard, body_of
from handlers.web.incoming import (
    Act,
    AskForm,
    AskOptions,
    AskScreen,
    Say,
    Submit,
    clicking,
    read_body,
    read_query,
    saying,
    submitting,
)
from handlers.web.ports import FeedItem, Ports
from handlers.web.session import Visit

SCREENS = {"goals": ("goals", "tree")}
"""Pages that stand by themselves, by their address: which screen of which conversation."""

_STATUS = {"taken": 200, "duplicate": 200, "unknown": 403, "refused": 403, "unreadable": 400}


@dataclass(frozen=True)
class Pages:
    """The handlers of a person's page; each is called with the visit it belongs to."""

    ports: Ports
    drawing: Drawing
    guard: Guard

    async def chat(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The whole page with the latest messages; the stream takes over where it ends."""
        items = await self.ports.feed.latest(visit.person.id)
        page = self.drawing.draw(
            "chat.html",
            visit.manner,
            visit=visit,
            person=visit.person,
            initials=initials(visit.person.name),
            menu=await self.ports.reads.menu(visit.who),
            messages=[self._message(item, visit) for item in items],
            last=max((item.seq for item in items), default=0),
            playing=bool(visit.base),
        )
        return web.Response(text=page, content_type="text/html")

    async def screen(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """A page of a conversation, such as the tree of goals, on a page of its own."""
        try:
            on = read_query(AskScreen, request.query).on
        except Fault:
            raise Fault(400, "no_day") from None
        name = request.match_info["screen"]
        as_of = {"on": on.isoformat()} if on else {}
        shown = await self.ports.reads.screen(visit.who, *SCREENS[name], **as_of)
        if shown is None:
            raise Fault(404, "missing")
        page = self.drawing.draw("screen.html", visit.manner, visit=visit, card=shown.card, on=on, screen=name)
        return web.Response(text=page, content_type="text/html")

    async def calendar(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The calendar file of a one-on-one, for one of the two."""
        other, files = request.match_info["other"], self.ports.calendar
        return _calendar(await files.file(visit.who, other) if files else None, "one-on-one")

    async def talk(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The calendar file of a talk by a script, for who holds it and who is invited."""
        talk, files = request.match_info["talk"], self.ports.calendar
        return _calendar(await files.talk(visit.who, talk) if files else None, "talk")

    async def act(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """Take a tap on a button."""
        sent = read_body(Act, await body_of(request))
        return await self._take(visit, clicking(visit, sent))

    async def submit(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """Take a form; what is wrong comes back by field, and nothing that was typed is touched."""
        sent = read_body(Submit, await body_of(request))
        return await self._take(visit, submitting(visit, sent))

    async def say(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """Take words or a command; they stand on the page before the turn answers them."""
        sent = read_body(Say, await body_of(request))
        incoming = saying(visit, sent)
        await self.ports.feed.said(visit.person.id, incoming.key, sent.text)
        return await self._take(visit, incoming)

    async def form(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The form that a button opens, as a sheet; nothing comes of reading it."""
        asked = read_query(AskForm, request.query)
        form = await self.ports.reads.form(visit.who, asked.delivery, asked.form)
        if form is None:
            raise Fault(404, "over")
        return web.json_response({"sheet": self._sheet(OpenedForm(asked.delivery, form), visit)})

    async def options(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """What a field offers for what was typed so far."""
        asked = read_query(AskOptions, request.query)
        found = await self.ports.reads.options(visit.who, asked.delivery, asked.form, asked.field, asked.text)
        options = [{"value": option.value, "label": self._plain(option.label, visit)} for option in found]
        return web.json_response({"options": options})

    async def stream(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """Every new or changed message as it comes, for as long as the session lives."""
        response = web.StreamResponse(headers={"X-Accel-Buffering": "no"})
        response.content_type = "text/event-stream"
        response.charset = "utf-8"
        self.guard.protect(response)
        await response.prepare(request)
        items = self.ports.feed.follow(visit.person.id, _last_seen(request))
        try:
            await response.write(b"retry: 2000\n\n")
            async for item in items:
                event, visit_now = await self._event(item, visit)
                await response.write(event)
                if visit_now is None:
                    break
        except (ConnectionError, Unavailable):
            return response
        finally:
            if isinstance(items, AsyncGenerator):
                await items.aclose()
        return response

    async def _event(self, item: FeedItem | None, visit: Visit) -> tuple[bytes, Visit | None]:
        """What to write for an item or a sign of life, and who the visitor still is: each asks the session again."""
        person = await self.ports.sessions.person(visit.secret)
        if person is None:
            return _framed("over", ""), None
        if item:
            return _framed("message", self._message(item, visit), item.seq), visit
        changed = person.language != visit.person.language or person.zone != visit.person.zone
        return (_framed("reload", ""), None) if changed else (_framed("life", ""), visit)

    def _message(self, item: FeedItem, visit: Visit) -> str:
        elsewhere = f"{visit.base}/elsewhere" if self.ports.elsewhere else ""
        return cards.message(self.drawing, item, visit.manner, elsewhere)

    async def _take(self, visit: Visit, incoming: Incoming) -> web.Response:
        answer = await self.ports.turns.take(incoming)
        person = await self.ports.sessions.person(visit.secret)
        facts: dict[str, object] = {
            "errors": {name: self._plain(wrong, visit) for name, wrong in answer.errors.items()},
            "hint": self._hint(answer, visit),
            "sheet": self._sheet(answer.opened, visit) if answer.opened else "",
            "reload": person is None or person.language != visit.person.language,
        }
        return web.json_response(facts, status=_STATUS[answer.outcome])

    def _hint(self, answer: Answer, visit: Visit) -> str:
        if answer.hint:
            return self._plain(answer.hint, visit)
        refused = _STATUS[answer.outcome] != 200
        return self._plain(Phrase(f"page.outcomes.{answer.outcome}"), visit) if refused else ""

    def _sheet(self, opened: OpenedForm, visit: Visit) -> str:
        return forms.sheet(self.drawing, opened, visit.manner)

    def _plain(self, text: Text, visit: Visit) -> str:
        return self.ports.words.text(text, visit.person.language, visit.person.zone)


def _last_seen(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else 0


def _framed(event: str, data: str, id_: int | None = None) -> bytes:
    """One server-sent event; every line of the data gets its own field, so no text can begin another event."""
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = [f"event: {event}", *([] if id_ is None else [f"id: {id_}"])]
    return ("\n".join([*head, *(f"data: {line}" for line in lines)]) + "\n\n").encode()


def _calendar(file: bytes | None, name: str) -> web.StreamResponse:
    if file is None:
        raise Fault(404, "missing")
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return web.Response(body=file, content_type="text/calendar", charset="utf-8", headers=headers)
