"""Which of several goals is meant may be said in words: by a part of its title, or by its place."""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import moves


@pytest.fixture
def several(stage, alice, mara):
    """Alice has agreed on three goals, on a Friday on which nothing else is asked."""
    for goal in ("Renewal rate from 82 to 90 %", "NPS from 30 to 45", "Website visits from 2000 to 3000"):
        alice.says(f"goal add {goal} by the end of the year").taps("Propose to Mara Keller")
        mara.taps("I agree")
    return stage


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("renewal", "Renewal rate"),
        ("the renewal one", "Renewal rate"),
        ("website", "Website visits"),
        ("my website goal", "Website visits"),
        ("nps", "NPS"),
        ("the first one", "Website visits"),
        ("the second", "Renewal rate"),
        ("3", "NPS"),
        ("the last one", "NPS"),
        ("rennewal rate", "Renewal rate"),
    ],
)
def test_a_name_or_a_place_says_which(several, alice, text, title):
    alice.says("goal update at risk").sees("Which goal do you mean?")
    alice.says(text).sees(f"{title}: note “At risk”?").says("yes")
    assert [each[0] for each in moves(several)] == ["at_risk"]


@pytest.mark.parametrize("text", ["the website", "Website visits"])
def test_so_it_does_where_the_name_was_unknown(several, alice, text):
    alice.says("goal update onboarding at risk").sees("There’s no goal of that name")
    alice.says(text).sees("Website visits: note “At risk”?")


@pytest.mark.parametrize(
    "text", ["the website is down again", "which one?", "thanks", "9", "the renewal rate is what we track now"]
)
def test_other_words_name_none(several, alice, text):
    alice.says("goal update at risk").says(text)
    assert moves(several) == []
    assert alice.counts("goal.asked") == 0


def test_so_does_what_was_asked_before_stay(monday, alice, mara):
    for goal in ("Renewal rate from 82 to 90 %", "NPS from 30 to 45"):
        alice.says(f"goal add {goal} by the end of the year").taps("Propose to Mara Keller")
        mara.taps("I agree")
    alice.says("goal update at risk").sees("Which goal do you mean?").says("Write the report").sees(
        "Is anything stuck?"
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [("官网", "官网访问量"), ("续约率那个", "续约率"), ("第一个", "续约率"), ("最后一个", "官网访问量")],
)
def test_a_name_or_a_place_in_chinese(stage, li, wang, text, title):
    for goal in ("续约率从82%到90%", "官网访问量从2000到3000"):
        li.says(f"目标 新增 {goal}，年底前").taps("提给王芳")
        wang.taps("我同意")
    li.says("目标 更新 有风险").sees("你说的是哪个目标")
    li.says(text).sees(f"{title}：记成“有风险”吗？")
