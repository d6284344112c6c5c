"""Blockers: raised, taken, declined, passed on, and closed by their raiser alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.entries import (
    AgendaItemAdded,
    BlockerClosed,
    BlockerDeclined,
    BlockerHurried,
    BlockerPassed,
    BlockerRaised,
    BlockerTaken,
    CheckInAnswered,
    Entry,
    ReplyGiven,
)
from conversations.toolkit.reader import Blocker
from storage import roster
from storage.moves import Conflict, NotTheirs

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
W47, W48 = "2026-W47", "2026-W48"


def test_a_blocker_from_raised_to_closed(company) -> None:
    company.raise_one()
    assert company.blocker() == Blocker(
        "b1", "ann", "No test bench", W48, MONDAY, "manager", "max", "manager", None, False, "open",
        version=1, manager_then="max",
    )  # fmt: skip
    assert [found.id for found in company.reads("max").blockers_for("max")] == ["b1"]
    company.write(BlockerTaken("b1", "max", date(2026, 11, 26)), by="max", hours=2, expects=1)
    taken = company.blocker()
    assert (taken.status, taken.taken_by, taken.taken_until) == ("taken", "max", date(2026, 11, 26))
    assert (taken.answered_at, taken.version) == (MONDAY + timedelta(hours=2), 2)
    company.write(BlockerClosed("b1"), by="ann", expects=2)
    assert company.blocker().status == "closed"
    assert company.reads("ann").blockers_of("ann") == ()
    assert company.reads("max").blockers_for("max") == ()


@pytest.mark.parametrize("move", [BlockerClosed("b1"), BlockerPassed("b1", "hr"), BlockerHurried("b1")])
def test_only_its_raiser_closes_hurries_or_passes_a_blocker(company, move: Entry) -> None:
    company.raise_one()
    for other in ("max", "hana", "tom"):
        with pytest.raises(NotTheirs):
            company.write(move, by=other)
    assert company.blocker().version == 1
    assert company.count("entry") == 1


def test_a_move_stands_in_the_record_of_whom_it_is_about(company) -> None:
    company.raise_one()
    with pytest.raises(NotTheirs):
        company.write(BlockerTaken("b1", "max", date(2026, 11, 26)), "max")


def test_a_move_that_rests_on_an_older_version_is_a_conflict(company) -> None:
    company.raise_one()
    company.write(BlockerHurried("b1"))
    assert company.blocker().urgent
    with pytest.raises(Conflict) as caught:
        company.write(BlockerTaken("b1", "max", date(2026, 11, 26)), by="max", expects=1)
    assert (caught.value.seen, caught.value.now) == (1, 2)
    assert company.count("entry") == 2, "nothing was written"


def test_what_one_took_no_other_takes_or_declines(company) -> None:
    company.write(BlockerRaised("b1", "Pay slip", "hr"), audience="hr")
    company.write(BlockerTaken("b1", "hana", date(2026, 11, 26)), by="hana", audience="hr")
    for move in (BlockerTaken("b1", "neo", date(2026, 11, 30)), BlockerDeclined("b1", "neo", "No time")):
        with pytest.raises(Conflict):
            company.write(move, by="neo", audience="hr")
    company.write(BlockerTaken("b1", "hana", date(2026, 11, 27)), by="hana", audience="hr")
    assert company.blocker().taken_until == date(2026, 11, 27)
    company.write(BlockerDeclined("b1", "hana", "Not mine"), by="hana", audience="hr")
    assert (company.blocker().status, company.blocker().taken_by) == ("declined", "")


def test_a_reason_that_comes_after_a_no_moves_nothing(company) -> None:
    company.write(BlockerRaised("b1", "Pay slip", "hr"), audience="hr")
    company.write(BlockerDeclined("b1", "hana", "", others=True), by="hana", audience="hr")
    before = company.blocker()
    company.write(BlockerDeclined("b1", "hana", "No time", afterwards=True), by="hana", audience="hr")
    assert company.blocker() == before and before.status == "open"


@pytest.mark.parametrize(
    ("by", "move"),
    [
        ("max", BlockerTaken("b1", "max", date(2026, 11, 26))),
        ("max", BlockerDeclined("b1", "max", "No")),
        ("ann", BlockerPassed("b1", "hr")),
        ("ann", BlockerHurried("b1")),
        ("ann", BlockerClosed("b1")),
    ],
)
def test_closed_is_the_end(company, by: str, move: Entry) -> None:
    company.raise_one()
    company.write(BlockerClosed("b1"))
    with pytest.raises(Conflict):
        company.write(move, by=by)


def test_a_move_of_a_blocker_that_is_not_there_is_a_conflict(company) -> None:
    with pytest.raises(Conflict):
        company.write(BlockerClosed("nowhere"))


def test_a_blocker_for_hr_is_hidden_from_the_manager(company) -> None:
    company.write(BlockerRaised("b1", "My manager", "hr"), audience="hr")
    assert company.reads("max").blocker("b1") is None
    assert company.reads("max").blockers_of("ann") == ()
    assert [found.what for found in company.reads("hana").blockers_for("hana")] == ["My manager"]


def test_whoever_it_is_passed_to_reads_it_from_then_on(company) -> None:
    id_ = company.raise_one()
    company.write(BlockerDeclined("b1", "max", "No budget"), by="max")
    assert company.reads("neo").blocker("b1") is None
    company.write(BlockerPassed("b1", "person", "neo"), audience="helper", helper="neo")
    [found] = company.reads("neo").blockers_for("neo")
    assert (found.what, found.status, found.answered_at, found.helper) == ("No test bench", "open", None, "neo")
    assert company.reads("max").blockers_for("max") == ()
    assert company.reads("neo").entry(id_) is None, "the entry stays with whom it was written for"
    company.write(BlockerPassed("b1", "hr"), audience="hr")
    assert company.reads("max").blocker("b1") is None
    assert [found.id for found in company.reads("hana").blockers_for("hana")] == ["b1"]


def test_words_are_an_answer_to_a_blocker(company) -> None:
    company.raise_one()
    company.write(ReplyGiven("b1", "Soon"), by="max", hours=4)
    company.write(ReplyGiven("b1", "Very soon"), by="max", hours=9)
    assert (company.blocker().answered_at, company.blocker().status) == (MONDAY + timedelta(hours=4), "open")


def test_the_urgent_ones_first_then_the_oldest(company) -> None:
    company.raise_one("b1")
    company.raise_one("b2", hours=1)
    company.write(BlockerRaised("b3", "Fire", urgent=True), "tom", hours=2)
    assert [found.id for found in company.reads("max").blockers_for("max")] == ["b3", "b1", "b2"]
    assert [found.id for found in company.reads("max").blockers_of("ann")] == ["b1", "b2"]


def test_a_new_manager_reads_agreements_but_no_old_check_ins(company) -> None:
    old = company.write(CheckInAnswered(W47))
    pair = company.write(AgendaItemAdded("i1", "max", "Talk"), by="max", audience="pair")
    company.raise_one()
    roster.update_person(company.tx, replace(company.person("ann"), manager="neo"))
    new = company.write(CheckInAnswered(W48))
    assert [company.reads("neo").entry(id_) is not None for id_ in (old, pair, new)] == [False, True, True]
    assert [company.reads("max").entry(id_) is not None for id_ in (old, pair, new)] == [False, False, False]
    assert (company.reads("neo").blocker("b1"), company.reads("max").blocker("b1")) == (None, None)
    company.write(BlockerPassed("b1", "manager", "neo"))
    assert [found.id for found in company.reads("neo").blockers_for("neo")] == ["b1"]
