"""The indicator library in the chat: found, read section by section, adopted by who decides, the start of a goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations import BY_NAME
from conversations.indicator import Indicators, indicator
from conversations.indicator.cards import first_sentence
from conversations.indicator.facts import IndicatorFacts
from conversations.rules.indicator_library import Library
from conversations.rules.indicators import Both
from conversations.rules.roster import Department, Person
from conversations.toolkit.effects import Start
from storage import roster
from tests.conversations import company

SALES = Department("sales", {"en": "Sales", "zh-CN": "销售部"}, head="tom")
KIM = Person("kim", "Kim Doe", "kim@example.org", "sales", title="Senior sales representative")
TOM = Person("tom", "Tom Fox", "tom@example.org", "sales")
COLLECTION = "sales.cash_collection_rate"


@pytest.fixture
def facts(vocabulary):
    return IndicatorFacts(KIM, date(2026, 11, 20), company.library(), {"sales": SALES}, {}, vocabulary)


# --- transcripts ----------------------------------------------------------------------------------------------


def test_somebody_finds_an_indicator_by_its_initials_and_reads_it(li):
    li.says("指标 hkl")
    li.sees("回款率", "怎么算", "本月到账的应收", "%，越高越好", "每月，过5天出数", "数据来源")
    li.taps("怎么定目标")
    li.sees("起点怎么找", "目标怎么谈", "少于20笔到期款，这个数说明不了什么。")
    li.taps("怎么会走样")
    li.sees("同时要盯着：逾期应收占比")
    assert "起点怎么找" not in li.last, "one section at a time"
    li.taps("其他要知道的")
    li.sees("哪些自己说了算", "公司、团队和个人", "法律上要留意", "应收会计（第1版）")
    li.taps("其他要知道的")
    assert "法律上要留意" not in li.last
    assert li.counts("indicator.record") == 1, "all of it in one card"


def test_by_function_and_back(alice):
    alice.says("indicator").sees("All indicators, by function", "Procurement and supply chain")
    alice.taps("Sales").sees("Win rate", "higher is better")
    alice.taps("Open", on="Win rate").sees("Formula", "CRM")
    alice.taps("Back").sees("Cash collection rate")
    alice.taps("All indicators").sees("All indicators, by function")


def test_a_function_may_be_typed_too(li, alice):
    li.says("指标 客服").sees("首次解决率", "客户满意度")
    alice.says("kpi finance").sees("Days to close")


def test_any_word_typed_below_a_list_is_looked_for(alice):
    alice.says("indicator")
    alice.says("on time")
    alice.sees("The best matches for “on time”", "On-time")
    alice.says("maoli").sees("Gross margin", "Formula")
    alice.says("indicator qwertyuiop").sees("Nothing here for “qwertyuiop”")
    alice.taps("All indicators").sees("All indicators, by function")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I'm stuck, the drawing is missing", "something is stuck"),
        ("away until Friday", "Fri 20 Nov"),
        ("stop", "Stop"),
    ],
)
def test_what_is_no_search_goes_where_it_belongs(alice, text, told):
    alice.says("indicator").says(text)
    assert told in alice.last


@pytest.mark.parametrize("text", ["测试覆盖率", "工资核算差错", "指标 赢单率"])
def test_a_word_that_also_means_something_else_is_looked_for_here(li, text):
    li.says("指标").says(text)
    assert li.messages[-1].name in ("indicator.record", "indicator.results")
    assert "没找到" not in li.last


def test_what_to_watch_beside_it_is_a_tap_away(alice):
    counter = next(each for each in company.library().records.values() if each.counter.id)
    beside = company.library().records[counter.counter.id]
    alice.says(f"indicator {counter.name.en}").taps("How it gets gamed")
    alice.taps("Open", on=f"Watch beside it: {beside.name.en}").sees(beside.formula.en)
    alice.taps("Back").sees(counter.formula.en)


def test_hr_adopts_for_a_department_and_its_people_see_it_first(stage, hana, alice, bob):
    hana.says("indicator review turnaround")
    hana.opens("Adopt for a department").fills(department="research").submits()
    hana.sees("Research uses it now", "Research uses it.")
    alice.says("indicator").sees("Used in Research:", "Review turnaround")
    alice.taps("Open", on="Review turnaround").sees("Used by", "Research")
    hana.taps("Stop using it", on="Research uses it.").sees("Research no longer uses it.")
    assert "Used in Research" not in bob.says("indicator").last
    hana.opens("Adopt for a department")


def test_the_head_adopts_for_the_own_department_only(stage, mara):
    head = Department("research", {"en": "Research", "zh-CN": "研究"}, head="mara")
    stage.do(roster.upsert_department, head)
    mara.says("indicator review turnaround").taps("Adopt for Research").sees("Research uses it now")
    assert stage["mara"].says("indicator").last.count("Used in Research") == 1


def test_nobody_else_is_offered_to_adopt(alice):
    alice.says("indicator hkl")
    with pytest.raises(AssertionError):
        alice.taps("Adopt for Research")


def test_two_who_decide_at_once_adopt_it_once(stage, hana, mara):
    stage.do(roster.upsert_department, Department("research", {"en": "Research", "zh-CN": "研究"}, head="mara"))
    filling = hana.says("indicator hkl").opens("Adopt for a department").fills(department="research")
    mara.says("indicator hkl").taps("Adopt for Research")
    filling.tries()
    assert filling.errors == {"department": "That’s not one of the choices. Please tap one of them."}


# --- what is decided ------------------------------------------------------------------------------------------


def test_what_fits_my_title_is_a_tap_away(play, facts):
    kim = play(indicator, facts, "kim").calls("indicator")
    kim.clicks("For Senior sales representative")
    assert "Win rate" in kim.sees
    assert "Days to close" not in kim.sees
    nobody = replace(facts, me=replace(KIM, title=""))
    assert "For " not in [each.name for each in play(indicator, nobody, "kim").calls("indicator").card.buttons]


def test_a_goal_starts_with_it_where_there_are_goals(play, facts):
    with_goals = play(Indicators("goals"), facts, "kim").calls("indicator", "hkl")
    with_goals.clicks("Start a goal with it")
    assert with_goals.effects == [Start("goals", "kim", "", {"indicator": COLLECTION})]
    without = play(Indicators(), facts, "kim").calls("indicator", "hkl")
    assert "goal" not in {button.name for button in without.card.buttons}


def test_it_offers_goals_exactly_where_there_are_some():
    assert indicator.goals == ("goals" if "goals" in BY_NAME else "")


def test_another_conversation_opens_one(play, facts):
    assert "Formula" in play(indicator, facts, "kim").starts(indicator=COLLECTION).sees
    assert "by function" in play(indicator, facts, "kim").starts(indicator="no.such").sees
    assert "Win rate" in play(indicator, facts, "kim").starts(text="win rate").sees


def retired(facts):
    records = dict(facts.library.records)
    records[COLLECTION] = records[COLLECTION].model_copy(update={"retires": date(2026, 11, 1)})
    return replace(facts, library=Library(records))


def test_a_retired_one_explains_and_is_neither_adopted_nor_begun(play, facts):
    tom = play(Indicators("goals"), replace(retired(facts), me=TOM), "tom").starts(indicator=COLLECTION)
    assert "Retired as of Sun 1 Nov" in tom.sees
    assert {button.name for button in tom.card.buttons} == {"section", "shelf"}
    tom.calls("indicator", "sales")
    assert "Cash collection rate" not in tom.sees


def test_retired_while_the_card_was_open_it_is_not_adopted(play, facts):
    tom = play(Indicators("goals"), replace(facts, me=TOM), "tom").calls("indicator", "hkl")
    before, tom.facts = tom.card, replace(retired(facts), me=TOM)
    tom.clicks("Adopt for Sales")
    assert tom.recorded == []
    tom.card = before
    tom.clicks("Start a goal with it")
    assert tom.effects == []


def test_who_lost_the_role_adopts_nothing_by_an_old_card(play, facts):
    tom = play(indicator, replace(facts, me=TOM), "tom").calls("indicator", "hkl")
    before, tom.facts = tom.card, replace(facts, me=TOM, departments={"sales": replace(SALES, head="kim")})
    tom.clicks("Adopt for Sales")
    assert tom.recorded == []
    tom.card = before
    assert tom.clicks("Adopt for Sales", actor="mallory").effects == []


def test_a_companys_own_function_has_its_own_name(play, facts):
    named = {"legal": Both.model_validate({"en": "Legal", "zh-CN": "法务"})}
    own = facts.library.records[COLLECTION].model_copy(update={"id": "legal.review_time"})
    kim = play(indicator, replace(facts, library=Library({own.id: own}, named)), "kim").calls("indicator")
    kim.clicks("Legal")
    assert "Cash collection rate" in kim.sees
    assert "Cash collection rate" in kim.calls("indicator", "法务").sees


def test_what_a_department_adopted_goes_first(play, facts):
    usual = play(indicator, facts, "kim").calls("indicator", "rate").card
    names = [button.value for part in usual.body for button in getattr(part, "buttons", ())]
    adopted = replace(facts, adoptions={"sales": names[-1:]})
    [first, *_] = play(indicator, adopted, "kim").calls("indicator", "rate").card.body[1].buttons
    assert first.value == names[-1]


def test_going_back_ends_at_the_beginning(play, facts):
    kim = play(indicator, facts, "kim").calls("indicator")
    for _ in range(20):
        for function in ("Sales", "Finance"):
            kim.clicks(function).clicks("All indicators")
    kim.clicks("Sales").clicks("Open").clicks("Back").clicks("Back")
    assert "by function" in kim.sees


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_indicator_can_be_read_to_the_end(play, facts, language):
    reader = replace(facts, me=replace(KIM, language=language))
    for id_ in facts.library.records:
        kim = play(Indicators("goals"), reader, "kim", language).starts(indicator=id_)
        for section in ("target", "gaming", "more"):
            kim.clicks(kim.catalogue.text(next(b.label for b in kim.card.buttons if b.value == section), language))
            assert len(kim.sees) < 2600, (id_, section)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One. Two.", "One."),
        ("一句。两句。", "一句。"),
        ("No end", "No end"),
        ("word " * 40, "word " * 18 + "word…"),
        ("字" * 120, "字" * 99 + "…"),
    ],
)  # fmt: skip
def test_the_first_sentence(text, line):
    assert first_sentence(text) == line


def test_a_guess_is_offered_and_not_opened(alice):
    alice.says("indicator crash").sees("Cash collection rate")
    assert not alice.can("Start a goal with it")


def test_guesses_are_few(alice, stage):
    found = alice.says("indicator retrun rate").last
    assert "Did you mean one of these?" in found
    assert 1 <= found.count("[Open]") <= 5
