"""What is said once more below a draft: another number takes the place of the first, another goal begins anew."""

from __future__ import annotations

import pytest

RENEWALS = "goal add Renewal rate from 82 to 90% by the end of March"
XUYUE = "目标 新增 续约率从82%到90%，三月底前"


@pytest.mark.parametrize(
    "text", ["to 95%", "no, to 95%", "make it 95", "change target to 95", "actually 95%", "target 95%", "no, 95"]
)
def test_another_number_takes_the_place_of_the_first(stage, alice, text):
    alice.says(RENEWALS).says(text).sees("What shows it from 82% to 95%", "31 Mar").sees_not("counts")


@pytest.mark.parametrize("text", ["到95%", "改成95", "不对，是95%", "目标值改成95%", "还是95%吧", "改为95%"])
def test_in_chinese(stage, li, text):
    li.says(XUYUE).says(text).sees("用什么衡量 从82%到95%", "3月31日").sees_not("占50%")


def test_where_it_begins_and_by_when_may_come_with_it(stage, alice, li):
    alice.says(RENEWALS).says("from 80 to 95").sees("What shows it from 80% to 95%")
    alice.says("no, to 96% by July").sees("What shows it from 80% to 96%", "31 Jul")
    li.says(XUYUE).says("从80到95").sees("用什么衡量 从80%到95%")


def test_a_number_alone_may_be_either_end(stage, alice, li):
    alice.says(RENEWALS).says("84").sees("“84”: which of these is that? [Where it stands today] [Where it should be]")
    alice.taps("Where it stands today").sees("What shows it from 84% to 90%")
    li.says(XUYUE).says("95%").taps("要到多少").sees("用什么衡量 从82%到95%")


def test_of_several_it_is_asked_whose_it_is(stage, alice):
    alice.says(RENEWALS).says("NPS from 30 to 45").sees("counts 50%")
    alice.says("make it 50").sees("which of these is that? [Renewal rate] [NPS]").taps("NPS").sees("NPS from 30 to 50")
    alice.says("no, to 96%").sees("Renewal rate from 82% to 96%", "NPS from 30 to 50")


@pytest.mark.parametrize(
    "text", ["NPS from 30 to 45", "change requests from 20 to 10", "hire 3 people", "make 40 calls"]
)
def test_what_names_something_else_is_still_one_more(stage, alice, text):
    alice.says(RENEWALS).says(text).sees("Renewal rate from 82% to 90%", text, "counts 50%")


def test_what_names_something_else_is_still_one_more_in_chinese(stage, li):
    li.says(XUYUE).says("NPS从30到45").sees("续约率 从82%到90%", "NPS 从30到45", "占50%")


@pytest.mark.parametrize("text", ["weight 20%", "weight 20", "it counts 20%", "set weight to 20%", "weight: 20%"])
def test_a_weight_is_that_of_the_goal(stage, alice, text):
    alice.says(RENEWALS).says(text).sees("What shows it from 82% to 90%", "Weight 20%")


@pytest.mark.parametrize("text", ["权重20%", "权重20", "占20%", "权重改成20%"])
def test_a_weight_in_chinese(stage, li, text):
    li.says(XUYUE).says(text).sees("用什么衡量 从82%到90%", "权重 20%")


@pytest.mark.parametrize("lead", ["another goal:", "my second goal:", "also a goal:", "next goal is to"])
def test_another_goal_begins_anew(stage, alice, lead):
    alice.says(RENEWALS).says(f"{lead} hire 3 people by June").sees("hire 3 people\n", "30 Jun", "One other goal stays")


@pytest.mark.parametrize("lead", ["第二个目标：", "另一个目标：", "再加一个目标：", "还有一个目标是"])
def test_another_goal_in_chinese(stage, li, lead):
    li.says(XUYUE).says(f"{lead}六月底前招3个人").sees("招3个人\n", "6月30日", "还有1个没定完的目标")


def test_another_goal_without_a_word_more_is_asked_for(stage, alice, li):
    alice.says(RENEWALS).says("another goal").sees("What should be different by the end?")
    li.says(XUYUE).says("再定一个目标").sees("到期的时候，想看到什么变化？")


def test_another_one_for_a_report_is_for_them_too(stage, mara, alice):
    mara.says("goal team").taps("Set a goal", on="Alice").says("NPS from 30 to 45 by June")
    mara.says("another goal: hire 3 people by June").sees("A goal for Alice Berger", "hire 3 people")
    mara.taps("Propose to Alice Berger")
    alice.sees("Mara Keller proposed this", "hire 3 people")


@pytest.mark.parametrize(
    "text", ["source: HubSpot", "source is HubSpot", "measured in HubSpot", "according to HubSpot"]
)
def test_where_the_number_comes_from(stage, alice, text):
    alice.says(RENEWALS).says(text).sees("Where the number comes from HubSpot", "from 82% to 90%")


@pytest.mark.parametrize("text", ["来源：客服系统", "数据来自客服系统", "根据客服系统"])
def test_where_the_number_comes_from_in_chinese(stage, li, text):
    li.says(XUYUE).says(text).sees("数据来源 客服系统", "从82%到90%")


def test_a_day_is_no_source(stage, alice):
    alice.says(RENEWALS).says("from the 1st of March").sees("Mon 1 Mar").sees_not("Where the number comes from")
    alice.says("per month").sees_not("Where the number comes from")


@pytest.mark.parametrize("text", ["propose it", "ok", "looks good", "yes please"])
def test_a_yes_shows_the_draft_with_its_tap_and_sends_nothing(stage, alice, mara, text):
    alice.says(RENEWALS).says(text).sees("Your goal, as I understood it", "[Propose to Mara Keller]")
    assert "Renewal rate" not in mara.chat


@pytest.mark.parametrize("text", ["提交", "好的", "就这样提"])
def test_a_yes_in_chinese(stage, li, text):
    li.says(XUYUE).says(text).sees("我理解的目标是这样", "[提给王芳]")


def test_from_an_indicator_leads_to_the_indicators(stage, alice, li):
    alice.says("goal add from an indicator").sees("All indicators, by function")
    alice.says("goal add").says("from an indicator").sees("All indicators").says("renewal rate")
    alice.taps("Start a goal with it").sees("Your goal, as I understood it", "Renewal rate")
    li.says("目标 新增 从指标库").sees("全部指标，按职能看")
