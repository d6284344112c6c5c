"""How a goal goes, typed in plain words: recorded where it was called, asked where it may be something else."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

CARD = "goal.goal"


@pytest.fixture
def renewals(stage, alice, mara):
    """Alice has agreed on the renewal rate, on a Friday on which nothing else is asked."""
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    return stage


def moves(stage, who="alice"):
    return [
        (each.status, *(value.value for value in each.values), each.note)
        for each in entries_of(stage, who, "goal_moved")
    ]


@pytest.mark.parametrize(
    ("text", "pace", "note"),
    [
        ("goal update at risk", "at_risk", ""),
        ("goal update on track", "on_track", ""),
        ("goal update renewal rate behind, supplier late", "at_risk", "supplier late"),
        ("goal renewal rate at risk", "at_risk", ""),
        ("goal renewal rate is stuck", "stuck", ""),
    ],
)
def test_a_word_that_was_called_is_recorded_and_taken_back_by_a_tap(renewals, alice, text, pace, note):
    alice.says(text)
    assert moves(renewals) == [(pace, note)]
    assert alice.counts("goal.asked") == 0
    alice.sees("Renewal rate", "[*").taps("Take the update back")
    assert "[*" not in alice.card(CARD)


@pytest.mark.parametrize("text", ["84", "it's at 84% now", "renewal rate is at 84%", "now at 84%, supplier late"])
def test_a_number_that_nobody_asked_for_is_asked_first(renewals, alice, text):
    alice.says(text).sees("which number do you mean?", "[84%]")
    assert moves(renewals) == []
    alice.taps("84%")
    assert "84%, from 82% to 90%" in alice.card(CARD)


@pytest.mark.parametrize("text", ["behind, supplier late", "renewal rate is behind, supplier late"])
def test_a_word_that_nobody_asked_for_is_asked_first(renewals, alice, text):
    alice.says(text).sees("Renewal rate: note “At risk”?")
    assert moves(renewals) == []
    alice.taps("At risk", of=alice.message("goal.asked"))
    assert moves(renewals) == [("at_risk", "supplier late")]


def test_a_number_that_was_called_is_one_message(renewals, alice):
    before = alice.counts(CARD)
    alice.says("goal update 86").sees("[86%]")
    assert alice.counts(CARD) == before


def test_what_is_not_noted_is_said(stage, alice, mara):
    alice.says("goal add Contract signed by 30 January").taps("Propose to Mara Keller")
    alice.says("goal update 70").sees("isn’t noted yet")
    mara.taps("I agree")
    alice.says("goal update 70").sees("“70” isn’t noted")
    assert moves(stage) == []


def test_several_goals_are_a_choice_that_keeps_the_word(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update at risk").sees("Which goal do you mean?").taps("Open", on="NPS")
    alice.sees("NPS: note “At risk”?")


@pytest.mark.parametrize(
    "text", ["4 of us are on holiday", "3 for lunch", "I need 84 chairs", "The fair is on the 12th", "good", "fine"]
)
def test_ordinary_lines_are_no_update(renewals, alice, text):
    alice.says(text)
    assert alice.counts("goal.asked") == 0


@pytest.fixture
def boxes(stage, li, wang):
    """李晨有一个谈好的目标。"""
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.taps("我同意")
    return stage


def test_numbers_in_chinese(boxes, li):
    li.says("现在到360台了").sees("360台").taps("360台")
    assert "360台" in li.card(CARD)


@pytest.mark.parametrize("text", ["目标 更新 有风险", "目标 更新 装机量落后了，供应商迟了"])
def test_words_in_chinese(boxes, li, text):
    li.says(text)
    assert [each[0] for each in moves(boxes, "li")] == ["at_risk"]


def test_tenths_in_chinese(stage, li, wang):
    li.says("目标 新增 覆盖率从60%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    li.says("完成了八成").sees("[80%]")


def test_what_nobody_asked_for_in_chinese(boxes, li):
    li.says("落后了，供应商迟了").sees("装机量：记成“有风险”吗？")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("set renewals to 85", "85%"),
        ("the renewal rate went up to 85", "85%"),
        ("renewal rate at 85 of 100", "85%"),
        ("my renewal rate goal is back at 85", "85%"),
        ("we're at 86% on renewals", "86%"),
        ("renewals went from 84 to 86", "86%"),
    ],
)
def test_a_part_of_the_title_names_it(renewals, alice, text, number):
    alice.says(text).sees("Renewal rate: which number do you mean?", f"[{number}]")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("renewals are at risk because the supplier is late", "because the supplier is late"),
        ("renewals at risk again", ""),
        ("the renewal rate goal is at risk, now 84", ""),
    ],
)
def test_why_it_goes_so_is_the_note(renewals, alice, text, note):
    alice.says(f"goal update {text}" if "84" not in text else text)
    if "84" in text:
        alice.taps("84%")
    assert [(each[0], each[-1]) for each in moves(renewals)] == [("at_risk", note)]


@pytest.mark.parametrize("text", ["renewal rate isn't at risk", "renewals are not on track"])
def test_what_is_denied_is_not_noted(renewals, alice, text):
    alice.says(text)
    assert alice.counts("goal.asked") == 0
    assert moves(renewals) == []


@pytest.mark.parametrize(
    "text",
    ["老客户续约率改成85", "续约率改成85%", "把续约率改成85", "续约率设成85", "续约率更新到85", "续约率从84到了85"],
)
def test_a_part_of_the_title_names_it_in_chinese(stage, li, wang, text):
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    li.says(text).sees("老客户续约率：你说的是哪个数？", "[85%]")
    li.says("续约率那个目标有风险").sees("老客户续约率：记成“有风险”吗？")
    asked = li.counts("goal.asked")
    li.says("续约率没有风险")
    assert li.counts("goal.asked") == asked


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("goal update at risk - supplier late", ("at_risk", "supplier late")),
        ("goal update at risk: supplier late", ("at_risk", "supplier late")),
        ("goal update renewals at risk \u2014 supplier late", ("at_risk", "supplier late")),
    ],
)
def test_what_stands_behind_the_word_is_the_note(renewals, alice, text, moved):
    alice.says(text)
    assert moves(renewals) == [moved]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("目标 更新 卡住了：法务不批，等回复", ("stuck", "法务不批，等回复")),
        ("目标 更新 有风险 供应商拖了", ("at_risk", "供应商拖了")),
    ],
)
def test_what_stands_behind_the_word_is_the_note_in_chinese(boxes, li, text, moved):
    li.says(text)
    assert moves(boxes, "li") == [moved]


def test_of_several_goals_the_one_that_is_meant_gets_the_note_as_well(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update stuck: legal blocks").sees("Which goal do you mean?").taps("Open", on="NPS")
    alice.taps("Stuck", of=alice.message("goal.asked"))
    assert moves(renewals) == [("stuck", "legal blocks")]


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("goal renewal up to 85 from 84", 85, ""),
        ("goal update renewal 84 thanks to hudson", 84, "thanks to hudson"),
        ("goal update renewal 84 this week", 84, ""),
        ("renewal 85 (was 84)", 85, "was 84"),
        ("goal renewal 85 (hudson signed)", 85, "hudson signed"),
        ("goal renewal 85 (at risk)", 85, ""),
    ],
)
def test_what_stands_behind_a_number_is_no_part_of_it(renewals, alice, text, number, note):
    alice.says(text).taps(f"{number}%")
    assert [each[1:] for each in moves(renewals)] == [(number, note)]


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("目标 更新 装机量 360台（之前350台）", "360台", "之前350台"),
        ("目标 装机量这周360台", "360台", ""),
        ("目标 更新 装机量360台，多亏了新供应商", "360台", "多亏了新供应商"),
    ],
)
def test_what_stands_behind_a_number_in_chinese(boxes, li, text, number, note):
    li.says(text).taps(number)
    assert [each[1:] for each in moves(boxes, "li")] == [(360, note)]


@pytest.mark.parametrize(
    "text", ["3 meetings today", "I'm good this week", "renewals up 3 from 84", "visit (Monday 9)"]
)
def test_a_day_or_a_bracket_alone_makes_no_update(renewals, alice, text):
    alice.says(text)
    assert "[85%]" not in alice.last
    assert moves(renewals) == []


@pytest.mark.parametrize("text", ["今天挺好", "这周顺利"])
def test_a_day_alone_makes_no_update_in_chinese(boxes, li, text):
    li.says(text)
    assert li.counts("goal.asked") == 0


@pytest.mark.parametrize("text", ["goal renewal behind this month", "goal update renewals at risk today"])
def test_the_time_at_hand_is_no_deadline(renewals, alice, text):
    alice.says(text)
    assert moves(renewals) == [("at_risk", "")]
    assert alice.counts("goals.draft") == 0
