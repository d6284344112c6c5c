"""What may be said to who asks for help above is asked about there, and is no plan and nothing of one's own."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize(
    "said",
    [
        *("sent them already", "already sent", "asap", "will do asap"),
        *("the sensors come tomorrow", "got sensors from Tom"),
        *("right away", "will do straight away", "as soon as i can", "I'll do it as soon as I can"),
    ],
)
def test_the_request_asks_again_where_nothing_else_is_asked(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors", "[Reply]")
    assert not entries_of(monday, "alice", "blocker_taken")


@pytest.mark.parametrize("said", ["已经寄出了", "尽快", "尽快处理", "我尽快处理", "马上", "这就去催", "样品明天就到"])
def test_the_request_asks_again_where_nothing_else_is_asked_in_chinese(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("不太确定你能不能帮", "没有样品")
    assert not entries_of(monday, "li", "blocker_taken")


@pytest.mark.parametrize("said", ["好的，我来催", "我去催"])
def test_who_chases_it_takes_it(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said)
    assert entries_of(monday, "li", "blocker_taken")


@pytest.mark.parametrize(
    ("said", "seen"),
    [("I'm away on Friday", "You’ll be away"), ("on leave right away from Friday", "From Fri 27 Nov: until when?")],
)
def test_days_away_are_the_writers_own(monday, alice, bob, said, seen):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees(seen)


@pytest.mark.parametrize("said", ["sent them already", "asap"])
def test_below_the_own_invitation_it_is_asked_which_is_meant(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees(said, "Is that for what I asked you earlier").taps("The newer message").sees("No sensors")
    assert "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", ["已经寄出了", "尽快"])
def test_below_the_own_invitation_it_is_asked_which_is_meant_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees(said, "[回后来那条]")
    assert "有卡住的吗" not in wang.chat


@pytest.mark.parametrize("said", ["Send the offer to Hudson", "Order parts asap for the van"])
def test_a_plan_below_a_request_is_a_plan(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("Is anything stuck?")


def test_that_ones_own_is_urgent_is_said_of_that(monday, alice, bob):
    bob.opens("Fill in").fills(stuck="yes", stuck_on="No van", helper="manager").submits()
    asks(alice)
    bob.says("asap")
    assert "Marked as urgent" in bob.chat


@pytest.mark.parametrize("said", ["Visit the fair tomorrow", "the vans come tomorrow"])
def test_what_has_no_word_of_it_is_no_answer(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees_not("I’m not sure whether you can help.")
