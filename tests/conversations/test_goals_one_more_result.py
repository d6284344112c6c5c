"""Below a draft one more key result is led in by "also" or "add a metric", which are no part of its name."""

from __future__ import annotations

import pytest

ADDED = "customer satisfaction from 70 to 80 · counts 50%"


@pytest.fixture
def draft(stage, alice):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year")
    return stage


@pytest.fixture
def draft_of_li(stage, li):
    li.says("目标 新增 老客户续约率从82%到90%，年底前")
    return stage


def row(actor, title):
    [line] = [line.strip() for line in actor.last.splitlines() if title.lower() in line.lower()]
    return line


@pytest.mark.parametrize("lead", ["also", "plus", "also add", "add", "and also", "please add", "I'd like to add"])
def test_what_leads_it_in_is_no_part_of_its_name(draft, alice, lead):
    alice.says(f"{lead} customer satisfaction from 70 to 80").sees("Renewal rate from 82% to 90%")
    assert row(alice, "satisfaction").lower().startswith(ADDED)


@pytest.mark.parametrize(
    "text", ["and also the churn below 3%", "add another metric: churn below 3%", "churn to 3% too"]
)
def test_small_words_go_as_well(draft, alice, text):
    assert row(alice.says(text), "churn").startswith("churn to 3%")


@pytest.mark.parametrize(
    "text",
    [
        "再加一条衡量标准，满意度从70到80",
        "再加一条满意度从70到80",
        "再加一个满意度从70到80",
        "另外满意度从70到80",
        "还有满意度从70到80",
        "加一个指标：满意度从70到80",
    ],
)
def test_what_leads_it_in_in_chinese(draft_of_li, li, text):
    li.says(text).sees("老客户续约率 从82%到90%")
    assert row(li, "满意度").startswith("满意度 从70到80")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Add-on sales from 70 to 80", "Add-on sales from 70"),
        ("metric tons from 5 to 3", "metric tons from 5"),
        ("Add 3 languages", "Add 3 languages"),
    ],
)
def test_a_name_that_begins_alike_is_whole(draft, alice, text, title):
    assert row(alice.says(text), title).startswith(title)


@pytest.mark.parametrize("name", ["再加工率", "标准要求通过率", "加班时长", "新增客户数", "同时在线人数"])
def test_a_name_that_begins_alike_in_chinese(draft_of_li, li, name):
    assert row(li.says(f"{name}从20到10"), name).startswith(f"{name} 从20到10")


def test_what_is_named_as_one_needs_no_number(draft, alice, li):
    alice.says("one more key result, the new site is live by June")
    assert row(alice, "site").startswith("the new site is live by Wed 30 Jun")
    li.says("目标 新增 老客户续约率从82%到90%，年底前").says("再加一条：新系统上线")
    assert row(li, "新系统").startswith("新系统上线 看有没有做到")


@pytest.mark.parametrize("text", ["add a metric", "another key result"])
def test_without_a_name_it_is_asked_for(draft, alice, text):
    alice.says(text).sees("NPS from 30 to 45").says(text).sees("NPS from 30 to 45")
    alice.says("also customer satisfaction from 70 to 80")
    assert row(alice, "satisfaction").startswith(ADDED)


def test_without_a_name_in_chinese(draft_of_li, li):
    li.says("再加一条衡量标准").sees("老客户续约率", "权重2").says("另外满意度从70到80")
    assert row(li, "满意度").startswith("满意度 从70到80")


@pytest.mark.parametrize("text", ["also a goal to cut churn to 3%", "another goal: churn to 3%"])
def test_another_goal_is_still_another(draft, alice, text):
    alice.says(text).sees("churn")
    assert "Renewal rate" not in alice.last


@pytest.mark.parametrize("text", ["再加一个目标：满意度从70到80", "再加一条目标：满意度从70到80"])
def test_another_goal_in_chinese(draft_of_li, li, text):
    li.says(text).sees("满意度")
    assert "续约率" not in li.last


@pytest.mark.parametrize("text", ["add dark mode to the app", "Plus plan is launched"])
def test_what_is_added_may_be_the_result(draft, alice, text):
    alice.taps("Add what shows it").says(text)
    assert row(alice, text).startswith(f"{text} reached or not")


def test_what_is_added_may_be_the_result_in_chinese(draft_of_li, li):
    li.taps("再加一条衡量标准").says("增加一条产线").sees("增加一条产线 看有没有做到")


@pytest.mark.parametrize("text", ["the result should be 88", "the kpi should be 88%", "our metric has to be 88%"])
def test_what_is_said_of_the_one_there_is_adds_none(draft, alice, text):
    alice.says(text).sees("from 82% to 88%").sees_not("counts 50%")


@pytest.mark.parametrize("text", ["the kpi is 89", "the result is at 85", "the metric is wrong", "the kpi would be 89"])
def test_nor_does_what_may_be_meant_otherwise(draft, alice, text):
    alice.says(text)
    assert "counts 50%" not in alice.chat


@pytest.mark.parametrize("text", ["指标应该是88%", "这个指标是88%", "指标是85%了"])
def test_nor_does_it_in_chinese(draft_of_li, li, text):
    li.says(text)
    assert "占50%" not in li.chat


@pytest.mark.parametrize("text", ["another key result would be nice", "a second kpi would help", "a kpi would be good"])
def test_who_wishes_for_one_is_asked_for_it(draft, alice, text):
    alice.says(text).sees("What else will show that")
    assert "counts 50%" not in alice.chat


@pytest.mark.parametrize("text", ["再加一个指标也好", "再加一条衡量标准会更好"])
def test_who_wishes_for_one_in_chinese(draft_of_li, li, text):
    li.says(text)
    assert "占50%" not in li.chat


@pytest.mark.parametrize("text", ["another metric is churn below 3%", "a second kpi would be churn below 3%"])
def test_what_names_one_more_adds_it(draft, alice, text):
    assert row(alice.says(text), "churn").lower().startswith("churn to 3%")


def test_what_names_one_more_in_chinese(draft_of_li, li):
    assert row(li.says("第二个指标是满意度从70到80"), "满意度").startswith("满意度 从70到80")
