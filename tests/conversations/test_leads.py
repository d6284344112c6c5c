"""Team leads: over twelve reports some of the reading goes to them, by name, and nothing else of these people does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.entries import Paused
from conversations.rules.roster import STOPPED
from conversations.toolkit.effects import Record
from storage import people, records, roster
from storage.erasure import erase_person
from tests.conversations.company import someone
from tests.conversations.weekly_checkin.record import entries_of

DIGEST = "manager_digest.digest"
NAME = "Let a team lead read some of these"
END = "Read them myself again"
BOTH = "Mara Keller and Lena Dahl"


def grown(stage, reports=13):
    """Mara's team of so many: Alice, Bob, Lena and people whose names are numbers."""
    others = (someone(f"p{n}", f"Person {n}", "research", "mara") for n in range(reports - 3))
    return stage.hires(someone("lena", "Lena Dahl", "research", "mara"), *others)


@pytest.fixture
def large(monday):
    """Thirteen report to Mara."""
    return grown(monday)


def names(mara, *whose, lead="lena"):
    form = mara.says("team").opens(NAME).fills(lead=lead, **{f"of_{each}": True for each in whose})
    return form.tries(), form.errors


def named(mara, *whose, lead="lena"):
    assert names(mara, *whose, lead=lead)[1] == {}


def writes(who, *plans, **more):
    return who.says("checkin").opens("Fill in").fills(plans=list(plans), **more).submits()


def read_by(stage, person, of="alice"):
    return [entry.plans for entry in entries_of(stage, of, "check_in_answered", reader=person)]


def changes(stage, who, **changed):
    person = replace(stage[who].person, **changed)
    stage.do(lambda tx: roster.update_person(tx, person))


# --- naming ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reports", "offered"), [(12, False), (13, True)])
def test_it_is_offered_over_twelve_reports(monday, mara, alice, reports, offered):
    grown(monday, reports)
    mara.says("team")
    assert mara.can(NAME) is offered
    writes(alice, "Write the report")
    mara.says("team")
    assert mara.can(NAME) is offered


@pytest.mark.parametrize(
    ("lead", "whose", "wrong"),
    [
        ("sven", ("alice",), "one of your own reports"),
        ("hana", ("alice",), "one of your own reports"),
        ("lena", ("lena", "alice"), "Nobody reads their own"),
        ("lena", (), "Please tick"),
    ],
)
def test_a_lead_is_another_of_ones_own_reports(large, mara, lead, whose, wrong):
    _, errors = names(mara, *whose, lead=lead)
    assert wrong in errors["lead"]
    assert large["alice"].person.lead == ""


def test_the_form_finds_ones_own_reports_only(large, mara):
    form = mara.says("team").opens(NAME).finds("lead", "dahl")
    assert form.values["lead"] == ("lena",)
    with pytest.raises(AssertionError, match="nobody is found"):
        form.finds("lead", "Hana")


def test_each_of_them_is_told_once_and_the_others_nothing(large, mara, alice, bob):
    named(mara, "alice")
    alice.sees("From now on Lena Dahl reads your check-in as well as Mara Keller, who asked for it.")
    assert (alice.counts("weekly_checkin.lead"), bob.counts("weekly_checkin.lead")) == (1, 0)
    large.moves_on(days=14)
    assert alice.counts("weekly_checkin.lead") == 1


def test_who_stopped_all_messages_gets_none_and_still_sees_both_names(large, mara, alice):
    stopped = Record("stopped", Paused(STOPPED), "alice", audience="self")
    large.do(records.append, "alice", large.now, stopped)
    named(mara, "alice")
    assert alice.counts("weekly_checkin.lead") == 0
    assert BOTH in alice.says("checkin").last


# --- who reads what ---------------------------------------------------------------------------------------------------


def test_who_reads_before_during_and_after(large, mara, alice):
    lena = large["lena"]
    writes(alice, "Before")
    named(mara, "alice")
    assert read_by(large, "lena") == []
    alice.opens("Change").fills(plans=["During"]).submits()
    assert read_by(large, "lena") == read_by(large, "mara") == [("During",)]
    lena.says("team").sees("Alice Berger: this week’s plans", "You read some of these for Mara Keller.")
    mara.says("team").taps(END)
    assert read_by(large, "lena") == []
    assert read_by(large, "mara") == [("During",)]
    lena.sees_not("During")
    alice.opens("Change").fills(plans=["After"]).submits()
    assert (read_by(large, "lena"), read_by(large, "mara")) == ([], [("After",)])
    lena.says("team").sees("nobody reports to you")


