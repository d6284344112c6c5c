"""Thousands that a point sets apart are said back in a draft, with the other reading."""

from __future__ import annotations

import pytest


def test_they_are_said_back_and_read_the_other_way_by_a_tap(alice):
    alice.says("goal add signups from 1.200 to 1.500 by Jan 31").sees("from 1,200 to 1,500", "I read “1.500” as 1,500.")
    alice.taps("It’s 1.5").sees("from 1.2 to 1.5")
    assert "I read" not in alice.chat.rpartition("> ")[2]


def test_they_are_in_chinese(li):
    li.says("目标 新增 注册从900到1.500，一月底前").sees("从900到1,500", "“1.500”我按1,500算。").taps("是1.5")
    li.sees("从900到1.5")


@pytest.mark.parametrize(
    "text",
    [
        "goal add signups from 1,200 to 1,500 by Jan 31",
        "goal add cost from 1.200 to 900 € by Jan 31",
        "goal add rating from 4.125 to 4.5 by Jan 31",
    ],
)
def test_nothing_is_said_where_there_is_no_doubt(alice, text):
    alice.says(text).sees("What shows it")
    assert "I read" not in alice.chat


def test_nor_once_the_number_is_another(alice):
    alice.says("goal add signups from 1.200 to 1.500 by Jan 31").says("make it 1800").sees("from 1,200 to 1,800")
    assert "I read" not in alice.chat.rpartition("> ")[2]
