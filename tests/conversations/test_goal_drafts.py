"""A draft of a goal: for whom it is written, to whom it goes, and what becomes of it when one of that changes."""

from dataclasses import replace
from datetime import date

from conversations.entries.goals import GoalClosed, GoalSet
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.effects import Record
from storage import records, roster
from tests.conversations.weekly_checkin.record import entries_of

RENEWALS = "Renewal rate from 82% to 90% by the end of the year"
ON_TIME = "Alice improves her late arrivals from 8 to 1 by the end of the year"


def moves(stage, who, manager):
    stage.do(roster.update_person, replace(stage[who].person, manager=manager))


def test_a_draft_for_who_reports_to_somebody_else_by_now_goes_nowhere(monday, alice, mara, sven):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(ON_TIME)
    moves(monday, "alice", "sven")
    mara.taps("Propose to Alice Berger").sees("Alice Berger doesn’t report to you any more", ON_TIME.split(" from")[0])
    for who in (mara, alice, sven):
        assert "late arrivals" not in who.visits("goals", "tree")
    moves(monday, "alice", "mara")
    mara.says("goal team")
    moves(monday, "alice", "sven")
    mara.taps("Set a goal", on="Alice Berger").sees("doesn’t report to you any more")
    mara.says("goal add").sees("What should be different by the end?")


def test_it_goes_to_whom_its_button_names_or_to_nobody(monday, alice, sven):
    alice.says(f"goal add {RENEWALS}")
    moves(monday, "alice", "sven")
    alice.taps("Propose to Mara Keller").sees("[Propose to Sven Holm]")
    assert sven.counts("goal.goal") == 0
    alice.taps("Propose to Sven Holm")
    assert sven.counts("goal.goal") == 1


def test_an_older_draft_does_not_propose_the_newer_one(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90%")
    form = alice.opens("Propose to Mara Keller").fills(reason="The year is known")
    alice.says("goal add Complaints from 12 to 6 by the end of the year")
    form.tries()
    assert form.errors["reason"].startswith("This draft isn’t the same any more")
    assert mara.counts("goal.goal") == 0
    alice.taps("Propose to Mara Keller")
    mara.sees("Complaints", "[I agree]")
    mara.sees_not("The year is known")


def test_a_line_on_why_is_a_line(monday, alice):
    form = alice.says("goal add Renewal rate from 82% to 90%").opens("Propose to Mara Keller").fills(reason="z" * 301)
    form.tries()
    assert form.errors == {"reason": "This is too long. Please keep it to 300 characters."}


def test_a_draft_dropped_and_taken_up_again_is_a_draft(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Keep as a draft")
    alice.opens("Close it").fills(how="dropped").submits()
    alice.taps("Reopen").sees("Draft, only you can see it", "[Propose to Mara Keller]")
    alice.taps("Propose to Mara Keller")
    mara.taps("I agree").sees("Agreed")


def test_who_has_no_manager_takes_up_a_dropped_draft_and_sets_it(monday, sven):
    sven.says(f"goal add {RENEWALS}").taps("Keep as a draft")
    sven.opens("Close it").fills(how="dropped").submits()
    sven.taps("Reopen").sees("Draft, only you can see it").taps("Set it").sees("Agreed")


def test_what_a_manager_writes_is_not_the_departments_before_the_yes(monday, alice, mara, bob):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(ON_TIME).taps("Propose to Alice Berger")
    alice.sees("Only the owner and their manager can see this.")
    assert "late" not in bob.visits("goals", "tree")
    monday.moves_on(days=1)
    assert "The department can see this." in alice.taps("I agree").card("goal.goal")
    assert "late" in bob.visits("goals", "tree")
    assert "late" not in bob.visits("goals", "tree", "2026-11-23")
    assert "late" in mara.visits("goals", "tree", "2026-11-23")


def test_a_draft_that_was_kept_goes_to_whom_its_button_names(monday, alice, sven):
    alice.says(f"goal add {RENEWALS}").taps("Keep as a draft")
    moves(monday, "alice", "sven")
    alice.taps("Propose to Mara Keller").sees("Draft, only you can see it", "[Propose to Sven Holm]")
    assert sven.counts("goal.goal") == 0


def test_what_went_further_than_it_was_to_go_begins_anew_without_a_target(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.opens("Update").fills(r_r1="92").submits().opens("Close it").fills(how="done").submits()
    alice.says("goal").taps("Ended goals").taps("Start from it").taps("By Thu 31 Dec")
    alice.sees("from 92%, how far is still to be said", "How will you both see that it\u2019s reached?")
    alice.opens("Say what shows it").fills(target="95").submits().sees("from 92% to 95%")


def test_what_begins_anew_leaves_behind_what_belonged_to_its_time(monday, alice):
    signed = KeyResult("r1", "Contract signed", "milestone", due=date(2026, 9, 15))
    content = GoalContent("New distributor", date(2026, 7, 1), date(2026, 9, 30), (signed,), present_weeks=6)
    for id_, entry in (("set", GoalSet("g1", content, alone=True)), ("end", GoalClosed("g1", "missed"))):
        monday.do(records.append, "alice", monday.now, Record(id_, entry, "alice", audience="team"))
    alice.says("goal").taps("Ended goals").taps("Start from it").sees("Contract signed")
    assert "15 Sep" not in alice.last
    alice.taps("Keep as a draft")
    assert entries_of(monday, "alice", "goal_set")[-1].content.present_weeks is None


def test_a_draft_without_its_start_goes_the_way_that_is_left(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").opens("Change").fills(start="", target="70").submits()
    alice.opens("Propose to Mara Keller").fills(reason="Counted anew").submits()
    mara.taps("I agree").opens("Update").fills(r_r1="84").submits()
    assert mara.card("goal.goal").startswith("Renewal rate\nAlice Berger\u2019s goal\n0%")


def test_a_draft_that_is_proposed_from_its_card_is_asked_why(monday, alice, mara):
    alice.says("goal add Improve the teamwork with sales as much as possible").taps("Keep as a draft")
    alice.says("goal explain Improve").sees("could make it clearer")
    form = alice.opens("Propose to Mara Keller")
    form.fills(reason="It is about trust").submits()
    mara.sees("Improve the teamwork", "It is about trust", "[I agree]")


def test_when_it_begins_is_kept_and_its_end_is_asked(monday, alice, mara):
    alice.says("goal add Cut scrap from 8% to 5% from 1 April").sees("From when Thu 1 Apr", "It has no end date yet.")
    alice.says("by end of June").sees("Wed 30 Jun").taps("Propose to Mara Keller")
    mara.sees("from Thu 1 Apr", "due Wed 30 Jun").taps("I agree")
    alice.says("goal").sees("from Thu 1 Apr")


def test_of_two_days_that_exclude_each_other_the_last_one_stands(monday, alice):
    alice.says("goal add Cut scrap from 8% to 5% from 1 April by end of June").sees("From when Thu 1 Apr")
    alice.says("by end of March").sees("Wed 31 Mar")
    assert "From when" not in alice.last
    alice.says("starting in May").sees("From when Sat 1 May", "It has no end date yet.")