def test_nothing_else_of_them_is_for_the_lead(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write", stuck="yes", stuck_on="No sensors")
    lena = large["lena"].says("team")
    lena.sees("Alice Berger: this week’s plans")
    lena.sees_not("No sensors")
    for kind in ("blocker_raised", "energy_noted", "prompted", "lead_named", "goal_set"):
        assert entries_of(large, "alice", kind, reader="lena") == []
    mara.says("team").sees("No sensors")


@pytest.mark.parametrize("who", ["alice", "lena", "mara"])
@pytest.mark.parametrize("changed", [{"manager": "sven"}, {"active": False}])
def test_a_move_or_a_leave_ends_it(large, mara, alice, who, changed):
    if (who, changed) == ("mara", {"manager": "sven"}):
        changed = {"active": False}
    named(mara, "alice")
    writes(alice, "Write the report")
    assert read_by(large, "lena") == [("Write the report",)]
    changes(large, who, **changed)
    assert read_by(large, "lena") == []
    assert large["alice"].person.lead == ""
    assert not large["lena"].person.is_lead


@pytest.mark.parametrize("who", ["alice", "lena", "mara"])
def test_erasure_ends_it_and_a_rebuild_does_not_bring_it_back(large, mara, alice, who):
    named(mara, "alice")
    large.do(erase_person, who, "hana", large.now)
    large.do(records.rebuild)
    for each in ("alice", "lena"):
        person = large.see(people.person, each)
        assert (person.lead, person.is_lead) == ("", False)


def test_a_rebuild_keeps_it(large, mara, alice):
    named(mara, "alice", "bob")
    large.do(records.rebuild)
    assert [each.id for each in large.see(people.led, "lena")] == ["alice", "bob"]


# --- product 1.4: both names, before anything is shared --------------------------------------------------------------


def test_both_names_stand_on_every_card(large, mara, alice):
    named(mara, "alice")
    said = alice.says("checkin").last
    assert f"{BOTH} read this; Lena Dahl doesn’t see what you’re stuck on." in said
    form = alice.opens("Fill in")
    assert f"{BOTH} read this" in form.words
    alice.taps("One question at a time").says("Write").says("no")
    alice.sees(f"[Share with {BOTH}]", f"{BOTH} read this")
    alice.taps(f"Share with {BOTH}").sees(f"Shared with {BOTH}.")


def test_who_reads_what_names_the_lead_as_well(large, mara, alice):
    named(mara, "alice")
    assert "You, Mara Keller and Lena Dahl" in alice.says("privacy").last
    assert "You, Mara Keller and Lena Dahl" in alice.visits("welcome", "")
    mara.says("team").taps(END)
    assert "Lena Dahl" not in alice.says("privacy").last


def test_an_open_invitation_asks_again(large, mara, alice):
    alice.says("checkin")
    named(mara, "alice")
    alice.says("as planned, nothing stuck")
    assert read_by(large, "lena") == read_by(large, "mara") == []
    alice.sees(f"{BOTH} read this")


def test_an_open_form_asks_again(large, mara, alice):
    form = alice.says("checkin").opens("Fill in").fills(plans=["Write"])
    named(mara, "alice")
    form.tries()
    assert form.errors
    assert read_by(large, "lena") == read_by(large, "mara") == []


def test_an_open_recap_asks_again(large, mara, alice):
    alice.says("checkin").taps("One question at a time").says("Write").says("no")
    named(mara, "alice")
    alice.taps("Share with Mara Keller")
    assert f"[Share with {BOTH}]" in alice.card("weekly_checkin.recap")
    assert read_by(large, "lena") == read_by(large, "mara") == []
    alice.taps(f"Share with {BOTH}")
    assert read_by(large, "lena") == [("Write",)]


def test_a_typed_yes_asks_again(large, mara, alice):
    alice.says("checkin").taps("One question at a time").says("Write").says("no")
    named(mara, "alice")
    alice.says("yes").sees(f"[Share with {BOTH}]")
    assert read_by(large, "lena") == read_by(large, "mara") == []


def test_words_after_the_one_tap_are_not_added_unasked(second, mara, alice):
    grown(second)
    alice.taps("As planned, nothing stuck").says("Call the customer").sees("Mara Keller would read it.")
    named(mara, "alice")
    alice.taps("Add")
    assert f"{BOTH} would read it." in alice.card("weekly_checkin.adding")
    assert read_by(second, "lena") == []


def test_a_shared_week_says_that_the_lead_does_not_read_it(large, mara, alice):
    writes(alice, "Write")
    named(mara, "alice")
    large["lena"].says("team")
    mara.says("team").taps("Show the other 1").taps("Mark as read", on="Alice Berger")
    assert "Lena Dahl reads your check-ins from now on, but not this one" in alice.card("weekly_checkin.shared")


# --- the digests ------------------------------------------------------------------------------------------------------


def test_the_manager_reads_how_many_and_may_see_them(large, mara, alice, bob):
    named(mara, "alice")
    writes(alice, "Write the report")
    writes(bob, "Sell the van")
    mara.says("team").taps("Show the other 1").sees("2 answers so far", "Sell the van", "Lena Dahl reads one of them.")
    mara.sees_not("Write the report")
    mara.taps("Show that one").sees("Write the report", "2 answers so far")
    mara.taps("Mark as read", on="Alice Berger")
    alice.sees("Mara Keller read it")


def test_what_was_written_before_stays_with_the_manager(large, mara, alice):
    writes(alice, "Write the report")
    named(mara, "alice")
    mara.says("team").taps("Show the other 1").sees("Write the report", "Lena Dahl reads for you too.")


def test_it_comes_to_the_lead_on_the_leads_own_day(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    lena = large["lena"]
    lena.says("settings").opens("Change", on="digest").fills(day="4").submits()
    large.moves_to("2026-11-27 09:59")
    assert lena.counts(DIGEST) == 0
    large.moves_to("2026-11-27 10:00")
    lena.sees("Alice Berger: this week’s plans")


def test_what_the_lead_does_is_told_in_their_name(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    lena = large["lena"].says("team")
    lena.taps("Mark as read", on="Alice Berger")
    alice.sees("Lena Dahl read it on")
    lena.taps("Add to our one-on-one", on="Alice Berger").sees("On the agenda for your next one-on-one")
    alice.sees("Lena Dahl put it on the agenda")
    lena.opens("Reply", on="Alice Berger").fills(text="Well done").submits()
    alice.sees("Well done", "Lena Dahl replied")
    assert [entry.text for entry in entries_of(large, "alice", "reply_given", reader="lena")] == ["Well done"]
    assert [entry.text for entry in entries_of(large, "alice", "reply_given", reader="mara")] == ["Well done"]


def test_the_lead_may_ask_for_other_words(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    large["lena"].says("team").taps("Ask to rephrase", on="Alice Berger")
    alice.sees("Lena Dahl didn’t quite follow.")


def test_what_the_manager_replies_is_not_for_the_lead(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    mara.says("team").taps("Show that one").opens("Reply", on="Alice Berger").fills(text="See me").submits()
    assert entries_of(large, "alice", "reply_given", reader="lena") == []


def test_another_lead_takes_over(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    large["lena"].says("team").sees("Write the report")
    named(mara, "alice", lead="bob")
    assert read_by(large, "lena") == read_by(large, "bob") == []
    large["lena"].sees_not("Write the report")
    mara.says("team").taps("Show the other 1").sees("Write the report")
    alice.opens("Change").fills(plans=["Again"]).submits()
    assert (read_by(large, "lena"), read_by(large, "bob")) == ([], [("Again",)])


def test_more_than_thirty_come_in_turn(monday, mara):
    grown(monday, 33)
    form = mara.says("team").opens(NAME)
    assert sum(name.startswith("of.") for name in form.values) == 30
    named(mara, "alice")
    assert "of.alice" not in mara.says("team").opens(NAME).values
