"""Whom the words about what is stuck ask, and by when: taken where they say no more, else asked as ever."""

from __future__ import annotations

import time

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of


def test_the_sentence_that_closes_so_is_what_is_stuck(second, li, wang):
    li.says("1、接口图发给王工，2、写完笔记。测试机排期冲突，卡住了，想找王芳，周三前。精力3").taps("都完成了").sees(
        "这样对吗？"
    )
    li.sees("接口图发给王工；写完笔记", "卡在哪里？ 测试机排期冲突，卡住了，想找王芳，周三前", "精力 3")
    li.sees("谁能帮上忙？ 我的主管", "最晚哪天要？ 12月2日 周三").taps("发给王芳")
    assert week_of(second, "li", "2026-W49").plans == ("接口图发给王工", "写完笔记")
    [raised] = entries_of(second, "li", "blocker_raised")
    assert (raised.helper_kind, raised.helper) == ("manager", "wang")


def test_plans_in_the_same_sentence_stay_plans(second, li):
    li.says("1、盘点，2、贴标签，卡住了，周三前").taps("都完成了").sees("谁能帮上忙？").says("我的主管").says("跳过")
    li.sees("盘点；贴标签", "最晚哪天要？ 12月2日 周三")


def test_a_reason_behind_it_is_what_is_stuck_as_before(second, li):
    li.says("写周报，卡住了，找不到原因").taps("都完成了").sees("谁能帮上忙？").says("我的主管").says("跳过").says("3")
    li.sees("写周报", "卡在哪里？ 找不到原因")


@pytest.mark.parametrize(
    "said",
    [
        "Stuck on the customs codes, need it by Wednesday from Bob",
        "No customs codes. I want Bob to help. Needed by Wednesday",
        "No customs codes, ask Bob Nyman by Wednesday please",
        "No customs codes, need Bob by Wednesday",
        "No customs codes. Is it lost? Need it from Bob no later than Wednesday",
    ],
)
def test_who_and_when_are_not_asked_again(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said).sees("energy").says("skip")
    alice.sees("Which colleague? Bob Nyman", "By when? Wed 2 Dec", said)


@pytest.mark.parametrize(
    "said",
    [
        "Waiting for the codes from Bob since Monday",
        "No codes, ask Bob, or ask Mara",
        "No codes since Monday, ask the customs office",
        "No codes, waiting for Bob until Friday",
        "No codes, asked Bob on Friday",
        "No codes, ask Bo",
        "No codes, need sensors",
        "No codes, need Bob, ask Mara",
        "No codes, ask Bob or Mara, by Wednesday, or by Friday",
    ],
)
def test_in_doubt_both_are_asked(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said).sees("Who can help?").says("my manager").sees("By when")


def test_what_only_hr_is_to_read_goes_to_nobody_else(second, alice):
    alice.says("Visit the fair").taps("All done").says("HR only: my hours, ask Bob").says("skip").says("skip")
    assert "Bob Nyman" not in alice.sees("Is this right?").last


def test_words_that_are_made_of_each_other_hold_nobody_up(second, alice):
    alice.says("Visit the fair").taps("All done")
    began = time.process_time()
    alice.says("I'm stuck, " + "can help " * 22 + "~x").sees("Who can help?")
    alice.says("x" + "问" * 34 + "x").sees("Who can help?")
    assert time.process_time() - began < 10


def test_a_name_that_ends_like_a_title_is_no_title(second, alice):
    second.hires(company.someone("sue", "Sue Young", "research", "mara"))
    alice.says("Visit the fair").taps("All done").says("No codes, ask Susan").sees("Who can help?").says(
        "Susan"
    ).sees_not("Sue Young")


@pytest.mark.parametrize(
    "said", ["打印机坏了，想请李晨帮忙修", "打印机坏了，李晨能帮忙吗", "打印机坏了，请李晨帮我看一下，周四前"]
)
def test_in_chinese_help_may_be_followed_by_what_is_to_be_done(second, wang, said):
    wang.says("写方案").says(said).sees_not("谁能帮上忙？").says("跳过").says("跳过").sees("哪位同事？ 李晨")


@pytest.mark.parametrize("said", ["打印机坏了，让他们帮忙修", "样品没到，想请供应商帮忙催货", "找不到帮忙的人"])
def test_in_chinese_nobody_is_asked_who_is_nobody_here(second, wang, said):
    wang.says("写方案").says(said).sees("谁能帮上忙？")
