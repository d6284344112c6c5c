"""One's own days away are no plan, wherever plans are asked for or the summary is answered."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

NOTE = "nothing counts as missed"


@pytest.mark.parametrize(
    "said",
    [
        "on vacation all week",
        "on vacation",
        "I'm on leave from Wednesday",
        "no plans, I'm on leave this week",
        "time off",
    ],
)
@pytest.mark.parametrize("before", [(), ("all done",)])
def test_they_are_no_plan(second, alice, said, before):
    for each in before:
        alice.says(each)
    alice.says(said).sees(NOTE)


@pytest.mark.parametrize("said", ["在休年假", "没计划，请假了", "我这周都在休假", "休假一周", "周三请假"])
def test_nor_are_they_in_chinese(second, li, said):
    li.says("都完成了").says(said).sees("那几天我不打扰")


@pytest.mark.parametrize(
    "said", ["apply for annual leave", "plan the holiday party", "on vacation from Friday, slides before"]
)
def test_what_more_is_said_may_be_a_plan(second, alice, said):
    alice.says("all done").says(said).sees("Is anything stuck?").says("no").says("4").sees(said)


@pytest.mark.parametrize("said", ["出差", "申请年假", "整理请假记录"])
def test_so_it_may_in_chinese(second, li, said):
    li.says("都完成了").says(said).sees("有卡住的吗？").says("没有").says("4").sees(said)


@pytest.mark.parametrize("said", ["also i'll be away friday", "I'm off on Friday"])
def test_at_the_summary_they_add_no_plan(second, alice, said):
    alice.says("all done").says("Visit the fair").says("no").says("4").sees("Is this right?").says(said)
    alice.sees("You’ll be away: Fri 4 Dec").taps("Yes, note it")
    alice.says("checkin").sees("This week’s top one to three Visit the fair").taps("Share with Mara Keller")
    [week] = entries_of(second, "alice", "check_in_answered")[-1:]
    assert week.plans == ("Visit the fair",)


def test_so_it_is_at_the_summary_in_chinese(second, li):
    li.says("都完成了").says("写总结").says("没有").says("4").says("另外我周五休假").sees("你这几天不在：12月4日 周五")


@pytest.mark.parametrize("said", ["Bob is on vacation", "the supplier is on leave"])
def test_what_is_stuck_on_somebody_away_is_stuck(second, alice, said):
    alice.says("all done").says("Visit the fair").says(said).sees("Who can help?")
