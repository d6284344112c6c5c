"""Days away that one word names, and those that end before the day on which somebody is back."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("said", ["明后天请假", "明后天不在", "明后两天请假"])
def test_two_days_in_a_word_are_both(second, li, said):
    li.says(said).sees("12月1日 周二到12月2日 周三", "[对，记下]")


def test_so_they_are_in_english(second, alice):
    alice.says("off tomorrow and the day after").sees("Tue 1 Dec to Wed 2 Dec")


def test_by_when_one_needs_help_is_the_later_day_as_before(second, li):
    li.says("都完成了").says("写总结").says("采购不给报价").says("王芳").says("后天").says("4").sees("12月2日 周三")


@pytest.mark.parametrize("said", ["出差三天 周四回", "出差三天，周四回来", "请假 周四回"])
def test_the_day_of_coming_back_is_none_away(second, li, said):
    li.says(said).sees("11月30日 周一到12月2日 周三", "[对，记下]").sees_not("这周的计划吗")


def test_nor_is_it_in_english(second, alice):
    alice.says("travelling for 3 days, back on Thursday").sees("Mon 30 Nov to Wed 2 Dec")


@pytest.mark.parametrize(
    ("said", "days"), [("出差三天", "11月30日 周一到12月2日 周三"), ("周四请假三天", "12月3日 周四到12月5日 周六")]
)
def test_a_number_of_days_is_as_before(second, li, said, days):
    li.says(said).sees(days)


def test_a_reply_to_somebody_is_no_coming_back(second, li):
    li.says("周四回复客户").sees("上周的几件事怎么样了？").taps("都完成了").says("没有").says("4").sees("周四回复客户")
