"""What is told of last week's plans at the summary takes the place of what was told before: nothing of it is lost."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

ONCE_MORE = "All right, once more."


def outcomes(stage, who):
    return [plan.outcome for plan in week_of(stage, who, "2026-W49").outcomes]


@pytest.fixture
def recap(second, alice):
    return alice.says("plans: call hudson").says("all done").says("no").says("3").sees("Is this right?")


@pytest.fixture
def recap_zh(second, li):
    return li.says("拜访客户").says("都完成了").says("没有").says("3").sees("这样对吗？")


@pytest.mark.parametrize(
    "said",
    [
        *("report done supplier still going", "supplier not done", "no wait, the supplier is not done"),
        *("the supplier is still going", "2 still going", "done with the report, supplier not yet"),
    ],
)
def test_it_is_read_by_name(second, recap, said):
    recap.says(said).sees("Is this right?", "Write the report Done", "Call the supplier Still going")
    recap.says("yes")
    assert outcomes(second, "alice") == ["done", "continue"]
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier", "call hudson")


@pytest.mark.parametrize(
    "said",
    [
        *("actually the supplier is still going, and add hudson visit", "supplier not done and add hudson visit"),
        "add hudson visit, and the supplier is still going",
    ],
)
def test_a_plan_beside_it_is_added(second, recap, said):
    recap.says(said).says("yes")
    assert outcomes(second, "alice") == ["done", "continue"]
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier", "call hudson", "hudson visit")


def test_what_is_stuck_beside_it_is_too(second, recap):
    recap.says("supplier still going, stuck on the vat number").sees("Who can help?").says("mara").says("skip")
    recap.sees("Call the supplier Still going", "stuck on the vat number")


def test_all_of_it_is_read_in_chinese(second, recap_zh):
    recap_zh.says("方案完成，客户还在约，数据不做了").says("好")
    assert outcomes(second, "li") == ["done", "continue", "drop"]
    assert week_of(second, "li", "2026-W49").plans == ("约客户", "拜访客户")


def test_a_plan_beside_it_is_added_in_chinese(second, recap_zh):
    recap_zh.says("客户其实没约上，再加个拜访王总").says("好")
    assert outcomes(second, "li") == ["done", "continue", "done"]
    assert week_of(second, "li", "2026-W49").plans == ("约客户", "拜访客户", "拜访王总")


@pytest.mark.parametrize("said", ["still going", "one of them is not done", "supplier kind of still going but slow"])
def test_of_which_nobody_knows_a_yes_confirms_none(second, recap, said):
    recap.says(said).sees(ONCE_MORE, "Call the supplier [Done]").says("yes").sees("I didn’t catch that", "[Done]")
    recap.says("2 still going").says("the first is done") if "supplier" not in said else recap.says("2 still going")
    recap.sees("Is this right?", "Write the report Done", "Call the supplier Still going")


def test_so_it_confirms_none_in_chinese(second, recap_zh):
    recap_zh.says("还在做").sees("好，再来一次。", "写方案 [完成]").says("好").sees("写方案 [完成]", "约客户 [完成]")


def test_what_is_not_meant_stays_told(second, recap):
    recap.says("report done, supplier kind of").sees(ONCE_MORE, "Write the report [*Done]", "Call the supplier [Done]")


@pytest.mark.parametrize("said", ["is the supplier done?", "hudson done", "the supplier is nice"])
def test_what_tells_nothing_of_them_changes_nothing(second, recap, said):
    recap.says(said).sees("I didn’t take", "Write the report Done", "Call the supplier Done", "call hudson")


@pytest.mark.parametrize("said", ["change fri to thu", "move friday to thursday", "fri to thu", "not fri, thu"])
def test_the_day_takes_the_place_of_the_one_that_stands(second, alice, said):
    alice.says("all done").says("call hudson").says("stuck on the vat number").says("mara").says("fri").says("3")
    alice.sees("Fri 4 Dec").says(said).sees("By when? Thu 3 Dec")


@pytest.mark.parametrize("said", ["周五改成周四", "周五提前到周四", "不是周五，是周四"])
def test_so_it_does_in_chinese(second, li, said):
    li.says("都完成了").says("拜访客户").says("发票卡在财务").says("王芳").says("周五").says("3")
    li.sees("12月4日 周五").says(said).sees("最晚哪天要？ 12月3日 周四")


def test_of_two_days_that_change_nothing_it_is_said(second, alice):
    alice.says("all done").says("call hudson").says("stuck on the vat number").says("mara").says("fri").says("3")
    alice.says("fri or thu").sees("I didn’t take “fri or thu”", "Fri 4 Dec")
    alice.says("friday 4 dec").sees("By when? Fri 4 Dec").says("yes")
    assert week_of(second, "alice", "2026-W49")
