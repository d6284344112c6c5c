"""Whoever was asked, or took it, leaves or was never reached: the raiser is told, and has a way on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import rhythms
from storage import erasure, roster
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.test_people_change import moves, stuck

SHARED = "weekly_checkin.shared"
TAKEN = "I’ll help by Wed 25 Nov"


def erases(stage, who):
    stage.do(lambda tx: erasure.erase_person(tx, who, "hana", stage.now))


def ways_on(who):
    """What the card of the week offers about a blocker."""
    return all(who.can(label) for label in ("Ask someone else", "Solved", "No longer matters"))


def test_who_took_it_leaves(monday, alice, bob):
    asks(alice)
    bob.taps(TAKEN)
    moves(monday, "bob", active=False)
    alice.says("checkin").sees("Bob Nyman had said they’d help, but can’t any more.")
    assert ways_on(alice)


def test_who_took_it_is_erased(monday, alice, bob):
    asks(alice)
    bob.taps(TAKEN)
    erases(monday, "bob")
    alice.says("checkin").sees("Whoever had said they’d help can’t any more.")
    assert ways_on(alice)


def test_who_took_it_is_the_manager_no_more(monday, alice, mara, wang):
    stuck(alice)
    monday.moves_to("2026-11-25 12:00")
    mara.taps("I’ll help by Fri 27 Nov")
    moves(monday, "alice", manager="wang")
    alice.says("checkin").sees("Mara Keller had said they’d help, but can’t any more.", "[Ask 王芳]")
    assert ways_on(alice)


def test_who_took_it_is_of_hr_no_more(monday, alice, hana):
    asks(alice, "hr")
    hana.taps(TAKEN)
    moves(monday, "hana", roles=frozenset())
    alice.says("checkin").sees("Hana Roth had said they’d help, but can’t any more.")
    assert ways_on(alice)


def test_a_suggestion_is_somebody_whom_it_reaches(monday, alice, bob):
    asks(alice)
    form = bob.opens("Other options").fills(what="suggest")
    for nobody in ("tom", "alice", "bob"):
        form.fills(helper=nobody).tries()
        assert "helper" in form.errors, nobody
    form.finds("helper", "Sven").submits()
    moves(monday, "sven", active=False)
    alice.taps("Ask Sven Holm").sees("That person can’t be asked here any more.", "[Ask someone else]")
    assert "Bob Nyman has been asked." in alice.card(SHARED)


def test_a_digest_suggests_nobody_to_themselves(monday, alice, mara):
    stuck(alice)
    monday.moves_to("2026-11-25 12:00")
    form = mara.opens("Other options", on="No sensors").fills(what="suggest", helper="alice")
    form.tries()
    assert "helper" in form.errors


def test_the_next_one_above_who_can_be_asked_is_offered(monday, alice, sven, hana):
    moves(monday, "sven", department="sales", manager="hana")
    stuck(alice)
    monday.moves_to("2026-12-02 12:00")
    assert alice.can("Ask Hana Roth")
    assert not alice.can("Ask Sven Holm")


def test_a_manager_who_is_not_reached_was_not_asked(monday, alice):
    moves(monday, "mara", department="sales")
    stuck(alice)
    alice.sees("I can’t reach Mara Keller here yet, so nobody has been asked.")
    assert ways_on(alice)


def test_the_card_says_so_where_it_stands_once_somebody_left(monday, alice, bob):
    asks(alice)
    bob.taps(TAKEN)
    before = alice.counts()
    monday.do(roster.update_person, replace(bob.person, active=False))
    monday.do(rhythms.look_again, ["bob"], monday.now)
    monday.moves_on(minutes=1)
    assert "Bob Nyman had said they’d help, but can’t any more." in alice.card(SHARED)
    assert alice.counts() == before, "said where it stands, without a message"
    assert ways_on(alice)


def test_nothing_changes_for_who_is_still_helped(monday, alice, bob):
    asks(alice)
    bob.taps(TAKEN)
    before = alice.chat
    monday.do(rhythms.look_again, ["bob"], monday.now)
    monday.moves_on(minutes=1)
    assert alice.chat == before


OVERTIME = "Nobody pays overtime"


@pytest.mark.parametrize(
    ("reads", "who", "change", "asked"),
    [
        ("mara", "alice", {"manager": "sven"}, {"helper": "manager", "urgent": True}),
        ("hana", "hana", {"roles": frozenset()}, {"helper": "hr"}),
        ("hana", "alice", {"manager": "hana"}, {"helper": "hr"}),
    ],
)
def test_what_somebody_was_asked_goes_from_their_chat_once_it_is_not_theirs(monday, alice, reads, who, change, asked):
    alice.opens("Fill in").fills(plans=["A"], stuck="yes", stuck_on=OVERTIME, **asked).submits()
    assert OVERTIME in monday[reads].card("blocker.asked")
    count = monday[reads].counts()
    monday.do(roster.update_person, replace(monday[who].person, **change))
    monday.do(rhythms.look_again, ["alice", "mara", "hana", "sven"], monday.now)
    monday.moves_on(minutes=1)
    monday[reads].sees_not(OVERTIME)
    assert monday[reads].counts() == count, "said where it stands, without a message"
    assert OVERTIME in alice.card(SHARED)


def test_what_somebody_was_reminded_of_goes_too(monday, alice, bob):
    alice.opens("Fill in").fills(plans=["A"], stuck="yes", stuck_on=OVERTIME, helper="hr").submits()
    monday.moves_to("2026-11-26 12:00")
    assert monday["hana"].chat.count(OVERTIME) == 1
    monday.do(roster.update_person, replace(monday["hana"].person, roles=frozenset()))
    monday.do(rhythms.look_again, ["hana"], monday.now)
    monday.moves_on(minutes=1)
    monday["hana"].sees_not(OVERTIME)


def test_what_somebody_was_asked_stays_while_it_is_theirs(monday, alice, bob):
    asks(alice)
    before = bob.chat
    monday.do(rhythms.look_again, ["alice", "bob", "mara"], monday.now)
    monday.moves_on(minutes=1)
    assert bob.chat == before
