"""What stands beside last week's outcomes: an apology is no plan, and what is stuck of a plan by its name is none."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

WEEK = "2026-W49"


@pytest.mark.parametrize(
    "said", ["all done, sorry for the delay", "sorry for being late, all done", "all done. sorry I'm late"]
)
def test_an_apology_is_no_plan(second, alice, said):
    alice.says(said).sees("What are the one to three things").says("budget").says("no").says("4").says("yes")
    assert week_of(second, "alice", WEEK).plans == ("budget",)


@pytest.mark.parametrize("said", ["都完成了 不好意思填晚了", "都完成了，抱歉晚了", "都完成了，回晚了抱歉"])
def test_nor_is_it_in_chinese(second, li, said):
    li.says(said).sees("一行一件").says("写总结").says("没有").says("4").says("好")
    assert week_of(second, "li", WEEK).plans == ("写总结",)


def test_what_stands_behind_it_stays(second, alice, li):
    alice.says("all done, sorry for the delay, this week: budget review with Bob").says("no").says("4").says("yes")
    assert week_of(second, "alice", WEEK).plans == ("budget review with Bob",)
    li.says("都完成了，抱歉晚了，这周：写总结").says("没有").says("4").says("好")
    assert week_of(second, "li", WEEK).plans == ("写总结",)


@pytest.mark.parametrize(
    "said", ["Send a sorry for the delay to Hudson", "Write to Hudson, sorry for the delay of it all"]
)
def test_a_plan_with_such_words_is_one(second, alice, said):
    alice.says("all done").says(said).says("no").says("4").says("yes")
    assert week_of(second, "alice", WEEK).plans == (said,)


def test_a_plan_that_is_stuck_by_its_name_is_stuck(second, li):
    li.says("方案搞定，约客户卡住了客户不回微信").sees("其他几件呢？").says("整理数据完成，约客户继续")
    li.says("就这些").sees("谁能帮上忙").says("王芳").says("周五").says("4")
    li.sees("约客户卡住了客户不回微信", "写方案 完成", "约客户 继续")
    li.says("好")
    assert week_of(second, "li", WEEK).plans == ("约客户",)


def test_so_it_is_in_english(second, alice):
    alice.says("report done, supplier stuck they dont answer").sees("And the others?").says("2 still going")
    alice.says("that's all").sees("Who can help?").says("nobody").says("4").sees("supplier stuck they dont answer")
    alice.says("yes")
    assert week_of(second, "alice", WEEK).plans == ("Call the supplier",)


@pytest.mark.parametrize("said", ["约客户谈卡住的订单", "客户卡住的原因分析"])
def test_work_on_what_is_stuck_is_a_plan(second, li, said):
    li.says("都完成了").says(said).says("没有").says("4").says("好")
    assert week_of(second, "li", WEEK).plans == (said,)
