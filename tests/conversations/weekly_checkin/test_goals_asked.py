"""Goals that lie still are asked about in the week; an answer stays with its goal while the list changes."""

from __future__ import annotations

import pytest

from conversations.toolkit.forms import fields_of
from tests.conversations.weekly_checkin.record import entries_of

GOALS = {"Renewal rate": "from 82% to 90%", "Open tickets": "from 40 to 10"}


@pytest.fixture
def still(monday, alice, mara):
    """Two weeks after two goals were agreed."""
    invite = alice.message("weekly_checkin.invite")
    for title, change in GOALS.items():
        alice.says(f"goal add {title} {change} by the end of the year").taps("Propose to Mara Keller")
        mara.taps("I agree")
        monday.moves_on(minutes=1)
    alice.opens("Fill in", of=invite).fills(plans=["Write"]).submits()
    monday.moves_to("2026-12-08 11:00")
    return monday


def asked(form, title="Renewal rate"):
    """The name of the field that asks about a goal."""
    return next(each.name.replace(".", "_") for each in fields_of(form.form) if form.who._say(each.label) == title)


def holding(who, *words):
    """The newest card with these words in it."""
    return next(each for each in reversed(who.messages) if all(word in who.text_of(each) for word in words))


def moved(stage):
    """What the record says of goals."""
    return [entry.status for entry in entries_of(stage, "alice", "goal_moved")]


def test_an_edit_moves_no_goal(still, alice):
    form = alice.opens("Fill in")
    form.fills(plans=["Visit"], **{asked(form): "at_risk"}).submits()
    alice.opens("Change").fills(plans=["Stay"]).submits()
    assert moved(still) == ["at_risk"]


def test_an_answer_never_slides_to_another_goal(still, alice):
    form = alice.opens("Fill in")
    form.fills(plans=["Visit"], **{asked(form): "at_risk"})
    alice.taps("On track", of=holding(alice, "Renewal rate", "[On track]"))
    form.submits()
    goals = [(entry.goal, entry.status) for entry in entries_of(still, "alice", "goal_moved")]
    assert goals == [(goals[0][0], "on_track"), (goals[0][0], "at_risk")]


def test_spoken_they_are_asked_in_order(still, alice):
    alice.says("Visit").taps("All done").says("no").sees("Renewal rate", "Open tickets")
    alice.says("1 at risk, 2 on track").says("skip").taps("Share with Mara Keller")
    assert moved(still) == ["at_risk", "on_track"]


def test_a_correction_tells_an_old_answer_no_second_time(still, alice):
    form = alice.opens("Fill in")
    form.fills(plans=["Visit"], **{asked(form): "at_risk"}).submits()
    still.moves_to("2027-01-06 11:00")
    form = alice.opens("Change", of=holding(alice, "Visit", "[Change]"))
    assert "Renewal rate" not in form.words, "its time is over: how it came out is asked elsewhere"
    form.fills(plans=["Stay"]).submits()
    assert moved(still) == ["at_risk"]


def test_what_is_not_understood_is_asked_in_the_goals_own_words(still, alice):
    alice.says("Visit").taps("All done").says("no").says("so so").sees(
        "“1 on track, 2 at risk”", "You can also skip it."
    )
    alice.says("the second is at risk, the first is fine").says("skip").taps("Share with Mara Keller")
    assert moved(still) == ["on_track", "at_risk"]


@pytest.mark.parametrize("said", ["nothing", "没有"])
def test_nothing_to_say_of_the_goals_leads_on(still, alice, said):
    alice.says("Visit").taps("All done").says("no").says(said).sees("energy").says("3").taps("Share with Mara Keller")
    assert moved(still) == []
