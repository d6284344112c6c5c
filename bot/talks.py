"""Talks look at themselves again when the days of one of the two changed, or who manages whom: one-on-ones, and those
by a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from conversations.interview import dates as by_script
from conversations.interview.facts import NAME as BY_SCRIPT
from conversations.interview.plan import Plan
from conversations.one_on_one.dates import LOOK, MOVED_ON
from conversations.one_on_one.writing import NAME
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Address
from storage import due, one_on_ones, running
from storage.database import Transaction


def days_changed(tx: Transaction, person: str, at: datetime) -> None:
    """Somebody is away on other days: a one-on-one that is planned on one of them moves, in a turn of its own; of a
    talk by a script both are told.
    """
    for two in one_on_ones.of_any(tx, [person]):
        if two.next_at is not None and two.next_at > at:
            _wake(tx, person, two.other_of(person), LOOK, at)
    for address, plan in _by_script(tx, [person]):
        if plan.at is not None and plan.at > at:
            _wake_at(tx, Address(BY_SCRIPT, plan.holder, address.key), by_script.LOOK, at)


def moved_on(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """These people left, or have another manager or lead: those who are no pair any more are told, each of the two."""
    for two in one_on_ones.of_any(tx, ids):
        for person in (two.person, two.manager):
            _wake(tx, person, two.other_of(person), MOVED_ON, at)
    for address, plan in _by_script(tx, ids):
        for owner in filter(None, (plan.holder, plan.person, *plan.guests)):
            theirs = Address(BY_SCRIPT, owner, address.key)
            if running.load(tx, theirs):
                _wake_at(tx, theirs, by_script.MOVED_ON, at)


def _by_script(tx: Transaction, people: Sequence[str]) -> Iterator[tuple[Address, Plan]]:
    """The talks by a script of these people that have somebody to be held with."""
    for stored in running.load_open(tx, people, BY_SCRIPT) if people else ():
        plan = Plan.of(State.from_json(stored.state))
        if plan.holder and (plan.person or plan.guests):
            yield stored.address, plan


def _wake(tx: Transaction, person: str, other: str, timer: str, at: datetime) -> None:
    _wake_at(tx, Address(NAME, person, other), timer, at)


def _wake_at(tx: Transaction, address: Address, timer: str, at: datetime) -> None:
    due.plan(tx, due.wake_key(address, timer), address, timer, at)
