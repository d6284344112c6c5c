"""Below a draft that says by how much something is to change, a correction says by how much instead."""

from __future__ import annotations

import pytest

COSTS = "goal add cut costs by 20%"
CHENGBEN = "目标 新增 把成本降低20%"


@pytest.mark.parametrize("text", ["no, 15%", "make it 15%", "no, by 15%", "by 15%", "sorry, 15", "actually 15%"])
def test_a_change_is_corrected(stage, alice, text):
    alice.says(COSTS).says(text).sees("as I understood it", "cut costs by 15%").sees_not("to 15%")


@pytest.mark.parametrize("text", ["不对，15%", "15%吧", "降低15%", "改成15%", "不对，15"])
def test_a_change_is_corrected_in_chinese(stage, li, text):
    li.says(CHENGBEN).says(text).sees("我理解的目标是这样", "把成本降低15%").sees_not("到15%")


def test_tenths_are_a_change_too(stage, li):
    li.says("目标 新增 把成本降低三成").says("两成吧").sees("把成本降低两成").sees_not("到20%")


def test_how_far_it_leads_is_changed_too(stage, alice, li):
    alice.says(COSTS).says("today it is 100k").sees("from 100,000 to 80,000")
    alice.says("no, 15% by end of june").sees("cut costs by 15%", "from 100,000 to 85,000", "30 Jun")
    li.says(CHENGBEN).says("现在是100万").says("不对，15%").sees("把成本降低15%", "从1,000,000到850,000")


@pytest.mark.parametrize(
    ("text", "then"),
    [("no, to 80", "to 80"), ("from 100k to 80k", "from 100,000 to 80,000"), ("15%", "from 15%"), ("to 15%", "to 15%")],
)
def test_other_numbers_are_no_change(stage, alice, text, then):
    alice.says(COSTS).says(text).sees("cut costs by 20%", then)


def test_a_level_is_still_a_level(stage, alice, li):
    alice.says("goal add raise renewal rate to 90%").says("no, 95%").sees("to 95%")
    li.says("目标 新增 续约率提到90%").says("不对，95%").sees("到95%")
