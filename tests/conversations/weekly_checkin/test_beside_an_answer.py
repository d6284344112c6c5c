"""What stands beside an answer, or in its stead: another thought, a yes with more, a nod before the plans, a name."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

CAKE = "all done btw i love cake"
NO_BUT = "no but waiting on the numbers"
SIX = "a van\nbeta test\nthe paper\nthe oil\nthe fair\nthe report"


def test_another_thought_is_no_plan(second, alice):
    alice.says(CAKE).sees("one to three things").says("no").says("no").says("4").sees("Write the report Done")
    alice.sees_not("cake Done").taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ()


def test_what_it_adds_is_a_plan(second, alice):
    alice.says("all done, btw also call the bank").says("no").says("4").sees("Write the report Done", "call the bank")


@pytest.mark.parametrize("said", [CAKE, "no btw i love cake"])
def test_another_thought_where_it_was_asked_what_is_stuck_is_asked_about(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is that a no, or is it what’s stuck?").says("no")
    alice.sees("Is this right?", "Nothing stuck")


def test_a_plan_that_is_not_meant_is_left_out_by_a_part_of_its_words(monday, alice):
    alice.says(SIX).sees("That makes 6.").says("not the van").sees("That makes 5.", "beta test")
    assert "a van" not in alice.last


def test_so_it_is_in_chinese(monday, li):
    li.says("写方案\n约客户\n整理数据\n修叉车").says("叉车不要了").says("没有").sees("写方案；约客户；整理数据")


def test_a_plan_that_begins_so_is_chosen(monday, alice):
    alice.says("remove the old server\nb1\nb2\nb3").says("remove the old server").says("no")
    alice.sees("top one to three remove the old server")


def test_a_yes_with_more_keeps_both(monday, alice):
    alice.says("Visit the fair").says(NO_BUT).says("yes and the wrench broke").sees("Who can help?").says("no")
    alice.sees(f"What is stuck? {NO_BUT} / the wrench broke")


@pytest.mark.parametrize("said", ["bob", "yes, ask bob"])
def test_a_name_says_that_it_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(NO_BUT).says(said).sees("By when do you need it?").says("friday")
    alice.sees(f"What is stuck? {NO_BUT}", "Bob Nyman")


@pytest.mark.parametrize("said", ["its ok", "it's okay", "it's fine"])
def test_all_is_well_says_that_nothing_is(monday, alice, said):
    alice.says("Visit the fair").says(NO_BUT).says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize("said", ["not much", "the samples have arrived"])
def test_that_says_so_where_it_was_asked(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


def test_that_says_so_in_chinese(monday, li):
    li.says("整理仓库").says("小李的样品已经到了").sees("这样对吗？", "没有")


def test_what_is_called_a_plan_is_asked_about(monday, alice):
    alice.says("Visit the fair").says("forgot to say im also doing the training as a plan").sees("another plan")
    alice.taps("It’s a plan").says("no").sees("Visit the fair; doing the training", "Nothing stuck")


def test_a_nod_before_the_plans_is_none(monday, alice):
    alice.says("sure\nvisit the fair").says("no").sees("top one to three visit the fair")


def test_what_was_planned_is_told_before_a_trip(second, li):
    li.says("都搞完啦，本周出差").sees("有卡住的吗？").says("没有").says("4").sees("写方案 完成", "出差")


def test_a_trip_alone_is_a_time_away(second, li):
    li.says("本周出差").sees("你这几天不在")


def test_a_plan_beside_a_trip_is_asked_about(second, li):
    li.says("周三周四出差，方案周五交").taps("对，记下").taps("是我的回答").taps("都完成了").says("没有").says("4")
    li.sees("最要紧的一到三件 方案周五交")
    assert "12月2日 周三到12月3日 周四" in li.chat


@pytest.mark.parametrize("said", ["周三周四出差，谢谢", "周三周四出差，其他照常"])
def test_a_trip_with_a_word_more_is_but_a_trip(second, li, said):
    li.says(said).sees("你这几天不在")


@pytest.mark.parametrize("way", ["says", "taps"])
def test_who_skips_last_week_keeps_this_weeks_plans_as_they_are(second, alice, way):
    alice.says("Visit the fair").sees("How did last week’s plans go?")
    (alice.says("skip") if way == "says" else alice.taps("Skip")).sees("Is anything stuck?").says("no").says("4")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)
