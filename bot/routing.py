"""Routing: which conversation a verified request belongs to, and as what event it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import letters
from bot.commanding import behind_checkin, is_command, reads_as_one, said
from bot.listening import BLOCKER, WEEK, Words, agenda_meant, may_mean_another
from bot.screens import drawn_for
from conversations.one_on_one.facts import pairs_of
from conversations.one_on_one.hearing import point_in
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, asked_on, buttons_of
from conversations.toolkit.commands import split_command
from conversations.toolkit.conversation import Conversation
from conversations.toolkit.events import Address, Called, Clicked, Event, Started, Submitted, Typed
from conversations.toolkit.reader import Reader
from conversations.toolkit.understand import asks_the_bot, grave_in
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.wire import to_json
from conversations.toolkit.words import Phrase, Text
from conversations.weekly_checkin.beside_feelings import TAKES
from handlers.platform import Clicking, Commanding, Incoming, Pressing, Saying, Submitting
from storage import deliveries
from storage.database import Transaction
from storage.listening import posted_since
from storage.record_queries import readable_ids

HELP, ONE_ON_ONE = "help", "one-on-one"
SLASH = "/"
"""What a command is written with that can be nothing else."""
NO_MORE: Mapping[str, str] = {}

STALE = Phrase("words.stale")
OVER = Phrase("words.over")
NOT_YOURS = Phrase("words.not_yours")
PRIVATE_ONLY = Phrase("words.private_only")
TRIED_OUT = Phrase("words.tried_out")


@dataclass(frozen=True)
class Refused:
    """The request is not the person's to make; the hint does not say whether the thing exists."""

    hint: Phrase


@dataclass(frozen=True)
class Stale:
    """The card was answered or replaced meanwhile, or nobody is served yet: one friendly line, nothing happens."""

    hint: Phrase = STALE


@dataclass(frozen=True)
class Opens:
    """The tap opens a form: nothing has happened yet."""

    delivery: str
    form: str


@dataclass(frozen=True)
class Arrival:
    """A request with what routing needs: its person, the moment (company time), the reader bound to them."""

    incoming: Incoming
    person: Person
    at: datetime
    reader: Reader


