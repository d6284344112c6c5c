"""A goal that is named behind "change" is changed: its number, its day, its readers and why stand in one form."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def renewals(stage, alice, mara):
    alice.says("goal add renewal rate from 82 to 90% by Dec 31").taps("Propose to Mara Keller")
    mara.says("I agree")
    return stage


@pytest.fixture
def renewals_of_li(stage, li, wang):
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.says("同意")
    return stage


@pytest.fixture
def skills(stage, alice, mara):
    alice.says("goal add get feedback skills by Feb 1, private").taps("Propose to Mara Keller")
    mara.says("I agree")
    return stage


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("goal change renewal rate to 92 by Jan 31 because new base", "because new base"),
        ("goal change the target of renewal rate to 92 by Jan 31, new base", "new base"),
        ("change renewal rate target to 92 by Jan 31, we got a new base", "we got a new base"),
    ],
)
def test_number_day_and_reason_stand_in_the_form(renewals, alice, text, reason):
    alice.says(text).sees("propose this change?", "92%", "Sun 31 Jan")
    values = alice.opens("Propose it").values
    assert (values["t.r1"], values["due"], values["reason"]) == (("92",), ("2027-01-31",), (reason,))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("目标 修改 老客户续约率到92 一月底前", ()),
        ("目标 修改 续约率 改到92，一月底前，因为客户换了一批", ("因为客户换了一批",)),
        ("目标 修改 续约率到92，一月底前，客户换了一批", ("客户换了一批",)),
    ],
)
def test_so_they_do_in_chinese(renewals_of_li, li, text, reason):
    li.says(text).sees("要这样改吗？", "92%", "1月31日")
    values = li.opens("提出修改").values
    assert (values["t.r1"], values["due"], values["reason"]) == (("92",), ("2027-01-31",), reason)


def test_what_is_proposed_is_all_of_it(renewals, alice, mara):
    alice.says("goal change renewal rate to 92 by Jan 31 because new base").opens("Propose it").submits()
    changed = entries_of(renewals, "alice", "goal_set")[-1].content
    assert (changed.results[0].target, changed.due) == (92, date(2027, 1, 31))


def test_a_part_of_its_name_is_enough(renewals_of_li, li):
    li.says("目标 修改 续约率 改到92").sees("要这样改吗？", "从82%到92%")


def test_it_may_be_opened_and_shut(skills, alice, mara):
    alice.says("goal change feedback skills public").sees("propose this change?", "Who can see it", "The department")
    alice.opens("Propose it").fills(reason="all may know").submits()
    assert entries_of(skills, "alice", "goal_set")[-1].content.visibility == "team"


def test_beside_a_day_too(skills, alice):
    alice.says("goal change feedback skills to March 15, public").sees(
        "propose this change?", "The department", "15 Mar"
    )


def test_it_may_be_shut_in_chinese(renewals_of_li, li):
    li.says("目标 修改 续约率 不公开").sees("要这样改吗？", "只有你们两个")
    li.opens("提出修改").fills(reason="先试试").submits()
    assert entries_of(renewals_of_li, "li", "goal_set")[-1].content.visibility == "private"


def test_all_of_it_goes_with_the_one_of_several_that_is_tapped(stage, alice):
    for name in ("north", "south"):
        alice.says(f"goal add renewal rate {name} from 82 to 90% by Dec 31").taps("Propose to Mara Keller")
    alice.says("goal change renewal rate to 92 by Jan 31 because new base").says("renewal rate north")
    values = alice.opens("Propose it").values
    assert values["title"] == ("renewal rate north",)
    assert (values["t.r1"], values["due"]) == (("92",), ("2027-01-31",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to 20 by April because we got a tool", ("20 people", "30 Apr")),
        ("by end of April because we got a tool", ("10 people", "30 Apr")),
    ],
)
def test_a_draft_is_corrected_with_a_reason(stage, alice, text, shown):
    alice.says("goal add train 10 people in feedback skills by March").says(text)
    alice.sees(*shown)
    assert "counts 50%" not in alice.chat


def test_a_draft_is_corrected_with_a_reason_in_chinese(stage, li):
    li.says("目标 新增 续约率从82%到90%，三月底前").says("到92 四月底前 因为上了新工具")
    li.sees("从82%到92%", "4月30日")
    assert "占50%" not in li.chat
