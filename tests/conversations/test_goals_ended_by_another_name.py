"""Who wants a goal closed and calls it by another name than its title is asked which one; nothing else is dropped."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import renewals

__all__ = ["renewals"]


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


@pytest.mark.parametrize("text", ["stop the website goal", "stop website relaunch", "Stop the website relaunch goal."])
def test_a_stop_beside_the_name_of_one_opens_its_end(stage, alice, mara, text):
    alice.says("goal add Website relaunch by the end of March").taps("Propose to Mara Keller")
    mara.taps("I agree")
    before = mara.chat
    alice.says(text).sees("Website relaunch", "Close it now?")
    assert mara.chat == before


@pytest.mark.parametrize(
    "text",
    ["stop", "stop messaging me about the renewal goal", "stop the goal reminders", "stop the check-in", "stop this"],
)
def test_a_stop_of_what_is_sent_is_none(renewals, alice, text):
    alice.says(text).sees("Fewer messages, or none")


@pytest.mark.parametrize("text", ["cancel the renewal call", "drop the meeting", "stop renewal rate emails"])
def test_the_end_of_something_else_is_none(renewals, alice, text):
    alice.says(text)
    assert "Close it now?" not in alice.last


@pytest.mark.parametrize("text", ["续约目标不做了", "续约率不做了", "目标不做了", "取消续约率"])
def test_a_stop_in_chinese(renewals_of_li, li, wang, text):
    before = wang.chat
    li.says(text).sees("现在就结束吗？")
    assert wang.chat == before


def test_a_stop_of_another_name_in_chinese(renewals_of_li, li):
    li.says("招聘目标不做了").sees("没找到叫这个名字的目标")


@pytest.mark.parametrize("text", ["停止提醒", "续约率的会取消了", "取消会议", "不做了"])
def test_the_end_of_something_else_in_chinese(renewals_of_li, li, text):
    li.says(text)
    assert "现在就结束吗？" not in li.last


@pytest.mark.parametrize("text", ["续约率这个目标不做了", "续约率那个目标取消", "续约率这个目标没达成，竞品降价"])
def test_this_goal_behind_a_name_is_no_part_of_it_in_chinese(stage, li, wang, text):
    li.says("目标 新增 老客户续约率年底前从82%到90%").taps("提给王芳")
    wang.taps("我同意")
    before = wang.chat
    li.says(text).sees("老客户续约率", "现在就结束吗").sees_not("没找到叫这个名字的目标")
    assert wang.chat == before


@pytest.mark.parametrize("text", ["drop key account renewals, this goal", "drop this goal of key account renewals"])
def test_this_goal_beside_a_name_is_no_part_of_it(stage, alice, mara, text):
    alice.says("goal add Key account renewals from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says(text).sees("Key account renewals", "Close it now?")


@pytest.mark.parametrize("text", ["stop the Foo goal", "stop my hiring goal"])
def test_a_goal_that_is_not_there_is_no_message_to_be_stopped(renewals, alice, text):
    alice.says(text).sees("There’s no goal of that name", "Renewal rate")


@pytest.mark.parametrize("text", ["停掉客服目标", "停止客服目标"])
def test_a_goal_that_is_not_there_in_chinese(hiring, li, text):
    li.says(text).sees("没找到叫这个名字的目标", "招3个工程师")


@pytest.mark.parametrize("text", ["stop the Foo goal", "drop the Foo goal", "cancel the Foo goal"])
def test_without_any_goal_there_is_none_of_that_name(stage, alice, text):
    alice.says(text).sees("There’s no goal of that name")


def test_without_any_goal_in_chinese(stage, li):
    li.says("停掉招聘目标").sees("这里没有你能看到的同名目标")


@pytest.mark.parametrize(
    "text", ["stop", "stop sending me goal reminders", "stop asking about my goal", "stop pinging me about the goal"]
)
def test_messages_are_still_stopped(renewals, alice, text):
    alice.says(text).sees("Stop all messages")


def test_messages_are_still_stopped_in_chinese(hiring, li):
    li.says("停止目标提醒").sees("全部停掉")
