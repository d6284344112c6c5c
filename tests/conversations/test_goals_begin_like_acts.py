"""A goal whose first word is also one of the acts behind `goal`: to close a goal, and to close twelve accounts."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_called import renewals
from tests.conversations.test_goals_updated_in_words import boxes

__all__ = ["boxes", "renewals"]

DRAFT, CAOGAO = "Your goal, as I understood it", "我理解的目标是这样"


@pytest.fixture
def xuyue(stage, li, wang):
    """Li has agreed on the same in Chinese."""
    li.says("目标 新增 续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    return stage


@pytest.mark.parametrize(
    "text",
    [
        "close 12 new accounts by 31/3",
        "finish the crm migration by feb 15",
        "update the price list by end of january",
        "team satisfaction from 60 to 80 by june",
        "list all suppliers by june",
        "set up 3 demos by march",
        "set up a wiki",
        "close 12 new accounts",
    ],
)
def test_what_says_by_when_or_how_far_and_names_no_goal_is_one_to_come(renewals, alice, text):
    title = text.partition(" by ")[0].partition(" from ")[0]
    alice.says(f"goal {text}").sees(DRAFT, title)
    assert "82%" not in alice.card("goals.draft")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("完成20个客户访谈，年底前", "完成20个客户访谈"),
        ("更新价目表，一月底前", "更新价目表"),
        ("结束老系统维护 3月底", "结束老系统维护"),
        ("关闭30个历史工单", "关闭30个历史工单"),
        ("团队满意度从60提到80，年底前", "团队满意度"),
        ("树立3个标杆客户，年底前", "树立3个标杆客户"),
        ("设计新官网，三月底前", "设计新官网"),
        ("定期回访30个客户", "定期回访30个客户"),
    ],
)
def test_in_chinese(xuyue, li, text, title):
    li.says(f"目标 {text}").sees(CAOGAO, title)


def test_what_names_one_there_is_still_an_act(renewals, alice, mara):
    alice.says("goal update renewal rate 85").sees("[85%] [Another number]")
    alice.says("goal finish renewal rate by june").sees("Close it now?")
    alice.says("goal update 85").sees("[85%] [Another number]")
    alice.says("goal list").sees("Your goals")
    mara.says("goal team").sees("Your team’s goals")
    mara.says("goal tree 2026-10-31").sees("As it stood on Sat 31 Oct")


def test_what_names_one_there_is_still_an_act_in_chinese(xuyue, li, wang):
    li.says("目标 更新续约率 85").sees("[85%] [换个数]")
    li.says("目标 完成续约率").sees("现在就结束吗？")
    li.says("目标 定 NPS到50，年底前").sees(CAOGAO, "NPS")
    wang.says("目标 团队").sees("团队的目标")


def test_without_a_day_it_is_asked_and_its_words_are_kept(renewals, alice):
    alice.says("goal close all the open tickets").sees("is that a new goal, or something else?", "Renewal rate")
    alice.taps("A new goal").sees(DRAFT, "close all the open tickets")
    alice.says("goal update churn to 4").sees("is that a new goal, or something else?")
    alice.taps("Open", on="Renewal rate").sees("[4%] [Another number]")


def test_without_a_day_it_is_asked_in_chinese(xuyue, li):
    li.says("目标 结束全部未关闭的工单").sees("是要定一个新目标，还是别的意思？", "续约率")
    li.taps("定成新目标").sees(CAOGAO, "结束全部未关闭的工单")


@pytest.mark.parametrize("text", ["更新30个产品页面，三月底前", "更新30个页面，三月底前", "更新20份操作手册，年底前"])
def test_a_number_with_a_noun_of_its_own_is_one_to_come_in_chinese(xuyue, li, text):
    li.says(f"目标：{text}").sees(CAOGAO, text.partition("，")[0])


def test_so_it_is_asked_where_no_day_is_said(xuyue, li, renewals, alice):
    li.says("目标：更新30个产品页面").sees("是要定一个新目标，还是别的意思？", "续约率")
    alice.says("goal update 30 product pages").sees("is that a new goal, or something else?", "Renewal rate")


@pytest.mark.parametrize("text", ["更新 84，月底前再看", "更新 85", "更新 84%，三月底前"])
def test_a_number_alone_is_of_the_goal_there_is_in_chinese(xuyue, li, text):
    li.says(f"目标 {text}").sees("你说的是哪个数？")


def test_so_is_one_in_its_unit(boxes, li):
    li.says("目标 更新 360台，月底前").sees("你说的是哪个数？", "[360台]")
