"""Finding indicators: by words of either language, pinyin, initials and with slips; how often the first hit is it."""

from __future__ import annotations

import time
from datetime import date

import pytest

from conversations.rules.indicator_files import load_library
from conversations.rules.indicator_library import Library
from conversations.rules.indicators import Indicator
from conversations.toolkit.words import Language
from tests.conversations.rules.test_indicators import folder, record

TODAY = date(2026, 11, 20)

TYPED: dict[str, str] = {
    # Chinese: names, parts of names, what people call it, in a sentence
    "回款率": "sales.cash_collection_rate",
    "毛利": "sales.gross_margin",
    "续约": "sales.renewal_rate",
    "赢单率": "sales.win_rate",
    "客户满意度": "service.satisfaction",
    "获客成本": "marketing.acquisition_cost",
    "知晓度": "marketing.brand_awareness",
    "库存周转": "procurement.inventory_turns",
    "一次合格率": "production.first_pass_yield",
    "停机": "production.unplanned_downtime",
    "安全事故": "production.incident_rate",
    "测试覆盖率": "rnd.critical_path_coverage",
    "上线失败": "rnd.change_failure_rate",
    "招聘周期": "hr.time_to_fill",
    "离职率": "hr.regretted_attrition",
    "应收账款周转": "finance.receivable_days",
    "报销多久": "finance.expense_turnaround",
    "备份恢复": "it.restore_tests",
    "漏洞修复": "it.critical_fix_time",
    "怎么看回款": "sales.cash_collection_rate",
    # English
    "win rate": "sales.win_rate",
    "cash collection": "sales.cash_collection_rate",
    "gross margin": "sales.gross_margin",
    "churn": "product.user_retention",
    "customer acquisition cost": "marketing.acquisition_cost",
    "lead time": "rnd.change_lead_time",
    "first pass yield": "production.first_pass_yield",
    "on time delivery": "production.on_time_delivery",
    "inventory accuracy": "logistics.inventory_accuracy",
    "damage": "logistics.damage_rate",
    "time to fill": "hr.time_to_fill",
    "payroll errors": "hr.payroll_errors",
    "days to close": "finance.days_to_close",
    "uptime": "it.availability",
    "attainment of revenue": "sales.revenue_attainment",
    # what everybody abbreviates
    "CAC": "marketing.acquisition_cost",
    "OEE": "production.oee",
    "CSAT": "service.satisfaction",
    "FCR": "service.first_contact_resolution",
    "DSO": "finance.receivable_days",
    "eNPS": "hr.employee_net_promoter",
    "MTTR": "it.time_to_repair",
    "CAPA": "quality.corrective_actions_on_time",
    # pinyin: initials, whole, the beginning, the rounded u either way
    "hkl": "sales.cash_collection_rate",
    "mll": "sales.gross_margin",
    "hkcb": "marketing.acquisition_cost",
    "kczzl": "procurement.inventory_turns",
    "yjts": "finance.days_to_close",
    "huikuanlv": "sales.cash_collection_rate",
    "huikuanlu": "sales.cash_collection_rate",
    "mao li lv": "sales.gross_margin",
    "kehumanyidu": "service.satisfaction",
    "zhaopin": "hr.time_to_fill",
    # slips
    "回宽率": "sales.cash_collection_rate",
    "毛力率": "sales.gross_margin",
    "客户满易度": "service.satisfaction",
    "gross margn": "sales.gross_margin",
    "inventry turns": "procurement.inventory_turns",
    "huikuanlb": "sales.cash_collection_rate",
    "expence turnaround": "finance.expense_turnaround",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def ids(found: list[Indicator]) -> list[str]:
    return [each.id for each in found]


def language_of(text: str) -> Language:
    return "en" if text.isascii() and " " in text else "zh-CN"


def test_what_people_type_is_found(library: Library) -> None:
    assert len(TYPED) == 60
    found = {text: ids(list(library.search(text, language_of(text), on=TODAY)))[:3] for text in TYPED}
    missed = {text: (wanted, found[text]) for text, wanted in TYPED.items() if wanted not in found[text]}
    first = sum(found[text][:1] == [wanted] for text, wanted in TYPED.items())
    assert missed == {}
    assert first >= 54, [(text, found[text]) for text, wanted in TYPED.items() if found[text][:1] != [wanted]]


def test_a_search_takes_under_five_milliseconds(library: Library) -> None:
    begun = time.process_time()
    for text in TYPED:
        library.search(text, "zh-CN", on=TODAY)
    assert (time.process_time() - begun) / len(TYPED) < 0.005


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "_", "zzzzzz", "今天天气", "qwertyuiop", "x" * 5000, "回" * 5000, "\u0000"]
)
def test_what_means_nothing_finds_nothing(library: Library, text: str) -> None:
    assert library.search(text, "en", on=TODAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＨＫＬ", "sales.cash_collection_rate"),
        ("  Win   RATE ", "sales.win_rate"),
        ("first-pass yield", "production.first_pass_yield"),
        ("MAOLILÜ", "sales.gross_margin"),
        ("回kuan率", "sales.cash_collection_rate"),
    ],
)  # fmt: skip
def test_width_case_and_signs_do_not_matter(library: Library, text: str, expected: str) -> None:
    assert library.search(text, "zh-CN", on=TODAY)[0].id == expected


def test_a_function_and_a_role_leave_out_all_others(library: Library) -> None:
    both = ids(list(library.search("budget variance", "en", on=TODAY)))
    assert {"finance.budget_variance", "marketing.budget_variance"} <= set(both)
    assert ids(list(library.search("budget variance", "en", "marketing", on=TODAY))) == ["marketing.budget_variance"]
    for role in ("key account manager", "大客户经理"):
        found = library.search("率", "zh-CN", role=role, on=TODAY)
        assert found
        assert all(role in (*each.roles.en, *each.roles.zh) for each in found)


def test_what_a_department_adopted_goes_before_what_fits_as_well(library: Library) -> None:
    usual = ids(list(library.search("合格率", "zh-CN", on=TODAY)))
    assert len(usual) > 2
    adopted = ids(list(library.search("合格率", "zh-CN", on=TODAY, first={usual[-1]})))
    assert adopted == [usual[-1], *usual[:-1]]


def test_what_is_adopted_does_not_go_before_the_very_name(library: Library) -> None:
    found = ids(list(library.search("准时交付率", "zh-CN", on=TODAY, first={"procurement.supplier_on_time"})))
    assert found[0] == "production.on_time_delivery"


def test_readers_get_what_is_called_so_in_their_own_language_first(library: Library) -> None:
    for language in ("en", "zh-CN"):
        assert library.search("NPS", language, on=TODAY)[0].id == "product.net_promoter_score"


def test_a_companys_own_is_found_by_its_pinyin_and_a_retired_one_is_not(tmp_path) -> None:
    own = record("sales.win_rate", name="{en: Deals, zh-CN: 银行重返率}", retires="2026-11-20")
    text = own + "    retires: 2026-11-20\n"
    library = load_library(folder(tmp_path / "own", sales=text), shipped=tmp_path / "none")
    for typed in ("yhcfl", "yhzfl", "yinhangchongfanlv", "yinxingzhongfan"):
        assert ids(list(library.search(typed, "en", on=date(2026, 11, 19)))) == ["sales.win_rate"], typed
        assert library.search(typed, "en", on=TODAY) == []
