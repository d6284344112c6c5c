"""Somebody says that they want a goal without the command's word first: what they want is its title, not the wish."""

from __future__ import annotations

import pytest

DRAFT, CAOGAO = "Your goal, as I understood it", "我理解的目标是这样"


@pytest.mark.parametrize(
    "lead",
    ["i want to set a goal:", "I’d like to add a new goal:", "can we set a goal:", "please add a goal for me:"],
)
def test_what_is_wanted_is_drafted(stage, alice, lead):
    alice.says(f"{lead} onboarding time from 6 weeks to 4 weeks by June").sees(DRAFT, "\nonboarding time\n", "30 Jun")


@pytest.mark.parametrize("lead", ["我想定个目标，", "帮我加个目标：", "能不能帮我定个目标：", "我想设定目标，"])
def test_in_chinese(stage, li, lead):
    li.says(f"{lead}上半年招3个工程师").sees(CAOGAO, "\n招3个工程师\n", "6月30日")


def test_without_a_word_more_it_is_asked_for(stage, alice, li):
    alice.says("i want to set a goal").sees("What should be different by the end?")
    li.says("帮我定个目标").sees("到期的时候，想看到什么变化？")


@pytest.mark.parametrize("text", ["can I add a goal?", "can we set a goal ?", "goal add ?"])
def test_a_question_whether_one_may_is_asked_for_the_goal(stage, alice, text):
    alice.says(text).sees("What should be different by the end?").sees_not(DRAFT)


@pytest.mark.parametrize("text", ["我可以定个目标吗？", "能不能定个目标呢", "可以加个目标吧"])
def test_a_question_whether_one_may_in_chinese(stage, li, text):
    li.says(text).sees("到期的时候，想看到什么变化？").sees_not(CAOGAO)


def test_for_a_report_it_is_theirs(stage, mara, wang):
    mara.says("i want to set a goal for alice: 3 posts by January").sees("A goal for Alice Berger", "3 posts")
    mara.says("add a goal for me: 20 interviews by June").sees(DRAFT, "\n20 interviews\n")


def test_what_only_has_such_words_is_no_wish(stage, alice, li):
    alice.says("i set a goal yesterday").sees_not(DRAFT)
    alice.says("show me my goals").sees("Your goals")
    li.says("我的目标").sees("你的目标")


def test_a_goal_there_is_of_that_name_is_left_alone(stage, alice, mara):
    alice.says("goal add Onboarding time from 6 to 4 weeks by June").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("i want to set a goal: onboarding survey from 3 to 4 by June").sees(DRAFT, "onboarding survey")