class Router:
    """Knows all conversations and the words that call them."""

    def __init__(self, conversations: Mapping[str, Conversation[Any]], vocabulary: Vocabulary) -> None:
        self._conversations = conversations
        self._vocabulary = vocabulary
        self._called = {
            command.name: conversation for conversation in conversations.values() for command in conversation.commands
        }

    def route(self, tx: Transaction, arrival: Arrival) -> Event | Opens | Refused | Stale:
        """Turn a request into the event of one conversation."""
        match arrival.incoming.what:
            case Clicking() as clicking:
                return self._clicking(tx, arrival, clicking)
            case Pressing() as pressing:
                return self._pressing(tx, arrival, pressing)
            case Submitting() as submitting:
                return self._submitting(tx, arrival, submitting)
            case Saying(private=False) | Commanding(private=False):
                return Refused(PRIVATE_ONLY)
            case Saying() as saying:
                return self._saying(tx, arrival, said(saying, self._vocabulary))
            case Commanding(text=text):
                if behind := behind_checkin(text, self._vocabulary):
                    return self._saying(tx, arrival, behind)
                return self._command(arrival, text) or self._asked_for_nothing(arrival, text)

    def _clicking(self, tx: Transaction, arrival: Arrival, clicking: Clicking) -> Event | Opens | Refused | Stale:
        delivery = deliveries.get(tx, clicking.delivery)
        if delivery is None or delivery.recipient != arrival.person.id or delivery.kind != "message":
            return Refused(NOT_YOURS)
        button = _pressed(letters.read(deliveries.card_of(tx, delivery)), clicking)
        if button is None:
            return Refused(NOT_YOURS)
        if not still_theirs(tx, arrival.person, delivery, f"{button.value} {button.opens}"):
            return Refused(NOT_YOURS)
        if not delivery.standing:
            return Stale()
        if button.opens:
            return Opens(delivery.id, button.opens)
        return Clicked(
            key=arrival.incoming.key,
            at=arrival.at,
            address=delivery.address,
            actor=arrival.person.id,
            button=button.name,
            value=button.value,
            card=delivery.name,
        )

    def _pressing(self, tx: Transaction, arrival: Arrival, pressing: Pressing) -> Event | Refused:
        named = (pressing.conversation, pressing.screen)
        drawn = drawn_for(arrival.reader, tx, self._conversations, named, arrival.at)
        button = _pressed(drawn.card, pressing) if drawn else None
        if drawn is None or button is None or button.opens:
            return Refused(NOT_YOURS)
        return Clicked(
            key=arrival.incoming.key,
            at=arrival.at,
            address=drawn.address,
            actor=arrival.person.id,
            button=button.name,
            value=button.value,
            card=drawn.card.name,
        )

    def _submitting(self, tx: Transaction, arrival: Arrival, submitting: Submitting) -> Event | Opens | Refused | Stale:
        delivery = deliveries.get(tx, submitting.delivery)
        if delivery is None or delivery.recipient != arrival.person.id:
            return Refused(NOT_YOURS)
        offered = {delivery.name} if delivery.kind == "form" else _forms_of(tx, delivery)
        if submitting.form not in offered or not still_theirs(tx, arrival.person, delivery, submitting.form):
            return Refused(NOT_YOURS)
        # A late submit is not stale: the conversation decides, so that nothing that was written is lost.
        return Submitted(
            key=arrival.incoming.key,
            at=arrival.at,
            address=delivery.address,
            actor=arrival.person.id,
            form=submitting.form,
            values=submitting.values,
            version=submitting.version,
        )

    def _saying(self, tx: Transaction, arrival: Arrival, text: str) -> Event:
        text = behind_checkin(text, self._vocabulary) or text if text[:1] == SLASH else text
        if put := self._point(tx, arrival, text):
            return put
        typed = Words(tx, arrival.person.id, text, arrival.at, self._vocabulary)
        if doubt := typed.settles_a_doubt():
            return _typed(arrival, text, doubt)
        listening = typed.answers()
        command = split_command(text, self._vocabulary.command_words)
        if listening is None:
            called = self._command(arrival, text) if command else None
            above = {**typed.request_above(), **(typed.digest_above() if arrival.person.has_digest else {})}
            return called or self._started_help(arrival, {"text": text, **above})
        if asks_the_bot(text, self._vocabulary):
            if listening.address.conversation == WEEK and listening.asks in TAKES and grave_in(text, self._vocabulary):
                # What stands beside a cry for help is for the week, which has help answer that.
                return _typed(arrival, text, listening)
            return self._asked_for_nothing(arrival, text)
        card = letters.read(deliveries.card_of(tx, listening))
        sure = command is not None and is_command(*command, text, arrival.reader, arrival.person, arrival.at)
        written = text[:1] == SLASH
        if command and (sure or written or reads_as_one(*command, text)):
            runs = command[0] == HELP or written or (sure and self._interrupts_nothing(card, text))
            return (self._command(arrival, text) if runs else None) or self._answer_or_command(arrival, text, listening)
        if newer := typed.newer_meant(listening):
            return self._which(arrival, text, listening, newer)
        below = posted_since(tx, listening)
        if may_mean_another(tx, card, listening, below, arrival.at):
            about = {"about": to_json(Text, asked_on(card)).decode(), "casually": "yes" if card.casually else ""}
            if listening.address.conversation == BLOCKER:
                # It reads as an answer to who asked for help: nothing else is looked for in it.
                about["doubted"] = "yes"
            return self._answer_or_command(arrival, text, listening, about)
        return _typed(arrival, text, listening, below)

    def _point(self, tx: Transaction, arrival: Arrival, text: str) -> Event | None:
        """What says that it is for the agenda goes there, whatever question is open: "agenda: the budget"."""
        point = point_in(text, self._vocabulary) if "\n" not in text.strip() else ""
        if not point or not pairs_of(arrival.reader, arrival.person):
            return None
        if agenda := agenda_meant(tx, arrival.person.id, arrival.at):
            return _typed(arrival, text, agenda)
        return self._started(arrival, self._called[ONE_ON_ONE].name, {"point": point})

    def _interrupts_nothing(self, card: Card, text: str) -> bool:
        """Whether a command interrupts nothing here, and is no word for work that may well be the answer."""
        return (card.casually or card.untouched) and self._vocabulary.meaning("work", text) is None

    def _command(self, arrival: Arrival, text: str) -> Event | None:
        found = split_command(text, self._vocabulary.command_words)
        conversation = self._called.get(found[0]) if found else None
        if found is None or conversation is None:
            return None
        person = arrival.person.id
        key = conversation.key_of(arrival.reader, arrival.at)
        return Called(
            key=arrival.incoming.key,
            at=arrival.at,
            address=Address(conversation.name, person, key),
            actor=person,
            command=found[0],
            arguments=found[1],
        )

    def _asked_for_nothing(self, arrival: Arrival, text: str) -> Event:
        return self._started_help(arrival, {"text": text})

    def _answer_or_command(
        self, arrival: Arrival, text: str, listening: deliveries.Kept, about: Mapping[str, str] = NO_MORE
    ) -> Event:
        found = split_command(text, self._vocabulary.command_words)
        there = listening.address
        arguments = {
            "text": text,
            "command": found[0] if found else "",
            "conversation": there.conversation,
            "key": there.key,
            "asks": listening.asks,
            **about,
        }
        return self._started_help(arrival, arguments)

    def _which(self, arrival: Arrival, text: str, listening: deliveries.Kept, newer: deliveries.Kept) -> Event:
        there, later = listening.address, newer.address
        arguments = {
            "text": text,
            "doubted": "yes",
            "conversation": there.conversation,
            "key": there.key,
            "asks": listening.asks,
            "newer_conversation": later.conversation,
            "newer_key": later.key,
            "newer_asks": newer.asks,
        }
        return self._started_help(arrival, arguments)

    def _started_help(self, arrival: Arrival, arguments: dict[str, str]) -> Event:
        return self._started(arrival, HELP, arguments)

    def _started(self, arrival: Arrival, conversation: str, arguments: dict[str, str]) -> Event:
        person = arrival.person.id
        return Started(
            key=arrival.incoming.key,
            at=arrival.at,
            address=Address(conversation, person),
            actor=person,
            arguments=arguments,
        )


def _typed(arrival: Arrival, text: str, listening: deliveries.Kept, below: frozenset[str] = frozenset()) -> Event:
    return Typed(
        key=arrival.incoming.key,
        at=arrival.at,
        address=listening.address,
        actor=arrival.person.id,
        text=text,
        asks=listening.asks,
        below=below,
    )


def still_theirs(tx: Transaction, person: Person, delivery: deliveries.Kept, named: str) -> bool:
    """Whether the person may still read what is pressed: the entries of the card that its button or form names, or
    any of them where it names none. After a move in the organisation old cards are shut (safety.md 14).
    """
    about = [id_ for id_ in delivery.about if id_ in named] or delivery.about
    return not about or bool(readable_ids(tx, person, about))


def _pressed(card: Card, tap: Clicking | Pressing) -> Button | None:
    """The button of the card that was pressed; what was not rendered cannot be pressed."""
    wanted = (tap.button, tap.value)
    return next((button for button in buttons_of(card) if (button.name, button.value) == wanted), None)


def _forms_of(tx: Transaction, delivery: deliveries.Kept) -> set[str]:
    card = letters.read(deliveries.card_of(tx, delivery))
    return {button.opens for button in buttons_of(card) if button.opens}
