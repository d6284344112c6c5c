"""Asking somebody else: what a form or a card rests on may have changed before it is sent."""

from __future__ import annotations

from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of

SHARED = "weekly_checkin.shared"
PROMISE = "I’ll help by Wed 25 Nov"


def test_a_form_opened_before_somebody_took_it_passes_nothing_on(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    assert form.errors == {
        "helper_person": "Since you opened this: Bob Nyman said they’d help by Wed 25 Nov. Nobody else was asked."
    }
    assert entries_of(monday, "alice", "blocker_passed") == []
    sven.sees_not("No sensors")
    alice.sees("Bob Nyman said they’d help by Wed 25 Nov.", "[Ask Sven Holm] [Leave it as it is]")


def test_its_person_decides_to_ask_all_the_same(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    alice.taps("Ask Sven Holm")
    assert "Sven Holm has been asked." in alice.card(SHARED)
    sven.sees("No sensors")
    bob.sees("Someone else has been asked.")
    assert not alice.can("Leave it as it is")


def test_its_person_decides_to_leave_it(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    alice.taps("Leave it as it is").sees("Bob Nyman said they’d help by Wed 25 Nov.")
    assert not alice.can("Ask Sven Holm")
    sven.sees_not("No sensors")


def test_what_was_decided_on_is_asked_about_once_more_when_that_changes_too(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    stale = alice.messages[-1]
    bob.opens("Other options").fills(what="until", until="2026-11-30").submits()
    alice.taps("Ask Sven Holm", of=stale)
    assert entries_of(monday, "alice", "blocker_passed") == []
    sven.sees_not("No sensors")


def test_a_form_whose_blocker_is_over_says_so(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    alice.taps("Solved")
    form.tries()
    assert form.errors == {"helper_person": "This one is closed."}
    sven.sees_not("No sensors")


def test_an_unchanged_blocker_is_passed_on(monday, alice, bob, sven):
    asks(alice)
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    assert "Sven Holm has been asked." in alice.card(SHARED)
