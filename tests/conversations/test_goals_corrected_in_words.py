"""What is said instead, below a question of how far a goal is or how it goes, or once that was noted: the other number
or word is offered, and nothing else that was said is lost.
"""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize("text", ["no its 84", "no, 84", "not 85, 84", "it's not 85 but 84", "no, not 85, it's 84"])
def test_another_number_is_offered_once_one_was_noted(renewals, alice, text):
    alice.says("goal update renewal rate 85").taps("85%")
    alice.says(text).sees("Renewal rate: which number do you mean?", "[84%]").sees_not("[85%]")
    alice.taps("84%")
    assert [each[1] for each in moves(renewals)] == [85, 84]


@pytest.mark.parametrize("text", ["不对 84", "不对，是84台", "不是85，是84", "不是85，而是84"])
def test_so_it_is_in_chinese(boxes, li, text):
    li.says("目标 更新 装机量 85").taps("85台")
    li.says(text).sees("装机量：你说的是哪个数？", "[84台]")
    li.taps("84台")
    assert [each[1] for each in moves(boxes, "li")] == [85, 84]


@pytest.mark.parametrize("text", ["no", "ok"])
def test_a_mere_answer_stays_one(renewals, alice, text):
    alice.says("goal update renewal rate 85").taps("85%")
    alice.says(text).sees("Good.")


@pytest.mark.parametrize("text", ["not 85, 84", "not 85 but 84", "no, not 85, 84"])
def test_another_number_stands_in_the_question(renewals, alice, text):
    alice.says("goal update renewal rate 85")
    alice.says(text).sees("[84%]").sees_not("[85%]")


@pytest.mark.parametrize("text", ["不是85，是84", "不是85，84"])
def test_so_it_does_in_chinese(boxes, li, text):
    li.says("目标 更新 装机量 85")
    li.says(text).sees("[84台]").sees_not("[85台]")


@pytest.mark.parametrize("text", ["yes and 84 now", "yes, it's at 84", "yes, 84"])
def test_a_yes_with_a_number_keeps_how_it_goes(renewals, alice, text):
    alice.says("renewal rate is at risk").sees("note “At risk”?")
    alice.says(text).taps("84%")
    assert moves(renewals) == [("at_risk", 84, "")]


@pytest.mark.parametrize("text", ["对，现在84", "是的，84台"])
def test_so_does_one_in_chinese(boxes, li, text):
    li.says("装机量有风险").sees("记成“有风险”吗？")
    li.says(text).taps("84台")
    assert moves(boxes, "li") == [("at_risk", 84, "")]


@pytest.mark.parametrize(
    ("text", "pace"), [("yes, at risk", "at_risk"), ("at risk", "at_risk"), ("yes, stuck", "stuck")]
)
def test_how_it_goes_joins_the_number_that_is_asked_about(renewals, alice, text, pace):
    alice.says("renewal rate is at 85").says(text).taps("85%")
    assert moves(renewals) == [(pace, 85, "")]


def test_a_no_with_a_number_denies_how_it_goes(renewals, alice):
    alice.says("renewal rate is at risk").says("no, 84").taps("84%")
    assert moves(renewals) == [("", 84, "")]


@pytest.mark.parametrize(("text", "moved"), [("no, 84", ("at_risk", 84, "")), ("no, on track", ("on_track", 85, ""))])
def test_a_no_to_both_keeps_what_it_says_nothing_of(renewals, alice, text, moved):
    alice.says("renewal rate 85 at risk").says(text)
    alice.taps(f"{moved[1]}%")
    assert moves(renewals) == [moved]


@pytest.mark.parametrize("text", ["stuck", "at risk"])
def test_one_of_the_words_that_are_offered_is_an_answer(renewals, alice, text):
    alice.says("goal update renewal rate at risk or stuck").says(text)
    assert [each[0] for each in moves(renewals)] == ["stuck" if text == "stuck" else "at_risk"]


def test_what_is_stuck_is_asked_below_a_number(renewals, alice):
    alice.says("goal update renewal rate 85").says("stuck").sees("What are you stuck on?")
