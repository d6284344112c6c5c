"""What is typed below a draft that asks something: it goes into the draft, and not into whatever else is open."""

from __future__ import annotations

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
