"""How a goal goes, said in the check-in: for whoever reads the goal, seen on the cards that stand, and said once."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

GOAL = "goal.goal"


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


def test_taking_the_week_back_says_that_how_the_goals_go_stays_and_where_to_change_it(monday, alice, mara):
    agrees(alice, mara, "Renewal rate")
    three_weeks_on(monday, alice)
    says_at_risk(alice)
    alice.says("undo").sees("Nobody else sees it now", "What you said about your goals stays on them.")
    assert "At risk" in mara.card(GOAL)
    alice.says("goal").taps("Open “Goals”").sees("Renewal rate", "At risk")


def test_taking_back_a_week_that_moved_no_goal_says_nothing_of_goals(second, alice):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits().says("undo").sees_not("about your goals")
