"""A turn is taken whole or not at all, also when it turns out that it was not its person's to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from conversations import BY_NAME
from conversations.entries import BlockerClosed, BlockerRaised
from conversations.toolkit.cards import Card, Line
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Record, Show, To
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import Commanding
from storage import records
from storage.deliveries import latest_of
from tests.bot.company import company, open_company, staff, the_house

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Meddler:
    """Shows a card, and then closes what somebody else raised."""

    name = "help"
    commands: Sequence[Command] = (Command("help"),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> None:
        return None

    def handle(self, state: State, event: Event, facts: None) -> Result:
        shown = Show(Card("help.x", Phrase("words.over"), (Line(Verbatim("x")),)), To(event.owner))
        return state, [shown, Record(event.id("closed"), BlockerClosed("b1", "gone"), event.owner)]

    def form(self, name: str, state: State, facts: None) -> Form:
        raise KeyError(name)

    def options(self, field: str, state: State, facts: None) -> Sequence[Option]:
        return ()


async def test_what_is_not_theirs_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    raised = Record("raised", BlockerRaised("b1", "No sensors", "manager", "p0"), "p2", audience="manager")
    async with company(url, staff(3), lambda: NOW) as founded:
        await founded.database.write(records.append, "p2", NOW, raised)
    house = replace(the_house(), conversations={**BY_NAME, "help": Meddler()})
    async with open_company(url, lambda: NOW, house) as works:
        request = works.incoming("p1", Commanding("help"))
        assert (await works.turns.take(request)).outcome == "refused"
        assert (await works.turns.take(request)).outcome == "refused", "and again, without another try"
        assert await works.database.read(latest_of, "p1", "help", "p1") is None
