"""A word that says where something begins, beside a number below a draft: it sets the start, behind a "no" as well."""

from __future__ import annotations

import pytest

CHURN = "goal add churn from 5% to 3% by end of march"
KESU = "目标 新增 客诉从每月20单降到10单，三月底前"


@pytest.mark.parametrize(
    "text",
    ["no, starting at 6%", "we start at 6%", "no, we're at 6%", "no, from 6%", "sorry, the baseline is 6%"],
)
def test_where_it_begins_is_corrected(stage, alice, text):
    alice.says(CHURN).says(text).sees("as I understood it", "What shows it from 6% to 3%", "31 Mar")


@pytest.mark.parametrize(
    "text", ["不对，现状22单", "现状22单", "不对，起点22单", "不对，从22单开始", "不对，现在是22单", "目前22单"]
)
def test_where_it_begins_is_corrected_in_chinese(stage, li, text):
    li.says(KESU).says(text).sees("我理解的目标是这样", "用什么衡量 从22到10单", "3月31日")


@pytest.mark.parametrize(
    ("text", "then"), [("no, 2%", "from 5% to 2%"), ("no, from 6% to 2%", "from 6% to 2%"), ("at 2%", "from 5% to 2%")]
)
def test_other_numbers_are_where_it_goes(stage, alice, text, then):
    alice.says(CHURN).says(text).sees("as I understood it", then)


@pytest.mark.parametrize(("text", "then"), [("不对，8单", "从20到8单"), ("不对，从22到8单", "从22到8单")])
def test_other_numbers_in_chinese(stage, li, text, then):
    li.says(KESU).says(text).sees("我理解的目标是这样", then)


def test_a_day_may_stand_beside_it(stage, alice):
    alice.says(CHURN).says("we start at 6%, by end of june").sees("from 6% to 3%", "30 Jun")


def test_of_several_it_is_asked_whose_start_it_is(stage, alice):
    alice.says(CHURN).says("refunds from 9% to 4%").says("no, starting at 6%").sees("[churn]", "[refunds]")
    alice.taps("churn").sees("churn from 6% to 3%", "refunds from 9% to 4%")
