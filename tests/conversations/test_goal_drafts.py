"""A draft of a goal: for whom it is written, to whom it goes, and what becomes of it when one of that changes."""

from dataclasses import replace

from storage import roster

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
