"""What tells that something is well by now is no yes: it shares nothing, promises nothing, notes nothing."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.test_right_below_a_request import asks_in_chinese
from tests.conversations.weekly_checkin.record import entries_of

NEWS = ["all good now", "its fine now", "its ok now", "good now", "fine already", "done already", "it is done"]
NEWS_IN_CHINESE = ["已经好了", "都好了", "没问题了", "已经可以了", "是吧"]


def at_the_summary(alice):
    for said in ("all done", "audit", "legal wont answer", "bob", "thu", "3"):
        alice.says(said)
    return alice.sees("Is this right?")


def at_the_summary_in_chinese(li):
    for said in ("都完成了", "写总结", "供应商不回邮件", "王芳", "周四", "3"):
        li.says(said)
    return li.sees("发给王芳")


@pytest.mark.parametrize("said", NEWS)
def test_it_shares_nothing(second, alice, bob, said):
    at_the_summary(alice).says(said)
    assert not entries_of(second, "alice", "blocker_raised")
    bob.sees_not("legal wont answer")
    alice.sees("Is this right?", "[Share with Mara Keller]")


@pytest.mark.parametrize("said", NEWS_IN_CHINESE)
def test_nor_in_chinese(second, li, said):
    at_the_summary_in_chinese(li).says(said)
    assert not entries_of(second, "li", "blocker_raised")
    assert li.can("发给王芳")


@pytest.mark.parametrize("said", ["done", "all good", "looks good", "ok", "yes, share it now", "send it already"])
def test_a_yes_shares_as_before(second, alice, said):
    at_the_summary(alice).says(said)
    assert entries_of(second, "alice", "blocker_raised")


@pytest.mark.parametrize("said", ["好了", "好啦", "可以了", "可以啦", "没错了", "没问题", "好的", "行了，发吧"])
def test_so_does_a_yes_in_chinese(second, li, said):
    at_the_summary_in_chinese(li).says(said)
    assert entries_of(second, "li", "blocker_raised")


@pytest.mark.parametrize("said", ["it is done", "its ok now", "done already", "all good now"])
def test_it_promises_nothing(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice, urgent=True)
    bob.says(said)
    assert not entries_of(monday, "alice", "blocker_taken")
    assert "said they’d help" not in alice.chat


@pytest.mark.parametrize("said", ["已经好了", "都好了", "没问题了", "可以了", "是吧"])
def test_nor_does_it_in_chinese(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    asks_in_chinese(li)
    wang.says(said)
    assert not entries_of(monday, "li", "blocker_taken")


@pytest.mark.parametrize("said", ["its ok now", "all good now", "done already"])
def test_it_notes_nothing(monday, alice, said):
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    alice.says("i'm stuck, legal won't reply").says(said)
    assert not entries_of(monday, "alice", "blocker_raised")


@pytest.mark.parametrize("said", ["已经好了", "都好了", "没问题了"])
def test_nor_is_it_noted_in_chinese(monday, li, said):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("卡住了，供应商不回邮件").says(said)
    assert not entries_of(monday, "li", "blocker_raised")
