"""What lies still is told of in words right below the list, though nothing else of the week is answered: a number with
how it goes, that nothing changed, and several goals in one line.
"""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import moves

NUDGE = "goals.nudge"


@pytest.fixture
def asked(stage, alice, mara):
    """Two goals of Alice's lie still, and she said that she answers no check-in this week."""
    for sentence in ("Renewal rate from 82 to 90 % by dec 31", "NPS from 30 to 45 by end of march"):
        alice.says(f"goal add {sentence}").taps("Propose to Mara Keller")
        mara.taps("I agree")
    stage.moves_to("2026-11-30 12:00")
    alice.taps("Not this week")
    stage.moves_to("2026-12-04 17:00")
    assert alice.counts(NUDGE) == 1
    return stage


@pytest.fixture
def asked_li(stage, li, wang):
    """李晨有一个目标两周没更新，这周的签到先不填。"""
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    stage.moves_to("2026-11-30 12:00")
    li.taps("这周先不填")
    stage.moves_to("2026-12-04 17:00")
    assert li.counts(NUDGE) == 1
    return stage


def test_a_number_with_how_it_goes(asked, alice):
    alice.says("renewal 85 on track").taps("85%")
    assert moves(asked) == [("on_track", 85, "")]


@pytest.mark.parametrize("text", ["renewal 85 on track, nps stuck", "renewal 85 on track nps stuck"])
def test_each_of_several_in_one_line(asked, alice, text):
    alice.says(text).sees("NPS: note “Stuck”?").taps("85%").taps("Stuck", of=alice.message("goal.asked"))
    assert moves(asked) == [("on_track", 85, ""), ("stuck", "")]


def test_another_one_once_one_was_told_of(asked, alice):
    alice.says("renewal 85").taps("85%")
    alice.says("nps no change").sees("NPS: which is it now?").taps("On track", of=alice.message("goal.asked"))
    assert moves(asked) == [("", 85, ""), ("on_track", "nps no change")]


@pytest.mark.parametrize("text", ["no change", "85 at risk", "at risk"])
def test_what_names_none_is_asked_about(asked, alice, text):
    alice.says(text).sees("Which goal do you mean?", "Renewal rate", "NPS")
    assert moves(asked) == []


def test_in_chinese(asked_li, li):
    li.says("85 顺利").sees("老客户续约率：你说的是哪个数？").taps("85%")
    assert moves(asked_li, "li") == [("on_track", 85, "")]


@pytest.mark.parametrize("text", ["没变化", "续约率没变化"])
def test_that_nothing_changed_in_chinese(asked_li, li, text):
    li.says(text).sees("老客户续约率：现在是哪种情况？").taps("顺利", of=li.message("goal.asked"))
    assert moves(asked_li, "li") == [("on_track", text)]


@pytest.mark.parametrize("text", ["write the report", "call Hudson at 3"])
def test_ordinary_lines_are_no_answer(asked, alice, text):
    alice.says(text)
    assert alice.counts("goal.asked") == 0
    assert moves(asked) == []
