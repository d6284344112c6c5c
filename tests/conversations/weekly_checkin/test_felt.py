"""How somebody feels is for themselves alone: beside plans no word of it goes into what the manager reads."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("exhausted, plan is the audit", "the audit"),
        ("I'm at 2 out of 5. Plan: the audit", "the audit"),
        ("so tired. audit", "audit"),
        ("audit, energy is low", "audit"),
        ("totally knackered; audit; call Hudson", "audit; call Hudson"),
        ("Audit\nexhausted", "Audit"),
        ("no energy, plan is to rest", "rest"),
        ("feeling 2/5 today, plan: the audit", "the audit"),
        ("exhausted, this week the audit", "the audit"),
        ("exhausted, plan is not clear", "plan is not clear"),
        ("audit, my energy is shot", "audit"),
        ("audit (tired af)", "audit"),
        ("audit. slept badly", "audit"),
        ("kind of stressed out, but: audit", "audit"),
        ("audit but knackered", "audit"),
    ],
)
def test_the_plan_alone_is_noted(monday, alice, said, plans):
    alice.says(said).sees("Is anything stuck?").says("no").sees(f"top one to three {plans}\n")


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("累死了，这周做审计", "做审计"),
        ("累死了，这周五做审计", "这周五做审计"),
        ("我2分，做审计", "做审计"),
        ("状态不好，计划是做审计", "做审计"),
        ("写方案，好累", "写方案"),
        ("精力不足，这周做审计", "做审计"),
        ("写总结（精力1）", "写总结"),
        ("写总结、没睡好", "写总结"),
        ("写总结，但是最近状态差", "写总结"),
        ("写方案 约客户 累成狗", "写方案 约客户"),
    ],
)
def test_so_it_is_in_chinese(monday, li, said, plans):
    li.says(said).sees("有卡住的吗？").says("没有").sees(f"一到三件 {plans}\n")


@pytest.mark.parametrize("said", ["I'm at 2 out of 5. Plan: the audit", "feeling 2/5 today, plan: the audit"])
def test_a_level_is_kept_where_it_is_asked(second, alice, said):
    alice.says(said).says("all done").says("no").sees("the audit\n", "Energy 2 (only you see it)")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("the audit",)


def test_so_it_is_kept_in_chinese(second, li):
    li.says("我2分，做审计").says("都完成了").says("没有").sees("一到三件 做审计\n", "精力 2（只有你能看到）")


def test_where_the_questions_come_one_by_one_it_is_no_plan_either(second, alice):
    alice.taps("One question at a time").says("all done").says("exhausted, plan is the audit").says("no").says("4")
    alice.sees("top one to three the audit\n")


def test_without_a_plan_nothing_is_planned(second, alice):
    alice.says("exhausted, I'm at 2/5").sees("I’ve noted that as your energy", "one to three things")


def test_nor_is_it_added_to_a_shared_week(second, alice):
    alice.taps("As planned, nothing stuck").says("also the audit, exhausted").sees("Add this to this week’s plans?")
    assert "exhausted" not in alice.last


@pytest.mark.parametrize(
    "said",
    [
        *("fix the exhausted battery pool", "I'm at 2 sites, audit", "energy audit, tired tyres to the dump"),
        *("visit the fair, 2/5", "stress test, rig 4", "plan is the audit"),
        *("audit (Hudson)", "audit but not the tired tyres", "energy is cheap: buy the contract for the whole of 2027"),
    ],
)
def test_ordinary_plans_stay_as_they_are(monday, alice, said):
    alice.says(said).says("no").sees(f"top one to three {said}\n")


@pytest.mark.parametrize(
    "said",
    ["状态评估，写方案", "我2点开会，做审计", "困难客户回访，写总结", "这周做审计", "写总结（三份）", "写方案 约客户"],
)
def test_so_they_do_in_chinese(monday, li, said):
    li.says(said).says("没有").sees(f"一到三件 {said}\n")


def test_as_planned_shares_no_word_of_it(second, alice):
    alice.says("as planned but knackered").sees("Shared with Mara Keller, and you’re done.")
    assert week_of(second, "alice", "2026-W49").plans == ()


def test_nor_does_it_in_chinese(second, li):
    li.says("按计划 有点累").sees("已经发给王芳，就这么简单。")
    assert week_of(second, "li", "2026-W49").plans == ()


def test_as_planned_with_a_level_goes_on(second, alice):
    alice.says("as planned. 2/5").says("no")
    assert "and you’re done" not in alice.chat


def test_a_feeling_alone_is_asked_about(monday, alice):
    alice.says("my energy is shot").sees("Is that your plan for this week?")
