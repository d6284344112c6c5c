"""One number for another, "86, not 85", and the one from which it begins, below a draft and below a goal."""

from __future__ import annotations

import pytest

DRAFT = "goal add Renewal rate from 82 to 90 % by the end of March"
ENTWURF = "目标 新增 老客户续约率从82%提到90%，三月底前"


@pytest.mark.parametrize(
    "text",
    [
        "should be 86, not 85",
        "it should be 86, not 85",
        "renewal rate should be 86, not 90",
        "renewal rate should be 86",
    ],
)
def test_it_is_the_one_that_is_meant(stage, alice, text):
    alice.says(DRAFT).says(text).sees("as I understood it", "from 82% to 86%")
    assert "counts 50%" not in alice.last


@pytest.mark.parametrize("text", ["续约率应该是86而不是85", "应该是86，不是85", "续约率应该是86"])
def test_it_is_the_one_that_is_meant_in_chinese(stage, li, text):
    li.says(ENTWURF).says(text).sees("我理解的目标是这样", "从82%到86%")


@pytest.mark.parametrize("text", ["renewal rate is 86, not 85", "86, not 85"])
def test_which_end_it_is_may_be_asked(stage, alice, text):
    alice.says(DRAFT).says(text).sees("Where it stands today", "Where it should be").taps("Where it should be")
    alice.sees("from 82% to 86%")


@pytest.mark.parametrize("text", ["从80起", "从80%起算", "80起步", "起始80", "续约率从80起"])
def test_where_it_begins_in_chinese(stage, li, text):
    li.says(ENTWURF).says(text).sees("我理解的目标是这样", "从80%到90%")


@pytest.mark.parametrize("text", ["it starts at 80", "from 80 onwards", "renewal rate starts at 80"])
def test_where_it_begins(stage, alice, text):
    alice.says(DRAFT).says(text).sees("as I understood it", "from 80% to 90%")


@pytest.mark.parametrize("text", ["revenue should be 86", "the fair should be 3 days"])
def test_another_name_is_no_correction(stage, alice, text):
    alice.says(DRAFT).says(text)
    assert "from 82% to 86%" not in alice.last
    assert "from 82% to 3%" not in alice.last


def test_of_a_goal_it_is_asked_about(renewals_of_li, li):
    li.says("续约率应该是86而不是85").sees("你说的是哪个数？", "[86%]", "这是新的目标值")
