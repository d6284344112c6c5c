"""A cry for help is heard, and nothing beside it is noted: it is said to be left, and written once more it counts."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("audit n hudson call. feeling burnt out tbh", "audit n hudson call"),
        ("audit, i can't go on", "audit"),
        ("audit, i'm crying all day, feeling burnt out", "audit"),
        ("audit, mara shouts at me, feeling burnt out", "mara shouts at me"),
    ],
)
def test_what_stands_beside_it_is_said_to_be_left(monday, alice, mara, said, left):
    alice.says(said).sees("talk to", "I’ve noted nothing of this. If “", left)
    alice.says("audit").says("no").sees("top one to three audit\n").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("audit",)
    mara.sees_not("burnt", "shouts", "crying")


@pytest.mark.parametrize("said", ["写总结，我快撑不下去了", "写总结，医生说我抑郁，我撑不下去了"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says(said).sees("这些我都没有记。", "写总结")
    li.says("写总结").says("没有").sees("一到三件 写总结\n")
    assert "抑郁" not in li.last


def test_so_it_is_where_plans_are_asked(second, alice):
    alice.says("all done").says("audit. feeling burnt out").sees("If “audit” is for")
    alice.says("audit").says("no").says("3").sees("top one to three audit\n")


def test_so_is_what_may_be_stuck(monday, alice):
    alice.says("audit").says("legal won't answer. feeling burnt out").sees("If “legal won't answer” is for")


@pytest.mark.parametrize("said", ["feeling burnt out tbh", "my boss bullies me, audit", "audit, i want to kill myself"])
def test_without_plans_nothing_is_said_of_it(monday, alice, said):
    alice.says(said)
    assert "I’ve noted nothing" not in alice.chat
