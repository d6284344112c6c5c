"""A name alone, where something is open or waits for somebody: they are offered, and asked by a tap alone."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of

CHINESE = {"language": "zh-CN", "zone": company.SHANGHAI, "region": "CN"}
OFFER = "weekly_checkin.offer"


def share(alice, **stuck):
    alice.opens("Fill in").fills(plans=["Sell the van"], **stuck).submits()


def share_zh(monday, li, **stuck):
    monday.hires(company.someone("liu", "刘洋", "research", "wang", **CHINESE))
    li.opens("一次填完").fills(plans=["写方案"], **stuck).submits()


def passed_on(stage, who):
    return [(each.helper_kind, each.helper) for each in entries_of(stage, who, "blocker_passed")]


@pytest.mark.parametrize("said", ["bob", "Bob Nyman", "ask bob please", "switch to bob"])
def test_a_name_is_offered_for_what_is_open(monday, alice, said):
    share(alice, stuck="yes", stuck_on="No budget")
    alice.says(said).sees("Shall I ask Bob Nyman about “No budget”?")
    assert passed_on(monday, "alice") == []
    alice.taps("Ask Bob Nyman")
    assert passed_on(monday, "alice") == [("person", "bob")]


@pytest.mark.parametrize("said", ["刘洋", "找刘洋吧", "问问刘洋", "换刘洋", "换刘洋吧"])
def test_so_it_is_in_chinese(monday, li, said):
    share_zh(monday, li, stuck="yes", stuck_on="采购不给报价")
    li.says(said).sees("要问问刘洋“采购不给报价”这件事吗？")
    assert passed_on(monday, "li") == []
    li.says("好")
    assert passed_on(monday, "li") == [("person", "liu")]


def test_below_the_offer_of_somebody_else(monday, li, wang):
    share_zh(monday, li, stuck="yes", stuck_on="采购不给报价", urgent=True)
    wang.opens("换人、改日子、帮不上").fills(what="decline", text="最近太忙了").submits()
    assert "要不要换个人问" in li.card(OFFER)
    li.says("找刘洋吧").sees("要问问刘洋“采购不给报价”这件事吗？")
    assert passed_on(monday, "li") == []


def test_a_name_or_a_yes_below_who_may_help_sends_nothing(monday, alice):
    share(alice)
    alice.says("I'm stuck, the vpn keeps dropping").says("bob").sees("Who may help with this?", "[Bob Nyman]")
    alice.says("yes").sees("Who may help with this?", "[Bob Nyman]").says("bob").sees("[Bob Nyman]")
    assert entries_of(monday, "alice", "blocker_raised") == []
    alice.taps("Bob Nyman")
    assert [each.helper for each in entries_of(monday, "alice", "blocker_raised")] == ["bob"]


def test_so_it_is_below_it_in_chinese(monday, li):
    share_zh(monday, li)
    li.says("客户那边卡住了 一直不回邮件").says("刘洋").sees("这件事让谁来帮忙？", "[刘洋]")
    li.says("好的").sees("这件事让谁来帮忙？", "[刘洋]").says("刘洋").sees("这件事让谁来帮忙？", "[刘洋]")
    assert entries_of(monday, "li", "blocker_raised") == []


def test_where_nothing_is_open_a_name_is_as_before(monday, alice, li):
    share(alice)
    alice.says("bob").sees("I’m not sure what you need").says("yes").sees("Write to me any time")
    share_zh(monday, li)
    li.says("找刘洋吧").sees("没太明白").says("好的").sees("有事随时找我")


@pytest.mark.parametrize("said", ["meet bob", "bob and the van", "is bob in today?"])
def test_more_than_a_name_is_as_before(monday, alice, said):
    share(alice, stuck="yes", stuck_on="No budget")
    alice.says(said)
    assert "Shall I ask" not in alice.chat


def test_a_yes_once_something_came_since_is_not_for_who_may_help(monday, alice):
    share(alice)
    alice.says("I'm stuck, the vpn keeps dropping").says("bob").says("help").says("yes")
    alice.sees("Write to me any time")
