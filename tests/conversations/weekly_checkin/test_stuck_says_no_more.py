"""A yes to whether anything is stuck, in more words, is asked what it is: it is not what is stuck itself."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

WHAT, WHAT_ZH = "What is it, in one line?", "卡在哪里"


@pytest.mark.parametrize(
    "said", ["somethings stuck", "something's stuck", "Something is stuck", "yes unfortunately", "yes, unfortunately"]
)
def test_it_is_asked_what(monday, alice, said):
    alice.says("Sell the van").says(said).sees(WHAT).says("vpn keeps dropping").sees("Who can help?")
    alice.says("my manager").says("skip").says("yes")
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised")] == ["vpn keeps dropping"]


@pytest.mark.parametrize("said", ["有事卡住了", "有东西卡住了", "有啊 可惜", "很遗憾，有", "不幸的是有"])
def test_it_is_asked_what_in_chinese(monday, li, said):
    li.says("写方案").says(said).sees(WHAT_ZH).says("采购不给报价").sees("谁能帮上忙")


@pytest.mark.parametrize(
    "said", ["something is stuck in customs", "yes unfortunately the vpn drops", "unfortunately no power"]
)
def test_what_is_stuck_itself_is_asked_who_helps(monday, alice, said):
    alice.says("Sell the van").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["有事卡住了，报价没批", "有批货卡住了"])
def test_what_is_stuck_itself_is_asked_who_helps_in_chinese(monday, li, said):
    li.says("写方案").says(said).sees("谁能帮上忙")


def test_nothing_unfortunately_is_as_before(monday, alice):
    alice.says("Sell the van").says("no").sees("Is this right?")
