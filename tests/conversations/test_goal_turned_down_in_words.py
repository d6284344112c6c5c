"""Who does not want a proposed goal gets the form of the no, and who answers later is told that it waits."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

WAITS, WARTET = "It waits here for your answer.", "先放在这里等你回复。"


def proposed(mara):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")


def proposed_to_li(wang):
    wang.says("目标 新增 给李晨：NPS从30提到45，三月底前").taps("提给李晨")


def answers(stage, who):
    return [*entries_of(stage, who, "goal_closed"), *entries_of(stage, who, "goal_confirmed")]


@pytest.mark.parametrize(
    "text", ["I don't want this goal", "that's not my goal", "I don't want it", "I refuse", "decline"]
)
def test_a_no_is_offered_with_its_form(stage, alice, mara, text):
    proposed(mara)
    alice.says(text).sees("you don’t want this goal?", "takes a tap", "What you wrote goes into the form.")
    assert answers(stage, "alice") == []
    alice.opens("Not like this").fills(reason="It is not in my hands").submits()
    [closed] = answers(stage, "alice")
    assert (closed.how, closed.learned) == ("dropped", "It is not in my hands")


@pytest.mark.parametrize("text", ["这个目标我不想要", "不想要这个目标", "这个不是我的目标", "不想要", "我拒绝"])
def test_a_no_in_chinese(stage, li, wang, text):
    proposed_to_li(wang)
    li.says(text).sees("不想要这个目标？", "请点一下按钮")
    assert answers(stage, "li") == []
    assert li.opens("不这么定").values["reason"] == (text,)


def test_a_no_with_what_does_not_fit_goes_into_both_forms(stage, alice, mara, li, wang):
    proposed(mara)
    alice.says("I don't want it, too ambitious").sees("what should be different?", "[Not like this]", "[Change]")
    proposed_to_li(wang)
    li.says("不要，太高了").sees("想怎么改？", "[不这么定]", "[修改]")


@pytest.mark.parametrize("text", ["later", "not now", "I'll look at it tomorrow", "maybe later", "I'm busy, later"])
def test_who_answers_later_is_told_that_it_waits(stage, alice, mara, text):
    proposed(mara)
    alice.says(text).sees("nothing noted", WAITS)
    assert answers(stage, "alice") == []
    alice.says("I agree").sees("Agreed")


@pytest.mark.parametrize("text", ["明天再说", "晚点", "现在没空", "等下", "先放放", "回头再看", "改天"])
def test_who_answers_later_in_chinese(stage, li, wang, text):
    proposed_to_li(wang)
    li.says(text).sees("什么都没记", WARTET)
    assert answers(stage, "li") == []
    li.says("同意").sees("已确认")


@pytest.mark.parametrize("text", ["I don't want this goal", "later"])
def test_on_monday_neither_is_a_plan(monday, alice, mara, text):
    proposed(mara)
    alice.says(text)
    assert "stuck" not in alice.last
    assert answers(monday, "alice") == []


@pytest.mark.parametrize(
    "text", ["Decline the vendor offer", "Look at the budget tomorrow", "later: call the bank", "Stop the old line"]
)
def test_on_monday_a_plan_is_a_plan(monday, alice, mara, text):
    proposed(mara)
    alice.says(text).sees("Is anything stuck?")


@pytest.mark.parametrize("text", ["不做报表", "回头看数据", "明天开会", "周五前看合同"])
def test_on_monday_a_plan_in_chinese(monday, li, wang, text):
    proposed_to_li(wang)
    li.says(text).sees("有卡住的吗？")


@pytest.mark.parametrize("text", ["later", "I don't want it"])
def test_below_something_else_it_is_said_to_no_goal(stage, alice, mara, text):
    proposed(mara)
    alice.says("help").says(text)
    assert WAITS not in alice.last
    assert alice.counts("goal.refused") == 0
