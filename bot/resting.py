"""Putting to rest: what a new message takes the place of keeps its words and loses its buttons.

Who asked for the new one sees that at once. Else it waits until the new one is there: that may be kept for its
recipient's hours, or refused, and until it comes the one that stands is the one to answer.
"""

from __future__ import annotations

from datetime import datetime

from bot import letters
from conversations.toolkit.cards import at_rest
from storage import deliveries
from storage.database import Transaction
from storage.deliveries import Kept, Letter


def put_to_rest(tx: Transaction, before: Kept, slot: str, at: datetime, now: datetime) -> None:
    """Plan the last change of a message that was set aside into this slot. `at` is company time, `now` real time."""
    card = letters.read(deliveries.card_of(tx, before))
    resting = Letter(
        key=f"{before.key}:rest", address=before.address, recipient=before.recipient, slot=slot,
        name=f"{before.name}{deliveries.OVER}", card=letters.written(at_rest(card)), at=at,
        about=before.about, on=before.chat.platform,
    )  # fmt: skip
    deliveries.plan(tx, resting, now)


def put_to_rest_for(tx: Transaction, came: Kept, now: datetime) -> None:
    """The same for all that was set aside for a message that is there now."""
    for before in deliveries.set_aside_for(tx, came):
        put_to_rest(tx, before, before.slot, came.at, now)
