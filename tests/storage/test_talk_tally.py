"""Sums of what people say of talks: each person once a quarter, and nothing that tells of one of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from conversations.entries import TalkFelt
from conversations.rules.roster import Person
from conversations.rules.talk_pulse import Tally, shown
from conversations.toolkit.effects import Record
from conversations.toolkit.vocabulary import Vocabulary
from storage import records, roster, talk_tally
from storage.database import Transaction
from storage.erasure import erase_person
from storage.reader import StoreReader

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEFORE, AFTER = datetime(2027, 1, 1, 11, tzinfo=UTC), datetime(2027, 1, 1, 13, tzinfo=UTC)


@pytest.fixture
def answered(tx: Transaction) -> Transaction:
    """Five of sales and two of the lab said how their talks were."""
    for n in range(7):
        person = Person(f"p{n}", f"P{n}", f"p{n}@example.com", "sales" if n < 5 else "lab")
        roster.insert_person(tx, person, AT)
        say(tx, n, useful=n % 2 == 0, respectful=True)
    return tx


def say(tx: Transaction, n: int, *, useful: bool, respectful: bool, before: tuple[bool, bool] | None = None) -> None:
    entry = TalkFelt(f"t{n}", "2026-Q4", "sales" if n < 5 else "lab", useful, respectful, before)
    records.append(tx, f"p{n}", AT, Record(f"f{n}{before}", entry, f"p{n}", "2026-Q4", audience="self"))


def read(tx: Transaction, at: datetime, **more: Any) -> Any:
    me = Person("hana", "Hana", "", "", **{"roles": frozenset({"hr"}), **more})
    return StoreReader(tx, me, {}.__getitem__, at, vocabulary=Vocabulary({}, {}, {})).talk_pulse("2026-Q4")


def test_small_departments_are_shown_with_others_and_only_to_hr(answered: Transaction) -> None:
    assert read(answered, AFTER) == [Tally(("sales", "lab"), 7, 4, 7)]
    assert read(answered, AFTER, roles=frozenset()) == ()
    assert read(answered, AFTER, active=False) == ()


def test_nothing_is_shown_before_the_quarter_is_over_everywhere(answered: Transaction) -> None:
    assert read(answered, BEFORE) == ()


def test_of_a_quarter_counts_what_somebody_said_last(answered: Transaction) -> None:
    say(answered, 0, useful=False, respectful=False, before=(True, True))
    assert talk_tally.tallies(answered, "2026-Q4") == [Tally(("lab",), 2, 1, 2), Tally(("sales",), 5, 2, 4)]


def test_who_is_erased_changes_no_sum_and_a_rebuild_counts_nothing_twice(answered: Transaction) -> None:
    before = talk_tally.tallies(answered, "2026-Q4")
    erase_person(answered, "p0", "hana", AT)
    records.rebuild(answered)
    assert talk_tally.tallies(answered, "2026-Q4") == before


def test_the_same_answer_written_again_counts_once(answered: Transaction) -> None:
    before = talk_tally.tallies(answered, "2026-Q4")
    say(answered, 0, useful=True, respectful=True)
    assert talk_tally.tallies(answered, "2026-Q4") == before


def test_what_is_shown_leaves_nobody_over() -> None:
    tallies = [Tally(("a",), 6, 5, 6), Tally(("b",), 7, 7, 7), Tally(("c",), 1, 0, 0)]
    assert shown(tallies) == [Tally(("b",), 7, 7, 7), Tally(("a", "c"), 7, 5, 6)]
