"""What is plainly no plan is not noted as one: a time, a bare outcome, and outcomes in a mix of languages."""

from __future__ import annotations

import pytest

ASKS, ASKS_IN_CHINESE = "Is that your plan for this week?", "这是你这周的计划吗？"


@pytest.mark.parametrize("said", ["this afternoon", "Friday then", "tomorrow", "done", "all done", "not yet"])
def test_no_more_than_a_time_or_an_outcome_is_asked_about(monday, alice, said):
    alice.says(said).sees(ASKS, said).says("no").says("audit").sees("Is anything stuck?").says("no")
    alice.sees("top one to three audit\n")


@pytest.mark.parametrize("said", ["下午吧", "明天", "完成了"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says(said).sees(ASKS_IN_CHINESE, said)


def test_a_time_below_the_offer_of_another_is_none(second, alice):
    alice.says("remind me tmrw").sees("No hurry.").says("this afternoon").sees(ASKS)


@pytest.mark.parametrize("said", ["audit this afternoon", "Friday demo", "all done reports filed", "later stage audit"])
def test_plans_stay_plans(monday, alice, said):
    alice.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["下午开会", "周五演示"])
def test_so_they_do_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？")


def test_an_outcome_is_told_where_last_week_is_open(second, alice):
    alice.says("done").sees("one to three things that matter most")


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("report done, supplier dropped, IT audit", "IT audit"),
        ("all done. it training for sales", "it training for sales"),
        ("all done, its the audit and hudson this week", "its the audit and hudson this week"),
    ],
)
def test_what_begins_like_a_reason_may_be_a_plan(second, alice, said, plans):
    alice.says(said).says("no").says("3").sees(plans)


def test_so_it_may_be_in_chinese(second, li):
    li.says("都完成了，对方公司尽调").says("没有").says("3").sees("一到三件 对方公司尽调\n")


def test_plans_behind_an_outcome_stay(second, alice):
    alice.says("report done, supplier dropped, audit").says("no").says("3").sees("top one to three audit\n")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("方案done了 客户pending 数据不做", ("写方案 完成", "约客户 继续", "整理数据 不做了")),
        ("方案ok 其他没动", ("写方案 完成", "约客户 继续", "整理数据 继续")),
    ],
)
def test_outcomes_in_two_languages_are_told(second, li, said, sees):
    li.says(said).says("就这些").says("没有").says("3").sees(*sees)


def test_plans_in_two_languages_stay(second, li):
    li.says("都完成了").says("写PRD 约客户").says("没有").says("3").sees("一到三件 写PRD 约客户")


def test_done_below_a_week_that_is_left_out_opens_nothing(monday, bob):
    bob.taps("Not this week").says("done")
    assert "Is anything stuck?" not in bob.chat
