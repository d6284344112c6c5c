"""One-on-ones in the database: who reads and who moves what, whoever manages whom since; and both at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.entries.one_on_ones import (
    ActionAgreed,
    ActionSettled,
    AgendaItemAdded,
    AgendaItemPutFirst,
    AgendaItemReworded,
    AgendaItemSettled,
    TalkNoted,
    TalkPlanned,
    TalkRhythmSet,
)
from conversations.rules.one_on_ones import TalkRhythm
from storage import roster
from storage.moves import Conflict, NotTheirs

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
AT = datetime(2026, 12, 1, 14, tzinfo=UTC)
RHYTHM = TalkRhythm("week", 1, time(14), "Europe/Berlin", date(2026, 11, 24))
TWO: dict[str, Any] = {"audience": "two", "helper": "max"}
PEOPLE = ("ann", "tom", "max", "hana", "neo")


@pytest.fixture
def begun(company: Any) -> Any:
    """Ann and Max have a point each, an action each, a rhythm and a note."""
    company.write(AgendaItemAdded("i1", "max", "My pay"), **TWO)
    company.write(AgendaItemAdded("i2", "max", "Her plan"), by="max", hours=1, **TWO)
    company.write(ActionAgreed("a1", "max", "ann", "Read it"), **TWO)
    company.write(ActionAgreed("a2", "max", "max", "Ask them"), audience="promised", helper="max")
    company.write(TalkRhythmSet("max", RHYTHM), **TWO)
    company.write(TalkNoted("max", "Between us"), by="max", **TWO)
    return company


def sees(company: Any, who: str) -> set[str]:
    """All that somebody reads of it, by any way there is."""
    talks = company.reads(who).one_on_ones
    talk = talks.talk("ann", "max")
    found = {item.text for item in (*talks.agenda("ann", "max", BEFORE), *talks.waiting())}
    found |= {action.what for action in (*talks.actions("ann", "max"), *talks.owed())}
    return found | ({talks.note(talk.note_entry)} - {""} if talk else set())


ALL = {"My pay", "Her plan", "Read it", "Ask them", "Between us"}


def moves(company: Any, person: str, manager: str) -> None:
    roster.update_person(company.tx, replace(company.person(person), manager=manager))


def test_the_two_read_it_and_nobody_else(begun: Any) -> None:
    assert sees(begun, "ann") == sees(begun, "max") == ALL
    for other in ("tom", "hana", "neo"):
        assert sees(begun, other) == set(), other


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("", *PEOPLE)), max_size=4))
def test_whoever_manages_her_next_reads_nothing_and_who_did_only_what_they_promised(
    begun: Any, managers: list[str]
) -> None:
    with begun.tx.conn.begin_nested() as savepoint:
        now = "max"
        for now in managers:
            moves(begun, "ann", now)
            for who in PEOPLE:
                expected = ALL if who == "ann" or who == now == "max" else {"Ask them"} if who == "max" else set()
                assert sees(begun, who) == expected, (who, now)
        savepoint.rollback()


MOVES = (
    AgendaItemSettled("i1", "max", "talked"),
    AgendaItemPutFirst("i2", "max"),
    ActionAgreed("a3", "max", "ann", "Again"),
    ActionSettled("a1", "max", "done"),
    TalkRhythmSet("max", RHYTHM),
    TalkPlanned("max", AT, "set"),
    TalkNoted("max", "More"),
)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.kind)
def test_only_the_two_move_anything_and_only_while_they_are_two(begun: Any, move: Any) -> None:
    for stranger in ("tom", "hana", "neo"):
        with pytest.raises(NotTheirs):
            begun.write(move, by=stranger, **TWO)
    for one in ("ann", "max"):
        begun.write(
            move if not isinstance(move, TalkPlanned) else replace(move, instead_of=_next(begun)), by=one, **TWO
        )
    moves(begun, "ann", "neo")
    with pytest.raises(NotTheirs):
        begun.write(move, by="max", **TWO)


def _next(company: Any) -> datetime | None:
    talk = company.reads("ann").one_on_ones.talk("ann", "max")
    return talk.next_at if talk else None


def test_what_was_promised_is_settled_by_who_promised_it_even_afterwards(begun: Any) -> None:
    moves(begun, "ann", "neo")
    with pytest.raises(NotTheirs):
        begun.write(ActionSettled("a1", "max", "done"), by="max", **TWO)
    begun.write(ActionSettled("a2", "max", "done"), by="max", audience="promised", helper="max")
    assert [each.id for each in begun.reads("max").one_on_ones.owed()] == []


def test_another_words_are_theirs(begun: Any) -> None:
    with pytest.raises(NotTheirs):
        begun.write(AgendaItemReworded("i1", "max", "Her pay"), by="max", **TWO)
    begun.write(AgendaItemReworded("i1", "max", "My raise"), **TWO)
    assert "My raise" in sees(begun, "max")


def test_who_comes_second_is_told_what_stands(begun: Any) -> None:
    begun.write(AgendaItemReworded("i1", "max", "My raise"), expects=1, **TWO)
    with pytest.raises(Conflict):
        begun.write(AgendaItemReworded("i1", "max", "My bonus"), expects=1, **TWO)
    with pytest.raises(Conflict):
        begun.write(TalkNoted("max", "Other"), expects=0, **TWO)
    begun.write(TalkPlanned("max", AT, "set"), **TWO)
    with pytest.raises(Conflict):
        begun.write(TalkPlanned("max", AT + timedelta(hours=1), "moved"), **TWO)
    with pytest.raises(Conflict):
        begun.write(ActionAgreed("a1", "max", "ann", "Later"), expects=7, **TWO)
    with pytest.raises(Conflict):
        begun.write(AgendaItemSettled("nothing", "max", "talked"), **TWO)


def test_what_is_put_first_comes_first_and_what_is_over_is_no_more(begun: Any) -> None:
    begun.write(AgendaItemPutFirst("i2", "max"), by="max", hours=2, **TWO)
    talks = begun.reads("ann").one_on_ones
    assert [each.id for each in talks.agenda("ann", "max", BEFORE)] == ["i2", "i1"]
    begun.write(AgendaItemSettled("i2", "max", "dropped"), hours=3, **TWO)
    begun.write(AgendaItemSettled("i1", "max", "talked"), hours=3, **TWO)
    assert [each.id for each in talks.waiting()] == []
    assert [each.id for each in talks.agenda("ann", "max", BEFORE)] == ["i1"]
    assert [each.id for each in talks.agenda("ann", "max", AT)] == []
