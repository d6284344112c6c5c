"""Numbers of a goal's sentence in all the forms people write: read whole, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from conversations.rules.goal_sentence import said_in
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "title", "start", "target", "unit"),
    [
        ("营收从1千5百万到2千万", "营收", 15_000_000, 20_000_000, ""),
        ("营收做到3万5", "营收", None, 35_000, ""),
        ("粉丝从3万5千到5万", "粉丝", 35_000, 50_000, ""),
        ("成本从1万2降到9千5", "成本", 12_000, 9500, ""),
        ("营收从1千5百万元到2千万元", "营收", 1500, 2000, "万元"),
        ("营收从1500万到2000万元", "营收", 1500, 2000, "万元"),
        ("营收从一千五百万到两千万元", "营收", 1500, 2000, "万元"),
        ("营收从1500万元做到2千万", "营收", 1500, 2000, "万元"),
        ("营收从8000元提到1万元", "营收", 8000, 10_000, "元"),
        ("单价从3块5降到2块8", "单价", "3.5", "2.8", "块"),
        ("单价从三块五毛降到两块八毛", "单价", "3.5", "2.8", "块"),
        ("单价从3块降到2块8", "单价", 3, "2.8", "块"),
        ("差错率从3点5%降到2点8%", "差错率", "3.5", "2.8", "%"),
        ("交付周期从两周半缩到一周", "交付周期", "2.5", 1, "周"),
        ("首响从3小时半压到2小时以内", "首响", "3.5", 2, "小时"),
        ("首响从一个半小时压到半小时", "首响", "1.5", "0.5", "小时"),
        ("周期从3个月缩到1个半月", "周期", 3, "1.5", "个月"),
    ],
)
def test_a_number_in_chinese_is_read_with_what_stands_behind_it(text, title, start, target, unit, vocabulary):
    read(text, title, start, target, unit, vocabulary)


@pytest.mark.parametrize(
    ("text", "title", "start", "target", "unit"),
    [
        ("Unit cost from €3,50 to €2,80", "Unit cost", "3.5", "2.8", "€"),
        ("Defects from 2,5 to 1,8 %", "Defects", "2.5", "1.8", "%"),
        ("NPS from 30.5 to 45,5", "NPS", "30.5", "45.5", ""),
        ("Lead time from 3,5 to 2 days", "Lead time", "3.5", 2, "days"),
        ("Cycle time from 2 1/2 to 1 1/2 weeks", "Cycle time", "2.5", "1.5", "weeks"),
        ("Cycle time from 2½ to 1¼ weeks", "Cycle time", "2.5", "1.25", "weeks"),
        ("Cycle time from two and a half weeks to 1 week", "Cycle time", "2.5", 1, "week"),
        ("Cycle time from two weeks and a half to one and a half", "Cycle time", "2.5", "1.5", "weeks"),
        ("Answers from one day to half a day", "Answers", 1, "0.5", "day"),
        ("Revenue from 1.200.000 to 1.500.000", "Revenue", 1_200_000, 1_500_000, ""),
        ("Revenue from 1.200.000,50 to 1.500.000 €", "Revenue", "1200000.50", 1_500_000, "€"),
        ("Revenue from €3'500 to €2'800", "Revenue", 3500, 2800, "€"),
        ("Revenue to 1,5 Mio €", "Revenue", None, 1_500_000, "€"),
        ("Signups from 1.200 to 1.500", "Signups", 1200, 1500, ""),
        ("Signups from 900 to 1.500", "Signups", 900, 1500, ""),
        ("1.000 new customers", "1.000 new customers", None, 1000, "new customers"),
        ("2,500 new customers", "2,500 new customers", None, 2500, "new customers"),
    ],
)
def test_a_number_is_read_with_its_parts_and_its_thousands(text, title, start, target, unit, vocabulary):
    read(text, title, start, target, unit, vocabulary)


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Uptime from 99.125 to 99.999 %", "99.125", "99.999"),
        ("Latency from 1.250 to 1.100 seconds", "1.25", "1.1"),
        ("Rating from 4.125 to 4.5", "4.125", "4.5"),
    ],
)
def test_three_places_are_no_thousands_where_those_would_not_fit(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (Decimal(start), Decimal(target))


@pytest.mark.parametrize(
    "text",
    [
        "Users from 1 200 to 1 500",
        "Version from 2.1.3 to 2.2.0",
        "Grow to 1.5.2 points",
        "Hire 3,4 people",
        "首响从1小时30分压到1小时",
        "身高从1米7长到1米8",
        "把均值做到3个半点",
    ],
)
def test_of_a_number_that_cannot_be_read_no_part_is_taken(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (text, None, None)


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Roll out 24/7 support from 3 to 5 countries", 3, 5),
        ("Bring 3/4 of stores from 12 to 20 %", 12, 20),
        ("每周三次半小时的辅导，从2个人到5个人", 2, 5),
    ],
)
def test_a_part_of_another_number_leaves_those_that_are_said(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (start, target)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("1千5百万", "", 15_000_000),
        ("1千5百万元", "万元", 1500),
        ("2千万", "", 20_000_000),
        ("3块5", "块", "3.5"),
        ("两周半", "周", "2.5"),
        ("1个半小时", "小时", "1.5"),
        ("2 1/2", "", "2.5"),
        ("2 and a half weeks", "weeks", "2.5"),
        ("2 weeks and a half", "weeks", "2.5"),
        ("2,5", "", "2.5"),
        ("1.200.000", "", 1_200_000),
        ("1,5 Mio", "", 1_500_000),
    ],
)
def test_so_is_a_whole_reply(text, unit, number, vocabulary):
    assert numbers_of(text, vocabulary, unit) == (Decimal(number),)


def read(text, title, start, target, unit, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    numbers = (None if each is None else Decimal(each) for each in (start, target))
    assert (said.title, said.start, said.target, said.unit) == (title, *numbers, unit)
