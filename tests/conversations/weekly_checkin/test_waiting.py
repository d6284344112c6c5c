"""Waiting for an answer across zones: whose days count, whose hours are kept, and who of HR is asked when."""

from __future__ import annotations

from datetime import date

import pytest

from storage import roster
from tests.conversations import company

ASKED, NUDGE, OFFER = "blocker.asked", "manager_digest.nudge", "weekly_checkin.offer"
SYDNEY = "Australia/Sydney"


def times_asked(who):
    """How many messages about a blocker there are, older ones at rest included."""
    return sum(message.name.startswith(ASKED) for message in who.messages)


def stuck(who, what, **more):
    """Share a week in which something is stuck."""
    who.says("check-in")
    return who.opens("Fill in").fills(plans=["Write the report"], stuck="yes", stuck_on=what, **more).submits()


@pytest.fixture
def ruby(monday):
    """Reports to Mara, who is ten hours behind her."""
    monday.hires(company.someone("ruby", "Ruby Shaw", "research", "mara", zone=SYDNEY, region="AU-NSW"))
    return monday["ruby"]


@pytest.fixture
def noah(monday):
    """Ruby's colleague in Sydney, with the same manager."""
    monday.hires(company.someone("noah", "Noah Lee", "research", "mara", zone=SYDNEY, region="AU-NSW"))
    return monday["noah"]


def test_the_manager_has_two_days_of_her_own_and_hears_in_her_own_hours(monday, ruby, noah, mara):
    """By Sydney's days both nudges would fall on Berlin's Sunday at 23:00."""
    stuck(ruby, "No sensors")
    stuck(noah, "No licence")
    monday.moves_to("2026-11-25 10:00")
    assert "Ruby Shaw: No sensors" in mara.last
    monday.moves_to("2026-11-27 09:59")
    assert mara.counts(NUDGE) == 0
    monday.moves_to("2026-11-27 10:00")
    mara.sees("2 blockers are waiting", "Ruby Shaw: No sensors", "Noah Lee: No licence")
    monday.moves_to("2026-11-30 12:00")
    assert mara.counts(NUDGE) == 1


def test_the_raiser_is_offered_another_helper_in_her_hours(monday, ruby, mara):
    stuck(ruby, "No sensors")
    monday.moves_to("2026-12-01 08:59", SYDNEY)
    assert ruby.counts(OFFER) == 0, "Mara's working day after the nudge ended at 20:00 in Sydney"
    monday.moves_to("2026-12-01 09:00", SYDNEY)
    ruby.sees("No answer yet to what you raised")


def test_a_refusal_at_night_waits_for_the_morning(monday, ruby, mara):
    stuck(ruby, "No sensors")
    monday.moves_to("2026-11-25 15:00")
    mara.opens("Other options", on="No sensors").fills(what="decline", text="No budget left").submits()
    assert ruby.counts(OFFER) == 0, "it is one in the morning in Sydney"
    monday.moves_to("2026-11-26 09:00", SYDNEY)
    ruby.sees("Mara Keller can’t help with this one", "No budget left")


def test_what_is_over_before_it_was_seen_is_never_sent(monday, alice, bob):
    """The card for Bob waits for the morning; by then there is nothing left to tell him."""
    monday.moves_to("2026-11-23 20:00")
    stuck(alice, "No sensors", helper="person", helper_person="bob")
    alice.taps("Solved")
    assert bob.counts("blocker.over") == bob.counts(ASKED) == 0
    monday.moves_to("2026-11-24 09:00")
    assert bob.counts("blocker.over") == bob.counts(ASKED) == 0


def test_holidays_of_the_helper_are_no_days_to_answer_and_leave_is(monday, ruby, alice, bob, mara):
    """Christmas is a holiday in Berlin; leave is Bob's own, and Alice does not wait for it to end."""
    monday.moves_to("2026-12-24 11:00")
    monday.do(roster.set_leave, "bob", [(date(2026, 12, 28), date(2027, 1, 8))])
    stuck(alice, "No sensors", helper="person", helper_person="bob")
    monday.moves_to("2026-12-30 10:59")
    assert alice.counts(OFFER) == 0, "the 25th and the weekend do not count"
    monday.moves_to("2026-12-30 11:00")
    alice.sees("No answer yet to what you raised on Thu 24 Dec")
    assert times_asked(bob) == 1
    monday.moves_to("2027-01-11 08:59")
    assert times_asked(bob) == 1
    monday.moves_to("2027-01-11 09:00")
    assert times_asked(bob) == 2, "the nudge waited until he was back"


def pauses(bob):
    bob.says("pause until 2026-12-04").says("yes")
    return lambda: bob.says("continue")


