"""One-on-ones look at themselves again when the days of one of the two changed, or who manages whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.one_on_one.dates import LOOK, MOVED_ON
from conversations.one_on_one.writing import NAME
from conversations.toolkit.events import Address
from storage import due, one_on_ones
from storage.database import Transaction


def days_changed(tx: Transaction, person: str, at: datetime) -> None:
    """Somebody is away on other days: a talk that is planned on one of them moves, in a turn of its own."""
    for two in one_on_ones.of_any(tx, [person]):
        if two.next_at is not None and two.next_at > at:
            _wake(tx, person, two.other_of(person), LOOK, at)


def moved_on(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """These people left, or have another manager or lead: those who are no pair any more are told, each of the two."""
    for two in one_on_ones.of_any(tx, ids):
        for person in (two.person, two.manager):
            _wake(tx, person, two.other_of(person), MOVED_ON, at)


def _wake(tx: Transaction, person: str, other: str, timer: str, at: datetime) -> None:
    address = Address(NAME, person, other)
    due.plan(tx, due.wake_key(address, timer), address, timer, at)
