"""A talk that needs HR goes on with HR: where who confirmed it holds that role no more, another is asked first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations.company import someone

GIVEN = {"what_1": "Talk to the data team", "by_1": "2026-12-04", "text": "Two results came late."}


@pytest.fixture
def confirmed(monday, mara, hana, alice):
    mara.says("interview-template pip-kickoff Alice Friday 10:00").taps("Hana Roth").taps("Ask Hana Roth")
    hana.taps("Confirm, I’ll be there")
    alice.taps("I’ll be there")
    return monday


@pytest.fixture
def gone(confirmed, hana):
    """Hana is not in HR any more, and Ines is."""
    confirmed.hires(someone("ines", "Ines Wolf", "people", "sven", roles=frozenset({"hr"})))
    confirmed.do(roster.update_person, replace(hana.person, roles=frozenset()))
    return confirmed


def test_it_does_not_begin_until_another_in_hr_confirms(gone, mara, alice):
    gone.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").sees("isn’t in HR any more", "Who in HR takes part?").sees_not("Step 1")
    mara.taps("Ines Wolf").sees("Ines Wolf has been asked to take part.")
    gone["ines"].sees("It waits for you.", "Mara Keller with Alice Berger").taps("Confirm, I take this over")
    gone["ines"].sees("Mara Keller knows that you take part now.")
    alice.sees("Ines Wolf from HR takes part now.", "Mara Keller, Ines Wolf from HR, and you.", "Fri 27 Nov, 10:00")
    mara.sees("Ines Wolf takes part now.").taps("Open the running sheet").sees("Step 1")


def test_who_has_not_confirmed_does_not_take_part(gone, mara):
    gone.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("Ines Wolf")
    gone["ines"].taps("Ask to talk first")
    mara.sees("Ines Wolf would like to talk to you first.", "Who in HR takes part?")
    assert mara.can("Ines Wolf")


def test_the_summary_waits_for_another_in_hr(confirmed, mara, hana, alice):
    confirmed.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("End the talk")
    confirmed.hires(someone("ines", "Ines Wolf", "people", "sven", roles=frozenset({"hr"})))
    confirmed.do(roster.update_person, replace(hana.person, roles=frozenset()))
    mara.opens("Agreements and summary").fills(**GIVEN).submits()
    mara.sees("Not sent to Alice Berger yet", "isn’t in HR any more")
    assert not mara.can("Send it")
    assert "Two results" not in alice.chat
    mara.taps("Ines Wolf").sees("Ines Wolf has been asked", "Two results came late.")
    confirmed["ines"].sees_not("Two results").taps("Confirm, I take this over")
    mara.sees("Ines Wolf takes part now.", "Two results came late.").taps("Send it")
    alice.sees("Two results came late.")


def test_without_anybody_in_hr_it_goes_no_further(confirmed, mara, hana, alice):
    confirmed.do(roster.update_person, replace(hana.person, roles=frozenset()))
    confirmed.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").sees("needs somebody from HR").sees_not("Step 1")