def goes_away(bob):
    bob.says("away until 2026-12-04").says("yes")
    return lambda: bob.taps("Take back: Mon 23 Nov to Fri 4 Dec")


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("leaves", [pauses, goes_away])
def test_who_is_back_early_gets_what_waited_for_them(monday, alice, bob, leaves, urgent):
    comes_back = leaves(bob)
    stuck(alice, "No sensors", helper="person", helper_person="bob", urgent=urgent)
    monday.moves_to("2026-11-23 20:00")
    comes_back()
    assert bob.counts(ASKED) == 0, "not in the evening all the same"
    monday.moves_to("2026-11-24 12:00")
    assert bob.counts(ASKED) == 1


def test_leave_ends_by_the_own_day(monday, alice):
    """On the last day of leave it is tomorrow already in UTC, late in the afternoon in Los Angeles."""
    west = {"zone": "America/Los_Angeles", "region": "US-CA"}
    monday.hires(company.someone("lea", "Lea Ortiz", "research", "sven", **west))
    monday.do(roster.set_leave, "lea", [(date(2026, 11, 23), date(2026, 11, 24))])
    monday.moves_to("2026-11-24 16:30", west["zone"])
    stuck(alice, "No sensors", helper="person", helper_person="lea")
    assert monday["lea"].counts(ASKED) == 0
    monday.moves_to("2026-11-25 09:00", west["zone"])
    assert monday["lea"].counts(ASKED) == 1


def test_all_of_hr_are_asked_in_turn(monday, alice, hana):
    """Three at a time, each batch nudged once after two days of silence; the raiser gets one offer."""
    others = [
        company.someone(name.lower(), f"{name} Lind", "people", "sven", roles=frozenset({"hr"}))
        for name in ("Ida", "Jan", "Kai", "Lou", "Mia", "Nils")
    ]
    monday.hires(*others)
    everybody = ["hana", *(person.id for person in others)]

    def asked():
        return {person: n for person in everybody if (n := times_asked(monday[person]))}

    stuck(alice, "Trouble at work", helper="hr")
    assert asked() == {"hana": 1, "ida": 1, "jan": 1}
    monday.moves_to("2026-11-25 12:00")
    assert asked() == {"hana": 2, "ida": 2, "jan": 2, "kai": 1, "lou": 1, "mia": 1}
    monday.moves_to("2026-11-27 12:00")
    assert asked() == {"hana": 2, "ida": 2, "jan": 2, "kai": 2, "lou": 2, "mia": 2, "nils": 1}
    monday.moves_to("2026-12-09 12:00")
    assert asked() == dict.fromkeys(everybody, 2)
    assert alice.counts(OFFER) == 1
    alice.taps("Solved", of=alice.message(OFFER))
    assert all(monday[person].counts("blocker.over") == 1 for person in everybody)


def test_who_of_hr_answers_ends_the_round(monday, alice, hana):
    others = [
        company.someone(name.lower(), f"{name} Lind", "people", "sven", roles=frozenset({"hr"}))
        for name in ("Ida", "Jan", "Kai")
    ]
    monday.hires(*others)
    stuck(alice, "Trouble at work", helper="hr")
    monday["jan"].opens("Reply").fills(text="Let us talk").submits()
    monday.moves_to("2026-12-09 12:00")
    assert times_asked(monday["kai"]) == alice.counts(OFFER) == 0


def of_hr(*names):
    return [company.someone(n.lower(), f"{n} Lind", "people", "sven", roles=frozenset({"hr"})) for n in names]


def declines(helper, why="I know them too well"):
    helper.opens("Other options").fills(what="decline", text=why).submits()


def test_one_of_hr_who_cannot_help_leaves_it_with_the_others(monday, alice, hana):
    monday.hires(*of_hr("Ida"))
    ida = monday["ida"]
    stuck(alice, "Trouble at work", helper="hr")
    declines(hana)
    alice.sees("HR has been asked", "Hana Roth can’t help with this one")
    assert not alice.counts(OFFER)
    hana.says("hello").sees_not("waiting for")
    ida.says("hello").sees("waiting for you")
    monday.moves_to("2026-11-25 12:00")
    assert (times_asked(hana), times_asked(ida)) == (1, 2), "only who can still help is nudged"
    declines(ida)
    assert alice.counts(OFFER) == 1, "nobody of them is left"


def test_why_one_of_hr_cannot_help_comes_afterwards_and_changes_nothing_for_the_others(monday, alice, hana):
    monday.hires(*of_hr("Ida"))
    stuck(alice, "Trouble at work", helper="hr")
    hana.says("can't, I know them too well")
    alice.sees("HR has been asked", "Hana Roth can’t help with this one.")
    monday["ida"].taps("I’ll help by Wed 25 Nov")
    assert "Send the reason" not in hana.last, "it is of no use any more"
    monday["ida"].says("sorry, can't after all")
    hana.taps("Send the reason")
    alice.sees("I know them too well").sees_not("Hana Roth can’t help with this one.")
    assert alice.counts(OFFER) == 1


