"""Moves of shared things: an entry as it takes effect, and why one is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conversations.entries import Entry


class Conflict(Exception):
    """A shared thing moved on: `seen` is the version the change rests on (None if it named none), `now` the one that
    stands. Nothing was written; the conversation is told, so that both can be shown.
    """

    def __init__(self, seen: int | None, now: int) -> None:
        super().__init__(f"version {seen} expected, {now} found")
        self.seen = seen
        self.now = now


class NotTheirs(Exception):
    """This move is another's to make: only who raised a blocker hurries it, passes it on or closes it, and a goal is
    moved by its owner and the owner's manager; each move stands in the record of whose thing it is. Nothing was
    written.
    """


@dataclass(frozen=True)
class Standing:
    """An entry with its shell, as it takes effect."""

    id: str
    entry: Entry
    subject: str
    author: str
    period: str
    at: datetime
    audience: str
    helper: str
    manager_then: str
