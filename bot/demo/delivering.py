"""Delivering in the demonstration: what waits goes onto the page inside the transaction that caused it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.resting import put_to_rest_for
from bot.turns import Turns
from storage import deliveries, feed, sending
from storage.database import Transaction


def deliver(tx: Transaction, turns: Turns, recipients: Iterable[str]) -> None:
    """Put what waits for these people onto their pages at once, so that what they say next stands below it."""
    now = turns.clock.real()
    for recipient in recipients:
        chat = deliveries.Chat("web", "", recipient)
        while waiting := sending.next_for(tx, recipient, now):
            claimed = sending.claim(tx, waiting.id, chat, now)
            if claimed is None:
                break
            if not claimed.edits:
                put_to_rest_for(tx, waiting, now)
            message = claimed.edits or waiting.id
            feed.put(
                tx, recipient, message, waiting.id, claimed.card, turns.clock.comes_at(waiting.at, waiting.not_before)
            )
            sending.sent(tx, waiting.id, message, now)
