"""Work for a trip is a plan, whatever day it names: only days away themselves are asked about as such."""

from __future__ import annotations

import pytest

PLANS_ZH = [
    "准备下周出差",
    "安排下周出差",
    "订下周出差的机票",
    "下周出差报销",
    "整理周三出差材料",
    "要准备一下周四外出的资料",
]
PLANS = ["prepare next week's trip to Berlin", "prepare for my time off next week", "out of office handover on Friday"]
AWAY_ZH = ["下周出差", "下周去上海出差", "准备下周请假", "下周出差，不在公司"]
AWAY = ["I'm on leave next week", "out of office on Friday", "book time off next week"]


@pytest.mark.parametrize("said", PLANS_ZH)
def test_it_is_a_plan_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").sees(f"一到三件 {said}\n")


@pytest.mark.parametrize("said", PLANS)
def test_it_is_a_plan(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").sees(f"top one to three {said}\n")


def test_so_it_is_among_plans(monday, li):
    li.says("写方案，准备下周出差").says("没有").sees("一到三件 写方案，准备下周出差\n")


@pytest.mark.parametrize("said", AWAY_ZH)
def test_days_away_are_asked_about_in_chinese(monday, li, said):
    li.says(said).sees("你这几天不在")


@pytest.mark.parametrize("said", AWAY)
def test_days_away_are_asked_about(monday, alice, said):
    alice.says(said).sees("You’ll be away")


def test_beside_work_for_them_too(monday, li):
    li.says("下周请假，准备周三出差的资料").sees("你这几天不在")
    assert "这是你这周的计划吗？\n准备周三出差的资料" in li.chat
