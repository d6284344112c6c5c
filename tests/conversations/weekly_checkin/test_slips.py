"""A command's word with a slip is offered as that command, where any words would be an answer."""

from __future__ import annotations

import pytest

from conversations.toolkit.slips import slip_of
from tests.conversations.weekly_checkin.record import week_of
from tests.words import the_vocabulary


@pytest.mark.parametrize(("said", "label"), [("hlep", "Help"), ("setings", "Settings"), ("chekin", "Check in")])
def test_at_the_invitation_it_is_no_plan_unasked(monday, alice, said, label):
    alice.says(said).sees("Is that your plan for this week?", said, f"[Open “{label}”]").taps(f"Open “{label}”")
    alice.sees_not("Is anything stuck?")


@pytest.mark.parametrize(("said", "label"), [("周签道", "周签到"), ("帮住", "帮助"), ("设制", "设置")])
def test_at_the_invitation_it_is_no_plan_unasked_in_chinese(monday, li, said, label):
    li.says(said).sees("这是你这周的计划吗？", said, f"[打开“{label}”]").taps(f"打开“{label}”").sees_not("有卡住的吗")


def test_it_may_be_the_answer_all_the_same(monday, alice):
    alice.says("setings").taps("It’s my answer").sees("Is anything stuck?").says("no").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("setings",)


def test_nor_is_it_what_is_stuck_unasked(monday, alice, li):
    alice.says("Visit the fair").says("setings").sees("[Open “Settings”]")
    li.says("写方案").says("设制").sees("[打开“设置”]")


@pytest.mark.parametrize(
    "said", ["Recruiting", "Audit", "Budget", "盘点", "团建", "更新指标", "招聘", "teams", "goals review"]
)
def test_other_words_are_plans_unasked(said):
    assert not slip_of(said, the_vocabulary())
