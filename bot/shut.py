"""What somebody asks for that is not theirs is refused, without a word on whether it exists, and the trail keeps it."""

from __future__ import annotations

from datetime import datetime

from conversations.rules.roster import Person
from storage import audit, deliveries
from storage.database import Transaction

REFUSED = "request_refused"
"""What the audit trail calls it."""


def note(tx: Transaction, at: datetime, person: Person, delivery: str) -> None:
    """Somebody pressed, opened or sent what is not theirs, or is not any more; an id may be guessed."""
    kept = deliveries.get(tx, delivery)
    whose = kept.recipient if kept and kept.recipient != person.id else ""
    audit.note(tx, at, person.id, REFUSED, whose, conversation=kept.address.conversation if kept else "")


def note_file(tx: Transaction, at: datetime, person: Person, conversation: str) -> None:
    """Somebody asked for a file of a conversation that is not theirs."""
    audit.note(tx, at, person.id, REFUSED, "", conversation=conversation)
