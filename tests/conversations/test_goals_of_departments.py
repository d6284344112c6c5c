"""Goals of departments: whoever heads one sets them, everybody reads them, and the goals of others may serve them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversations.entries.goals import GoalSet
from conversations.rules.goals import GoalContent
from conversations.rules.roster import Department
from conversations.toolkit.effects import Record
from storage import records, roster
from storage.erasure import erase_person

FAULTS = "Faults per release from 30 to 12 by the end of the year"
RESEARCH = Department("research", {"en": "Research", "zh-CN": "研发部"}, head="mara")


@pytest.fixture
def headed(monday: Any) -> Any:
    """Mara heads Research."""
    monday.do(roster.upsert_department, RESEARCH)
    return monday


def test_the_head_sets_one_for_the_department(headed, mara, sven):
    mara.says("goal add").sees("[For Research] [For one of my reports]").taps("For Research")
    mara.sees("What should be different for Research").says(FAULTS)
    mara.sees("A goal for Research, as I understood it", "[Make it my own]").taps("Propose to Sven Holm")
    sven.sees("Research’s goal, held by Mara Keller", "Once both agree, everyone in the company can.").taps("I agree")
    assert "Faults per release\u00a0· Research" in headed["tom"].visits("goals", "tree")


def test_a_sentence_is_made_the_departments_and_back(headed, mara):
    mara.says(f"goal add {FAULTS}").sees("Your goal, as I understood it").taps("For Research")
    mara.sees("A goal for Research").taps("Make it my own").sees("Your goal, as I understood it")
    assert "Only the manager and the owner" in mara.opens("Change").words
    mara.taps("For Research")
    assert "Only the manager and the owner" not in mara.opens("Change").words


def test_nobody_else_is_offered_it(headed, alice):
    alice.says("goal add")
    assert "[For " not in alice.last


def test_who_heads_it_no_more_drafts_a_goal_of_their_own(headed, mara):
    mara.says(f"goal add {FAULTS}").taps("For Research")
    headed.do(roster.upsert_department, replace(RESEARCH, head="wang"))
    mara.taps("Propose to Sven Holm").sees("Your goal, as I understood it", "[Propose to Sven Holm]")


def test_a_goal_may_serve_any_departments_ones_own_first(monday, alice):
    for n, (team, owner) in enumerate((("sales", "tom"), ("research", "sven"))):
        content = GoalContent(f"Fewer faults in {team}", date(2026, 11, 1), None, team=team)
        entry = GoalSet(f"g{n}", content, alone=True)
        monday.do(records.append, owner, monday.now, Record(f"g{n}", entry, owner, audience="organisation"))
    alice.says(f"goal add {FAULTS}")
    words = alice.opens("Change").words
    assert words.index("Fewer faults in research") < words.index("Fewer faults in sales")


@pytest.fixture
def handed_over(headed: Any) -> Any:
    """What Mara set for Research as its head is agreed, and moved once; 王芳 heads it now."""
    mara, sven = headed["mara"], headed["sven"]
    mara.says(f"goal add {FAULTS}").taps("For Research").taps("Propose to Sven Holm")
    sven.taps("I agree")
    mara.opens("Update", of=mara.message("goal.goal")).fills(r_r1="25", note="One supplier less").submits()
    headed.do(roster.upsert_department, replace(RESEARCH, head="wang"))
    headed.moves_on(minutes=11)
    return headed


def test_who_heads_the_department_now_holds_its_goal(handed_over, mara, wang, sven):
    assert "Faults" in wang.says("目标").last
    assert "Faults" not in mara.says("goal").last
    wang.says("goal explain Faults")
    card = wang.card("goal.goal")
    assert all(each in card for each in ("王芳负责", "Mara Keller", "One supplier less")), card
    wang.opens("更新", of=wang.message("goal.goal")).fills(r_r1="20").submits()
    assert "[更新]" in wang.card("goal.goal")
    wang.opens("结束", of=wang.message("goal.goal")).fills(how="missed").submits()
    sven.sees("王芳 closed this: Missed.")


def test_who_headed_it_only_reads_it(handed_over, mara):
    mara.says("goal explain Faults")
    assert "[Update]" not in mara.card("goal.goal")


def test_the_new_head_is_asked_when_it_lies_still(handed_over, mara, wang):
    handed_over.moves_to("2026-12-09 12:00")
    assert "Faults" in wang.card("goals.nudge")
    assert "goals.nudge" not in [message.name for message in mara.messages]


def test_it_outlives_who_set_it(handed_over, mara, wang, sven):
    handed_over.do(erase_person, "mara", "hana", handed_over.now)
    wang.says("目标 来历 Faults")
    card = wang.card("goal.goal")
    assert all(each in card for each in ("王芳负责", "原作者的数据已删除", "现在25，从30到12")), card
    assert "One supplier less" not in card
    wang.opens("更新", of=wang.message("goal.goal")).fills(r_r1="20", pace="at_risk").submits()
    sven.says("goal explain Faults")
    assert "20, from 30 to 12" in sven.card("goal.goal")


def test_it_outlives_who_holds_it_and_waits_for_the_next_head(handed_over, wang, sven):
    wang.says("目标 来历 Faults").opens("更新", of=wang.message("goal.goal")).fills(r_r1="20", note="快了").submits()
    handed_over.do(erase_person, "wang", "hana", handed_over.now)
    sven.says("goal explain Faults")
    card = sven.card("goal.goal")
    assert all(each in card for each in ("nobody holds it at the moment", "20, from 30 to 12", "Mara Keller")), card
    assert "快了" not in card
    assert "[Update]" not in card
    handed_over.do(roster.upsert_department, replace(RESEARCH, head="tom"))
    tom = handed_over["tom"]
    tom.says("goal explain Faults")
    tom.opens("Update", of=tom.message("goal.goal")).fills(r_r1="18").submits()
    assert "held by Tom" in tom.card("goal.goal")


def test_two_goals_never_serve_each_other(headed, mara, sven):
    for title in (FAULTS, "Delivery time from 40 to 20 days by the end of the year, CRM"):
        mara.says(f"goal add {title}").taps("For Research").taps("Propose to Sven Holm")
        sven.taps("I agree")
    mara.says("goal explain Faults")
    form = mara.opens("Change", of=mara.message("goal.goal"))
    served = next(id_ for title, id_ in _parents(form).items() if "Delivery" in title)
    form.fills(parent=served, reason="It helps").submits()
    sven.taps("I agree")
    mara.says("goal explain Delivery")
    assert not any("Faults" in title for title in _parents(mara.opens("Change", of=mara.message("goal.goal"))))


def _parents(form: Any) -> dict[str, str]:
    """What a goal may serve, by its title."""
    fields = [part for part in form.form.parts if getattr(part, "name", "") == "parent"]
    return {str(option.label): option.value for field in fields for option in field.options}


def test_one_may_start_from_an_indicator(headed, mara):
    mara.says("goal add").taps("For Research").taps("From an indicator").says("renewal rate")
    mara.taps("Start a goal with it").sees("A goal for Research, as I understood it", "Renewal rate")
