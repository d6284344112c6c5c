"""Last week's plans once more, in a tired person's words: they go on, and nothing else is a plan."""

from __future__ import annotations

import pytest

SAME = [
    *("same as last week pls", "same again please", "just the same as last week", "continue last week's"),
    *("carry on with last week's plz", "same plan as last week, thx", "continue with last week"),
]
SAME_ZH = ["接着上周的干", "继续上周的", "接着上周的做吧", "上周的接着做", "按上周的来", "延续上周", "继续上周的工作"]
PLANS = ["continue last week's audit at Hudson", "same plan for the Berlin team", "carry on from last week at the lab"]
PLANS_ZH = ["继续上周的审计复核", "接着上周的干货分享写稿", "延续上周活动的投放"]


@pytest.mark.parametrize("said", SAME)
def test_it_goes_on(second, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").says("4")
    alice.sees("top one to three Write the report; Call the supplier\n")


@pytest.mark.parametrize("said", SAME_ZH)
def test_so_it_does_in_chinese(second, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").says("4").sees("一到三件 写方案；约客户；整理数据\n")


@pytest.mark.parametrize("said", PLANS)
def test_with_more_behind_it_is_a_plan(second, alice, said):
    alice.says(said).says("all done").says("no").says("4").sees(f"top one to three {said}\n")


@pytest.mark.parametrize("said", PLANS_ZH)
def test_so_it_is_a_plan_in_chinese(second, li, said):
    li.says(said).says("都完成了").says("没有").says("4").sees(f"一到三件 {said}\n")


def test_a_plan_may_stand_beside_it(second, li):
    li.says("继续上周的，另外盘点").sees("一共4件了", "写方案", "约客户", "整理数据", "\n盘点\n")


def test_so_it_may_in_english(second, alice):
    alice.says("continue last week's, also visit the fair").says("no").says("4")
    alice.sees("top one to three Write the report; Call the supplier; visit the fair\n")


def test_and_nothing_stuck(second, alice):
    alice.says("continue last week's, nothing stuck").says("4").sees("Write the report; Call the supplier\n", "Nothing")
