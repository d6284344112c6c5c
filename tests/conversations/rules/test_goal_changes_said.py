"""From where to where, said without "from"; and changes against what was before, whose baseline is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from conversations.rules.goal_check import Around, check
from conversations.rules.goal_sentence import content_of, said_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "title", "start", "target", "unit"),
    [
        ("Open bugs 120 to 60", "Open bugs", 120, 60, ""),
        ("Open bugs: 120 to 60 by end of March", "Open bugs", 120, 60, ""),
        ("Response time 8 hours to 4 hours", "Response time", 8, 4, "hours"),
        ("Unit costs 1.200 to 900 €", "Unit costs", 1200, 900, "€"),
        ("Unit costs from 1.200 to 900 €", "Unit costs", 1200, 900, "€"),
        ("Unit costs from 1.200 to 1.000 €", "Unit costs", 1200, 1000, "€"),
        ("Unit price from 900 € to 1.200", "Unit price", 900, 1200, "€"),
        ("Uptime better than 95%", "Uptime better than 95%", None, 95, "%"),
        ("Litres from 1.200 to 0.9", "Litres", Decimal("1.2"), Decimal("0.9"), ""),
        ("开放缺陷120降到60", "开放缺陷", 120, 60, ""),
        ("缺陷120到60", "缺陷", 120, 60, ""),
        ("续约率82%提高到90%", "续约率", 82, 90, "%"),
    ],
)
def test_from_one_number_to_the_other(text, title, start, target, unit, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target, said.unit) == (title, start, target, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Hire 5 to 8 engineers",
        "Talk to 3 to 5 customers a week",
        "Reply within 2 to 4 hours",
        "招5到8名工程师",
        "Sales from 2 million to 3",
    ],
)
def test_a_span_that_goes_up_may_be_just_that(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (text, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "比去年多卖20%",
        "销售额比去年多20%",
        "投诉比上季度少30%",
        "销售额同比多20%",
        "Sell 20% more than last year",
        "20% more sales than last year",
        "Sales up 20% on last year",
        "NPS up 10 points",
        "Churn down 2 points",
        "满意度上调5分",
        "Sales 20% higher than today",
        "把投诉降到一半",
        "把成本降到原来的一半",
        "Bring complaints down to half",
        "Cut complaints to half of what they are",
    ],
)
def test_a_change_against_what_was_has_no_target_and_its_baseline_is_asked(text, vocabulary):
    said = said_in(f"{text}", TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (text, None, None)
    around = Around(today=TODAY, goals=3, weights=(None, None, None))
    asked = [each.rule for each in check(content_of(said, TODAY), around, vocabulary)]
    assert "g3" in asked
    assert "g2" not in asked


@pytest.mark.parametrize("text", ["Set up 10 stores by June", "Sign up 10 customers by June"])
def test_what_belongs_to_a_verb_is_no_change(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).target == 10
