"""Somebody is asked for a goal and names none: what they say instead is no title."""

from __future__ import annotations

import pytest

ASKED, WEN = "What should be different by the end?", "到期的时候，想看到什么变化？"
DRAFT, CAOGAO = "Your goal, as I understood it", "我理解的目标是这样"


@pytest.mark.parametrize(
    "text",
    [
        "cancel",
        "later",
        "idk",
        "not sure yet",
        "let me think about it",
        "no",
        "skip",
        "maybe tomorrow",
        "i don't have one yet",
        "no goal for now",
        "tbd",
        "next week",
    ],
)
def test_who_leaves_it_or_does_not_know_has_no_goal(stage, alice, text):
    alice.says("goal add").says(text).sees("All right, no goal for now.")
    assert "Half made" not in alice.says("goal").last


@pytest.mark.parametrize(
    "text",
    ["算了", "还没想好", "以后再说", "没有", "我想想", "先不定了", "不想定", "不知道定什么", "暂时没有目标", "下周吧"],
)
def test_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees("好，先不定。")
    assert "还没定完" not in li.says("目标").last


@pytest.mark.parametrize("text", ["ok", "20", "hmm", "yes please"])
def test_what_says_nothing_is_asked_again(stage, alice, text):
    alice.says("goal add").says(text).sees(ASKED).says("answer complaints within 2 days").sees(DRAFT)


@pytest.mark.parametrize("text", ["好的", "20", "嗯"])
def test_what_says_nothing_is_asked_again_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees(WEN).says("投诉两天内答复").sees(CAOGAO)


@pytest.mark.parametrize(
    "text",
    [
        "no complaints",
        "zero bugs",
        "stop smoking",
        "never miss a deadline",
        "answer all messages",
        "growth",
        "less noise",
    ],
)
def test_a_short_goal_is_one(stage, alice, text):
    alice.says("goal add").says(text).sees(DRAFT, text)


@pytest.mark.parametrize("text", ["零投诉", "不拖延", "没有逾期工单", "少加班", "学会说不", "不定期巡检"])
def test_a_short_goal_is_one_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees(CAOGAO, text)


def test_who_wants_no_more_messages_gets_the_settings(stage, alice):
    alice.says("goal add").says("stop").sees("Stop altogether")


def test_a_reports_goal_is_left_like_ones_own(stage, mara):
    mara.says("goal team").taps("Set a goal", on="Alice").says("later").sees("All right, no goal for now.")


def test_another_key_result_is_left_for_the_draft(stage, alice, li):
    alice.says("goal add Answer complaints within 2 days by June").taps("Add what shows it").says("never mind")
    alice.sees(DRAFT, "Answer complaints within 2 days")
    alice.taps("Add what shows it").says("no idea").sees(DRAFT)
    assert "idea" not in alice.last
    li.says("目标 新增 NPS从30到45，六月底前").taps("再加一条衡量标准").says("还没想好").sees(CAOGAO)
    assert "还没想好" not in li.last
