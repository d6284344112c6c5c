"""Below a shared week with something stuck, a change to somebody's name is about who is asked, and no plan."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of

CHINESE = {"language": "zh-CN", "zone": company.SHANGHAI, "region": "CN"}


@pytest.fixture
def shared(monday, alice):
    alice.opens("Fill in").fills(plans=["Sell the van"], stuck="yes", stuck_on="No budget").submits()
    return monday


@pytest.fixture
def shared_zh(monday, li):
    monday.hires(company.someone("liu", "刘洋", "research", "wang", **CHINESE))
    li.opens("一次填完").fills(plans=["写方案"], stuck="yes", stuck_on="采购不给报价").submits()
    return monday


def plans(stage, who):
    return entries_of(stage, who, "check_in_answered")[-1].plans


def passed_on(stage, who):
    return [(each.helper_kind, each.helper) for each in entries_of(stage, who, "blocker_passed")]


@pytest.mark.parametrize(
    "said", ["change it to bob", "Change it to Bob Nyman please", "make it Bob", "change it to mr nyman"]
)
def test_a_name_is_offered_and_asked_by_a_tap(shared, alice, said):
    alice.says(said).sees("Shall I ask Bob Nyman about “No budget”?").sees_not("Changed:")
    assert (passed_on(shared, "alice"), plans(shared, "alice")) == ([], ("Sell the van",))
    alice.taps("Ask Bob Nyman")
    assert passed_on(shared, "alice") == [("person", "bob")]


@pytest.mark.parametrize("said", ["换成刘洋", "改成找刘洋", "换成小刘", "改成刘洋吧", "改为刘工"])
def test_so_it_is_in_chinese(shared_zh, li, said):
    li.says(said).sees("要问问刘洋“采购不给报价”这件事吗？").sees_not("改好了")
    assert (passed_on(shared_zh, "li"), plans(shared_zh, "li")) == ([], ("写方案",))
    li.says("好")
    assert passed_on(shared_zh, "li") == [("person", "liu")]


def test_hr_is_offered_beside_who_could_read_it(shared, alice):
    alice.says("make it hr").sees("Tap “Take it back” below")
    assert "Shall I ask HR about “No budget”?" in alice.card("weekly_checkin.offer")
    assert (passed_on(shared, "alice"), plans(shared, "alice")) == ([], ("Sell the van",))
    alice.taps("Ask HR")
    assert passed_on(shared, "alice") == [("hr", "")]


def test_hr_is_offered_in_chinese(shared_zh, li):
    li.says("换成HR").sees("[撤回]")
    assert "要问问HR“采购不给报价”这件事吗？" in li.card("weekly_checkin.offer")
    assert passed_on(shared_zh, "li") == []


def test_hr_is_not_offered_to_who_speaks_of_reading(shared, alice):
    alice.says("make it HR only").sees("Tap “Take it back” below")
    assert "Shall I ask HR" not in alice.chat


@pytest.mark.parametrize(
    ("said", "plan"),
    [("change it to call bob", "call bob"), ("change it to ask bob for the numbers", "ask bob for the numbers")],
)
def test_a_plan_that_holds_a_name_is_a_plan(shared, alice, said, plan):
    alice.says(said).sees("Changed:")
    assert plans(shared, "alice") == (plan,)


@pytest.mark.parametrize(("said", "plan"), [("换成写周报给刘洋", "写周报给刘洋"), ("改成小结", "小结")])
def test_a_plan_that_holds_a_name_is_a_plan_in_chinese(shared_zh, li, said, plan):
    li.says(said).sees("改好了")
    assert plans(shared_zh, "li") == (plan,)


def test_where_several_are_stuck_each_has_its_tap(shared, alice):
    alice.says("I'm stuck on the parking permit").taps("Yes, note it").says("change it to bob")
    assert "Tap “Ask someone else” next to whatever they are to help with" in alice.chat
    assert (passed_on(shared, "alice"), plans(shared, "alice")) == ([], ("Sell the van",))


def test_where_nothing_is_stuck_it_is_asked_of_which_plan(monday, alice, li):
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    alice.says("change it to bob").sees("Which plan")
    assert plans(monday, "alice") == ("Sell the van",)
    monday.hires(company.someone("liu", "刘洋", "research", "wang", **CHINESE))
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("换成刘洋").sees("这是要换掉哪一条计划")
    assert plans(monday, "li") == ("写方案",)


def test_a_level_is_no_plan(shared_zh, shared, alice, li):
    li.says("改成4分").sees("[改一改]").sees_not("改好了", "没太明白")
    alice.says("change it to 4").sees("Tap “Change” below to correct it").sees_not("Changed:")
    assert plans(shared, "li") == ("写方案",)
    li.says("改成4分钟的视频").sees("改好了")


@pytest.mark.parametrize("said", ["change it to ask smith", "change to ask mr smith"])
def test_a_name_that_nobody_has_is_no_plan_either(shared, alice, said):
    alice.says(said).sees("Ask someone else")
    assert plans(shared, "alice") == ("Sell the van",)


@pytest.mark.parametrize("said", ["改成问小钱", "改成找钱总"])
def test_nor_is_it_in_chinese(shared_zh, li, said):
    li.says(said).sees("换个人问")
    assert plans(shared_zh, "li") == ("写方案",)


def test_another_plan_is_one_as_before(shared, alice):
    alice.says("change it to sell the bus")
    assert plans(shared, "alice") == ("sell the bus",)
