"""A cry for help is heard first, and the plans beside it are kept: how somebody feels stays out of them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("audit n hudson call. feeling burnt out tbh", "audit n hudson call"),
        ("feeling burnt out; audit; call Hudson", "audit; call Hudson"),
        ("audit, i can't go on", "audit"),
    ],
)
def test_the_plans_beside_it_are_kept(monday, alice, said, plans):
    alice.says(said).sees("talk to", "For this week’s check-in I only kept “")
    alice.says("no").sees("Is anything stuck?").says("no").sees(f"top one to three {plans}\n")
    assert "burnt" not in alice.last


def test_so_they_are_in_chinese(monday, li):
    li.says("写总结，我快撑不下去了").sees("本周签到里只记了“写总结”")
    li.says("没有").says("没有").sees("一到三件 写总结\n")


def test_where_plans_are_asked_they_are_kept_too(second, alice):
    alice.says("all done").says("audit. feeling burnt out").sees("I only kept “audit”")
    alice.says("no").says("no").says("3").sees("top one to three audit\n")


def test_what_became_of_last_week_is_asked_on(second, alice):
    alice.says("report done, audit. feeling burnt out")
    alice.sees("talk to someone you trust", "I only kept “report done")
    alice.says("supplier dropped").says("no").says("3").sees("Call the supplier Dropped", "top one to three audit\n")


def test_what_may_be_felt_is_left_and_said_to_be(monday, alice):
    alice.says("audit, i'm crying all day, feeling burnt out").sees("talk to", "I’ve noted nothing of this", "audit")
    alice.says("audit").says("no").sees("top one to three audit\n")


def test_so_is_what_may_be_stuck(monday, alice):
    alice.says("audit").says("legal won't answer. feeling burnt out").sees("If “legal won't answer” is for")


def test_what_cannot_be_done_is_no_plan(monday, li):
    li.says("项目做不完，我快撑不下去了").sees("这些我都没有记。", "“项目做不完”")


@pytest.mark.parametrize("said", ["feeling burnt out tbh", "my boss bullies me, audit", "audit, i want to kill myself"])
def test_without_plans_nothing_is_kept(monday, alice, said):
    alice.says(said)
    assert "I only kept" not in alice.chat and "I’ve noted nothing" not in alice.chat
