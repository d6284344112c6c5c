"""What a conversation may ask of the store about one-on-ones: those that its reader is one of the two of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from conversations.rules.one_on_ones import Talk

ItemStatus = Literal["open", "talked", "next_time", "dropped"]
ActionStatus = Literal["open", "done", "dropped"]


@dataclass(frozen=True)
class AgendaItem:
    """A point of an agenda, in the words of the `entry` that says it last, or of its `source`. `week` is that of the
    check-in it comes from. `version` is what a Record that moves it may expect.
    """

    id: str
    entry: str
    person: str
    manager: str
    author: str
    text: str
    source: str
    week: str
    added_at: datetime
    first_at: datetime | None
    status: ItemStatus
    settled_at: datetime | None
    version: int
    audience: str
    helper: str


@dataclass(frozen=True)
class Action:
    """What one of the two does. `version` is what a Record that moves it may expect."""

    id: str
    entry: str
    person: str
    manager: str
    owner: str
    what: str
    by: date | None
    status: ActionStatus
    agreed_at: datetime
    settled_at: datetime | None
    version: int
    audience: str
    helper: str


class OneOnOnes(Protocol):
    """Bound to the reader: nothing of two others is ever given."""

    def all(self) -> Sequence[Talk]:
        """The talks of me with each other person that have not ended."""

    def talk(self, person: str, manager: str) -> Talk | None:
        """How the talks of these two stand, one of them me."""

    def agenda(self, person: str, manager: str, since: datetime) -> Sequence[AgendaItem]:
        """The points of two that are not settled, or were since an instant, in their order."""

    def waiting(self) -> Sequence[AgendaItem]:
        """All points of mine that are open, with whomever."""

    def actions(self, person: str, manager: str) -> Sequence[Action]:
        """The open actions of two, what is due first."""

    def owed(self) -> Sequence[Action]:
        """The open actions that are mine, whomever they were agreed with, what is due first."""

    def note(self, entry: str) -> str:
        """What an entry notes of a talk, "" if there is nothing or it is not for me."""
