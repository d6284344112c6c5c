"""The labels of buttons, typed: what is open is shown with its taps, the summary is shared with who is named."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

SOLVED = ["thanks works now", "never mind got it working", "not stuck anymore", "it's working again, thanks"]
GONE = ["No longer matters", "not needed any more", "ok, it no longer matters"]
SOLVED_ZH, GONE_ZH = ["不卡了", "谢谢 能用了"], ["不需要了", "好的 已经不需要了"]


def share(alice):
    alice.opens("Fill in").fills(plans=["Sell the van"], stuck="yes", stuck_on="No budget").submits()


def share_zh(li):
    li.opens("一次填完").fills(plans=["写方案"], stuck="yes", stuck_on="采购不给报价").submits()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        *((said, "Tap “Solved” next to") for said in SOLVED),
        *((said, "Tap “No longer matters” next to") for said in GONE),
        ("ask someone else", "Tap “Ask someone else” next to"),
    ],
)
def test_what_is_open_is_shown_with_its_taps(monday, alice, said, shown):
    share(alice)
    alice.says(said).sees(shown, "No budget", "[Solved] [No longer matters] [Ask someone else]")
    assert not entries_of(monday, "alice", "blocker_closed")
    alice.taps("Solved")
    assert [each.how for each in entries_of(monday, "alice", "blocker_closed")] == ["solved"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        *((said, "就在旁边点“解决了”") for said in SOLVED_ZH),
        *((said, "就在旁边点“不需要了”") for said in GONE_ZH),
        ("换个人问", "就在旁边点“换个人问”"),
        ("换人吧", "就在旁边点“换个人问”"),
    ],
)
def test_so_it_is_in_chinese(monday, li, said, shown):
    share_zh(li)
    li.says(said).sees(shown, "采购不给报价", "[解决了] [不需要了] [换个人问]")
    assert not entries_of(monday, "li", "blocker_closed")


def test_so_it_is_of_what_was_noted_beside_the_week(monday, alice, li):
    alice.says("I'm stuck on the parking permit").taps("Yes, note it").says("works now").sees("[Solved]", "permit")
    li.says("我卡住了：停车证").taps("好，记下来").says("不需要了").sees("[不需要了]", "停车证")


def test_so_it_is_below_a_week_shared_by_one_tap(second, alice, li):
    alice.taps("As planned, nothing stuck").says("I'm stuck on the parking permit").taps("Yes, note it")
    alice.says("works now").sees("[Solved]", "permit").sees_not("Add this")
    li.taps("按计划，没卡住").says("我卡住了：停车证").taps("好，记下来").says("不卡了").sees("[解决了]", "停车证")


def test_where_nothing_is_open_such_words_stay_what_they_were(monday, alice, li):
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    alice.says("never mind").sees_not("Tap “").says("not needed any more").sees_not("Tap “")
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("不需要了").sees("好。有事随时找我")


@pytest.mark.parametrize("said", ["thanks", "does it work now?", "the demo works now and the order is next"])
def test_other_words_show_no_taps(monday, alice, said):
    share(alice)
    alice.says(said)
    assert "Tap “Solved”" not in alice.last


def at_summary(alice, li):
    alice.says("sell the van").says("nothing").sees("Is this right?")
    li.says("写方案").says("没有").sees("这样对吗？")


def test_the_summary_is_shared_by_the_words_of_its_button(monday, alice, li):
    at_summary(alice, li)
    alice.says("share with Mara Keller").sees("Shared with Mara Keller")
    li.says("发给王芳吧").sees("已经发给王芳")


@pytest.mark.parametrize(
    ("said", "zh"),
    [
        ("share with Bob", "发给李雷"),
        ("share with Mara?", "发给王芳？"),
        ("share with Mara later", "发给王芳之前再看看"),
    ],
)
def test_by_anything_more_it_is_not(monday, alice, li, said, zh):
    at_summary(alice, li)
    alice.says(said)
    li.says(zh)
    assert not entries_of(monday, "alice", "check_in_answered")
    assert not entries_of(monday, "li", "check_in_answered")


def test_while_last_weeks_plans_are_asked_of_it_is_of_them(second, alice):
    alice.says("I'm stuck on the parking permit").taps("Yes, note it").says("no longer matters")
    assert "Tap “No longer matters”" not in alice.chat
