"""What is typed below a colleague's request and settles nothing goes to nobody, and waits in the form of a reply."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.test_right_below_a_request import asks_in_chinese
from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize("said", ["sure will look tmrw", "done, sent you the keys", "ill check", "👍"])
def test_below_a_request(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees("Alice Berger doesn’t have that yet", "No sensors")
    assert bob.opens("Reply").values["text"] == (said,)
    assert not entries_of(monday, "alice", "blocker_taken")
    bob.opens("Reply").submits()
    alice.sees(said)
    assert "text" not in bob.opens("Reply").values or bob.opens("Reply").values["text"] == ()


def test_chosen_as_meant_for_it_while_the_own_check_in_is_open(monday, alice, bob):
    asks(alice)
    bob.says("done, sent you the keys").taps("The newer message").sees("Alice Berger doesn’t have that yet")
    assert bob.opens("Reply").values["text"] == ("done, sent you the keys",)


@pytest.mark.parametrize("said", ["done, sent you the keys", "sent you the keys", "already sent"])
def test_below_a_promise(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says("ok, by Thursday").sees("You said you’d help").says(said).sees("Alice Berger doesn’t have that yet")
    assert bob.opens("Reply").values["text"] == (said,)


@pytest.mark.parametrize("said", ["报价发你了", "已经发给李晨了", "搞定了"])
def test_below_a_promise_in_chinese(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    asks_in_chinese(li)
    wang.says("好的，周四前").sees("你来处理").says(said).sees("还没发给李晨")
    assert wang.opens("回复").values["text"] == (said,)


@pytest.mark.parametrize("said", ["马上处理", "👍"])
def test_below_a_request_in_chinese(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    asks_in_chinese(li)
    wang.says(said).sees("还没发给李晨", "没有样品")
    assert wang.opens("回复").values["text"] == (said,)


@pytest.mark.parametrize("said", ["ill help by thursday", "ill do it thursday"])
def test_a_promise_needs_no_apostrophe(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("You said you’d help by Thu 26 Nov.")


def test_a_promise_is_moved_in_chinese(monday, li, wang):
    asks_in_chinese(li)
    wang.says("好的，周四前").says("要延到周五").sees("你来处理，最晚11月27日 周五。")


def test_what_is_not_meant_for_them_does_not_wait(monday, alice, bob):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says("ok, by Thursday").says("already sent, but don't tell Alice")
    assert not bob.opens("Reply").values["text"]


@pytest.mark.parametrize("said", ["send the keys", "look into the audit"])
def test_a_plan_stays_one(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("Is anything stuck?")


def test_a_promise_said_once_more_is_shown(monday, alice, bob):
    asks(alice)
    bob.says("ok, by Thursday").says("I'll do it Thursday").sees("You said you’d help by Thu 26 Nov.")
    assert "doesn’t have that yet" not in bob.last
