"""Nothing that was said is lost: not at the week's end, not by a correction, not by its length."""

from __future__ import annotations

import pytest

from conversations.entries import SettingChanged
from tests.conversations.weekly_checkin.record import entries_of, week_of


def test_a_finished_recap_outlives_the_week_and_can_still_be_shared(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("4").sees("Is this right?")
    second.moves_to("2026-12-07 00:30")
    closed = alice.card("weekly_checkin.closed.begun")
    assert "Visit the fair" in closed
    assert alice.can("Share with Mara Keller")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)


def test_a_half_answered_week_is_there_to_look_at(second, alice):
    alice.says("Visit the fair").taps("All done").sees("Is anything stuck?")
    second.moves_to("2026-12-07 00:30")
    form = alice.opens("Look and share")
    form.fills(stuck="no").submits()
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)


def test_a_correction_of_last_week_moves_no_tap_to_another_plan(second, alice):
    alice.taps("Still going", on="Write the report")
    week_before = alice.message("weekly_checkin.shared")
    alice.opens("Change", of=week_before).fills(plans=["Call the supplier"]).submits()
    alice.taps("As planned, nothing stuck")
    outcomes = {each.plan: each.outcome for each in week_of(second, "alice", "2026-W49").outcomes}
    assert outcomes == {"Write the report": "continue", "Call the supplier": "done"}


def test_a_long_answer_to_stuck_is_refused_and_never_cut(second, alice):
    alice.says("Visit the fair").taps("All done")
    alice.says("waiting " * 90).sees("500", "Is anything stuck?")
    alice.says("Waiting for the licence").says("my manager")
    assert "stuck_on" not in alice.chat


def test_who_says_to_the_invitation_that_they_are_stuck_is_understood(second, alice):
    alice.says("I'm stuck on the sensor licence")
    assert alice.last.count("sensor licence") == 1
    assert entries_of(second, "alice", "check_in_answered")[-1].week != "2026-W49"
    assert not any("sensor licence" in plan for plan in _plans(second))


def test_a_plan_about_something_stuck_is_a_plan(second, alice):
    alice.says("Replace the stuck valve").taps("All done").sees("Is anything stuck?")


def test_not_this_week_is_no_prompt_ignored(second, alice):
    alice.taps("Not this week")
    second.moves_to("2026-12-07 10:00")
    alice.taps("Not this week")
    second.moves_to("2026-12-14 00:30")
    changed = [entry for entry in entries_of(second, "alice", "setting_changed") if isinstance(entry, SettingChanged)]
    assert [entry.name for entry in changed if entry.name == "every_weeks"] == []


def test_what_is_stuck_after_the_digest_reaches_the_manager_at_once(second, alice, mara):
    second.moves_to("2026-12-03 11:00")
    before = mara.counts()
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No badge for the fair").submits()
    assert mara.counts() == before + 1
    mara.sees("No badge for the fair")


def _plans(stage):
    return [plan for entry in entries_of(stage, "alice", "check_in_answered") for plan in entry.plans]


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        ("away until Sunday", "Yes, note it"),
        ("pause for two weeks", "Yes, pause"),
        ("stop", "Stop all messages"),
    ],
)
def test_who_says_to_be_elsewhere_ignores_nothing(monday, alice, said, yes):
    """The week before was ignored; this one is no second such week."""
    monday.moves_to("2026-11-30 10:00")
    alice.says(said).taps(yes)
    monday.moves_to("2026-12-07 10:30")
    assert monday["alice"].person.every_weeks == 1


def test_who_says_what_is_stuck_ignores_nothing(monday, alice):
    for day in ("2026-11-23 11:00", "2026-11-30 11:00"):
        monday.moves_to(day)
        alice.says("I'm stuck").says("No sensors")
    monday.moves_to("2026-12-07 10:30")
    assert monday["alice"].person.every_weeks == 1
