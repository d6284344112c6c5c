"""A goal that does not start from a sentence: what is said of its number afterwards goes where that was still open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from conversations.entries.goals import GoalClosed, GoalMoved, GoalSet, ResultValue
from conversations.goals import beginnings, lacking
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.indicator_files import load_library
from conversations.toolkit.effects import Record
from storage import records

TODAY = date(2026, 11, 23)
LIBRARY = load_library()
SHOWN = {"en": ("from 30 {0} to 40 {0}", "from 40 {0} to 30 {0}"), "zh-CN": ("从30{0}提高到40{0}", "从40{0}降到30{0}")}


@pytest.fixture
def renewals(monday, alice):
    return alice.taps("Not this week").says("indicator renewal rate").taps("Start a goal with it")


@pytest.fixture
def xuyue(monday, li):
    return li.says("指标 续约率").taps("用它定个目标")


@pytest.mark.parametrize(
    "text",
    [
        "from 82% to 90%", "raise it from 82 to 90", "renewals from 82% to 90%", "82% to 90%", "now 82%, target 90%",
        "baseline 82%, target 90%", "target 90%, baseline 82%", "it's 82% now, should be 90%",
        "we want to get from 82 to 90%", "hmm let me think, from 82 to 90%", "gross retention from 82% to 90%",
    ],
)  # fmt: skip
def test_the_number_of_an_indicator_is_said_in_words(renewals, text):
    renewals.says(f"{text} by end of March").sees("What shows it from 82% to 90%", "31 Mar", "Watched beside it")
    renewals.sees_not("counts 50%")


@pytest.mark.parametrize(
    "text",
    [
        "从82%提高到90%", "从82到90", "续约率从82%到90%", "82%到90%", "现状82%，目标90%", "目标90%，现状82%",
        "现在82%，目标90%", "争取从82%做到90%吧", "把它从82%提到90%",
    ],
)  # fmt: skip
def test_in_chinese(xuyue, text):
    xuyue.says(f"{text}，三月底前").sees("用什么衡量 从82%到90%", "3月31日", "一起盯着").sees_not("占50%")


def test_what_names_something_else_is_one_more_and_so_is_another_kind_of_unit(renewals):
    renewals.says("NPS from 30 to 45").sees("Renewal rate a number in %", "NPS from 30 to 45")
    renewals.says("from 3 to 5 customers").sees("Renewal rate a number in %", "from 3 to 5 customers")
    renewals.says("from 82 to 90").sees("Renewal rate from 82% to 90%", "NPS from 30 to 45")


def test_and_in_chinese_too(xuyue):
    xuyue.says("净推荐值从30到45").sees("续约率 看数字（%）", "净推荐值 从30到45")


def test_where_it_goes_and_where_it_stands_may_come_one_by_one(renewals):
    renewals.says("to 90%").sees("What shows it to 90%").says("82%").sees("What shows it from 82% to 90%")


def test_a_number_alone_is_asked_about(renewals):
    renewals.says("82%").sees("“82%”: which of these is that? [Where it stands today] [Where it should be]")
    renewals.taps("Where it stands today").sees("from 82%, how far is still to be said")
    renewals.says("90%").sees("What shows it from 82% to 90%")


def test_and_in_chinese_as_well(xuyue):
    xuyue.says("90%").taps("要到多少").sees("用什么衡量 到90%").says("82%").sees("从82%到90%")


def test_from_an_indicator_to_what_both_agreed(renewals, mara):
    renewals.says("from 82% to 90% by end of March").taps("Most of it").taps("They would")
    renewals.taps("Propose to Mara Keller")
    mara.taps("I agree")
    renewals.says("goal update renewal rate 86").taps("86%")
    renewals.says("goal explain renewal rate").sees("50%", "86%, from 82% to 90%", "Indicator Renewal rate")


def test_the_question_that_begins_a_goal_leads_to_the_indicators(monday, alice):
    alice.taps("Not this week").says("goal add").taps("From an indicator").sees("All indicators, by function")
    alice.says("renewal rate").taps("Start a goal with it").sees("Your goal, as I understood it", "Renewal rate")
    alice.says("from 82% to 90%").sees("What shows it from 82% to 90%")


def test_it_stays_the_goal_of_whoever_it_was_asked_for(monday, mara, alice):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").taps("From an indicator").says("renewal rate")
    mara.taps("Start a goal with it").sees("A goal for Alice Berger", "Renewal rate", "[Propose to Alice Berger]")
    mara.taps("Never mind").says("indicator renewal rate").taps("Start a goal with it").sees("Your goal, as I")


def test_what_was_half_made_stays_beside_it(monday, alice):
    alice.taps("Not this week").says("goal add").says("NPS from 30 to 45 by the end of January").says("goal add")
    alice.taps("From an indicator").says("renewal rate").taps("Start a goal with it")
    alice.sees("Renewal rate", "One other goal stays half made.")


def test_in_chinese_it_leads_there_as_well(monday, li):
    li.says("目标 新增").taps("从指标库里选").says("续约率").taps("用它定个目标").sees("我理解的目标是这样", "续约率")


def test_numbers_alone_are_those_of_the_goal(monday, alice):
    alice.taps("Not this week").says("goal add Keep our customers").says("from 82% to 90%")
    alice.opens("Propose to Mara Keller").fills(reason="No date yet").submits()
    alice.says("goal explain").sees("Keep our customers from 82% to 90%")


def _ended(stage, *results):
    """A goal that was reached in all of these."""
    content = GoalContent("Customers stay", date(2026, 7, 1), date(2026, 9, 30), results)
    reached = tuple(ResultValue(each.id, each.target) for each in results)
    for n, entry in enumerate(
        (GoalSet("g", content, alone=True), GoalMoved("g", "", reached), GoalClosed("g", "done"))
    ):
        at = datetime(2026, 9, 1 + n, 8, tzinfo=UTC)
        stage.do(records.append, "alice", at, Record(f"e{n}", entry, "alice", audience="team"))


def _number(id_, title, start, target, unit=""):
    return KeyResult(id_, title, "number", Decimal(start), Decimal(target), unit, direction="up")


def test_an_earlier_goal_goes_on_from_where_it_ended(monday, alice):
    _ended(monday, _number("r1", "Renewal rate", 82, 90, "%"))
    alice.taps("Not this week").says("goal add").taps("Start from an earlier one").taps("Start from it")
    alice.sees("from 90%, how far is still to be said")
    alice.says("from 90% to 95% by end of March").sees("What shows it from 90% to 95%", "31 Mar").sees_not("counts 50%")


def test_of_several_that_are_open_it_is_asked_which_is_meant(monday, alice):
    _ended(monday, _number("r1", "Renewal rate", 82, 90, "%"), _number("r2", "Margin", 20, 25, "%"))
    alice.taps("Not this week").says("goal add").taps("Start from an earlier one").taps("Start from it")
    alice.says("to 95% by end of March").sees(
        "“to 95% by end of March”: which of these is that? [Renewal rate] [Margin]"
    )
    alice.taps("Margin").sees("Renewal rate from 90%, how far", "Margin from 25% to 95%", "31 Mar")
    alice.says("renewals to 92%").sees("Renewal rate from 90% to 92%", "Margin from 25% to 95%")
    assert "which of these" not in alice.last


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_each_of_all_indicators_starts_a_goal_whose_number_is_said_in_words(vocabulary, language):
    odd = []
    for indicator in LIBRARY.records.values():
        facts = SimpleNamespace(
            viewer=SimpleNamespace(language=language), indicator=indicator, indicators=LIBRARY, beside="Beside",
            today=TODAY, vocabulary=vocabulary,
        )  # fmt: skip
        content, unit = beginnings.from_indicator(facts), LIBRARY.unit_of(indicator, language)
        falls = indicator.direction == "down"
        for text in (SHOWN[language][falls].format(unit), SHOWN[language][falls].format("")):
            meant = lacking.meant(text, content, facts)
            [result] = lacking.filled(meant[0], text, content, facts).results if meant else [None]
            aims = (Decimal(40), Decimal(30)) if falls else (Decimal(30), Decimal(40))
            told = (indicator.name.in_language(language), *aims, unit)
            if result is None or (result.title, result.start, result.target, result.unit) != told:
                odd.append((indicator.id, text, result))
    assert odd == []


@pytest.mark.parametrize(
    ("goal", "then"),
    [("500k pipeline by june", "to 500,000"), ("build 2m pipeline by june", "to 2,000,000")],
)
def test_a_number_with_its_multiple_is_how_much_there_is_to_be(stage, alice, goal, then):
    alice.says(f"goal add {goal}").sees("as I understood it", "What shows it", then)


@pytest.mark.parametrize("goal", ["grow revenue 500k by june", "cut costs 300k by june"])
def test_behind_a_verb_of_change_it_is_by_how_much(stage, alice, goal):
    alice.says(f"goal add {goal}").sees("as I understood it")
    assert "000" not in alice.last


def test_a_number_with_its_multiple_in_chinese(stage, li):
    li.says("目标 新增 年底前拿下300万的单子").sees("我理解的目标是这样", "到3,000,000")
