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
