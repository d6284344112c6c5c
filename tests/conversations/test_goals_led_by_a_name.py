"""A line behind `goal` that the name of a goal begins: it is about that one, or asked about, and no new goal unseen."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import moves, renewals

__all__ = ["renewals"]

UNSURE, WEN = "is that a new goal, or something else?", "是要定一个新目标，还是别的意思？"
DRAFT, CAOGAO = "Your goal, as I understood it", "我理解的目标是这样"


@pytest.fixture
def xuyue(stage, li, wang):
    """Li has agreed on the same in Chinese."""
    li.says("目标 新增 客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    return stage


@pytest.mark.parametrize(
    "text",
    ["renewal rate not so good", "renewals not so good", "renewal rate: all signed", "update renewals ok so far"],
)
def test_how_it_goes_opens_the_goal_and_tells_nothing(renewals, alice, mara, text):
    alice.says(f"goal {text}").sees("Renewal rate\n", "[On track] [At risk] [Stuck]")
    assert "On track ·" not in mara.says("goal team").last


@pytest.mark.parametrize(
    "text", ["续约率 不太顺利", "续约率 没变化", "更新 续约率 没变化", "更新 续约率 还行", "客户续约率这周签了两家"]
)
def test_in_chinese(xuyue, li, text):
    li.says(f"目标 {text}").sees("客户续约率\n", "[顺利] [有风险] [卡住了]")


@pytest.mark.parametrize(
    "text", ["renewal 84 last week, 85 now", "renewal process documented", "renewal: all signed now"]
)
def test_what_may_be_a_new_one_is_asked(renewals, alice, text):
    alice.says(f"goal {text}").sees(UNSURE, "Renewal rate", "[Open]").taps("A new goal").sees(DRAFT)


@pytest.mark.parametrize("text", ["续约率 还行", "续约率都签完了"])
def test_what_may_be_a_new_one_is_asked_in_chinese(xuyue, li, text):
    li.says(f"目标 {text}").sees(WEN, "客户续约率", "[打开]").taps("定成新目标").sees(CAOGAO)


def test_of_two_numbers_the_one_that_holds_now_is_asked_about_in_chinese(xuyue, li):
    li.says("目标 续约率上周84，现在85").sees("客户续约率：你说的是哪个数？", "[85%]")


def test_a_goal_that_says_by_when_is_a_new_one(renewals, alice):
    alice.says("goal renewal process documented by June").sees(DRAFT, "renewal process documented", "30 Jun")


def test_a_goal_that_says_by_when_is_a_new_one_in_chinese(xuyue, li):
    li.says("目标 续约流程六月底前写成文档").sees(CAOGAO, "6月30日")
    li.says("目标 客户满意度从80到90，六月底前").sees(CAOGAO, "客户满意度")


def test_a_denial_goes_before_small_words_too(renewals, alice):
    alice.says("goal update renewal rate really good").sees("[*On track]")
    alice.says("goal update renewal rate is not really at risk").sees("[*On track]")


@pytest.mark.parametrize(
    "text", ["renewal rate slow this month", "renewal rate rather quiet these days, legal is slow"]
)
def test_a_word_and_the_time_at_hand_are_a_note(renewals, alice, text):
    alice.says(f"goal {text}").sees("Renewal rate: which is it now?", text.removeprefix("renewal rate "), "[At risk]")
    assert moves(renewals) == []
    alice.taps("At risk", of=alice.message("goal.asked"))
    assert moves(renewals) == [("at_risk", text.removeprefix("renewal rate "))]


def test_beside_a_part_of_the_name_it_is_asked_and_kept(renewals, alice):
    alice.says("goal renewal slow this month").sees("is that a new goal, or something else?").taps("Open")
    alice.sees("Renewal rate: which is it now?", "slow this month")


def test_what_nobody_else_is_to_know_is_no_note(renewals, alice):
    alice.says("goal renewal rate slow this month, don't tell mara").sees("Renewal rate: which is it now?")
    alice.taps("At risk", of=alice.message("goal.asked"))
    assert moves(renewals) == [("at_risk", "")]


@pytest.mark.parametrize("text", ["目标 老客户续约率这个月慢", "目标 老客户续约率 最近有点慢"])
def test_a_word_and_the_time_at_hand_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("老客户续约率：现在是哪种情况？", "慢")


def test_beside_a_part_of_the_name_in_chinese(renewals_of_li, li):
    li.says("目标 续约率 这个月慢").sees("是要定一个新目标，还是别的意思？").taps("打开").sees("这个月慢", "[有风险]")


@pytest.mark.parametrize(
    "text",
    [
        "publish 3 posts this month",
        "renewal campaign for partners started this quarter",
    ],
)
def test_a_goal_of_this_month_is_one(renewals, alice, text):
    alice.says(f"goal {text}").sees("as I understood it", "By when")


@pytest.mark.parametrize("text", ["目标 这个月发3篇文章", "目标 续约率手册本季度写完"])
def test_a_goal_of_this_month_is_one_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("我理解的目标是这样", "截止日期")
