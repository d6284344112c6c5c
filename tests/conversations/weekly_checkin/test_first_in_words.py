"""What is typed where the first week asks for plans: nothing special, what is stuck, and that it is to stop."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of

NOTHING = ["nothing special", "business as usual", "nothing"]
NOTHING_IN_CHINESE = ["没啥特别的", "没什么特别的", "没啥", "照常"]
STOPS = [
    *("dont need this, stop msging me", "stop pinging me", "Stop spamming me please!", "please stop nagging me"),
    "stop asking me every week",
]


@pytest.mark.parametrize("said", NOTHING)
@pytest.mark.parametrize("asked", [False, True])
def test_nothing_special_is_no_plan(monday, alice, said, asked):
    if asked:
        alice.taps("One question at a time")
    alice.says(said).sees("Is anything stuck?").says("no").sees("Is this right?").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ()


@pytest.mark.parametrize("said", NOTHING_IN_CHINESE)
def test_nor_is_it_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").taps("发给王芳")
    assert week_of(monday, "li", "2026-W48").plans == ()


def test_what_is_stuck_behind_the_plans_is_no_plan(monday, alice):
    alice.says("2 things: budget and booth. stuck w sap login since monday").sees("Who can help?")
    alice.taps("My manager").taps("Skip").sees("budget and booth", "stuck w sap login since monday")
    alice.taps("Share with Mara Keller")
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised")] == ["stuck w sap login since monday"]
    assert not any("sap" in each for each in week_of(monday, "alice", "2026-W48").plans)


@pytest.mark.parametrize("said", STOPS)
@pytest.mark.parametrize("asked", [False, True])
def test_who_wants_no_more_messages_is_shown_how(monday, alice, said, asked):
    if asked:
        alice.taps("One question at a time")
    alice.says(said).sees("Fewer messages, or none", "[Pause]", "[Stop all messages]")
    alice.sees_not("Is anything stuck?")


@pytest.mark.parametrize("said", ["别再催我了", "别再提醒我了", "别每周都问我了"])
def test_so_is_who_says_so_in_chinese(monday, li, said):
    li.says(said).sees("[暂停]").sees_not("有卡住的吗？")


@pytest.mark.parametrize("said", ["Stop the line for the audit", "Write the report, stop the leak", "Stop Bob and me"])
def test_what_is_stopped_at_work_is_a_plan(monday, alice, said):
    alice.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize(
    "said", ["interviews on wednesday, offsite prep", "interviews, offsite prep", "interviews with Tom\noffsite prep"]
)
def test_plans_that_begin_with_the_word_of_a_library_are_plans(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").sees("Is this right?", "interviews", "offsite prep")


@pytest.mark.parametrize("said", ["面谈，绩效改进", "面谈 低绩效员工，团建准备"])
def test_so_they_are_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").sees("面谈")


@pytest.mark.parametrize(
    "said", ["interviews offsite", "interviews low performer", "/interviews low performer, offsite"]
)
def test_one_name_behind_it_still_opens_the_library(monday, mara, said):
    mara.says(said)
    assert mara.listening != "stuck"
    assert "Is anything stuck?" not in mara.chat
