"""A yes that depends on another day, or on who sees the goal, agrees to nothing: that is shown as a change."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def proposed(stage, alice):
    alice.says("goal add NPS from 30 to 45 by end of March").taps("Propose to Mara Keller")
    return stage


@pytest.fixture
def proposed_by_li(stage, li):
    li.says("目标 新增 NPS从30到45，三月底前").taps("提给王芳")
    return stage


@pytest.mark.parametrize(
    "text",
    [
        "agreed, but due end of April",
        "fine, but end of April",
        "I agree if it's by end of April",
        "ok, but only until April",
        "agreed, by end of April",
    ],
)
def test_another_day_is_shown_as_a_change(proposed, mara, text):
    mara.says(text).sees("propose this change?", "Wed 31 Mar → Fri 30 Apr", "Nothing is agreed yet.").says("ok")
    mara.sees("Nothing is agreed yet.")
    assert entries_of(proposed, "alice", "goal_confirmed") == []
    assert mara.opens("Propose it").values["due"] == ("2027-04-30",)


@pytest.mark.parametrize("text", ["同意，但截止四月底", "可以，不过要到四月底", "同意，四月底前完成"])
def test_it_is_in_chinese(proposed_by_li, wang, text):
    wang.says(text).sees("要这样改吗？", "4月30日", "现在还没有同意任何内容。").says("好")
    assert entries_of(proposed_by_li, "li", "goal_confirmed") == []
    assert wang.opens("提出修改").values["due"] == ("2027-04-30",)


@pytest.mark.parametrize(
    "text", ["agree, but not public", "I agree but keep it between us", "ok, but don't show it to the department"]
)
def test_privacy_is_shown_as_a_change(proposed, mara, text):
    mara.says(text).sees("propose this change?", "Only the two of you", "Once both agree, the department can.")
    mara.sees("Nothing is agreed yet.").says("yes").says("ok")
    assert entries_of(proposed, "alice", "goal_confirmed") == []
    mara.opens("Propose it").submits()
    assert entries_of(proposed, "alice", "goal_set")[-1].content.visibility == "private"


@pytest.mark.parametrize("text", ["同意，别让部门看到", "可以，但是不公开"])
def test_so_it_is_in_chinese(proposed_by_li, wang, text):
    wang.says(text).sees("要这样改吗？", "只有你们两个", "双方都同意后，本部门的人也看得到", "现在还没有同意任何内容。")
    wang.says("好")
    assert entries_of(proposed_by_li, "li", "goal_confirmed") == []
    wang.opens("提出修改").submits()
    assert entries_of(proposed_by_li, "li", "goal_set")[-1].content.visibility == "private"


@pytest.mark.parametrize(
    "text",
    [
        "agreed but private and by end of april",
        "ok, but by end of April and not public",
        "agree if it's by april 30, just for the two of us",
    ],
)
def test_both_are_one_change(proposed, mara, text):
    mara.says(text).sees("Wed 31 Mar → Fri 30 Apr", "Only the two of you", "Nothing is agreed yet.").says("ok")
    assert entries_of(proposed, "alice", "goal_confirmed") == []
    mara.opens("Propose it").submits()
    content = entries_of(proposed, "alice", "goal_set")[-1].content
    assert (content.due.isoformat(), content.visibility) == ("2027-04-30", "private")


def test_both_are_one_change_in_chinese(proposed_by_li, wang):
    wang.says("同意，但截止四月底，不公开").sees("4月30日", "只有你们两个", "现在还没有同意任何内容。").says("好")
    assert entries_of(proposed_by_li, "li", "goal_confirmed") == []


def test_a_number_beside_the_day_is_changed_as_well(proposed, mara):
    mara.says("agree if it's 50 by april 30").sees("Wed 31 Mar → Fri 30 Apr", "from 30 to 50").says("ok")
    assert entries_of(proposed, "alice", "goal_confirmed") == []
    mara.says("agree if it's 45 by april 30").sees("Wed 31 Mar → Fri 30 Apr")
    assert "from 30 to 45 →" not in mara.last


def test_a_number_beside_the_day_in_chinese(proposed_by_li, wang):
    wang.says("同意，但要到50，截止四月底").sees("4月30日", "从30到50", "现在还没有同意任何内容。")


def test_of_two_only_the_other_is_a_change(stage, alice, mara):
    alice.says("goal add NPS from 30 to 45 by end of March, private").taps("Propose to Mara Keller")
    mara.says("agreed but private and by end of april").sees("Wed 31 Mar → Fri 30 Apr")
    assert "Who can see it" not in mara.last
    mara.says("agreed but private and by end of march").sees("do you agree to it as it stands?")


def test_what_is_so_already_is_asked_as_a_yes(stage, alice, mara):
    alice.says("goal add NPS from 30 to 45 by end of March, private").taps("Propose to Mara Keller")
    mara.says("agreed, by end of March").sees("do you agree to it as it stands?")
    mara.says("agree, but not public").sees("do you agree to it as it stands?").says("yes").sees("Agreed")


@pytest.mark.parametrize("text", ["yes, see you end of April", "agreed with Bob to wait until April"])
def test_a_day_among_other_words_is_no_change(proposed, mara, text):
    mara.says(text)
    assert "propose this change?" not in mara.chat
    assert entries_of(proposed, "alice", "goal_confirmed") == []
