"""What may answer a question that has passed is asked about, and never offered as a plan."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

LATE = ["nope try sven", "oops not tmrw, friday", "turns out i dont have any", "he is sick", "she's out sick"]
LATE_IN_CHINESE = ["他病了", "哎呀说错了，周五", "她请假了"]


@pytest.mark.parametrize("said", LATE)
def test_below_a_shared_week_it_is_asked_about(second, alice, said):
    alice.says("as planned").says(said).sees("I’m not sure what you need").sees_not("Add this to this week’s plans?")
    assert week_of(second, "alice", "2026-W49").plans == ()


@pytest.mark.parametrize("said", LATE_IN_CHINESE)
def test_so_it_is_in_chinese(second, li, said):
    li.says("照计划").says(said).sees_not("加到这周的计划里")
    assert week_of(second, "li", "2026-W49").plans == ()


@pytest.mark.parametrize("said", LATE)
def test_at_the_invitation_it_is_asked_about(monday, alice, said):
    alice.says(said).sees("Is that your plan for this week?")


def test_what_has_happened_is_no_plan(monday, alice, wang):
    alice.says("the samples have arrived").sees("Is that your plan for this week?")
    wang.says("小李的样品已经到了").sees("这是你这周的计划吗？")


@pytest.mark.parametrize("said", ["turns out i dont have any", "I don't have any", "no, I have none"])
def test_where_it_was_asked_what_is_stuck_it_says_that_nothing_is(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize("said", ["oops, forgot: order samples", "also he is to visit the fair"])
def test_what_says_that_it_is_added_is_offered(second, alice, said):
    alice.says("as planned").says(said).sees("Add this to this week’s plans?")


def test_what_is_missing_is_stuck(monday, alice):
    alice.says("Visit the fair").says("I don't have any sensors").sees("Who can help?")
