"""Talk right below a colleague's request is asked about: it is no plan of who was asked, unasked."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks

WHICH = "Is that for what I asked you earlier, or for the message that came after it?"


@pytest.mark.parametrize(
    "said", ["wed im off, ask mara", "did that already yesterday", "sure whats it about", "that's not my job"]
)
def test_it_is_asked_for_whom_it_is(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees(WHICH, said).says("the newer message")
    assert "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", ["这不归我管", "找Sven", "昨天已经弄好了"])
def test_so_it_is_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees(said)
    assert "有卡住的吗" not in wang.chat


@pytest.mark.parametrize(
    "said", ["audit, hudson visit", "ask Tom to help with the audit", "call Hudson, then the audit", "audit is my job"]
)
def test_plans_below_it_stay_plans(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["写方案，约客户", "找供应商谈价格", "客户已经签了，准备合同"])
def test_so_they_do_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("有卡住的吗")


def test_a_talk_named_below_the_digest_is_no_plan(monday, li, wang):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品").submits()
    monday.moves_to("2026-11-25 10:30")
    wang.says("下次1:1聊").sees("这是你这周的计划吗？")
