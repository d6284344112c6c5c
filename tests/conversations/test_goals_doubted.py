"""How a goal goes, called by its name but in doubt: what may be meant for nobody else, what was so, and a question are
asked about before anybody reads them.
"""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals

__all__ = ["boxes", "renewals"]

READ_BY = "Mara Keller and the department read whatever is noted here."


@pytest.mark.parametrize(
    "text",
    [
        "goal update renewal at risk, but don't tell mara yet",
        "goal renewal at risk, don't tell mara",
        "goal renewal at risk, Mara must not know",
        "goal renewal stuck, confidential",
        "goal update stuck: legal blocks, keep this quiet",
    ],
)
def test_what_may_be_kept_from_the_manager_is_not_noted(renewals, alice, mara, text):
    before = mara.chat
    alice.says(text).sees("Renewal rate: note “", READ_BY)
    assert moves(renewals) == []
    assert mara.chat == before


def test_only_the_word_on_the_button_goes_in(renewals, alice, mara):
    alice.says("goal update renewal at risk, legal is slow, but don't tell mara yet")
    alice.taps("At risk", of=alice.message("goal.asked"))
    assert moves(renewals) == [("at_risk", "")]
    mara.sees_not("legal is slow", "don't tell")


def test_so_does_only_the_number(renewals, alice, mara):
    alice.says("goal update renewal 84%, don't share").sees("which number do you mean?", READ_BY)
    assert moves(renewals) == []
    alice.taps("84%")
    assert moves(renewals)[0][-1] == ""
    mara.sees_not("don't share")


def test_of_several_goals_the_one_that_is_meant_is_asked_about_as_well(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update stuck: legal blocks, don't tell mara").taps("Open", on="NPS").sees(READ_BY)
    alice.taps("Stuck", of=alice.message("goal.asked"))
    assert moves(renewals) == [("stuck", "")]


def test_so_is_each_of_two_that_one_line_tells_of(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update renewal rate at risk, NPS stuck; don't tell mara")
    assert moves(renewals) == []


def test_a_manager_keeps_something_from_the_one_whose_goal_it_is(renewals, mara, alice):
    before = alice.chat
    mara.says("goal update renewal rate at risk, don't tell alice").sees("Alice Berger", "read whatever is noted here")
    assert moves(renewals) == []
    assert alice.chat == before


@pytest.mark.parametrize(
    "text", ["目标 更新 装机量 有风险，先别告诉王芳", "目标 装机量 卡住了，保密", "目标 更新 卡住了：法务不批，别外传"]
)
def test_what_may_be_kept_from_the_manager_in_chinese(boxes, li, wang, text):
    before = wang.chat
    li.says(text).sees("装机量：记成“", "王芳和本部门的人都看得到")
    assert moves(boxes, "li") == []
    assert wang.chat == before


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("goal update renewal at risk, I'll tell mara tomorrow", "I'll tell mara tomorrow"),
        ("goal update renewal at risk, customers share no data", "customers share no data"),
        ("goal update renewal stuck, private customers leave", "private customers leave"),
    ],
)
def test_what_is_kept_from_nobody_is_noted_at_once(renewals, alice, text, note):
    alice.says(text)
    assert [each[-1] for each in moves(renewals)] == [note]


def test_what_is_kept_from_nobody_in_chinese(boxes, li):
    li.says("目标 更新 装机量 有风险，已经告诉王芳了")
    assert moves(boxes, "li") == [("at_risk", "已经告诉王芳了")]


@pytest.mark.parametrize(
    "text",
    [
        "goal renewal rate was stuck, now on track again",
        "goal update renewal: was stuck, on track now",
        "goal update renewal on track, was stuck last week",
        "goal update renewal rate was stuck but is on track again",
        "goal update renewal stuck -> on track",
    ],
)
def test_of_two_words_it_is_asked_which_holds_now(renewals, alice, mara, text):
    before = mara.chat
    alice.says(text).sees("Renewal rate: which is it now?", "[Stuck]", "[On track]")
    assert (moves(renewals), mara.chat) == ([], before)
    alice.taps("On track", of=alice.message("goal.asked"))
    assert [each[0] for each in moves(renewals)] == ["on_track"]


@pytest.mark.parametrize(
    "text",
    [
        "goal update renewal is it at risk?",
        "goal renewal at risk?",
        "goal update is renewal at risk",
        "goal update renewal rate was at risk",
    ],
)
def test_what_was_so_or_is_a_question_is_asked_first(renewals, alice, mara, text):
    before = mara.chat
    alice.says(text).sees("Renewal rate: note “At risk”?")
    assert (moves(renewals), mara.chat) == ([], before)


