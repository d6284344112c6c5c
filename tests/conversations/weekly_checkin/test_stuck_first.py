"""Where the questions come one by one, "I'm stuck" is no plan and no outcome: it is kept, and asked about after."""

from __future__ import annotations

import pytest

KEPT, KEPT_ZH = "I’ve kept in mind that something is stuck", "卡住的事记下了"


@pytest.mark.parametrize("said", ["I'm stuck", "stuck", "we're stuck", "blocked"])
def test_bare_it_is_kept_and_the_plans_are_asked_again(monday, alice, said):
    alice.taps("One question at a time").says(said).sees(KEPT, "one to three things")
    alice.says("visit the fair").sees("What is it, in one line?").says("the API key is missing").says("no")
    alice.sees("top one to three visit the fair\n", "What is stuck? the API key is missing\n")


@pytest.mark.parametrize("said", ["我卡住了", "卡住了", "推不动"])
def test_so_it_is_in_chinese(monday, li, said):
    li.taps("一问一答").says(said).sees(KEPT_ZH, "一到三件事").says("写方案")
    li.sees("卡在哪里？一句话就够").says("样品没到")
    li.says("不用").sees("一到三件 写方案\n", "卡在哪里？ 样品没到\n")


@pytest.mark.parametrize("said", ["I'm stuck on the API", "stuck on the API", "need help with the slides"])
def test_what_it_is_stands_in_its_own_words(monday, alice, said):
    alice.taps("One question at a time").says(said).sees(KEPT).says("visit the fair").sees("Who can help?").says("no")
    alice.sees("top one to three visit the fair\n", f"What is stuck? {said}\n")


def test_whom_it_names_is_read_too(monday, alice):
    alice.taps("One question at a time").says("I'm blocked by the badge, need it from Bob by Friday").sees(KEPT)
    alice.says("visit the fair").sees("Is this right?", "the badge", "Bob Nyman", "Fri 27 Nov")


@pytest.mark.parametrize("said", ["I'm stuck on the API\naudit", "I'm stuck on the API; audit"])
def test_plans_on_other_lines_are_plans(monday, alice, said):
    alice.taps("One question at a time").says(said).sees("Who can help?").says("no")
    alice.sees("top one to three audit\n", "What is stuck? I'm stuck on the API\n")


def test_so_it_is_where_last_weeks_plans_are_asked(second, alice, li):
    alice.taps("One question at a time").says("I'm stuck").sees(KEPT, "How did last week’s plans go?").says("all done")
    alice.says("audit").sees("What is it, in one line?")
    li.taps("一问一答").says("我卡住了").sees(KEPT_ZH, "上周的几件事怎么样了？")


@pytest.mark.parametrize("said", ["blocked drain repair", "stuck valve replacement", "block the calendar"])
def test_what_only_begins_so_is_a_plan(monday, alice, said):
    alice.taps("One question at a time").says(said).says("no").sees(f"top one to three {said}\n", "Nothing stuck")


@pytest.mark.parametrize("said", ["卡住的订单逐个处理", "被卡的合同跟进"])
def test_so_it_is_a_plan_in_chinese(monday, li, said):
    li.taps("一问一答").says(said).says("没有").sees(f"一到三件 {said}\n", "有卡住的吗？ 没有")


def test_what_the_manager_may_not_read_is_asked_about_apart(monday, alice):
    alice.taps("One question at a time").says("I'm stuck because Mara bullies me").sees("Who may help with this?")
    alice.taps("Never mind").says("visit the fair").says("no").sees("top one to three visit the fair\n")
    assert "bullies" not in alice.last
