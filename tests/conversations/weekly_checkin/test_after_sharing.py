"""Words after the week is shared: nothing that others read is recorded before its person has said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations.weekly_checkin.record import entries_of, week_of


def plans_of(stage, who):
    return week_of(stage, who, "2026-W49").plans


def energy_of(stage, who):
    return [entry.level for entry in entries_of(stage, who, "energy_noted")]


def test_a_plan_is_asked_about_before_anybody_reads_it(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair")
    alice.sees("Add this to this week’s plans?", "Visit the fair", "Mara Keller would read it.", "[Add] [No]")
    assert plans_of(second, "alice") == ()
    alice.taps("Add").sees("Week of Mon 30 Nov", "Visit the fair")
    assert plans_of(second, "alice") == ("Visit the fair",)
    assert not week_of(second, "alice", "2026-W49").quick
    alice.says("hello").sees("Hello Alice")


def test_what_was_offered_is_answered_in_words_too(second, alice, li):
    alice.taps("As planned, nothing stuck").says("Visit the fair").says("yes").sees("Week of Mon 30 Nov")
    alice.says("Order samples").says("Count the stock").says("no").sees("not added")
    assert plans_of(second, "alice") == ("Visit the fair",)
    alice.taps("Add").sees("Visit the fair; Order samples")
    li.taps("按计划，没卡住").says("拜访客户").sees("加到这周的计划里吗？", "王芳会看到").says("好").sees("拜访客户")
    assert plans_of(second, "li") == ("拜访客户",)


@pytest.mark.parametrize("said", ["yes", "ok", "no rush", "sure"])
def test_a_kind_word_is_no_plan(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Good. Write to me any time")
    assert plans_of(second, "alice") == ()


@pytest.mark.parametrize("said", ["好", "好的", "不急", "嗯"])
def test_nor_is_it_in_chinese_however_the_week_was_shared(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    li.says(said).sees("有事随时找我")
    assert plans_of(second, "li") == ("写总结",)


@pytest.mark.parametrize("said", ["my energy is 2", "energy 2", "change energy to 2", "Energy: 2/5"])
def test_energy_is_for_oneself(second, alice, mara, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Changed: Energy → 2", "Week of Mon 30 Nov")
    assert energy_of(second, "alice") == [2]
    assert plans_of(second, "alice") == ()
    assert len(entries_of(second, "alice", "check_in_answered")) == 2, "last week's, and what the tap gave"
    mara.says("team").sees_not("nergy")


@pytest.mark.parametrize("said", ["精力改成4", "精力4", "把精力改为4", "我的精力是4"])
def test_energy_in_chinese(second, li, said):
    li.taps("按计划，没卡住").says(said).sees("改好了：精力 → 4")
    assert energy_of(second, "li") == [4]
    assert plans_of(second, "li") == ()


@pytest.mark.parametrize("said", ["Energy audit of hall 3", "Raise the energy of the team to 5", "energy 7"])
def test_other_words_with_energy_are_asked_about(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Add this to this week’s plans?")
    assert energy_of(second, "alice") == []


def test_energy_shares_nothing_with_another_manager(second, alice):
    alice.taps("As planned, nothing stuck")
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    alice.says("energy 2").sees("Changed: Energy → 2")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []


@pytest.mark.parametrize("quick", [True, False])
def test_a_plan_is_changed_by_saying_to_what(second, alice, li, quick):
    if quick:
        alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Add")
        li.taps("按计划，没卡住").says("拜访客户").taps("加上")
    else:
        alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
        li.opens("一次填完").fills(plans=["拜访客户"]).submits()
    alice.says("plan 1 becomes: Order samples").sees("Changed:", "→ Order samples", "Week of Mon 30 Nov")
    assert plans_of(second, "alice") == ("Order samples",)
    li.says("第一件改成：写周报").sees("改好了：", "→ 写周报")
    assert plans_of(second, "li") == ("写周报",)
    alice.says("energy 3").sees("Changed: Energy → 3")


def test_before_sharing_too_it_is_said_what_was_changed(second, alice):
    alice.says("Visit; Count").says("no").says("4").says("change plan 2 to Rest").sees("Changed:", "→ Visit; Rest")
    alice.says("energy 2").sees("Changed: Energy → 2", "Is this right?")


def test_who_would_read_it_is_named_before_it_is_added(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair").sees("Mara Keller would read it.")
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    alice.taps("Add").sees("王芳 would read it.")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []
    alice.taps("Add")
    assert [each.plans for each in entries_of(second, "alice", "check_in_answered", reader="wang")] == [
        ("Visit the fair",)
    ]


def test_an_offer_is_over_once_the_week_was_taken_back(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Take it back").taps("Add")
    assert "wasn’t added" in alice.card("weekly_checkin.adding.settled")
    assert len(entries_of(second, "alice", "check_in_answered")) == 1, "last week's alone"
