"""What is urgent passes the quiet hours, and whoever says so over and over wakes nobody each time."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.entries import Paused
from conversations.rules.roster import STOPPED
from conversations.toolkit.effects import Record
from storage import records, roster
from tests.conversations import company
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.test_people_change import stuck
from tests.conversations.weekly_checkin.test_waiting import times_asked

TWICE = 2


@pytest.fixture
def night(monday):
    return monday.moves_to("2026-11-23 23:00")


def test_hurrying_what_was_changed_counts_as_another_time(night, alice, bob):
    asks(alice)
    before = bob.counts()
    for n in range(4):
        alice.taps("It’s urgent")
        alice.opens("Change").fills(stuck_on=f"No sensors in hall {n}", urgent=False).submits()
    assert bob.counts() == before + TWICE
    alice.taps("It’s urgent")
    night.moves_to("2026-11-24 09:30")
    bob.sees("it’s urgent", "No sensors in hall 3")


def test_a_manager_is_woken_no_oftener(night, alice, mara):
    before = mara.counts()
    stuck(alice, urgent=True)
    for n in range(4):
        alice.opens("Change").fills(stuck_on=f"No sensors in hall {n}", urgent=False).submits()
        alice.taps("It’s urgent")
    assert mara.counts() == before + TWICE


def test_passing_it_to_and_fro_wakes_neither_each_time(night, alice, bob, sven):
    before = bob.counts(), sven.counts()
    asks(alice, urgent=True)
    for _ in range(3):
        alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
        alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    assert (bob.counts(), sven.counts()) == (before[0] + TWICE, before[1] + TWICE)


def test_as_hr_and_by_name_it_is_the_same_person(night, alice, hana):
    before = hana.counts()
    asks(alice, "hr", urgent=True)
    for _ in range(3):
        alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
        alice.opens("Ask someone else").finds("helper_person", "Hana").submits()
    assert hana.counts() == before + TWICE


def test_what_is_solved_and_raised_again_wakes_once_more_and_not_for_ever(night, alice, bob):
    before = bob.counts()
    asks(alice, urgent=True)
    for n in range(5):
        alice.taps("Solved")
        again = alice.opens("Change").fills(stuck="yes", stuck_on=f"Hall {n} is on fire", urgent=True)
        again.fills(helper="person", helper_person="bob").submits()
    assert bob.counts() == before + TWICE + 1


def test_the_next_night_begins_anew_and_what_came_by_day_woke_nobody(monday, alice, bob):
    asks(alice, urgent=True)
    for n in range(2):
        alice.opens("Change").fills(stuck_on=f"No sensors in hall {n}").submits()
    for night in ("2026-11-23 20:00", "2026-11-24 20:00"):
        monday.moves_to(night)
        before = bob.counts()
        for n in range(4):
            alice.opens("Change").fills(stuck_on=f"No sensors in hall {n} on {night}").submits()
        assert bob.counts() == before + TWICE


def leaves(stage, who, until=STOPPED):
    """Somebody paused, or stopped all messages."""
    stage.do(records.append, who, stage.now, Record(f"paused-{who}", Paused(until), who, audience="self"))


LATE = "Bob Nyman has been asked, but may not see it for a while. You can ask someone else."


def test_who_is_on_leave_is_not_woken_and_the_raiser_may_ask_somebody_else(night, alice, bob):
    night.do(lambda tx: roster.set_leave(tx, "bob", [(date(2026, 11, 23), date(2026, 11, 25))]))
    before = bob.counts()
    asks(alice, urgent=True)
    alice.sees(LATE, "[Ask someone else]")
    night.moves_to("2026-11-25 20:00")
    assert bob.counts() == before
    night.moves_to("2026-11-26 10:00")
    bob.sees("it’s urgent", "No sensors")
    alice.says("checkin").sees("Bob Nyman has been asked.")


@pytest.mark.parametrize("until", [STOPPED, date(2026, 12, 7)])
def test_nor_is_who_stopped_or_paused_by_whatever_way_it_comes(night, alice, bob, mara, hana, until):
    for who in ("bob", "mara", "hana"):
        leaves(night, who, until)
    before = bob.counts(), mara.counts(), hana.counts()
    asks(alice)
    alice.taps("It’s urgent").sees(LATE)
    alice.opens("Ask someone else").fills(helper="hr").submits()
    alice.opens("Change").fills(stuck_on="No sensors yet", helper="manager").submits()
    alice.sees("Mara Keller has been asked, but may not see it for a while.")
    assert (bob.counts(), mara.counts(), hana.counts()) == before


def test_what_hr_keeps_from_the_manager_says_both(night, alice, bob, hana):
    asks(alice, "hr")
    leaves(night, "bob")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    alice.sees("may not see it for a while", "Your manager can’t see this.")


def test_who_answered_has_seen_it(monday, alice, bob):
    asks(alice)
    bob.opens("Reply").fills(text="Look into the cupboard").submits()
    leaves(monday, "bob")
    alice.says("checkin").sees("Bob Nyman has been asked.", "Look into the cupboard")


@pytest.mark.parametrize("until", [STOPPED, date(2026, 12, 7)])
def test_a_nudge_wakes_nobody_however_urgent(monday, alice, bob, until):
    asks(alice, urgent=True)
    leaves(monday, "bob", until)
    before = bob.counts()
    monday.moves_to("2026-12-05 12:00")
    assert bob.counts() == before


def test_nor_who_has_not_been_reached_yet(monday, alice, bob):
    leaves(monday, "bob", date(2026, 11, 30))
    asks(alice, urgent=True)
    monday.moves_to("2026-11-29 20:00")
    assert times_asked(bob) == 0
    monday.moves_to("2026-11-30 12:00")
    assert times_asked(bob) == 1
    assert "Open since Mon 23 Nov" in bob.card("blocker.asked")


def test_each_of_hr_is_nudged_in_their_own_hours(monday, alice, hana):
    """Pua's second day to answer ends when it is night in Berlin."""
    west = {"zone": "Pacific/Honolulu", "region": "US"}
    monday.hires(company.someone("pua", "Pua Kahale", "people", "sven", roles=frozenset({"hr"}), **west))
    asks(alice, "hr", urgent=True)
    monday.moves_to("2026-11-26 08:59")
    assert times_asked(hana) == 1
    monday.moves_to("2026-11-26 09:00")
    assert times_asked(hana) == 2


def test_nobody_of_hr_is_woken_on_leave_in_whichever_round(monday, alice):
    others = [company.someone(f"hr{n}", f"Zed {n}", "people", "sven", roles=frozenset({"hr"})) for n in range(4)]
    monday.hires(*others)
    leaves(monday, "hr3", date(2026, 12, 7))
    asks(alice, "hr", urgent=True)
    monday.moves_to("2026-12-05 12:00")
    assert times_asked(monday["hr3"]) == 0
    monday.moves_to("2026-12-07 12:00")
    assert times_asked(monday["hr3"]) == 1
