"""A name beside a day is read as the helper, at "Who can help?", at "By when?" and where it was asked what is stuck."""

from __future__ import annotations

import pytest

WRENCH = "the torque wrench is gone"


@pytest.mark.parametrize("said", ["no wait bob should help, by friday", "by Friday, Bob please"])
def test_by_when_takes_another_helper(monday, alice, said):
    alice.says("Visit the fair").says(WRENCH).says("my manager").says(said)
    alice.sees("Is this right?", "Which colleague? Bob Nyman", "By when? Fri 27 Nov").sees_not("Who can help? My")


def test_by_when_asks_again_who_can_help_where_nobody_is_called_so(monday, alice):
    alice.says("Visit the fair").says(WRENCH).says("my manager").says("no wait Zeno should help, by friday")
    alice.sees("Who can help?").says("Bob").sees("Bob Nyman", "By when? Fri 27 Nov")


@pytest.mark.parametrize("said", ["before the demo on Friday", "Friday please", "sorry, Friday", "Friday noon"])
def test_a_day_alone_leaves_the_helper(monday, alice, said):
    alice.says("Visit the fair").says(WRENCH).says("my manager").says(said)
    alice.sees("Who can help? My manager", "By when? Fri 27 Nov")


def test_who_can_help_takes_the_day_with_the_name(monday, alice):
    alice.says("Visit the fair").says(WRENCH).says("bob by thursday pls")
    alice.sees("Which colleague? Bob Nyman", "By when? Thu 26 Nov")


def test_who_can_help_takes_it_in_chinese(monday, li):
    li.says("整理仓库").says("扳手丢了").says("王芳，周三前").sees("我的主管", "11月25日")


def test_who_can_help_takes_that_it_is_urgent(monday, alice):
    alice.says("Visit the fair").says(WRENCH).says("Bob, urgent").sees("Bob Nyman", "Yes, told right away")


def test_who_could_help_answers_the_doubt(monday, alice):
    alice.says("Visit the fair").says("no but waiting on the numbers").says("bob could help by fri")
    alice.sees("What is stuck? no but waiting on the numbers", "Bob Nyman", "Fri 27 Nov")


def test_who_cannot_help_is_no_helper(monday, alice):
    alice.says("Visit the fair").says("Bob can't help").sees("Who can help?")
