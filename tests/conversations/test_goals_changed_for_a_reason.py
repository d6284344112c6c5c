"""What stands behind another target tells why it is another, and goes into the form of the change."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, renewals

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize(
    "text",
    ["goal change renewal rate target to 88, hudson left", "renewal rate target should be 88, hudson left"],
)
def test_it_is_kept(renewals, alice, text):
    alice.says(text).sees("propose this change?", "88")
    assert alice.opens("Propose it").values["reason"] == ("hudson left",)


def test_without_one_none_is(renewals, alice):
    alice.says("goal change renewal rate target to 88").sees("propose this change?", "88")
    assert alice.opens("Propose it").values["reason"] == ()


def test_it_is_kept_in_chinese(boxes, li):
    li.says("目标 修改 装机量目标降到350，哈德森走了").sees("要这样改吗？", "350")
    assert li.opens("提出修改").values["reason"] == ("哈德森走了",)


WHY = "because two customers left"


@pytest.mark.parametrize(
    ("text", "due", "private"),
    [
        (f"goal change renewal rate to 92 by jan 31, private {WHY}", True, True),
        (f"goal change renewal rate to 92 {WHY}, by jan 31", True, False),
        (f"goal change renewal rate from 80/85 to 92 by jan 31 {WHY}", True, False),
        (f"goal change renewal rate from 80 to 92 {WHY}", False, False),
        (f"goal change renewal rate to 92, not public, {WHY}", False, True),
    ],
)
def test_before_and_behind_it_all_is_read(renewals, alice, text, due, private):
    alice.says(text).sees("propose this change?", "to 92%")
    values = alice.opens("Propose it").values
    assert values["reason"] == (WHY,)
    assert (values["due"] == ("2027-01-31",), bool(values["private"])) == (due, private)


def test_a_day_of_the_reason_stays_there(renewals, alice):
    alice.says("goal change renewal rate to 92 because hudson left, audit by jan 31")
    values = alice.opens("Propose it").values
    assert (values["reason"], values["due"]) == (("because hudson left, audit by jan 31",), ("2026-12-31",))


def test_so_it_is_in_chinese(boxes, li):
    li.says("目标 修改 装机量目标降到350，因为哈德森走了，1月31日前").sees("350", "1月31日")
    assert li.opens("提出修改").values["reason"] == ("因为哈德森走了",)
