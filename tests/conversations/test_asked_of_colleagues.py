"""What a colleague was asked for, as the manager's digest tells of it: as it stands now, as long as it is for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conversations import company
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of

DIGEST = "manager_digest.digest"
WEDNESDAY = "2026-11-25 10:00"


def waits(stage):
    """The digest is drawn, and waits for a chat that cannot be reached for some minutes."""
    stage.moves_to("2026-11-25 09:59")
    stage.now += timedelta(minutes=1)
    stage.runner.run(stage.turns.play_due())
    stage.waiting.clear()


def solved(alice, bob):
    alice.taps("Solved")


def to_hr(alice, bob):
    alice.opens("Ask someone else").fills(helper="hr").submits()


def declined(alice, bob):
    bob.opens("Other options").fills(what="decline", text="On leave").submits()


@pytest.mark.parametrize("moves_on", [solved, to_hr])
def test_what_waits_for_a_colleague_no_more_leaves_the_digest(monday, alice, bob, mara, moves_on):
    asks(alice)
    monday.moves_to(WEDNESDAY)
    assert "No sensors" in mara.card(DIGEST)
    moves_on(alice, bob)
    mara.sees_not("No sensors")


@pytest.mark.parametrize("moves_on", [solved, to_hr])
def test_nor_is_it_in_one_that_still_waits_to_be_sent(monday, alice, bob, mara, moves_on):
    asks(alice)
    waits(monday)
    moves_on(alice, bob)
    monday.moves_on(minutes=30)
    assert mara.counts(DIGEST) == 1
    mara.sees_not("No sensors")


@pytest.mark.parametrize("begins", [waits, lambda stage: stage.moves_to(WEDNESDAY)])
def test_that_a_colleague_cannot_help_is_told(monday, alice, bob, mara, begins):
    asks(alice)
    begins(monday)
    declined(alice, bob)
    monday.moves_on(minutes=30)
    assert "Bob Nyman can’t help; someone else can be asked." in mara.card(DIGEST)
    assert "On leave" not in mara.card(DIGEST)


@pytest.mark.parametrize("begins", [waits, lambda stage: stage.moves_to(WEDNESDAY)])
def test_the_colleagues_promise_is_told(monday, alice, bob, mara, begins):
    asks(alice)
    begins(monday)
    bob.opens("Other options").fills(what="until", until="2026-11-27").submits()
    monday.moves_on(minutes=30)
    assert "Bob Nyman said they’d help by Fri 27 Nov" in mara.card(DIGEST)


def test_the_colleagues_promise_is_told_in_chinese(monday, li, bob, wang):
    li.opens("一次填完").fills(stuck="yes", stuck_on="等样品", helper="person", helper_person="bob").submits()
    monday.moves_to(WEDNESDAY, company.SHANGHAI)
    bob.taps("I’ll help by Wed 25 Nov")
    assert "Bob Nyman来处理，最晚11月25日 周三" in wang.card(DIGEST)


@pytest.mark.parametrize("seen_before", [False, True])
def test_what_only_hr_sees_from_now_on_no_reader_of_the_manager_finds(monday, alice, bob, mara, seen_before):
    asks(alice)
    if seen_before:
        monday.moves_to(WEDNESDAY)
    assert len(entries_of(monday, "alice", "blocker_raised", reader="mara")) == 1
    to_hr(alice, bob)
    for who in ("mara", "bob"):
        assert entries_of(monday, "alice", "blocker_raised", reader=who) == []
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1, "its raiser keeps the words"
