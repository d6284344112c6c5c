"""What is said of what is stuck once the week is shared: another day, that it is to go, and who is to help with it."""

from __future__ import annotations

import pytest

from conversations.weekly_checkin.dropping import drops_what_is_stuck
from tests.conversations.weekly_checkin.record import entries_of, week_of


@pytest.fixture
def stuck(second, alice):
    """Alice's week is shared, and stuck on something until Friday."""
    form = alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="No power", helper="manager")
    form.fills(needed_by="2026-12-04").submits()
    return alice


@pytest.mark.parametrize("said", ["make it thursday", "change it to thursday", "no, i meant thursday"])
def test_another_day_is_that_by_which_it_is_needed(second, stuck, said):
    stuck.says(said).sees("Thu 3 Dec", "Week of Mon 30 Nov")
    assert [each.needed_by.day for each in entries_of(second, "alice", "blocker_raised")] == [4, 3]
    assert week_of(second, "alice", "2026-W49").plans == ("Visit",)


def test_what_was_answered_is_changed_in_its_form_alone(second, stuck, mara):
    mara.says("team")
    [take] = [each for each in mara.last.split("[") if each.startswith("I’ll help by")]
    mara.taps(take.split("]")[0])
    stuck.says("make it thursday").sees("Tap “Change” below")
    assert len(entries_of(second, "alice", "blocker_raised")) == 1


def test_with_nothing_stuck_it_is_a_plan_as_before(second, alice):
    alice.opens("Fill in").fills(plans=["Visit"]).submits()
    alice.says("make it thursday").sees("Which plan is that instead of?")


@pytest.mark.parametrize("said", ["delete the stuck thing", "remove the blocker", "drop the problem please"])
def test_what_is_to_go_has_its_tap(second, stuck, said):
    stuck.says(said).sees("Tap “No longer matters”", "No power", "[No longer matters]").taps("No longer matters")
    assert [each.how for each in entries_of(second, "alice", "blocker_closed")] == ["gone"]
    assert len(entries_of(second, "alice", "blocker_raised")) == 1


@pytest.mark.parametrize("said", ["把卡住的事删掉", "卡住的那件不要了"])
def test_so_it_has_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="法务没回", helper="manager").submits()
    li.says(said).sees("点“不需要了”", "法务没回").sees_not("要记下来吗")


@pytest.mark.parametrize("said", ["add bob to it", "also put Bob on this"])
def test_who_is_to_help_is_no_plan(second, stuck, said):
    stuck.says(said).sees("Tap “Ask someone else”", "No power", "[Ask someone else]").sees_not("Add this to")


@pytest.mark.parametrize("said", ["Remove the stuck valve", "The blocker is the customs office", "Delete old orders"])
def test_other_words_are_none_of_it(vocabulary, said):
    assert not drops_what_is_stuck(said, vocabulary)
