"""Two who ask for help are both answered at once where words are meant for both, and one alone otherwise."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def two(monday, alice, bob, mara):
    """Bob is asked by Alice, then by Mara."""
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    mara.opens("Fill in").fills(stuck="yes", stuck_on="No figures", helper="person", helper_person="bob").submits()
    return monday


@pytest.fixture
def two_in_chinese(monday, alice, li, wang):
    """Wang is asked by Li, then by Alice."""
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    asks(alice, helper="wang")
    return monday


@pytest.mark.parametrize(
    "said", ["both by Friday", "sure, both by Friday", "I'll do both by Friday", "yes to both, Friday"]
)
def test_a_promise_for_both(two, alice, bob, mara, said):
    bob.says(said).sees("You said you’d help by Fri 27 Nov.")
    for raiser in (alice, mara):
        assert "Bob Nyman said they’d help by Fri 27 Nov." in raiser.chat


@pytest.mark.parametrize("said", ["can't do either", "can't, both of them, sorry"])
def test_a_no_to_both(two, alice, bob, mara, said):
    bob.says(said).sees("They know you can’t")
    assert said in alice.chat and said in mara.chat


@pytest.mark.parametrize("said", ["can't do both", "i can't do both this week", "sorry, can't do both"])
def test_a_no_to_doing_both_may_be_one_to_either(two, alice, bob, mara, said):
    bob.says(said).sees("I’m not sure whether you can help.")
    assert not entries_of(two, "alice", "blocker_declined") + entries_of(two, "mara", "blocker_declined")


def test_a_reason_may_be_of_one_of_them_and_goes_to_nobody(two, alice, bob, mara):
    bob.says("can't do either, Mara's figures are late").sees("I’m not sure whether you can help.")
    assert not entries_of(two, "alice", "blocker_declined") + entries_of(two, "mara", "blocker_declined")


@pytest.mark.parametrize("said", ["by Friday", "sure, Friday"])
def test_other_answers_are_for_who_asked_last(two, alice, bob, mara, said):
    bob.says(said)
    assert "Bob Nyman said they’d help" in mara.chat and "Bob Nyman said they’d help" not in alice.chat


def test_what_is_answered_already_is_not_answered_again(two, alice, bob, mara):
    bob.says("by Friday").says("both by Thursday")
    assert [len(entries_of(two, who, "blocker_taken")) for who in ("alice", "mara")] == [1, 1]
    assert "Bob Nyman said they’d help by Fri 27 Nov." in mara.chat
    assert "Bob Nyman said they’d help by Thu 26 Nov." in alice.chat


def test_both_of_one_request_are_promised_to_who_asked(monday, alice, bob):
    asks(alice)
    bob.says("both by Friday").sees("You said you’d help by Fri 27 Nov.")


@pytest.mark.parametrize("said", ["两个都周五前给", "都可以，周五前", "两个我都来处理，周五前"])
def test_a_promise_for_both_in_chinese(two_in_chinese, alice, li, wang, said):
    wang.says(said).sees("你来处理，最晚11月27日 周五")
    assert "最晚11月27日 周五" in li.chat and "said they’d help by Fri 27 Nov." in alice.chat


def test_a_no_to_doing_both_may_be_one_to_either_in_chinese(two_in_chinese, alice, li, wang):
    wang.says("没法两个都做")
    assert "没法两个都做" not in li.chat and "没法两个都做" not in alice.chat


def test_a_no_to_both_in_chinese(two_in_chinese, alice, li, wang):
    wang.says("都帮不了").sees("已经告诉对方这次帮不上")
    assert "都帮不了" in li.chat and "都帮不了" in alice.chat


def test_a_day_that_suits_is_for_who_asked_last_in_chinese(two_in_chinese, alice, li, wang):
    wang.says("我来，周五前")
    assert "said they’d help by Fri 27 Nov." in alice.chat and "王芳来处理" not in li.chat


@pytest.mark.parametrize("said", ["both by Friday", "can't do either"])
def test_of_three_who_ask_two_are_not_guessed(two, alice, bob, mara, sven, said):
    sven.opens("Fill in").fills(stuck="yes", stuck_on="No budget", helper="person", helper_person="bob").submits()
    bob.says(said).sees("I’m not sure whether you can help.")
    for kind in ("blocker_taken", "blocker_declined"):
        assert not [each for who in ("alice", "mara", "sven") for each in entries_of(two, who, kind)]
