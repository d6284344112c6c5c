"""The rules that read text, each where it speaks and where it keeps silent, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.rules.goals import GoalContent, KeyResult

FAULTS = {
    "g1": [
        "Attend three trade fairs by June",
        "Support the launch of the new site",
        "Every week hold a stand-up by June",
        "参加三场展会，6月底前",
        "每周组织一次例会，6月底前",
        "协助新品上市",
    ],
    "g2": [
        "Reduce complaints by June",
        "减少投诉，6月底前",
        "Be a better manager",
        "Know our customers",
        "加强沟通",
        "Care whether nobody complains",
        "总有一天做好服务",
        "更懂客户",
    ],
    "g3": [
        "Raise renewals to 90%",
        "Grow revenue by 15%",
        "Double the user base",
        "续约率提到90%",
        "成本降两成",
        "用户翻一番",
        "Bring MRR to 40k",
        "ROI做到2.5",
        "离职率降低百分之十",
    ],
    "g4": ["Ship offline mode", "Ship offline mode soon", "新系统上线", "尽快上线新系统"],
    "g5": [
        "Raise renewals from 80% to 90%",
        "Cut lead time to 3 days",
        "续约率从80%提到90%",
        "交付周期降到3天",
        "Raise renewals from 80% to 90%, worldwide",
    ],
    "g10": [
        "Try to sign 12 customers",
        "Improve quality",
        "Reply in a timely manner",
        "尽量签下12家客户",
        "提升质量",
        "及时回复",
    ],
}
FINE = {
    "g1": [
        "Run the close without me by June",
        "Train 40 leads so that stops fall from 12 to 6",
        "Holding company registered by June",
        "Sign 12 customers",
        "培训40名班组长，使停机从12次降到6次",
        "签下12家客户",
        "拜访后报价的比例从45%提到80%",
    ],
    "g2": [
        "Sign twelve customers",
        "All new managers trained by June",
        "Cut defects by half by June",
        "完成薪酬系统切换，6月底前",
        "Pass the audit",
        "Launch the site",
        "Hold weekly one-on-ones",
        "No filings after the deadline",
        "Never miss a customs deadline",
        "不再迟交报关资料",
        "不发生信息泄露",
        "二十四小时内处理好客诉",
        "做好四十八小时发货",
        "做好三千元以下订单",
        "Learn to weld",
        "把复购提升百分之五",
        "通过审核",
        "新系统上线",
        "每月组织培训",
        "学会焊接",
    ],
    "g3": [
        "Raise renewals from 80% to 90%",
        "Keep uptime at 99.9%",
        "Close all findings, 100%",
        "Sign 12 customers",
        "Learn to weld at 3 stations",
        "可用率保持在99.9%",
        "安全事故为零",
        "签下12家客户",
    ],
    "g4": ["Ship it by June", "Ship it in Q1", "6月底前上线", "明年上线"],
    "g5": [
        "Raise renewals from 80% to 90%, per the CRM",
        "Raise renewals from 80% to 90% (CRM)",
        "Raise renewals from 80% to 90% by June per the CRM",
        "Raise renewals from 80% to 90%, in Salesforce",
        "Raise renewals from 80% to 90%, Salesforce",
        "Raise renewals from 80% to 90%, as logged in the CRM",
        "返工率从8%降到5%，Power BI，6月底前",
        "返工率从8%降到5%，看质检明细表",
        "Sign 12 customers",
        "Learn to weld from 3 to 5 seams",
        "续约率从80%提到90%，以CRM为准",
        "续约率从80%提到90%（CRM）",
        "签下12家客户",
    ],
    "g10": [
        "Improve renewals from 80% to 90%",
        "Publish the “Better Work” guide",
        "Roll out the Improve plan",
        "Sign the good-conduct charter",
        "把续约率从80%提升到90%",
        "发布《持续优化手册》",
        "“提升计划”上线",
    ],
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FAULTS.items() for text in texts])
def test_a_fault_is_found(rule, text, checked):
    assert rule in checked(text)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FINE.items() for text in texts])
def test_nothing_is_found_where_nothing_is_wrong(rule, text, checked):
    assert rule not in checked(text)


def test_each_asks_for_what_mends_it(checked):
    asks = {rule: checked(texts[0])[rule].asks for rule, texts in FAULTS.items() if rule not in ("g4", "g10")}
    assert asks == {"g1": "title", "g2": "target", "g3": "start", "g5": "source"}
    vague = checked("Improve quality")["g10"]
    assert (vague.asks, vague.rewrite) == ("target", None)


def test_what_stands_in_its_fields_counts(checked, today):
    bare = GoalContent("Renewals", today, None)
    number = KeyResult("r1", "Renewals", "number", None, 90, "%")
    assert "g2" not in checked(replace(bare, results=(number,)))
    assert "g2" not in checked(replace(bare, results=(KeyResult("r1", "Contract signed", "milestone"),)))
    measured = replace(bare, results=(replace(number, start=80),))
    assert {"g3", "g5"} & checked(measured).keys() == {"g5"}
    assert "g5" not in checked(replace(measured, source="CRM"))
    assert "g5" not in checked(replace(measured, indicator="sales.renewal_rate"))
    assert {"g1", "g2", "g3", "g5"} & checked(replace(bare, learning=True)).keys() == set()


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 31)),
        (date(2026, 12, 10), date(2027, 3, 31)),
        (date(2027, 2, 1), date(2027, 3, 31)),
    ],
)
def test_an_end_is_offered_at_the_end_of_a_quarter(starts, due, checked):
    goal = GoalContent("Ship it", starts, None)
    mended = checked(goal)["g4"].rewrite
    assert mended == replace(goal, due=due)
    assert "g4" not in checked(mended)


@pytest.mark.parametrize(
    ("text", "word", "mended"),
    [
        ("Try to sign 12 customers by June", "Try to", "Sign 12 customers"),
        ("Sign 12 customers if possible", "if possible", "Sign 12 customers"),
        ("争取签下12家客户", "争取", "签下12家客户"),
        ("6月底前尽量签下12家客户", "尽量", "签下12家客户"),
    ],
)
def test_a_tap_leaves_the_hedge_out(text, word, mended, checked):
    before = checked(text)
    warning = before["g10"]
    assert warning.facts["word"].text == word
    assert warning.rewrite.title == mended
    assert warning.rewrite.results[0].title == mended
    assert checked(warning.rewrite).keys() == before.keys() - {"g10"}


def test_a_hedge_before_a_vague_word_asks_for_more(checked):
    warning = checked("Do my best to improve quality")["g10"]
    assert (warning.rewrite, warning.asks, warning.facts["word"].text) == (None, "target", "improve")


def test_a_goal_that_is_nothing_but_a_hedge_is_asked_for_a_title(checked, today):
    warning = checked(GoalContent("尽量", today, None, learning=True))["g10"]
    assert (warning.rewrite, warning.asks) == (None, "title")
