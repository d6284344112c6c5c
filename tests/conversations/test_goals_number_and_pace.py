"""A number and how it goes, said in one line without a comma: the tap on the number notes both, and of two words for
how it goes it is asked which one holds.
"""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize(
    ("text", "pace", "says"),
    [
        ("goal update renewal rate 85 and on track", "on_track", "On track"),
        ("goal update renewal rate is at 85 and on track", "on_track", "On track"),
        ("goal update renewal 85% at risk", "at_risk", "At risk"),
        ("goal update 85 but at risk", "at_risk", "At risk"),
        ("renewal rate 85 at risk", "at_risk", "At risk"),
        ("renewal rate is at 85 and it's on track", "on_track", "On track"),
    ],
)
def test_a_tap_on_the_number_notes_how_it_goes_as_well(renewals, alice, text, pace, says):
    alice.says(text)
    assert moves(renewals) == []
    assert says in alice.card("goal.asked")
    alice.taps("85%")
    assert moves(renewals) == [(pace, 85, "")]


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("目标 更新 装机量 200 顺利", "on_track"),
        ("目标 更新 装机量200但有风险", "at_risk"),
        ("目标 更新 200台 顺利", "on_track"),
        ("装机量到200了 有风险", "at_risk"),
    ],
)
def test_so_it_does_in_chinese(boxes, li, text, pace):
    li.says(text)
    assert moves(boxes, "li") == []
    li.says("对")
    assert moves(boxes, "li") == [(pace, 200, "")]


def test_of_several_goals_the_one_that_is_meant_gets_both(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update 40 at risk").taps("Open", on="NPS").taps("40")
    assert moves(renewals) == [("at_risk", 40, "")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ship 3 releases by feb 15", "goal update ship 3 releases at risk"),
        ("reach 85 stores by feb 15", "goal update 85 stores at risk"),
        ("sign the contract with Foo by feb 15", "goal update contract 3 at risk"),
    ],
)
def test_a_number_of_a_name_is_none(stage, alice, mara, title, text):
    alice.says(f"goal add {title}").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says(text)
    assert moves(stage) == [("at_risk", "")]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("goal update renewal rate on track i think maybe at risk", ("[On track]", "[At risk]")),
        ("goal update renewal rate on track but maybe at risk", ("[On track]", "[At risk]")),
        ("goal update renewal rate at risk or stuck", ("[At risk]", "[Stuck]")),
        ("goal update at risk or on track", ("[At risk]", "[On track]")),
        ("renewal rate on track or perhaps at risk", ("[On track]", "[At risk]")),
    ],
)
def test_of_two_words_without_a_comma_it_is_asked_which_holds(renewals, alice, text, offered):
    alice.says(text).sees("Renewal rate: which is it now?", *offered)
    assert moves(renewals) == []


@pytest.mark.parametrize(
    "text", ["目标 更新 装机量 顺利或者有风险", "目标 更新 装机量顺利 也可能有风险", "装机量顺利或有风险"]
)
def test_so_it_is_in_chinese(boxes, li, text):
    li.says(text).sees("装机量：现在是哪种情况？", "[顺利]", "[有风险]")
    assert moves(boxes, "li") == []


def test_beside_a_number_it_is_asked_once_that_is_sure(renewals, alice):
    alice.says("goal update renewal rate 85 at risk or stuck").taps("85%").sees("which is it now?")
    assert moves(renewals) == []
    alice.taps("Stuck", of=alice.message("goal.asked"))
    assert moves(renewals) == [("stuck", 85, "")]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("goal update renewal rate at risk, maybe on hold", "maybe on hold"),
        ("goal update renewal rate at risk because nothing is going well", "because nothing is going well"),
    ],
)
def test_one_word_is_noted_at_once(renewals, alice, text, note):
    alice.says(text)
    assert moves(renewals) == [("at_risk", note)]


@pytest.mark.parametrize("text", ["goal update renewal rate on track NPS at risk", "renewal rate on track NPS at risk"])
def test_two_goals_are_told_apart_without_a_comma(renewals, alice, mara, text):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says(text).sees("NPS: note “At risk”?")
    assert "Renewal rate: note “On track”?" in alice.chat
    assert moves(renewals) == []


def test_so_they_are_in_chinese(boxes, li, wang):
    li.says("目标 新增 NPS从30到45，三月底前").taps("提给王芳")
    wang.taps("我同意")
    li.says("目标 更新 NPS顺利 装机量有风险").sees("装机量：记成“有风险”吗？")
    assert "NPS：记成“顺利”吗？" in li.chat
    assert moves(boxes, "li") == []
