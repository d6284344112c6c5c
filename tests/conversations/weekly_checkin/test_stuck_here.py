""" "Stuck here" points back at the clause before it: that is what is stuck, and no plan."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "plans", "stuck"),
    [
        ("低功耗收尾，示波器借不到，卡在这里了", "低功耗收尾", "示波器借不到，卡在这里了"),
        ("低功耗收尾；写总结；示波器借不到，现在就卡在这儿", "低功耗收尾；写总结", "示波器借不到，现在就卡在这儿"),
        ("低功耗收尾，示波器借不到，卡在这了，周三前要", "低功耗收尾", "示波器借不到，卡在这了，周三前要"),
    ],
)
def test_what_stands_before_it_is_stuck(monday, li, said, plans, stuck):
    li.says(said)
    li.says("跳过") if "周三" not in said else None
    li.taps("我的主管") if li.listening == "helper" else None
    li.says("跳过") if li.listening == "needed_by" else None
    li.sees("这样对吗？", f"一到三件 {plans}\n", f"卡在哪里？ {stuck}\n")


@pytest.mark.parametrize("here", ["stuck here", "I'm stuck on that", "that’s where I’m stuck now"])
def test_so_it_is_in_english(monday, alice, here):
    alice.says(f"Finish the power test. The scope is gone, {here}").taps("My manager").taps("Skip")
    alice.sees("Is this right?", "Finish the power test\n", f"What is stuck? The scope is gone, {here}")


def test_where_nothing_else_is_said_the_plans_are_asked(monday, li):
    li.says("示波器借不到，卡在这里了").sees("最要紧").says("写总结").sees("谁能帮上忙？")


def test_what_it_is_stuck_on_by_name_stays_so(monday, li):
    li.says("写总结，卡在示波器借不到").says("跳过").says("跳过").sees(
        "一到三件 写总结\n", "卡在哪里？ 卡在示波器借不到"
    )
