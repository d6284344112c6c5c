"""A goal that asks nothing still hears that a number was mistyped, that it is not over, and that it is slow."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals
from tests.conversations.weekly_checkin.record import entries_of

__all__ = ["boxes", "renewals"]


@pytest.fixture
def own(stage, alice):
    alice.says("goal add NPS from 30 to 45 by end of March").taps("Propose to Mara Keller")
    return stage


@pytest.fixture
def own_of_li(stage, li):
    li.says("目标 新增 NPS从30提到45，三月底前").taps("提给王芳")
    return stage


@pytest.mark.parametrize("text", ["oops, should be 40", "sorry, 40", "it should be 40, not 45", "make it 40"])
def test_ones_own_proposal_is_corrected_by_a_tap(own, alice, text):
    alice.says(text).sees("propose this change?", "from 30 to 40")
    assert len(entries_of(own, "alice", "goal_set")) == 1
    assert ("40",) in alice.opens("Propose it").values.values()


@pytest.mark.parametrize("text", ["写错了，应该是40", "应该是40", "不对，40", "40才对", "应该是40而不是45"])
def test_ones_own_proposal_in_chinese(own_of_li, li, text):
    li.says(text).sees("要这样改吗？", "从30到40")
    assert len(entries_of(own_of_li, "li", "goal_set")) == 1


@pytest.mark.parametrize("text", ["make it april", "no, end of April"])
def test_so_is_its_day(own, alice, text):
    alice.says(text).sees("propose this change?", "Fri 30 Apr")


@pytest.mark.parametrize(
    "text", ["40 chairs", "should be done", "sorry, I am late", "yes", "no", "make it easy", "40?"]
)
def test_other_lines_correct_nothing(own, alice, text):
    alice.says(text)
    assert "propose this change?" not in alice.last


def test_below_something_else_nothing_is_corrected(own, alice):
    alice.says("help").says("should be 40")
    assert "propose this change?" not in alice.last


def test_on_monday_a_plan_is_a_plan(monday, alice):
    alice.says("goal add NPS from 30 to 45 by end of March").taps("Propose to Mara Keller")
    alice.says("Make it easy to use").sees("Is anything stuck?")


@pytest.mark.parametrize("text", ["starts at 80", "it started at 80", "no, starting at 80"])
def test_where_it_begins_is_a_change_to_propose(renewals, alice, text):
    alice.says("goal update renewal rate").says(text).sees("propose this change?", "from 80% to 90%")
    assert ("80",) in alice.opens("Propose it").values.values()
    alice.says("yes").sees("propose this change?", "from 80% to 90%", "takes a tap")
    assert moves(renewals) == []


def test_where_it_begins_in_chinese(boxes, li):
    li.says("目标 更新 装机量").says("从20台起").sees("要这样改吗？", "从20到400台")


def closed(actor):
    return actor.says("goal close renewal rate").opens("Close it").fills(how="done").submits()


@pytest.mark.parametrize("text", ["reopen it", "reopen", "open it again", "Please reopen it"])
def test_it_is_opened_again(renewals, alice, text):
    closed(alice).says(text).sees("Renewal rate", "Agreed, active")
    assert len(entries_of(renewals, "alice", "goal_reopened")) == 1


@pytest.mark.parametrize("text", ["重新打开", "重新打开它", "帮我重新打开"])
def test_it_is_opened_again_in_chinese(boxes, li, text):
    li.says("目标 关闭 装机量").opens("结束").fills(how="done").submits().says(text).sees("装机量", "进行中")


@pytest.mark.parametrize("text", ["reopen the budget talks", "reopen it?", "open the window again"])
def test_other_lines_open_nothing(renewals, alice, text):
    closed(alice).says(text)
    assert entries_of(renewals, "alice", "goal_reopened") == []


def test_who_was_told_of_the_end_sees_it_differently_by_a_form(renewals, alice, mara):
    closed(alice)
    mara.says("reopen it").sees("Alice Berger closed this", "takes a tap", "[I see it differently]")
    assert entries_of(renewals, "alice", "goal_reopened") == []


@pytest.mark.parametrize(
    "text", ["slow this month", "this month is slow", "a bit slow this quarter", "quiet this week"]
)
def test_slow_is_asked_about(renewals, alice, text):
    alice.says(text).sees("Renewal rate: which is it now?", text)
    assert moves(renewals) == []
    alice.taps("At risk")
    assert moves(renewals) == [("at_risk", text)]


@pytest.mark.parametrize("text", ["这个月慢了", "这个月有点慢", "本月进展缓慢"])
def test_slow_in_chinese(boxes, li, text):
    li.says(text).sees("装机量：现在是哪种情况？", text).taps("有风险")
    assert moves(boxes, "li") == [("at_risk", text)]


def test_slow_is_sure_by_no_command(renewals, alice):
    alice.says("goal slow this month").sees("which is it now?")
    assert moves(renewals) == []


def test_of_several_goals_it_is_asked_which(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by end of June").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("help").says("slow this month").sees("Which goal do you mean?").taps("Open", on="NPS")
    alice.sees("NPS: which is it now?", "slow this month")


def test_right_below_one_of_several_it_is_of_that(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by end of June").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update renewal rate").says("slow this month").sees("Renewal rate: which is it now?")


@pytest.mark.parametrize("text", ["slow", "slow today", "busy this week", "the lift is slow this month", "slow cooker"])
def test_other_lines_tell_of_no_goal(renewals, alice, text):
    alice.says(text)
    assert "which is it now?" not in alice.last


@pytest.mark.parametrize("text", ["今天不好", "慢", "这周忙"])
def test_other_lines_tell_of_no_goal_in_chinese(boxes, li, text):
    li.says(text)
    assert "现在是哪种情况？" not in li.last


def test_without_a_goal_there_is_nothing_to_tell_of(stage, alice):
    alice.says("slow this month")
    assert "which is it now?" not in alice.last
