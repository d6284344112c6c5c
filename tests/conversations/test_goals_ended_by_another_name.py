"""Who wants a goal closed and calls it by another name than its title is asked which one; nothing else is dropped."""

from __future__ import annotations

import pytest


@pytest.fixture
def hiring(stage, alice, mara, li, wang):
    """Alice and 李晨 have agreed on a goal each, on a Friday on which nothing else is asked."""
    alice.says("goal add Hire 3 engineers by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    li.says("目标 新增 年底前招3个工程师").taps("提给王芳")
    wang.taps("我同意")
    return stage


@pytest.mark.parametrize("text", ["cancel the recruiting goal", "cancel my staff goal", "drop the recruiting goal"])
def test_it_is_asked_which_goal_is_meant(hiring, alice, text):
    alice.says(text).sees("There’s no goal of that name").taps("Open", on="Hire 3 engineers").sees("Close it now?")
    assert alice.opens("Close it").values["how"] == ("dropped",)


@pytest.mark.parametrize("text", ["取消招聘目标", "取消我的招聘目标", "放弃招聘目标"])
def test_it_is_asked_which_goal_is_meant_in_chinese(hiring, li, text):
    li.says(text).sees("没找到叫这个名字的目标").taps("打开", on="招3个工程师").sees("现在就结束吗")
    assert ("dropped",) in li.opens("结束").values.values()


@pytest.mark.parametrize("text", ["cancel", "cancel it", "never mind"])
def test_what_names_no_goal_is_dropped_as_ever(hiring, alice, text):
    alice.says(text)
    assert "Which goal" not in alice.last
    assert "no goal of that name" not in alice.last


@pytest.mark.parametrize("text", ["取消", "算了", "取消会议"])
def test_what_names_no_goal_in_chinese(hiring, li, text):
    li.says(text)
    assert "目标" not in li.last.partition("\n")[0]


@pytest.mark.parametrize("text", ["cancel the meeting about goals", "stop"])
def test_other_orders_name_none(hiring, alice, text):
    alice.says(text)
    assert "no goal of that name" not in alice.last
