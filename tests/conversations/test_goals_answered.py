"""What is typed below a draft that asks something: it goes into the draft, and not into whatever else is open."""

from __future__ import annotations

import pytest

VAGUE = "goal add I want customers to be happier"


def test_what_shows_it_goes_into_the_draft(monday, alice):
    alice.says(VAGUE).says("satisfaction survey from 3.8 to 4.4").sees("as I understood it", "from 3.8 to 4.4")
    alice.says("by end of Q1").sees("By when", "31 Mar", "from 3.8 to 4.4")
    alice.says("only for Mara and me").sees("Only you and Mara Keller see it")


def test_with_nothing_else_open(stage, alice):
    alice.says(VAGUE).says("by end of Q1").sees("By when")


def test_what_says_nothing_of_it_is_left_to_help(stage, alice):
    alice.says(VAGUE).says("my laptop is broken")
    assert "as I understood it" not in alice.last


def test_once_it_is_proposed_it_listens_no_more(monday, alice):
    alice.taps("Not this week").says("goal add NPS from 30 to 45 by the end of January").taps("Propose to Mara Keller")
    alice.says("survey from 3 to 4")
    assert "as I understood it" not in alice.last


def test_in_chinese(monday, li):
    li.says("目标 新增 让客户更满意").says("满意度调查从3.8分提高到4.4分").sees("我理解的目标是这样", "从3.8")
    li.says("明年一季度末前").sees("截止日期")


@pytest.mark.parametrize(
    ("goal", "today", "then"),
    [
        ("cut complaints by half by June", "300", "from 300 to 150"),
        ("cut returns to half by June", "8%", "from 8% to 4%"),
        ("sell 20% more than last year", "2000", "from 2,000 to 2,400"),
        ("cut open tickets by 500 by June", "2000", "from 2,000 to 1,500"),
        ("cut returns to 4% by June", "8%", "from 8% to 4%"),
        ("raise the renewal rate by 5% by June", "80%", "from 80%, how far is still to be said"),
    ],
)
def test_todays_value_leads_to_where_the_words_say(stage, alice, goal, today, then):
    alice.says(f"goal add {goal}").opens("Add today’s value").fills(start=today).submits().sees(then)
    assert not alice.can("Add today’s value")
    assert alice.opens("Change").form


@pytest.mark.parametrize("reply", ["today it is 8%", "now 8%", "8%", "it's at 8% today", "Currently 8%.", "it is 8%"])
def test_todays_value_may_be_typed(stage, alice, reply):
    alice.says("goal add cut returns to 4% by June").says(reply).sees("from 8% to 4%")
    alice.says("goal add cut returns by half by June").says(reply).sees("from 8% to 4%")


def test_how_far_it_goes_may_be_typed_once_it_is_known_where_from(stage, alice):
    alice.says("goal add raise the renewal rate by 5% by June").says("80%").sees("from 80%, how far")
    alice.says("85%").sees("from 80% to 85%")


@pytest.mark.parametrize("reply", ["现在是8%", "8%", "目前8%", "今天是8%", "现在到了8%"])
def test_todays_value_may_be_typed_in_chinese(stage, li, reply):
    li.says("目标 新增 六月底前把退货率降到一半").says(reply).sees("从8%到4%")


def test_todays_value_in_chinese(stage, li):
    li.says("目标 新增 比去年多卖20%").opens("写现状").fills(start="2000").submits().sees("从2,000到2,400")


def test_what_begins_with_the_word_for_goals_is_another_one(stage, alice, li):
    alice.says("goal add ship the new app by June").says("goal NPS from 30 to 45 by June")
    alice.sees("Your goal, as I understood it", "NPS\n", "from 30 to 45", "One other goal stays half made")
    alice.says("goal by July").sees("NPS\n", "Sat 31 Jul", "One other goal stays half made")
    li.says("新目标 每月发两篇文章，到六月").says("目标 续约率从82%提到90%，六月底前").sees("续约率\n", "从82%到90%")