def test_of_several_goals_both_words_are_kept_until_it_is_said_which(renewals, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update was stuck, now on track").taps("Open", on="NPS").sees("NPS: which is it now?", "[Stuck]")
    alice.taps("On track", of=alice.message("goal.asked"))
    assert [each[0] for each in moves(renewals)] == ["on_track"]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("goal update renewal at risk because legal is stuck", ("at_risk", "because legal is stuck")),
        ("goal update renewal at risk, legal is blocked", ("at_risk", "legal is blocked")),
        ("goal update renewal at risk, supplier was late", ("at_risk", "supplier was late")),
        ("goal update renewal at risk, good progress on legal though", ("at_risk", "good progress on legal though")),
        ("goal update is at risk", ("at_risk", "")),
        ("goal update renewal at risk: two deals were lost", ("at_risk", "two deals were lost")),
        ("goal update renewal at risk, at risk of losing Hudson", ("at_risk", "at risk of losing Hudson")),
    ],
)
def test_what_says_one_thing_is_noted_at_once(renewals, alice, text, moved):
    alice.says(text)
    assert moves(renewals) == [moved]


def test_a_word_of_the_title_says_nothing_of_how_it_goes(stage, alice, mara):
    alice.says("goal add Good reviews from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update good reviews at risk")
    assert [each[0] for each in moves(stage)] == ["at_risk"]


@pytest.mark.parametrize(
    "text",
    [
        "目标 更新 装机量之前卡住了，现在顺利",
        "目标 装机量 原来卡住，后来顺利了",
        "目标 更新 装机量 顺利，上周卡住了",
        "目标 更新 装机量本来卡住了但是现在顺利",
    ],
)
def test_of_two_words_it_is_asked_which_holds_now_in_chinese(boxes, li, wang, text):
    before = wang.chat
    li.says(text).sees("装机量：现在是哪种情况？", "[卡住了]", "[顺利]")
    assert (moves(boxes, "li"), wang.chat) == ([], before)


@pytest.mark.parametrize("text", ["目标 装机量有风险？", "目标 更新 装机量是不是有风险", "目标 更新 装机量之前有风险"])
def test_what_was_so_or_is_a_question_in_chinese(boxes, li, wang, text):
    before = wang.chat
    li.says(text).sees("装机量：记成“有风险”吗？")
    assert (moves(boxes, "li"), wang.chat) == ([], before)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("目标 更新 装机量有风险，供应商之前没按时交货", ("at_risk", "供应商之前没按时交货")),
        ("目标 更新 装机量卡住了，法务那边在审", ("stuck", "法务那边在审")),
        ("目标 更新 有风险，因为法务卡住了", ("at_risk", "因为法务卡住了")),
    ],
)
def test_what_says_one_thing_is_noted_at_once_in_chinese(boxes, li, text, moved):
    li.says(text)
    assert moves(boxes, "li") == [moved]


@pytest.mark.parametrize(
    "text",
    [
        "goal update renewal at risk, nobody should see this yet",
        "goal update renewal at risk, only I should know",
        "goal update renewal 84, for my eyes only",
    ],
)
def test_what_is_for_ones_own_eyes_is_told_to_nobody(renewals, alice, mara, text):
    before = mara.chat
    alice.says(text).sees("not the words beside it")
    assert (moves(renewals), mara.chat) == ([], before)


@pytest.mark.parametrize(
    "text", ["目标 更新 装机量 有风险，只给我自己看", "目标 更新 装机量 有风险，只有我自己知道就行"]
)
def test_so_it_is_in_chinese(boxes, li, wang, text):
    before = wang.chat
    li.says(text).sees("旁边那些话不会带上")
    assert (moves(boxes, "li"), wang.chat) == ([], before)


@pytest.mark.parametrize("text", ["goal update renewal back on track after being stuck"])
def test_what_it_was_before_is_asked_about(renewals, alice, text):
    alice.says(text).sees("which is it now?", "[On track] [Stuck]")
    assert moves(renewals) == []


def test_what_somebody_else_thinks_notes_nothing(renewals, alice):
    alice.says("goal update renewal: mara thinks it's at risk")
    assert moves(renewals) == []


@pytest.mark.parametrize("text", ["ok do it", "do it", "go ahead", "yes, note it"])
def test_a_word_to_go_ahead_is_a_yes(renewals, alice, text):
    alice.says("renewal rate is behind, supplier late").says(text)
    assert moves(renewals) == [("at_risk", "supplier late")]


@pytest.mark.parametrize(
    "text",
    [
        "goal update renewal rate 88 or 89 not sure",
        "goal update renewals 88% or 89%",
        "renewal rate is at 88-89, not sure",
    ],
)
def test_of_two_numbers_each_has_a_tap(renewals, alice, text):
    alice.says(text).sees("which number do you mean?", "[88%] [89%] [Another number]")
    assert moves(renewals) == []
    alice.taps("88%")
    assert "88%, from 82% to 90%" in alice.chat


def test_what_is_not_certain_is_asked_with_its_doubt(renewals, alice):
    alice.says("goal update renewal rate 88 not sure").sees("which number do you mean?", "not sure", "[88%]")


def test_of_two_numbers_in_chinese_each_has_a_tap(renewals_of_li, li):
    li.says("目标 更新 续约率88还是89 不确定").sees("[88%] [89%]")
