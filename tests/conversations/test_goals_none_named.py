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


@pytest.mark.parametrize(
    "text",
    [
        "can you give me an example",
        "an example please",
        "like what?",
        "what do you mean?",
        "what should I write",
        "do I need one?",
        "help me",
    ],
)
def test_a_question_is_answered_by_an_example(stage, alice, text):
    alice.says("goal add").says(text).sees(ASKED, "For example").says("answer complaints within 2 days").sees(DRAFT)


@pytest.mark.parametrize(
    "text", ["什么意思", "举个例子", "能给个例子吗", "有例子吗", "比如呢", "该怎么写", "什么样的目标算好？", "帮帮我"]
)
def test_a_question_is_answered_by_an_example_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees(WEN, "比如").says("投诉两天内答复").sees(CAOGAO)


@pytest.mark.parametrize("text", ["明天再弄", "周一再弄", "先放着", "过会儿", "回头再说", "晚点再说"])
def test_what_is_put_off_is_none_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees("好，先不定。")


def test_of_what_shows_it_a_question_is_asked_again_as_well(stage, alice):
    alice.says("goal add NPS from 30 to 45 by the end of January").taps("Add what shows it")
    alice.says("what do you mean?").sees_not("what do you mean? ·")
    alice.says("survey from 3 to 4").sees("survey from 3 to 4")


@pytest.mark.parametrize(
    "text",
    [
        "improve customer satisfaction?",
        "help customers faster",
        "cut churn to 4%?",
        "examples for every product page",
        "show the new app to all customers",
        "what customers ask, answered within 2 days",
    ],
)
def test_a_goal_may_be_a_question_or_begin_like_one(stage, alice, text):
    alice.says("goal add").says(text).sees(DRAFT)


@pytest.mark.parametrize(
    "text", ["提高客户满意度，行吗", "搞清楚客户为什么流失", "帮客户更快上手", "给每个产品写个例子"]
)
def test_a_goal_may_be_a_question_or_begin_like_one_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees(CAOGAO)
