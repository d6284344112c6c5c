"""One sentence that sets a goal: what it says is read, what it says in two ways is left out."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.goal_sentence import Said, content_of, said_in
from conversations.rules.goals import KeyResult
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)
D = Decimal


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "start", "target", "unit", "direction"),
    [
        ("Raise renewals from 82% to 90 percent", 82, 90, "%", "up"),
        ("Cut the close from 8 to 5 working days", 8, 5, "working days", "down"),
        ("Renewals 82% -> 90%", 82, 90, "%", "up"),
        ("Get churn below 3%", None, 3, "%", "down"),
        ("No more than 5 complaints", None, 5, "complaints", "down"),
        ("Uptime of at least 99.9%", None, "99.9", "%", "up"),
        ("Grow sales to $1.2M", None, 1_200_000, "$", "up"),
        ("Cut lead time to three days", None, 3, "days", "down"),
        ("Cut scrap to 12.000 €", None, 12_000, "€", "down"),
        ("Cut scrap from €30.500 to €12.000", 30_500, 12_000, "€", "down"),
        ("Sell A$250k", None, 250_000, "A$", None),
        ("500k pipeline", None, 500_000, "", None),
        ("Grow sales to US$1.2m", None, 1_200_000, "US$", "up"),
        ("Hire 5 backend engineers", None, 5, "backend engineers", None),
        ("Sign twelve distributors", None, 12, "distributors", None),
        ("Bring renewals to nine out of ten", None, 90, "%", None),
        ("Double weekly users from 150", 150, 300, "", "up"),
        ("Get articles reviewed to 90%, up from 55% today", 55, 90, "%", "up"),
        ("Bring NPS to 45 - June", None, 45, "", None),
        ("把续约率从82%提高到九成", 82, 90, "%", "up"),
        ("交付周期低于3天", None, 3, "天", "down"),
        ("交付周期降到三天以内", None, 3, "天", "down"),
        ("粉丝做到3万", None, 30_000, "", None),
        ("销售额达到3000万元", None, 3000, "万元", None),
        ("投诉不超过5起", None, 5, "起", "down"),
        ("复购率从9%翻一番", 9, 18, "%", "up"),
        ("Grow the team to 12 people", None, 12, "people", "up"),
        ("GMV做到1.2亿", None, 120_000_000, "", None),
        ("样品交期由15天缩短为10天", 15, 10, "天", "down"),
        ("把返工率从8%砍半", 8, 4, "%", "down"),
        ("Test reports from 12 to 20 a month", 12, 20, "a month", "up"),
        ("Customer visits from 3 a week to 6 a week", 3, 6, "a week", "up"),
        ("No more than 5 complaints per week", None, 5, "complaints per week", "down"),
        ("Grow from 3 every week to every week 6 visits", 3, 6, "visits every week", "up"),
        ("Churn from 3% to 2% per month", 3, 2, "%", "down"),
        ("线索从每周30条提高到每周50条", 30, 50, "条/周", "up"),
        ("投诉从每月12起降到6起", 12, 6, "起/月", "down"),
        ("返修率从百分之八降到百分之五点五", 8, "5.5", "%", "down"),
        ("准时率达到百分之98", None, 98, "%", None),
        ("差错率降到千分之三", None, "0.3", "%", "down"),
        ("让超过四分之三的门店盈利", None, 75, "%", "up"),
        ("自营占比提到四成五", None, 45, "%", "up"),
        ("Bring repeat orders from 5 out of 10 to 8 out of 10", 50, 80, "%", "up"),
        ("会员数做到一百二十", None, 120, "", None),
        ("粉丝做到三百五十万", None, 3_500_000, "", None),
        ("日均单量从八百零五提到一千二", 805, 1200, "", "up"),
        ("月活做到一万五千", None, 15_000, "", None),
        ("Cut the error rate from ~12% to approx 8%", 12, 8, "%", "down"),
        ("误差从约12%降到近8%", 12, 8, "%", "down"),
        ("Bring page loads from 800ms to 300ms", 800, 300, "ms", "down"),
        ("Cut waits from 50 mins to 35 mins", 50, 35, "mins", "down"),
        ("Reply from 2 h to 45 min", None, None, "", None),
        ("Sign 30+ dealers", None, 30, "dealers", "up"),
        ("Bring signups to 25k+", None, 25_000, "", "up"),
        ("新签200+家门店", None, 200, "家", "up"),
        ("客单价做到300元+", None, 300, "元", "up"),
        ("Grow sales to $5M, last year $4.2M", 4_200_000, 5_000_000, "$", "up"),
        ("Bring renewals to 90% (we're at 82%)", 82, 90, "%", "up"),
        ("续约率做到90%，去年82%", 82, 90, "%", "up"),
        ("签下8家经销商", None, 8, "家", None),
        ("月结由９个工作日缩短到６个工作日", 9, 6, "个工作日", "down"),
    ],
)
def test_numbers(text, start, target, unit, direction, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    expected = (None if start is None else D(start), None if target is None else D(target), unit, direction)
    assert (said.start, said.target, said.unit, said.direction) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Grow revenue by 15%",
        "Increase sales 20%",
        "Cut defects by half",
        "No customer waits more than 2 days",
        "Hire 3-5 engineers",
        "Hire 3 to 5 engineers",
        "Raise NPS to 40 and cut churn to 3%",
        "Cut it from 30% to 20% and from 5 to 3 days",
        "Get ISO 27001 certified",
        "Close P1 incidents on line 3",
        "Double the user base",
        "成本降两成",
        "销售额比去年增长20%",
        "首次通过率提高5个百分点",
        "招3到5名工程师",
        "一次装配合格",
        "拜访后七日内报价",
        "用户翻一番",
        "NPS到40、流失率降到3%",
    ],
)
def test_what_is_no_number_or_more_than_one_stays_out(text, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target, said.unit, said.title) == (None, None, "", text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by 31 March", date(2027, 3, 31)),
        ("by March 31st, 2028", date(2028, 3, 31)),
        ("by 2027-02-01", date(2027, 2, 1)),
        ("by end of Q4", date(2026, 12, 31)),
        ("in Q1 2028", date(2028, 3, 31)),
        ("by the end of the second quarter", date(2027, 6, 30)),
        ("next month", date(2026, 12, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("by year end", date(2026, 12, 31)),
        ("by the end of next year", date(2027, 12, 31)),
        ("in 2027", date(2027, 12, 31)),
        ("by June", date(2027, 6, 30)),
        ("by next Friday", date(2026, 12, 4)),
        ("in the first half of next year", date(2027, 6, 30)),
        ("by Q1, budget 2027 included", date(2027, 3, 31)),
        ("年底前", date(2026, 12, 31)),
        ("明年年底前", date(2027, 12, 31)),
        ("12月31日前", date(2026, 12, 31)),
        ("2027年2月1日之前", date(2027, 2, 1)),
        ("十一月底", date(2026, 11, 30)),
        ("下季度末", date(2027, 3, 31)),
        ("第三季度末前", date(2027, 9, 30)),
        ("下个月", date(2026, 12, 31)),
        ("明年上半年", date(2027, 6, 30)),
        ("2027全年", date(2027, 12, 31)),
        ("12月18日前批准2027年预算", date(2026, 12, 18)),
        ("by 28/2", date(2027, 2, 28)),
        ("before 3/31", date(2027, 3, 31)),
        ("by 5/6", date(2027, 6, 5)),
        ("5/6前", date(2027, 5, 6)),
        ("最晚12/31", date(2026, 12, 31)),
        ("by mid-March", date(2027, 3, 15)),
        ("before mid March", date(2027, 3, 15)),
        ("in early June 2028", date(2028, 6, 10)),
        ("by late June", date(2027, 6, 30)),
        ("5月中旬前", date(2027, 5, 15)),
        ("明年六月上旬", date(2027, 6, 10)),
        ("6月下旬", date(2027, 6, 30)),
        ("十月十日前", date(2027, 10, 10)),
        ("明年三月二十五号前", date(2027, 3, 25)),
        ("all of 2028", date(2028, 12, 31)),
        ("Feb-Apr", date(2027, 4, 30)),
        ("2月到4月", date(2027, 4, 30)),
        ("二月至四月", date(2027, 4, 30)),
        ("2-4月", date(2027, 4, 30)),
        ("Q1-Q2", date(2027, 6, 30)),
        ("24/7", None),
        ("to 4/5 stars", None),
        ("by 31/31", None),
        ("soon", None),
        ("before June", date(2027, 5, 31)),
        ("before March", date(2027, 2, 28)),
        ("before Q3", date(2027, 6, 30)),
        ("before 2028", date(2027, 12, 31)),
        ("before next quarter", date(2026, 12, 31)),
        ("before the second half of 2027", date(2027, 6, 30)),
        ("6月前", date(2027, 5, 31)),
        ("六月之前", date(2027, 5, 31)),
        ("2027年前", date(2026, 12, 31)),
        ("下季度前", date(2026, 12, 31)),
        ("before November", None),
        ("before Feb-Apr", None),
        ("把6月前的欠款清零", None),
        ("in Q1 or in Q2", None),
        ("by 31 March or by 30 April", None),
        ("by 31 March 2025", None),
        ("by 31 February", None),
        ("in 3 days", None),
        ("it may happen, march on", None),
        ("reach 2030 users", None),
        ("每月15日前", None),
        ("尽快", None),
    ],
)
def test_days(text, due, vocabulary):
    assert said_in(f"Ship it {text}", TODAY, vocabulary).due == due


@pytest.mark.parametrize(
    ("text", "title", "source"),
    [
        ("Raise renewals from 82% to 90% by 31 March, as counted in Zendesk.", "Raise renewals", "Zendesk"),
        ("By end of Q1, cut the close to 5 days (ERP close log)", "Cut the close", "ERP close log"),
        ("Bring attrition down to 9% by June", "Attrition", ""),
        ("Pass the exam in the May sitting", "Pass the exam in the May sitting", ""),
        ("Keep uptime at 99.9% or better", "Keep uptime", ""),
        ("Achieve 95% satisfaction", "Achieve 95% satisfaction", ""),
        ("Hire 5 engineers by June", "Hire 5 engineers", ""),
        ("Grow to 90%", "Grow to 90%", ""),
        ("把续约率从82%提到88%，明年6月底前，以CRM台账为准", "续约率", "CRM台账"),
        ("3月31日前新系统上线", "新系统上线", ""),
        ("把目标降到3%，3月底前", "目标", ""),
        ("季度末前把欠款从320万压到100万", "欠款", ""),
        ("2027年一季度GMV做到1.2亿", "GMV", ""),
        ("把积压工单清到50单以内", "把积压工单清到50单以内", ""),
        ("Cut complaints from 30 to no more than 10 per quarter", "Cut complaints", ""),
        ("优化流程，下个月完成", "优化流程，下个月完成", ""),
        ("NPS做到50（客户调研）", "NPS（客户调研）", ""),
        ("上线报表系统，6月底前", "上线报表系统", ""),
        ("5月中旬前上线", "上线", ""),
        ("Sign 8 dealers Feb-Apr", "Sign 8 dealers", ""),
        ("Reopen the canteen by 28/2", "Reopen the canteen", ""),
        ("Cut returns from 5% to 3% before March", "Cut returns", ""),
        ("Before June, hire 2 people", "Hire 2 people", ""),
        ("Ship it before the end of June", "Ship it", ""),
        ("Renewal rate by end of June from 82% to 90%", "Renewal rate", ""),
        ("Win 10 orders in January from 5 to 10", "Win 10 orders in January", ""),
        ("3月前把返修率从5%降到3%", "返修率", ""),
        ("把返修率从5%降到3%，3月前", "返修率", ""),
        ("六月前把续费率从82%提到90%", "续费率", ""),
        ("到明年6月底把退货率从5%降到3%", "退货率", ""),
        ("把退货率从5%降到3%，到明年6月底", "退货率", ""),
        ("Bring down the error rate from 4% to 2% by June", "Bring down the error rate", ""),
        ("使用率从20%提高到50%", "使用率", ""),
    ],
)
def test_the_rest_is_the_title(text, title, source, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.source) == (title, source)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sign 5 distributors by 31.3.", date(2027, 3, 31)),
        ("Sign 5 distributors by 31.3.2028", date(2028, 3, 31)),
        ("Sign 5 distributors by KW 8", date(2027, 2, 26)),
        ("第8周前签下5家经销商", date(2027, 2, 26)),
    ],
)
def test_days_as_they_are_written_elsewhere(text, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.due, said.denied) == (due, "")
    assert said.title in ("Sign 5 distributors", "签下5家经销商")


@pytest.mark.parametrize(
    ("text", "denied", "why"),
    [
        ("Sign 5 distributors by 31.2.", "by 31.2", "no_such_day"),
        ("Sign 5 distributors by 30 Feb", "by 30 Feb", "no_such_day"),
        ("Sign 5 distributors by 2026-10-01", "by 2026-10-01", "past"),
        ("Sign 5 distributors by KW 60", "by KW 60", "no_such_day"),
        ("Sign 5 distributors asap", "asap", "unclear"),
        ("Sign 5 distributors by Easter", "by Easter", "unclear"),
        ("2月31日前签下5家经销商", "2月31日前", "no_such_day"),
        ("今年上半年签下5家经销商", "今年上半年", "past"),
        ("Sign 5 distributors before November", "before November", "past"),
        ("11月前签下5家经销商", "11月前", "past"),
        ("尽快签下5家经销商", "尽快", "unclear"),
    ],
)
def test_a_day_that_is_none_is_told_and_leaves_the_title(text, denied, why, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.due, said.denied, said.why) == (None, denied, why)
    assert said.title in ("Sign 5 distributors", "签下5家经销商")


@pytest.mark.parametrize(
    ("text", "before", "or_by"),
    [
        ("Sign 5 distributors before June", "before June", date(2027, 6, 30)),
        ("6月前签下5家经销商", "6月前", date(2027, 6, 30)),
        ("Sign 5 distributors before 10 June", "", None),
        ("Sign 5 distributors by June", "", None),
        ("Sign 5 distributors before June, by 1 June", "", None),
        ("Sign 5 distributors by 03/04", "by 03/04", date(2027, 3, 4)),
        ("Sign 5 distributors by 1/2/2027", "by 1/2/2027", date(2027, 1, 2)),
        ("Sign 5 distributors by 5/5", "", None),
        ("Sign 5 distributors by 28/2", "", None),
        ("3/4前签下5家经销商", "", None),
    ],
)
def test_what_may_mean_two_days_says_both(text, before, or_by, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.before, said.or_by) == (before, or_by)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("半年内把离职率从12%降到8%", date(2027, 5, 23)),
        ("三个月内把离职率从12%降到8%", date(2027, 2, 23)),
        ("把离职率从12%降到8%，一年内", date(2027, 11, 23)),
        ("未来三个月把离职率从12%降到8%", date(2027, 2, 23)),
        ("年内把离职率从12%降到8%", date(2026, 12, 31)),
        ("Within six months, bring attrition from 12% to 8%", date(2027, 5, 23)),
        ("Bring attrition from 12% to 8% within half a year", date(2027, 5, 23)),
        ("Bring attrition from 12% to 8% in 3 months", date(2027, 2, 23)),
        ("Bring attrition from 12% to 8% by 12/1/2026", date(2026, 12, 1)),
    ],
)
def test_a_length_begins_today(text, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.due) in (("Attrition", due), ("离职率", due))


@pytest.mark.parametrize(
    "text",
    [
        "新员工三个月内离职率从12%降到8%",
        "Cut the share of people who leave within 6 months from 12% to 8%",
        "Cut lead time from 5 to 3 months",
        "Keep uptime at 99.9% for six months",
    ],
)
def test_a_length_that_is_measured_is_no_end(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).due is None


def test_half_a_year_on_is_a_day_that_there_is(vocabulary):
    assert said_in("半年内上线", date(2026, 8, 31), vocabulary).due == date(2027, 2, 28)


def test_what_is_past_is_only_denied_as_a_deadline(vocabulary):
    said = said_in("Churn from 3 % in March 2026 to 2 %", TODAY, vocabulary)
    assert (said.denied, said.start, said.target) == ("", 3, 2)


def test_it_becomes_a_goal_with_its_number(vocabulary):
    said = said_in("Raise renewals from 82% to 90% by 31 March, per the CRM", TODAY, vocabulary)
    goal = content_of(said, TODAY)
    assert goal.results == (KeyResult("r1", "Raise renewals", "number", D(82), D(90), "%", direction="up"),)
    assert (goal.title, goal.starts, goal.due, goal.source) == ("Raise renewals", TODAY, date(2027, 3, 31), "the CRM")
    assert content_of(Said("Ship it"), TODAY).results == ()


def test_a_long_text_is_kept_whole(vocabulary):
    text = "Ship it " + "x" * 1000
    assert said_in(text, TODAY, vocabulary).title == text


pieces = st.sampled_from(
    [
        "from ",
        "to ",
        "5",
        "%",
        "by ",
        "Q1 ",
        "end of ",
        "march ",
        "2027",
        "从",
        "到",
        "三",
        "万",
        "年",
        "月",
        "底",
        "前",
    ]
)


@given(st.lists(pieces | st.text(max_size=4), max_size=20))
def test_whatever_is_typed_is_read(vocabulary, mixture):
    text = "".join(mixture)
    said = said_in(text, TODAY, vocabulary)
    assert said.title or not text.strip()
    assert said.due is None or said.due >= TODAY
    assert content_of(said, TODAY).title == said.title


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "5",
        "from 5 to ",
        "by end of q1 ",
        "到3万",
        "一",
        "年",
        "a-",
        "1月到",
        "百分之",
        "feb-",
        "1,X",
        "\ufdfa",
        " ",
        "\ud800",
        "(",
    ],
)
def test_100_kb_take_no_time(piece, vocabulary):
    text = piece * (100_000 // len(piece))
    said_in("once", TODAY, vocabulary)
    began = time.process_time()
    said_in(text, TODAY, vocabulary)
    assert time.process_time() - began < 0.3  # far from what each pair of places would take, also on a busy machine
