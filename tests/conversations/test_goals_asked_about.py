"""What a line asks of a goal opens it: how it was set, how far it is; and what it says of several is heard of each."""

from __future__ import annotations

import pytest

HUDSON = "goal add Ship to Hudson from 0 to 4,000 boxes by the end of the year"


@pytest.fixture
def two(stage, alice, mara):
    """Alice has agreed on two goals, on a Friday on which nothing else is asked."""
    for sentence in ("goal add Renewal rate from 82 to 90 % by the end of the year", HUDSON):
        alice.says(sentence).taps("Propose to Mara Keller")
        mara.taps("I agree")
    return stage


@pytest.mark.parametrize(
    "text",
    [
        "who set renewal rate",
        "who set the renewal rate goal?",
        "goal who set renewal rate",
        "Where does the renewal rate goal come from?",
    ],
)
def test_how_a_goal_was_set_is_told(two, alice, text):
    alice.says(text).sees("Renewal rate\n", "How this came about", "Alice Berger wrote version 1")


def test_how_a_goal_was_set_that_anybody_may_read(two, bob):
    bob.says("goal who set renewal rate").sees("Alice Berger’s goal", "How this came about")


@pytest.mark.parametrize(
    "text",
    [
        "how far am i with renewals",
        "what's my progress on renewal rate?",
        "when is the renewal rate goal due?",
        "show renewal rate",
        "what was the target of renewal rate again",
    ],
)
def test_how_a_goal_stands_is_shown(two, alice, text):
    alice.says(text).sees("Renewal rate\n", "Your goal", "[How was this set?]")


@pytest.mark.parametrize("text", ["show renewals to the board", "what is the rate", "when do we ship"])
def test_what_asks_of_something_else_opens_no_goal(two, alice, text):
    opened = alice.counts("goal.goal")
    alice.says(text)
    assert alice.counts("goal.goal") == opened


@pytest.mark.parametrize("text", ["续约率是谁定的", "谁定的续约率？", "目标 续约率怎么来的", "续约率目标的来历"])
def test_how_a_goal_was_set_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("老客户续约率\n", "来龙去脉", "李晨写了第1版")


@pytest.mark.parametrize("text", ["续约率还差多少", "看看续约率", "续约率什么时候到期？"])
def test_how_a_goal_stands_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("老客户续约率\n", "你的目标", "[这个标准怎么来的]")


@pytest.mark.parametrize(
    "text",
    [
        "renewal rate 85, hudson 1200",
        "renewals 85; hudson 1200",
        "renewals 85 and hudson 1200",
        "goal update renewals 85, hudson 1200",
        "renewals 85 hudson 1200",
        "goal update renewal rate 85% hudson 1200 boxes",
    ],
)
def test_what_is_said_of_two_goals_is_heard_of_each(two, alice, text):
    alice.says(text).sees("Ship to Hudson", "[1,200 boxes]").taps("1,200 boxes").taps("85%")
    assert "1,200 boxes, from 0" in alice.chat
    assert "85%, from 82% to 90%" in alice.chat


def test_how_two_goals_go_is_heard_of_each(two, alice):
    alice.says("renewal rate on track, hudson at risk because of customs").taps("At risk").taps("On track")
    assert "because of customs" in alice.chat
    alice.says("goal").sees("[*On track] [At risk] [Stuck]", "[On track] [*At risk] [Stuck]")


def test_a_number_in_a_note_is_of_no_other_goal(two, alice):
    alice.says("hudson 1200, 300 of them today").sees("Ship to Hudson", "[1,200 boxes]")


@pytest.mark.parametrize("text", ["all goals on track", "my goals pls"])
def test_what_is_said_of_all_shows_all(two, alice, text):
    alice.says(text).sees("Your goals", "Renewal rate", "Ship to Hudson")


def test_how_much_came_to_what_there_was_is_offered_first(two, alice):
    alice.says("renewal rate +2").sees("which number do you mean?", "[84%] [2%] [Another number]").taps("84%")
    alice.says("show renewal rate").sees("84%, from 82% to 90%")


@pytest.mark.parametrize("text", ["reopen renewal rate", "please reopen my renewal rate goal"])
def test_a_goal_that_is_over_is_opened_by_its_name(two, alice, text):
    alice.says("goal close renewal rate").opens("Close it").fills(how="done").submits()
    alice.says(text).sees("Renewal rate", "[Reopen]")


def test_a_goal_that_is_over_is_opened_in_chinese(renewals_of_li, li):
    li.says("目标 结束 续约率").opens("结束").fills(how="done").submits()
    li.says("续约率重新打开").sees("老客户续约率", "[重新打开]")
