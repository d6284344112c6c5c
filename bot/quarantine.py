"""What failed five times and was set aside, for whoever runs the bot: due moments and messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from conversations.toolkit.words import Phrase
from storage import due, people, sending
from storage.database import Transaction


def listed(tx: Transaction) -> Sequence[Phrase]:
    """A line for each, with the name by which it is released; first the moments, then the messages, oldest first."""
    moments = [
        Phrase("cli.moment_aside", {"key": each.key, "who": _name(tx, each.address.owner), "at": _minute(each.at)})
        for each in due.quarantined(tx)
    ]
    messages = [
        Phrase("cli.message_aside", {"key": each.key, "who": _name(tx, each.recipient), "at": _minute(each.created_at)})
        for each in sending.quarantined(tx)
    ]
    return [*moments, *messages]


def release(tx: Transaction, key: str) -> bool:
    """Let one be tried again; False if nothing of this name is set aside."""
    return due.release(tx, key) or sending.release(tx, key)


def _name(tx: Transaction, id_: str) -> str:
    person = people.person(tx, id_)
    return person.name if person else id_


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
