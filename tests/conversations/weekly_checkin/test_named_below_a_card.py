"""After sharing, a name below what is stuck is the tap that it names; a yes below two questions answers neither."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of

BLOCKED, BLOCKED_ZH = "report blocked by finance", "方案卡在法务"


def raised(stage, who, reader=""):
    return [each.helper_kind for each in entries_of(stage, who, "blocker_raised", reader)]


@pytest.fixture
def shared(monday, alice):
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    return alice


@pytest.fixture
def shared_zh(monday, li):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    return li


@pytest.mark.parametrize("before", ["", "add call hudson"])
@pytest.mark.parametrize("said", ["mara", "Mara Keller"])
def test_the_managers_name_is_its_tap(monday, shared, before, said):
    if before:
        shared.says(before)
    shared.says(BLOCKED).says(said).sees(f"Stuck: {BLOCKED} Mara Keller gets it")
    assert raised(monday, "alice") == ["manager"]


@pytest.mark.parametrize("before", ["", "加上约客户"])
def test_so_it_is_in_chinese(monday, shared_zh, before):
    if before:
        shared_zh.says(before)
    shared_zh.says(BLOCKED_ZH).says("王芳").sees(f"遇到的问题：{BLOCKED_ZH} 王芳会在")
    assert raised(monday, "li") == ["manager"]


def test_hr_is_named_where_hr_alone_would_read_it(monday, shared):
    shared.says("actually wait im stuck on the sensors, hr only").says("hr").sees("HR has been asked, and nobody else.")
    assert raised(monday, "alice") == ["hr"] and not raised(monday, "alice", "mara")


def test_hr_instead_of_the_manager_is_asked_about(monday, shared):
    shared.says(BLOCKED).says("HR please").sees(BLOCKED, "Who may help with this?")
    assert raised(monday, "alice") == []


@pytest.mark.parametrize("said", ["mara is ill", "mara?", "not mara", "sven"])
@pytest.mark.parametrize("before", ["", "add call hudson"])
def test_other_words_send_nothing(monday, shared, before, said):
    if before:
        shared.says(before)
    shared.says(BLOCKED).says(said)
    assert raised(monday, "alice") == []


def test_what_may_not_be_for_the_manager_goes_by_a_tap(monday, shared):
    shared.says("add call hudson").says("Mara bullies me").says("mara")
    assert raised(monday, "alice") == []


@pytest.mark.parametrize("said", ["yes", "ok", "no"])
def test_a_yes_or_no_below_two_questions_answers_neither(monday, shared, said):
    shared.says("add call hudson").says(BLOCKED).says(said).sees("Who may help with this?")
    assert week_of(monday, "alice", "2026-W48").plans == ("Sell the van",) and raised(monday, "alice") == []
    assert shared.can("Add") and shared.can("Mara Keller")
    shared.taps("Add").taps("Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("Sell the van", "call hudson")
    assert raised(monday, "alice") == ["manager"]


def test_words_that_only_lead_in_are_no_plan(monday, shared_zh):
    shared_zh.says("加上约客户").says("等等，我卡在样品上了").sees("这件事让谁来帮忙？").sees_not("\n等等\n")
    shared_zh.taps("王芳").sees("遇到的问题：我卡在样品上了")
    assert week_of(monday, "li", "2026-W48").plans == ("写方案",)


@pytest.mark.parametrize("said", ["不要约客户了", "客户其实没约上"])
def test_a_plan_that_is_off_is_known_by_its_name(monday, shared_zh, said):
    shared_zh.says("加上约客户").says("好").says(said).sees("约客户").sees_not("没太明白")
    assert week_of(monday, "li", "2026-W48").plans == ("写方案", "约客户")
