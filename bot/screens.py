"""Screens: pages of a conversation, drawn for one person whenever they look; no message carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Conversation, State
from conversations.toolkit.events import Address, Looked
from conversations.toolkit.reader import Reader
from storage import running
from storage.database import Transaction

TOPIC = "topic"
"""The argument that names which of a person's conversations of one name it is; they have no other than their own."""


@dataclass(frozen=True)
class Drawn:
    """A page as its reader may see it, and whose conversation it belongs to."""

    address: Address
    card: Card


def drawn_for(
    reader: Reader,
    tx: Transaction,
    conversations: Mapping[str, Conversation[Any]],
    named: tuple[str, str],
    at: datetime,
    arguments: Mapping[str, str] | None = None,
) -> Drawn | None:
    """The screen `named` by its conversation and its own name; None if there is none."""
    name, screen = named
    conversation = conversations.get(name)
    if conversation is None:
        return None
    given = arguments or {}
    address = Address(name, reader.me.id, given.get(TOPIC) or conversation.key_of(reader, at))
    look = Looked(key="", at=at, address=address, actor=reader.me.id, what=screen, arguments=given)
    stored = running.load(tx, address)
    state = State.from_json(stored.state) if stored else State()
    facts = conversation.facts(reader, state, look)
    try:
        return Drawn(address, conversation.screen(screen, look.arguments, facts))
    except KeyError:
        return None
