"""How much there is to do says nothing of being stuck: that is asked, wherever the words stand."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "said",
    [
        *("not much, just catching up on mail", "nothing big, just mail and some calls"),
        *("Not a lot, mostly mail", "nothing really, only mail", "nothing much. Mail and calls"),
    ],
)
def test_little_to_do_is_a_plan_and_what_is_stuck_is_asked(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("nope").sees("Is this right?", said, "Nothing stuck")


@pytest.mark.parametrize("said", ["没什么，就回回邮件", "还好，就回回邮件", "没啥，回邮件"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").sees("这样对吗？", said)


@pytest.mark.parametrize(
    "said", ["just catching up on mail, nothing stuck", "nothing stuck, just catching up on mail", "mail, no blockers"]
)
def test_who_says_that_nothing_is_stuck_is_not_asked(monday, alice, said):
    alice.says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize("said", ["not much", "nothing big", "nothing really"])
def test_where_it_is_asked_the_same_words_answer_it(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


def test_beside_what_became_of_last_week_it_does_not_answer_it_either(second, alice):
    alice.says("all done, nothing much").says("Visit the fair").sees("Is anything stuck?")
