"""Words of last week's plans and what became of them, and no other words, are no plan, however they are put."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


def outcomes(stage, who):
    return [each.outcome for each in week_of(stage, who, "2026-W49").outcomes]


@pytest.mark.parametrize(
    "said",
    ["report done supplier not", "Report yes supplier not yet", "supplier not done report done", "1 done, 2 not"],
)
def test_one_after_the_other_without_a_comma(second, alice, said):
    alice.says(said).sees("These carry on", "Call the supplier").says("no").says("no").says("4")
    alice.taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "continue"]
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier",)


def test_so_they_are_heard_in_chinese(second, li):
    li.says("方案好了客户没").sees("其他几件呢？", "写方案 [*完成]", "约客户 [完成] [*继续]", "整理数据 [完成]")


def test_what_follows_is_heard_besides(second, alice):
    alice.says("report done supplier not, visit the fair, nothing stuck").sees("How’s your energy").says("4")
    alice.sees("Call the supplier Still going", "top one to three Call the supplier", "visit the fair", "Nothing stuck")


@pytest.mark.parametrize("said", ["only the report", "no report yet", "the report is done and the supplier too"])
def test_what_nobody_can_take_apart_is_asked_about(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?", "[All done]").taps("All done").sees("one to three things")


@pytest.mark.parametrize("said", ["客户没约", "只有方案", "没写方案"])
def test_so_it_is_in_chinese(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？", "[都完成了]").taps("都完成了").sees("这周最要紧的")


def test_a_plan_beside_it_is_kept(second, li):
    li.says("客户没约，拜访老客户").taps("都完成了").says("没有").says("4").taps("发给王芳")
    assert week_of(second, "li", "2026-W49").plans == ("拜访老客户",)


@pytest.mark.parametrize(
    "said", ["Call the supplier", "Complete the report", "Write the report for Bob", "Call the supplier next week"]
)
def test_a_name_alone_and_an_order_are_plans(second, alice, said):
    alice.says(said).taps("All done").says("no").says("4").sees(f"top one to three {said}")


@pytest.mark.parametrize("said", ["完成方案", "写方案", "下周写方案", "继续约客户", "整理客户数据"])
def test_so_they_are_in_chinese(second, li, said):
    li.says(said).taps("都完成了").says("没有").says("4").sees(f"这周最要紧的一到三件 {said}\n")
