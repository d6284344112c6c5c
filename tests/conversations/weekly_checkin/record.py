"""What stands in the record, as somebody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.entries import CheckInAnswered
from conversations.toolkit.reader import Written
from storage import people
from storage.database import Transaction
from tests.conversations.stage import Stage


def entries_of(stage: Stage, subject: str, kind: str, reader: str = "") -> list[Any]:
    """The entries about somebody, read by themselves or by another."""
    return [each.entry for each in _written(stage, subject, kind, reader)]


def ids_of(stage: Stage, subject: str, kind: str) -> list[str]:
    """The ids of somebody's entries, as they read them."""
    return [each.id for each in _written(stage, subject, kind)]


def _written(stage: Stage, subject: str, kind: str, reader: str = "") -> Sequence[Written]:
    def read(tx: Transaction) -> Sequence[Written]:
        me = people.person(tx, reader or subject)
        assert me is not None
        return stage.house.reader(tx, me, stage.now).entries(subject, (kind,))

    found: Sequence[Written] = stage.see(read)
    return found


def week_of(stage: Stage, subject: str, week: str) -> CheckInAnswered:
    """The one check-in that stands for a week."""
    [answered] = [entry for entry in entries_of(stage, subject, "check_in_answered") if entry.week == week]
    assert isinstance(answered, CheckInAnswered)
    return answered