def test_the_next_of_hr_is_asked_in_place_of_who_cannot_help(monday, alice, hana):
    monday.hires(*of_hr("Ida", "Jan", "Kai"))
    kai = monday["kai"]
    stuck(alice, "Trouble at work", helper="hr")
    monday.moves_to("2026-11-25 09:00")
    declines(hana)
    assert times_asked(kai) == 1
    monday.moves_to("2026-11-26 12:00")
    assert times_asked(kai) == 1, "with two days of their own"
    monday.moves_to("2026-11-27 12:00")
    assert (times_asked(hana), times_asked(kai)) == (1, 2)


def test_who_of_hr_had_promised_help_and_cannot_leaves_it_open(monday, alice, hana):
    monday.hires(*of_hr("Ida"))
    stuck(alice, "Trouble at work", helper="hr")
    hana.taps("I’ll help by Wed 25 Nov")
    monday.moves_to("2026-11-26 10:00")
    declines(hana)
    alice.sees("HR has been asked").sees_not("helps by")
    monday.moves_to("2026-11-30 12:00")
    assert (times_asked(hana), times_asked(monday["ida"])) == (1, 2)


def test_a_manager_who_is_away_is_not_waited_for_and_not_nudged_meanwhile(monday, alice, mara):
    monday.do(roster.set_leave, "mara", [(date(2026, 11, 23), date(2026, 12, 13))])
    stuck(alice, "No sensors")
    monday.moves_to("2026-11-25 09:59")
    assert alice.counts(OFFER) == 0
    monday.moves_to("2026-11-25 10:00")
    alice.sees("No answer yet to what you raised on Mon 23 Nov")
    monday.moves_to("2026-12-16 10:00")
    assert times_asked(mara) == mara.counts(NUDGE) == 0
    assert "No sensors" in mara.card("manager_digest.digest")
    monday.moves_to("2026-12-23 12:00")
    assert mara.counts(NUDGE) == 1
    assert alice.counts(OFFER) == 1, "one offer is enough"


@pytest.mark.parametrize("read", [False, True])
def test_a_manager_who_is_back_early_has_her_days_from_when_she_can_read_it(monday, alice, mara, read):
    mara.says("pause until 2026-12-14").says("yes")
    stuck(alice, "No sensors")
    monday.moves_to("2026-11-24 11:00")
    mara.says("continue")
    if read:
        mara.says("team")
    monday.moves_to("2026-11-27 09:59")
    assert "No sensors" in mara.card("manager_digest.digest")
    assert mara.counts(NUDGE) == alice.counts(OFFER) == 0
    monday.moves_to("2026-11-27 10:00")
    assert mara.counts(NUDGE) == 1
    monday.moves_to("2026-11-30 10:00")
    assert alice.counts(OFFER) == 1


def test_who_stopped_all_messages_is_offered_nobody(monday, alice, bob):
    stuck(alice, "No sensors", helper="person", helper_person="bob")
    alice.says("stop").taps("Stop all messages")
    before = alice.counts()
    monday.moves_to("2026-12-15 12:00")
    assert alice.counts() == before


SETTLED = "weekly_checkin.offer.settled"


@pytest.mark.parametrize("ends", ["solved", "edited"])
def test_an_offer_held_for_the_morning_never_comes_when_its_blocker_ends_before(monday, ruby, mara, ends):
    stuck(ruby, "No sensors")
    monday.moves_to("2026-11-30 20:00", SYDNEY)
    mara.opens("Other options").fills(what="decline", text="Not ours").submits()
    if ends == "solved":
        ruby.taps("Solved")
    else:
        ruby.opens("Change").fills(stuck="no").submits()
    monday.moves_to("2026-12-02 12:00", SYDNEY)
    assert ruby.counts(OFFER) == ruby.counts(SETTLED) == 0


@pytest.mark.parametrize("ends", ["edited", "undone"])
def test_an_offer_is_over_with_the_answer_that_raised_the_blocker(monday, alice, bob, ends):
    stuck(alice, "No sensors", helper="person", helper_person="bob")
    monday.moves_to("2026-11-27 12:00")
    assert "[Ask someone else]" in alice.card(OFFER)
    if ends == "edited":
        alice.opens("Change").fills(stuck="no").submits()
    else:
        alice.taps("Take it back")
    assert "This one is closed" in alice.card(SETTLED)
    assert not alice.can("Ask someone else")


def test_an_offer_is_over_with_the_words_that_were_put_another_way(monday, alice, mara):
    alice.says("I'm stuck").says("XYZ is bad")
    monday.moves_to("2026-12-01 10:00")
    assert "[Ask Sven Holm]" in alice.card(OFFER)
    mara.taps("Ask to rephrase", on="XYZ")
    alice.says("The sensors are late").sees("Mara Keller gets it with the digest on Wed 2 Dec.")
    assert "This one is closed" in alice.card(SETTLED)
    assert not alice.can("Ask Sven Holm")
