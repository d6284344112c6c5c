"""The demonstration's look at the other platforms: a message and its forms as Slack and as Teams would show them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import web

from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.conversation import Json
from conversations.toolkit.words import Text
from handlers.platform import OpenedForm
from handlers.web.drawing import Drawing
from handlers.web.guard import Fault
from handlers.web.ports import Elsewhere, FeedItem, Ports
from handlers.web.session import Visit


@dataclass(frozen=True)
class Shown:
    """A card or a form, and what each platform would be sent for it."""

    title: Text
    slack: Json
    teams: Json
    is_form: bool = False


@dataclass(frozen=True)
class ElsewhereRoom:
    """The handler that exists only in demonstration mode."""

    ports: Ports
    drawing: Drawing

    async def page(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """One message of the visitor's chat, and the forms behind its buttons, as they are on the other platforms."""
        elsewhere = self.ports.elsewhere
        item = await self._message(visit, request.query.get("message", ""))
        if elsewhere is None or item is None or item.card is None:
            raise Fault(404, "missing")
        manner = visit.manner
        drawn = elsewhere.card(item.card, item.delivery, manner.language, manner.zone)
        shown = [Shown(item.card.neutral, drawn["slack"], drawn["teams"])]
        shown += [each async for each in self._forms(elsewhere, item.card, item.delivery, visit)]
        return web.Response(text=self.drawing.draw("elsewhere.html", manner, shown=shown), content_type="text/html")

    async def _message(self, visit: Visit, message: str) -> FeedItem | None:
        items = await self.ports.feed.latest(visit.person.id)
        return next((item for item in items if item.message == message), None)

    async def _forms(self, elsewhere: Elsewhere, card: Card, delivery: str, visit: Visit) -> AsyncIterator[Shown]:
        # Rows of a card open the same form, each for its own thing: one of each kind is enough.
        kinds = {button.opens.partition(":")[0]: button.opens for button in buttons_of(card) if button.opens}
        for opens in kinds.values():
            form = await self.ports.reads.form(visit.who, delivery, opens)
            if form:
                opened = OpenedForm(delivery, form)
                drawn = elsewhere.form(opened, visit.manner.language, visit.manner.zone)
                yield Shown(form.title, drawn["slack"], drawn["teams"], is_form=True)
