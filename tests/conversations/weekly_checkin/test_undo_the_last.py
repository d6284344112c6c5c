"""Undo is about what was done last: a whole check-in goes by a bare word only where it was that."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


def test_a_setting_is_put_back_in_the_settings_and_the_check_in_by_its_own_tap(second, alice):
    alice.taps("As planned, nothing stuck").says("language").taps("中文").says("undo")
    alice.sees("The last thing you changed was a setting", "[Settings] [Take this week’s check-in back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")
    alice.taps("Take this week’s check-in back").sees("Taken back", "Is this right?")
    assert entries_of(second, "alice", "check_in_withdrawn")


def test_so_it_is_in_chinese(second, li):
    li.taps("按计划，没卡住").says("语言").taps("English").says("撤回").sees("你刚才改的是设置", "[撤回这周的签到]")
    assert not entries_of(second, "li", "check_in_withdrawn")


def test_a_point_that_was_just_put_on_the_agenda_is_taken_off(second, alice, mara):
    alice.taps("As planned, nothing stuck").says("1:1: the spring fair").says("undo")
    alice.sees("Off the agenda again: “the spring fair”")
    mara.says("1:1 Alice")
    assert "the spring fair" not in mara.last
    assert not entries_of(second, "alice", "check_in_withdrawn")


def test_it_is_taken_off_in_chinese_for_who_manages_too(second, wang):
    wang.opens("一次填完").fills(plans=["招人"]).submits().says("一对一 李晨：预算").says("撤回").sees("拿掉了：“预算”")
    assert not entries_of(second, "wang", "check_in_withdrawn")


def test_a_point_that_was_talked_about_since_stays(second, alice, mara):
    alice.says("1:1: the budget")
    mara.says("1:1 Alice").taps("Talked about it", on="the budget")
    alice.says("undo").sees("That’s over, or somebody changed it")


def test_a_goal_that_was_moved_is_put_back_on_its_card(agreed, alice):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    agreed.moves_on(minutes=1)
    alice.says("goal").taps("At risk").says("undo").sees("The last thing you did was on a goal", "[Goals]")
    assert not entries_of(agreed, "alice", "check_in_withdrawn")


def test_a_check_in_that_moved_a_goal_is_the_last_thing(agreed, alice):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits()
    agreed.moves_to("2026-12-14 10:00")
    form = alice.says("check-in").opens("Fill in")
    [goal] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{goal.replace(".", "_"): "at_risk"}).submits()
    alice.says("undo").sees("Taken back", "Is this right?")


def test_what_a_manager_did_for_the_team_stays(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    mara.opens("Fill in").fills(plans=["Hire"]).submits().says("team").taps("Mark as read", on="Alice").says("undo")
    mara.sees("for your team", "[Take this week’s check-in back]")
    assert not entries_of(second, "mara", "check_in_withdrawn")


@pytest.mark.parametrize(
    ("tap", "told"), [("Solved", "close what"), ("No longer matters", "close what"), ("It’s urgent", "as urgent")]
)
def test_what_was_done_about_a_blocker_stays_and_so_does_the_week(second, alice, tap, told):
    alice.says("I'm stuck").says("The printer jams")
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    second.moves_on(minutes=1)
    alice.taps(tap, on="printer").says("undo").sees(told, "[Take this week’s check-in back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")


@pytest.mark.parametrize(("tap", "told"), [("解决了", "了结了"), ("不需要了", "了结了"), ("这事很急", "标成了很急")])
def test_so_it_stays_in_chinese(second, li, tap, told):
    li.says("我卡住了").says("打印机坏了")
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    second.moves_on(minutes=1)
    li.taps(tap, on="打印机").says("撤回").sees(told, "[撤回这周的签到]")
    assert not entries_of(second, "li", "check_in_withdrawn")


def test_asking_someone_else_is_the_last_thing_too(second, alice, bob):
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="The printer jams").submits()
    second.moves_on(minutes=1)
    alice.opens("Ask someone else", on="printer").finds("helper_person", "Bob").submits()
    alice.says("undo").sees("ask someone else for help", "[Take this week’s check-in back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")


def test_a_change_of_the_week_that_ends_its_blocker_is_no_other_thing(second, alice):
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="The printer jams").submits()
    second.moves_on(minutes=1)
    alice.opens("Change").fills(stuck="no").submits()
    alice.says("undo").sees("You’ve changed this since you shared it")
