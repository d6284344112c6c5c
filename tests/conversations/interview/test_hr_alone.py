"""A talk that HR holds is for HR alone: who manages the person, before or after it, neither holds it nor reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations.company import someone
from tests.conversations.interview.talk import sums_up, written

EXIT = "interview-template exit"


@pytest.fixture
def two(monday):
    """Hana and Ines are in HR, and Bob reports to Hana."""
    monday.hires(someone("ines", "Ines Wolf", "people", "sven", roles=frozenset({"hr"})))
    monday.do(roster.update_person, replace(monday["bob"].person, manager="hana"))
    return monday


def test_who_manages_the_person_asks_another_in_hr(two, hana, bob):
    before = bob.counts()
    hana.says(f"{EXIT} Bob Friday 10:00").sees("You manage Bob Nyman", "Somebody else in HR holds it.")
    assert not hana.can("Send")
    hana.taps("Ines Wolf").sees("Ines Wolf is asked to hold this talk")
    assert bob.counts() == before
    ines = two["ines"]
    ines.sees("Exit interview: Bob Nyman", "Hana Roth asks you to hold this talk").says("Friday 10:00").taps("Send")
    bob.sees("A talk with Ines Wolf").sees_not("Hana Roth asks")
    two.moves_to("2026-11-27 09:55")
    ines.taps("Open the running sheet").taps("End the talk").sees("Only Bob Nyman and you read it.")
    sums_up(ines)
    bob.sees("Two results came late.").taps("I agree")
    ines.sees("Bob Nyman agrees with the summary.")
    assert written(two, "hana", "bob") == []
    hana.sees_not("Two results came late.")


def test_with_nobody_else_in_hr_it_goes_no_further(two, hana, bob):
    two.do(roster.update_person, replace(two["ines"].person, roles=frozenset()))
    before = bob.counts()
    hana.says(f"{EXIT} Bob Friday 10:00").sees("Nobody else here is in HR.", "Nothing was sent.").taps("Not now")
    assert bob.counts() == before


def test_who_comes_to_manage_the_person_holds_it_no_more(monday, hana, bob):
    hana.says(f"{EXIT} Bob Friday 10:00").taps("Send")
    monday.do(roster.update_person, replace(bob.person, manager="hana"))
    monday.moves_to("2026-11-27 09:55")
    hana.sees("was called off, as it isn’t yours to hold any more")
    assert not hana.can("Open the running sheet")


def test_the_next_manager_reads_nothing_of_it_not_even_the_answer(monday, hana, mara, bob):
    hana.says(f"{EXIT} Bob Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:55")
    hana.taps("Open the running sheet").taps("End the talk")
    sums_up(hana)
    monday.do(roster.update_person, replace(bob.person, manager="hana"))
    bob.opens("I see it differently").fills(text="It was the shifts.").submits()
    monday.do(roster.update_person, replace(bob.person, manager="mara"))
    assert written(monday, "mara", "bob") == []
    assert written(monday, "sven", "bob") == []
    mara.sees_not("It was the shifts.")
