"""A multiple written once: whose it is, and what is left to be asked where nobody can tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from conversations.rules.goal_sentence import said_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Grow revenue from 3 to 5 million by June", 3_000_000, 5_000_000),
        ("Grow revenue from 2 to 3.5 million euros by June", 2_000_000, 3_500_000),
        ("Grow users from 200 to 500 thousand by June", 200_000, 500_000),
        ("Grow followers from 2 to 5k by June", 2_000, 5_000),
        ("Grow revenue from €3 to €5 million by June", 3_000_000, 5_000_000),
        ("Grow sales from three to five million by June", 3_000_000, 5_000_000),
        ("Revenue 3 -> 5 million", 3_000_000, 5_000_000),
        ("Cut costs from 8 to 5 million by June", 8_000_000, 5_000_000),
        ("Cut the backlog from 20 to 5 thousand", 20_000, 5_000),
        ("销售额从3到5亿，明年年底", 300_000_000, 500_000_000),
        ("粉丝从2增长到5万", 20_000, 50_000),
        ("把营收从三提高到五亿", 300_000_000, 500_000_000),
        ("把成本从8降到5万", 80_000, 50_000),
    ],
)
def test_the_multiple_of_the_second_is_that_of_both(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (start, target)


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Grow users from 900 to 1k", 900, 1_000),
        ("Grow revenue from $500 to $2k by June", 500, 2_000),
        ("Grow orders from 0 to 5 thousand", 0, 5_000),
        ("Grow orders from 3 boxes to 5 thousand boxes", 3, 5_000),
        ("Cut tickets from 2k to 500 by June", 2_000, 500),
        ("粉丝从9000增长到1万", 9_000, 10_000),
        ("粉丝从800增长到5万", 800, 50_000),
        ("客户从2个增长到5万个", 2, 50_000),
        ("把营收从三百万提高到五百万", 3_000_000, 5_000_000),
    ],
)
def test_a_number_that_fits_as_it_stands_is_its_own(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (start, target)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Grow revenue from 800 to 1.2 million by June", Decimal(1_200_000)),
        ("Grow revenue from 3 million to 5 by June", None),
    ],
)
def test_what_nobody_can_tell_stays_in_the_title_and_is_asked(text, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (text.removesuffix(" by June"), None, target)


@pytest.mark.parametrize(
    ("text", "start", "target", "unit"),
    [
        ("Raise CSAT from 4.1 to 4.5 out of 5 by June", "4.1", "4.5", "out of 5"),
        ("Rating from 3 to 4 out of 5", 3, 4, "out of 5"),
        ("Reach 4.5 out of 5 by June", None, "4.5", "out of 5"),
        ("Bring renewals to 8 out of 10", None, 80, "%"),
        ("Bring renewals from 70% to 8 out of 10", 70, 80, "%"),
        ("Cut returns to one in five by June", None, 20, "%"),
        ("Win one in five bids by June", None, 20, "%"),
    ],
)
def test_a_mark_on_a_scale_is_no_share(text, start, target, unit, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    start = None if start is None else Decimal(start)
    assert (said.start, said.target, said.unit) == (start, Decimal(target), unit)


@pytest.mark.parametrize("text", ["Hire one in five months", "Ship 3 in 5 days", "Ship three in four weeks"])
def test_so_many_in_so_long_is_no_share(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).unit != "%"


@pytest.mark.parametrize(
    ("text", "start", "target", "unit"),
    [
        ("Revenue from €0,8M to €1,2M by June", 800_000, 1_200_000, "€"),
        ("Conversion from 3,5% to 4,2 % by June", "3.5", "4.2", "%"),
        ("Raise output from 900 to 1,200 units", 900, 1200, "units"),
    ],
)
def test_a_comma_before_tenths(text, start, target, unit, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target, said.unit) == (Decimal(start), Decimal(target), unit)


@pytest.mark.parametrize("text", ["take over 5 accounts by June", "Anna takes over 5 accounts", "Hand over 5 projects"])
def test_what_belongs_to_a_verb_bounds_no_number(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.target, said.direction) == (5, None)
    assert "over 5" in said.title


@pytest.mark.parametrize(
    ("text", "target", "unit"),
    [
        ("20 sales calls a week by March", 20, "sales calls a week"),
        ("Hold 5 operations reviews by June", 5, "operations reviews"),
        ("3 success stories by June", 3, "success stories"),
        ("Win 10 customers across Europe by June", 10, "customers"),
        ("Launch two products in three countries by June", 2, "products"),
    ],
)
def test_what_is_counted_has_all_of_its_name(text, target, unit, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.target, said.unit) == (target, unit)


@pytest.mark.parametrize("text", ["Launch two in three countries by June", "Open one in four cities"])
def test_so_many_in_so_many_places_is_no_share(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).target is None


@pytest.mark.parametrize(
    ("text", "title", "start", "target"),
    [
        ("Renewal rate 82 to 90% by June", "Renewal rate", 82, 90),
        ("NPS: 30 to 45 by June", "NPS", 30, 45),
        ("Customer rating 4.1 to 4.5 out of 5", "Customer rating", "4.1", "4.5"),
        ("毛利率20%到25%，6月底", "毛利率", 20, 25),
        ("NPS 30到45，6月底", "NPS", 30, 45),
    ],
)
def test_behind_the_name_of_a_number_two_lead_from_one_to_the_other(text, title, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (title, Decimal(start), Decimal(target))


@pytest.mark.parametrize(
    "text",
    ["Grow revenue 5 to 8% by June", "Keep churn 2 to 3%", "Response time 3 to 5 days", "满意度保持在80到90分"],
)
def test_what_may_be_a_span_leads_nowhere(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).start is None


@pytest.mark.parametrize(
    "text", ["NPS to 45 by June, 30 today", "NPS to 45 (30 now)", "NPS to 45, now 30", "NPS 45 by June, today 30"]
)
def test_where_it_stands_may_be_said_before_or_behind_its_number(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (30, 45)


@pytest.mark.parametrize(
    "text",
    ["Answer 90% of tickets within 4 hours by June", "90% of tickets answered in 4 hours", "4小时内响应90%的工单"],
)
def test_how_long_something_may_take_is_beside_the_level(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target, said.unit) == (None, 90, "%")


def test_a_year_behind_a_chinese_comma_is_the_end(vocabulary):
    said = said_in("事故为零，2027年", TODAY, vocabulary)
    assert (said.title, said.due) == ("事故为零", date(2027, 12, 31))
