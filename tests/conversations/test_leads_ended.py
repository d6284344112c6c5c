"""What was said of a lead ends with it: notices, the week's card, and what came in the digests of those who read."""

from __future__ import annotations

import pytest

from bot import rhythms
from bot.people_import import forget
from storage import deliveries, records
from tests.conversations.test_leads import BOTH, DIGEST, END, changes, grown, named, read_by, writes

LEAD, SHARED = "weekly_checkin.lead", "weekly_checkin.shared"
FROM_NOW_ON, NO_MORE = "From now on Lena Dahl reads your check-in", "Lena Dahl doesn’t read your check-ins any more."
FOR_THE_LEAD = "manager_digest.lead"


@pytest.fixture
def large(monday):
    """Thirteen report to Mara."""
    return grown(monday)


def moves(stage, who, to):
    """An import moves somebody to another manager."""
    before = stage[who].person.manager
    changes(stage, who, manager=to)
    stage.do(rhythms.end_namings, stage.now)
    stage.do(rhythms.look_again, [who, before, to], stage.now)
    stage.moves_on(minutes=1)


def ends(stage, mara):
    mara.says("team").taps(END)


def moves_away(stage, mara):
    moves(stage, "alice", "sven")


def is_erased(stage, mara):
    stage.do(forget, "lena", stage.now)
    stage.moves_on(minutes=1)


ENDS = pytest.mark.parametrize("end", [ends, moves_away])


@ENDS
def test_a_notice_that_waits_is_not_sent(large, mara, alice, end):
    large.moves_to("2026-11-23 20:30")
    named(mara, "alice")
    end(large, mara)
    large.moves_to("2026-11-25 10:30")
    assert alice.counts(LEAD) == 0
    assert large["lena"].counts(FOR_THE_LEAD) == 0


@ENDS
@pytest.mark.parametrize("weeks", [0, 2])
def test_a_notice_that_is_there_says_so_quietly(large, mara, alice, end, weeks):
    named(mara, "alice")
    large.moves_on(days=7 * weeks)
    messages = alice.counts()
    end(large, mara)
    alice.sees_not(FROM_NOW_ON)
    assert NO_MORE in alice.card(LEAD)
    assert alice.counts() == messages


@pytest.mark.parametrize("end", [ends, moves_away, is_erased])
def test_the_weeks_card_names_who_reads_now(large, mara, alice, end):
    named(mara, "alice")
    writes(alice, "Write the report")
    assert f"Shared with {BOTH}." in alice.card(SHARED)
    end(large, mara)
    assert "Lena Dahl" not in alice.card(SHARED)


def test_who_was_erased_is_named_no_more(large, mara, alice):
    named(mara, "alice")
    mara.says("team").sees("Lena Dahl reads for you too.")
    is_erased(large, mara)
    alice.sees_not("Lena Dahl")
    assert "Whoever read your check-ins beside your manager doesn’t any more." in alice.card(LEAD)
    assert "Lena Dahl" not in mara.last


def test_another_lead_is_no_end(large, mara, alice):
    named(mara, "alice")
    named(mara, "alice", lead="bob")
    alice.sees("From now on Bob Nyman reads your check-in")
    alice.sees_not(NO_MORE)


def test_who_comes_back_has_no_lead(large, mara, alice):
    named(mara, "alice")
    moves(large, "alice", "sven")
    moves(large, "alice", "mara")
    assert large["alice"].person.lead == ""
    large.do(records.rebuild)
    assert large["alice"].person.lead == ""
    writes(alice, "Write the report")
    assert read_by(large, "lena") == []


def test_a_lead_is_told_once_what_they_read(large, mara):
    named(mara, "alice")
    lena = large["lena"]
    lena.sees("Mara Keller would like you to read the check-ins of Alice Berger too.", "Each of them is told")
    named(mara, "bob")
    assert "the check-ins of Alice Berger and Bob Nyman too." in lena.card(FOR_THE_LEAD)
    large.moves_on(days=14)
    assert lena.counts(FOR_THE_LEAD) == 1
    ends(large, mara)
    assert "You don’t read anyone’s check-ins for your manager any more." in lena.card(FOR_THE_LEAD)


def test_a_lead_is_told_anew_of_whom_they_read_for_in_another_week(large, mara):
    named(mara, "alice")
    large.moves_on(days=7)
    named(mara, "bob")
    lena = large["lena"]
    assert "the check-ins of Alice Berger and Bob Nyman too." in lena.card(FOR_THE_LEAD)
    ends(large, mara)
    lena.sees_not("would like you to read")


def test_what_the_lead_is_told_counts_in_their_week(large, mara):
    named(mara, "alice")
    kept = large.see(deliveries.get, large["lena"].message(FOR_THE_LEAD).delivery)
    assert kept.counts_as == "news"


@ENDS
def test_it_goes_from_the_leads_digest(large, mara, alice, end):
    named(mara, "alice")
    writes(alice, "Write the report")
    lena = large["lena"].says("team").sees("Write the report")
    end(large, mara)
    lena.sees_not("Write the report")


def test_a_move_takes_it_from_the_managers_digest(monday, mara, alice):
    writes(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    assert "Write the report" in mara.card(DIGEST)
    moves(monday, "alice", "sven")
    mara.sees_not("Write the report")


def writes_every_week(stage, who, *words):
    """A week's plans each, until the digest after the last has come."""
    for each in words:
        writes(who, each)
        stage.moves_on(days=7)


SECRETS = ("First", "Second", "Third", "Fourth")


def test_it_goes_from_all_digests_of_the_lead(large, mara, alice):
    named(mara, "alice")
    writes_every_week(large, alice, *SECRETS)
    lena = large["lena"]
    assert all(each in lena.chat for each in SECRETS)
    ends(large, mara)
    large.moves_on(minutes=1)
    lena.sees_not(*SECRETS)
    assert lena.counts(DIGEST) == 0


def test_it_goes_from_all_digests_of_who_was_the_manager(monday, mara, alice, bob):
    writes(bob, "Visit the fair")
    writes_every_week(monday, alice, *SECRETS)
    assert all(each in mara.chat for each in SECRETS)
    moves(monday, "alice", "sven")
    mara.sees_not(*SECRETS)
    assert "Visit the fair" in mara.chat
