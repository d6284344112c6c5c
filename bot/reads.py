"""Pure reads: forms, options, the menu. Nothing comes of them, and each is authorised for who looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, TypeVarTuple

from bot import letters, shut
from bot.acting import Acting, House
from bot.clock import Clock
from bot.routing import still_theirs
from bot.screens import drawn_for
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.commands import menu, roles_of
from conversations.toolkit.conversation import NotYours
from conversations.toolkit.events import Looked
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.words import Phrase, Text
from handlers.platform import Identity, Screen, Unavailable
from storage import deliveries, people
from storage.database import Database, StorageAway, Transaction

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Reads:
    """What a platform may look at for somebody; None or nothing where it is not theirs."""

    def __init__(self, database: Database, house: House, clock: Clock) -> None:
        self._database, self._house, self._clock = database, house, clock

    async def form(self, who: Identity, delivery: str, form: str) -> Form | None:
        """The form that a button of a card opens, prefilled; None where it is over, or not theirs, which the trail
        keeps. Raises Unavailable.
        """
        try:
            return await self._read(self._form, who, delivery, form)
        except NotYours:
            await self._kept(who, delivery)
            return None

    async def options(self, who: Identity, delivery: str, form: str, field: str, text: str) -> Sequence[Option]:
        """Type-ahead for a field of a form. Raises Unavailable."""
        return await self._read(self._options, who, delivery, form, field, text)

    async def menu(self, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        """The commands of this person's roles: the name, its label, what it does. Raises Unavailable."""
        return await self._read(self._menu, who)

    async def screen(self, who: Identity, conversation: str, name: str, **arguments: str) -> Screen | None:
        """A page of a conversation, with what its address names. Raises Unavailable."""
        return await self._read(self._screen, who, conversation, name, arguments)

    async def _read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        try:
            return await self._database.read(fn, *args)
        except StorageAway:
            raise Unavailable from None

    async def _kept(self, who: Identity, delivery: str) -> None:
        try:
            await self._database.write(self._note_refused, who, delivery)
        except StorageAway:
            raise Unavailable from None

    def _note_refused(self, tx: Transaction, who: Identity, delivery: str) -> None:
        person = people.by_identity(tx, who.platform, who.tenant, who.user)
        if person is not None:
            shut.note(tx, self._clock.company(), person, delivery)

    def _form(self, tx: Transaction, who: Identity, delivery: str, form: str) -> Form | None:
        kept = self._theirs(tx, who, delivery, form)
        if kept is None:
            raise NotYours
        opened = Acting(self._house, tx, self._clock).opened(kept.id, form)
        return opened.form if opened else None

    def _options(
        self, tx: Transaction, who: Identity, delivery: str, form: str, field: str, text: str
    ) -> Sequence[Option]:
        kept = self._theirs(tx, who, delivery, form)
        person = people.by_identity(tx, who.platform, who.tenant, who.user)
        if kept is None or person is None or not text.strip():
            return ()
        look = Looked(key="", at=self._clock.company(), address=kept.address, actor=person.id, what=text)
        acting = Acting(self._house, tx, self._clock)
        conversation = self._house.conversations[kept.address.conversation]
        facts = conversation.facts(self._house.reader(tx, person, look.at), acting.state_of(kept.address), look)
        return conversation.options(field, text, facts)

    def _theirs(self, tx: Transaction, who: Identity, delivery: str, form: str) -> deliveries.Kept | None:
        person = people.by_identity(tx, who.platform, who.tenant, who.user)
        kept = deliveries.get(tx, delivery)
        if person is None or kept is None or kept.recipient != person.id or not still_theirs(tx, person, kept, form):
            return None
        if kept.kind == "form":
            return kept if kept.name == form else None
        card = letters.read(deliveries.card_of(tx, kept))
        return kept if form in {button.opens for button in buttons_of(card)} else None

    def _screen(
        self, tx: Transaction, who: Identity, conversation: str, name: str, arguments: Mapping[str, str]
    ) -> Screen | None:
        person = people.by_identity(tx, who.platform, who.tenant, who.user)
        if person is None:
            return None
        at = self._clock.company()
        reader = self._house.reader(tx, person, at)
        drawn = drawn_for(reader, tx, self._house.conversations, (conversation, name), at, arguments)
        return Screen(drawn.card, person.language, person.zone) if drawn else None

    def _menu(self, tx: Transaction, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        person = people.by_identity(tx, who.platform, who.tenant, who.user)
        if person is None:
            return ()
        every = (command for conversation in self._house.conversations.values() for command in conversation.commands)
        return [
            (command.name, Phrase(f"commands.{command.name}.label"), Phrase(f"commands.{command.name}.does"))
            for command in menu(every, roles_of(person))
        ]
