"""The tree of goals on a day that is gone, by the words people have for one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "Thu 19 Nov"),
        ("last week", "Sun 15 Nov"),
        ("last month", "Sat 31 Oct"),
        ("2026-10-15", "Thu 15 Oct"),
    ],
)
def test_a_day_that_is_gone(stage, mara, text, day):
    mara.says(f"goal tree {text}").sees(f"As it stood on {day}")


@pytest.mark.parametrize(("text", "day"), [("昨天", "11月19日"), ("上周", "11月15日"), ("上个月", "10月31日")])
def test_in_chinese(stage, wang, text, day):
    wang.says(f"目标树 {text}").sees(day)


def test_a_word_beside_it_is_looked_for(stage, alice, li):
    alice.says("goal add Renewal rate from 82 to 90 % by June").taps("Propose to Mara Keller")
    alice.says("goal tree renewals last month").sees("As it stood on Sat 31 Oct", "No goal fits")
    alice.says("goal tree renewal").sees("One goal fits.")
    li.says("目标树 续约率").sees("没有找到")
