"""How a goal goes, said in the check-in: for whoever reads the goal, seen on the cards that stand, and said once."""

from __future__ import annotations

import pytest

from storage import burden
from tests.conversations.weekly_checkin.record import entries_of

GOAL, WITHOUT = "goal.goal", "Agreed, active"


def agrees(who, manager, title):
    who.says(f"goal add {title} from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    manager.taps("I agree")


def three_weeks_on(stage, who):
    """A week with a check-in, so that the next one asks about goals that nobody has touched since."""
    who.opens("Fill in").fills(plans=["Write the report"]).submits()
    stage.moves_to("2026-12-14 10:00")
    who.says("check-in")


def says_at_risk(who):
    """Fills in the form, and says so of the first goal that is asked about."""
    form = who.opens("Fill in")
    asked = next(name for name in form.values if name.startswith("goals."))
    form.fills(**{asked.replace(".", "_"): "at_risk"}).submits()


def goal_of(who):
    """The goal as somebody has it before them."""
    return who.card(GOAL).split("[")[0].replace("\u00a0", " ")


@pytest.mark.parametrize("private", [False, True])
def test_a_move_is_for_the_readers_of_the_goal_and_its_cards_follow(monday, alice, bob, mara, private):
    agrees(alice, mara, "Renewal rate")
    if private:
        alice.opens("Change").fills(private=True, reason="It is about one person").submits()
        mara.taps("I agree")
    three_weeks_on(monday, alice)
    messages = len(mara.messages)
    says_at_risk(alice)
    assert "At risk" in alice.card(GOAL)
    assert "At risk" in mara.card(GOAL)
    assert len(mara.messages) == messages, "in place, without a message"
    assert len(entries_of(monday, "alice", "goal_moved", reader="mara")) == 1
    assert len(entries_of(monday, "alice", "goal_moved", reader="bob")) == (0 if private else 1)


def test_changing_the_week_afterwards_moves_no_other_goal(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    agrees(alice, mara, "Answer rate")
    three_weeks_on(monday, alice)
    says_at_risk(alice)
    alice.opens("Change").fills(plans=["Call the supplier"]).submits()
    assert len(entries_of(monday, "alice", "goal_moved")) == 1


def test_a_status_is_mended_where_it_was_given(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    says_at_risk(alice)
    form = alice.sees("Renewal rate", "At risk").opens("Change")
    [asked] = [name for name in form.values if name.startswith("goals.")]
    assert form.values[asked] == ("at_risk",)
    form.fills(**{asked.replace(".", "_"): "on_track"}).submits().sees("Renewal rate", "On track")
    assert "On track" in mara.card(GOAL)
    alice.opens("Change").fills(**{asked.replace(".", "_"): "-"}).submits()
    assert [entry.status for entry in entries_of(monday, "alice", "goal_moved")] == ["at_risk", "on_track", ""]
    assert WITHOUT in goal_of(mara)


def test_what_is_said_waits_for_a_tap_where_somebody_moved_the_goal_meanwhile(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    form = alice.opens("Fill in")
    [asked] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{asked.replace(".", "_"): "stuck"})
    mara.taps("On track", of=mara.message(GOAL))
    form.submits()
    assert [entry.status for entry in entries_of(monday, "alice", "goal_moved")] == ["on_track"]
    alice.taps("Use mine")
    assert [entry.status for entry in entries_of(monday, "alice", "goal_moved")] == ["on_track", "stuck"]
    assert "· Stuck" in goal_of(mara)


def test_of_a_goal_that_was_closed_meanwhile_the_card_says_so(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    form = alice.opens("Fill in")
    [asked] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{asked.replace(".", "_"): "stuck"})
    mara.opens("Close it", of=mara.message(GOAL)).fills(how="dropped").submits()
    form.submits()
    assert "Renewal rate Closed by now, so this wasn’t noted" in alice.card("weekly_checkin.shared")
    assert entries_of(monday, "alice", "goal_moved") == []


def test_taking_the_week_back_takes_back_how_the_goals_go(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    says_at_risk(alice)
    alice.says("undo").sees("Nobody else sees it now", "Renewal rate", "At risk").sees_not("on them")
    assert WITHOUT in goal_of(mara)
    alice.taps("Share with Mara Keller")
    assert "· At risk" in goal_of(mara)


def test_taking_the_week_back_leaves_what_was_said_of_the_goal_since(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    says_at_risk(alice)
    mara.taps("Stuck", of=mara.message(GOAL))
    alice.says("undo").sees("Nobody else sees it now", "What you said about your goals stays on them.")
    assert "· Stuck" in goal_of(mara)
    alice.taps("Share with Mara Keller")
    assert [entry.status for entry in entries_of(monday, "alice", "goal_moved")] == ["at_risk", "stuck"]


def test_taking_back_a_week_that_moved_no_goal_says_nothing_of_goals(second, alice):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits().says("undo").sees_not("about your goals")


def test_what_moved_on_meanwhile_is_shown_beside_what_the_check_in_says_of_it(agreed, alice, mara):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits()
    agreed.moves_to("2026-11-30 11:00")
    alice.opens("Fill in").fills(plans=["Call the supplier"]).submits()
    agreed.moves_to("2026-12-07 12:00")
    form = alice.opens("Fill in")
    [goal] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{goal.replace(".", "_"): "on_track", "plans": ["Sign the contract"]})
    mara.opens("Update", of=mara.message("goal.goal")).fills(r_r1="86", pace="stuck", note="Lost the big one").submits()
    form.submits()
    both = alice.card("goal.conflict")
    assert all(each in both for each in ("Mara Keller changed", "Lost the big one", "On track")), both
    assert "Sign the contract" in alice.chat
    assert "Stuck" in mara.card("goal.goal")
    alice.taps("Use mine")
    assert "On track" in mara.card("goal.goal")


def test_what_the_week_said_itself_is_no_other_change(agreed, alice, mara):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits()
    agreed.moves_to("2026-11-30 11:00")
    alice.opens("Fill in").fills(plans=["Call the supplier"]).submits()
    agreed.moves_to("2026-12-07 12:00")
    form = alice.opens("Fill in")
    [goal] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{goal.replace(".", "_"): "on_track", "plans": ["Sign the contract"]}).submits()
    alice.opens("Change").fills(**{goal.replace(".", "_"): "stuck"}).submits()
    assert "goal.conflict" not in [message.name for message in alice.messages]
    assert "Stuck" in mara.card("goal.goal")


def test_each_goal_that_is_asked_about_counts_as_a_question(monday, alice, mara):
    for title in ("Renewal rate", "Satisfaction rate"):
        agrees(alice, mara, title)
    three_weeks_on(monday, alice)
    asked = [name for name in alice.opens("Fill in").values if name.startswith("goals.")]
    before = monday.see(burden.of_person, "alice", "2026-12").questions
    assert len(asked) == 2
    assert before >= 2 + 3, before
