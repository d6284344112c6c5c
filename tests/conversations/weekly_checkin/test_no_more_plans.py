"""At the plans question, beside plans that carry on: that there are no more, or how last week's went after all."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


@pytest.fixture
def carrying(second, alice):
    return (
        alice.taps("Still going", on="Write the report")
        .taps("Still going", on="Call the supplier")
        .taps("One question at a time")
    )


@pytest.fixture
def carrying_on(second, li):
    return li.taps("完成", on="整理数据").taps("继续", on="写方案").taps("继续", on="约客户").taps("一问一答")


def plans(stage, who):
    return week_of(stage, who, "2026-W49").plans


@pytest.mark.parametrize("said", ["thats all", "that's all", "same", "nothing new", "no other plans"])
def test_no_more_than_those_goes_on(second, carrying, said):
    carrying.says(said).sees("Is anything stuck?").says("no").says("4").taps("Share with Mara Keller")
    assert plans(second, "alice") == ("Write the report", "Call the supplier")


@pytest.mark.parametrize("said", ["没别的了", "一样", "没有新的"])
def test_so_it_does_in_chinese(second, carrying_on, said):
    carrying_on.says(said).sees("有卡住的吗？").says("没有").says("4").says("好")
    assert plans(second, "li") == ("写方案", "约客户")


@pytest.mark.parametrize("said", ["No new hires this month", "Same report for Berlin"])
def test_a_plan_with_such_words_is_one(second, carrying, said):
    carrying.says(said).says("no").says("4").taps("Share with Mara Keller")
    assert plans(second, "alice") == ("Write the report", "Call the supplier", said)


def test_who_does_not_know_yet_is_asked(carrying):
    carrying.says("dont know yet, ask me wed").sees("Is that your plan for this week?")


def test_nor_does_one_in_chinese(carrying_on):
    carrying_on.says("还没想好，周三再问我").sees("还没想好，周三再问我", "[")
    assert "有卡住的吗" not in carrying_on.last


def test_an_outcome_told_late_is_no_plan(second, carrying):
    carrying.says("actually the supplier is done too").sees("These carry on", "Write the report").says("visit the fair")
    carrying.says("no").says("4").sees("Call the supplier Done").taps("Share with Mara Keller")
    assert plans(second, "alice") == ("Write the report", "visit the fair")


def test_nor_is_one_in_chinese(second, carrying_on):
    carrying_on.says("其实客户也约好了").sees("这几件接着做", "写方案").says("就这些").says("没有").says("4")
    carrying_on.sees("约客户 完成").says("好")
    assert plans(second, "li") == ("写方案",)


def test_a_plan_may_stand_beside_it(second, carrying):
    carrying.says("supplier is done, visit the fair").sees("Is anything stuck?").says("no").says("4")
    carrying.taps("Share with Mara Keller")
    assert plans(second, "alice") == ("Write the report", "visit the fair")


@pytest.mark.parametrize(
    "said",
    ["oh wait, the report isn't finished", "sorry, report not done", "hmm no, the report is still going"],
)
def test_what_leads_in_a_correction_is_no_plan_and_plans_are_asked_again(second, alice, said):
    alice.says("both done").says(said).sees("These carry on", "Write the report").says("visit the fair").says("no")
    alice.says("4").sees("Write the report Still going", "top one to three Write the report; visit the fair")


@pytest.mark.parametrize("said", ["不对，数据还没弄完", "啊说错了，数据没弄完"])
def test_what_leads_in_a_correction_is_no_plan_in_chinese(second, li, said):
    li.says("都完成了").says(said).sees("这几件接着做", "整理数据").says("面试").says("没有")
    li.says("4").sees("整理数据 继续", "一到三件 整理数据；面试")


@pytest.mark.parametrize(
    "said", ["no wait, the supplier sort of got dropped, sorry", "oh, supplier is somehow not done"]
)
def test_a_correction_that_is_not_understood_is_asked_about(second, alice, said):
    alice.says("both done").says(said).sees("I didn’t catch that.", "Call the supplier [*Done]")


def test_a_correction_before_a_label_is_read_and_the_plans_behind_it_kept(second, alice):
    alice.says("both done").says("actually supplier kind of got dropped, sorry. this week: visit the fair")
    alice.sees("I didn’t catch that.", "Call the supplier [*Done]").taps("Dropped", on="Call the supplier")
    alice.says("no").says("4").sees("Call the supplier Dropped", "top one to three visit the fair")


def test_a_correction_that_is_not_understood_is_asked_about_in_chinese(second, li):
    li.says("都完成了").says("等等，客户还没完全约上").sees("没看明白。", "约客户 [*完成]")
