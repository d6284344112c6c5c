"""Days away of somebody else are not noted as the writer's; with something stuck it is shown how another is asked."""

from __future__ import annotations

import pytest

NOTE, NOTE_ZH = ("You’ll be away", "When you are away"), ("你这几天不在", "哪几天不在")


@pytest.fixture
def stuck(second, alice, li):
    for each, label, helper in ((alice, "Fill in", "bob"), (li, "一次填完", "wang")):
        each.opens(label).fills(stuck="yes", stuck_on="No sensors", helper="person", helper_person=helper).submits()
    return second


@pytest.mark.parametrize(
    "said",
    ["bob is on holiday till friday", "Bob is out of office, ask someone else", "he is on leave", "bob's on leave"],
)
def test_another_may_be_asked_where_something_is_stuck(stuck, alice, said):
    alice.says(said).sees("tap “Ask someone else” next to it", "No sensors").sees_not(*NOTE)


@pytest.mark.parametrize("said", ["王芳请假了，找别人", "王芳请假了", "财务休假了", "他请假到周五"])
def test_so_it_may_in_chinese(stuck, li, said):
    li.says(said).sees("旁边点“换个人问”", "No sensors").sees_not(*NOTE_ZH)


@pytest.mark.parametrize("said", ["bob is away", "my manager is on leave till monday", "Bob will be away till Friday"])
def test_nothing_is_noted_where_nothing_is_stuck(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees_not(*NOTE)


@pytest.mark.parametrize(
    "said",
    [
        *("bob is on holiday till friday", "my manager is on leave till monday", "legal is on leave until monday"),
        *("anna is on leave until monday", "the accountant is on leave until monday"),
    ],
)
def test_nor_is_it_below_the_invitation(second, alice, said):
    alice.says(said).sees("I’m not sure what you need").sees_not(*NOTE)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "I'm on holiday till Friday",
            "on leave till friday",
            "next week i'm on holiday",
            "out of office until Friday",
        ),
        *("today is my day off", "my son is off sick, I'm on leave till friday"),
        *("sick kid, on leave till friday", "bob covers for me, I'm on leave till friday", "I will be away on Friday"),
    ],
)
def test_ones_own_are(stuck, alice, said):
    alice.says(said).sees("You’ll be away")


@pytest.mark.parametrize(
    "said",
    ["我请假到周五", "感冒请假到周五", "家里有事，请假到周五", "老家有事请假到周五", "下周三休假", "大概请假到周五"],
)
def test_so_are_ones_own_in_chinese(stuck, li, said):
    li.says(said).sees("你这几天不在")
