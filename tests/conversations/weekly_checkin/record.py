"""What stands in the record, as somebody may read it."""

from __future__ import annotations

from typing import Any

from conversations.entries import CheckInAnswered
from storage import people
from storage.database import Transaction
from tests.conversations.stage import Stage


def entries_of(stage: Stage, subject: str, kind: str, reader: str = "") -> list[Any]:
    """The entries about somebody, read by themselves or by another."""

    def read(tx: Transaction) -> list[Any]:
        me = people.person(tx, reader or subject)
        assert me is not None
        written = stage.house.reader(tx, me, stage.now).entries(subject, (kind,))
        return [each.entry for each in written]

    found: list[Any] = stage.do(read)
    return found


def week_of(stage: Stage, subject: str, week: str) -> CheckInAnswered:
    """The one check-in that stands for a week."""
    [answered] = [entry for entry in entries_of(stage, subject, "check_in_answered") if entry.week == week]
    assert isinstance(answered, CheckInAnswered)
    return answered
