"""A yes beside another number than the proposed one agrees to nothing: that number is shown as a change."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def proposed(stage, mara):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    return stage


@pytest.fixture
def proposed_to_li(stage, wang):
    wang.says("目标 新增 给李晨：NPS从30提到45，三月底前").taps("提给李晨")
    return stage


@pytest.mark.parametrize(
    "text",
    [
        "40 works for me",
        "ok with 40",
        "40 is fine",
        "40 would be ok",
        "ok if its 40",
        "I agree if it's 40",
        "i'd do 40",
        "40 works, 45 is too high",
        "45 no, 40 ok",
    ],
)
def test_it_is_shown_as_a_change(proposed, alice, text):
    alice.says(text).sees("propose this change?", "from 30 to 40").says("yes").says("ok")
    assert entries_of(proposed, "alice", "goal_confirmed") == []


@pytest.mark.parametrize(
    "text", ["行 就40", "40没问题", "40行", "40我就同意", "改40我就同意", "40才行", "如果40的话可以", "40差不多"]
)
def test_it_is_shown_in_chinese(proposed_to_li, li, text):
    li.says(text).sees("要这样改吗？", "从30到40").says("好的").says("行")
    assert entries_of(proposed_to_li, "li", "goal_confirmed") == []


@pytest.mark.parametrize("text", ["45 works", "45 is fine", "from 30 to 45 works for me", "ok with 45"])
def test_beside_the_same_it_is_a_yes(proposed, alice, text):
    alice.says(text).sees("do you agree to it as it stands?").says("yes").sees("Agreed")


@pytest.mark.parametrize("text", ["45没问题", "行 就45", "45可以"])
def test_beside_the_same_in_chinese(proposed_to_li, li, text):
    li.says(text).sees("就照这样同意吗？").says("好的").sees("已确认")


def test_so_is_an_amount_in_other_words(stage, alice, mara):
    mara.says("goal add for Alice: signups from 30000 to 45000 by end of March").taps("Propose to Alice Berger")
    alice.says("45k works").sees("do you agree to it as it stands?")
    alice.says("40k works").sees("propose this change?", "40,000")


def test_behind_a_no_it_answers_a_change(stage, alice, mara):
    alice.says("goal add NPS from 30 to 45 by end of March").taps("Propose to Mara Keller")
    mara.says("nope").says("50 ok").sees("propose this change?", "from 30 to 50").says("ok")
    assert entries_of(stage, "mara", "goal_confirmed") == []


@pytest.mark.parametrize("text", ["30太低了", "45太高了", "30有点低"])
def test_a_number_that_is_found_fault_with_is_not_offered(proposed_to_li, li, text):
    li.says(text).sees("想怎么改？")
    assert li.opens("不这么定").values["reason"] == (text,)


@pytest.mark.parametrize(("text", "number"), [("45 is too high, 40", "40"), ("can do 40, 45 is too high", "40")])
def test_what_is_wanted_beside_it_is(proposed, alice, text, number):
    alice.says(text).sees("propose this change?", f"from 30 to {number}")


def test_a_yes_with_more_than_is_understood_takes_no_nod(proposed, alice):
    alice.says("I agree, 40 suits me better").sees("what should be different?").says("yes")
    assert entries_of(proposed, "alice", "goal_confirmed") == []
