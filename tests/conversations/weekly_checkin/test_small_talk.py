"""Small talk at the invitation is answered and is no plan; what may be one is asked about first."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

GREETINGS = [("morning", "Hello Alice"), ("morning all", "Hello Alice"), ("hiya team", "Hello Alice")]
FELT = [("I'm so tired today", "I hear you"), ("lol", "That’s all right"), ("idk", "That’s all right")]
BUSY = [("busy right now", "No hurry"), ("I don't want to fill this in", "not this week")]


@pytest.mark.parametrize(("said", "answered"), GREETINGS + FELT + BUSY)
def test_small_talk_is_answered_and_no_plan(second, alice, said, answered):
    alice.says(said).sees(answered)
    assert alice.listening == "plans"
    assert [each.week for each in entries_of(second, "alice", "check_in_answered")] == ["2026-W48"]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("大家好", "我是常谈"),
        ("大家好，今天好累", "辛苦了"),
        ("累死了", "辛苦了"),
        ("随便", "什么都没记"),
        ("不知道", "什么都没记"),
        ("哈哈", "什么都没记"),
        ("你烦不烦", "少发一点"),
    ],
)
def test_so_it_is_in_chinese(monday, li, said, answered):
    li.says(said).sees(answered)
    assert li.listening == "plans"


@pytest.mark.parametrize("said", ["you again", "I feel sick of meetings", "what is the number of the office"])
def test_what_is_hardly_a_plan_is_asked_about(second, alice, said):
    alice.says(said).sees("Is that your plan for this week?", said).taps("No")
    assert alice.listening == "plans"
    alice.says("lol").taps("One question at a time").taps("All done").says(said).sees("Is anything stuck?").says(
        "no"
    ).says("4")
    alice.sees(f"top one to three {said}")


@pytest.mark.parametrize("said", ["你们真行", "你这个机器人", "为什么又是周一"])
def test_so_is_it_in_chinese(monday, li, said):
    li.says(said).sees("这是你这周的计划吗？", said).taps("是我的回答").sees("有卡住的吗？")


@pytest.mark.parametrize(
    "said",
    [
        *("refunds", "Do the inventory", "Make it work on iOS", "How-to guide", "What-if analysis", "Team lunch"),
        *("When the parts arrive, assemble", "Morning shift handover", "I'm visiting Hudson", "Payroll integration"),
    ],
)
def test_an_ordinary_plan_is_asked_about_by_nobody(second, alice, said):
    alice.says(said).taps("All done").sees("Is anything stuck?")


@pytest.mark.parametrize(
    "said", ["整理仓库", "真机测试", "太阳能项目方案", "忙完报表", "早班排班", "烦请法务签字", "大家的培训"]
)
def test_nor_is_one_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？")


@pytest.mark.parametrize("said", ["什么时候发工资", "工资什么时候发", "when do we get paid?"])
def test_pay_day_is_for_hr_to_say(monday, li, said):
    li.says(said).sees("发工资的事我不知道", "Hana Roth").says("整理仓库").says("没有").says("好").says(said)
    li.sees("发工资的事我不知道").sees_not("不打分，不排名")


@pytest.mark.parametrize("said", ["what's the point of this", "why should I do this?", "what is this for"])
def test_why_is_answered_shortly_and_the_question_asked_again(monday, alice, said):
    alice.says("Visit the fair").says(said)
    alice.sees("Is anything stuck?")
    assert "So that help comes sooner" in alice.card("help.why")
    assert alice.listening == "stuck"


def test_so_it_is_answered_in_chinese(monday, li):
    li.says("这个签到有什么用？").sees("这周最要紧的一到三件事是什么？")
    assert "为了早点有人帮" in li.card("help.why")


@pytest.mark.parametrize("said", ["sure", "sounds good", "will do", "no problem", "alright"])
def test_a_nod_is_no_plan(monday, alice, said):
    alice.says(said).sees_not("Is anything stuck?")


@pytest.mark.parametrize("said", ["没问题", "可以", "好嘞", "不太懂你的意思", "这个是干嘛的"])
def test_nor_is_it_in_chinese(monday, li, said):
    li.says(said).sees_not("有卡住的吗？")


@pytest.mark.parametrize("said", ["Morning! ugh mondays", "ugh, mondays"])
def test_a_word_about_the_day_is_no_plan(second, alice, said):
    alice.says(said).sees_not("Is anything stuck?")


def test_nor_is_one_in_chinese_either(monday, li):
    li.says("早上好呀，又周一了").sees_not("有卡住的吗？")
