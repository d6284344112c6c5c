"""Goals in the chat: from a sentence to agreed, drafts, a team's, advice, what lies still."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.entries.goals import GoalSet
from conversations.rules.goals import GoalContent
from conversations.rules.roster import Department
from conversations.toolkit.cards import Tree, lines_of
from conversations.toolkit.effects import Record
from conversations.toolkit.words import Bilingual
from storage import burden, deliveries, records, roster
from storage.erasure import erase_person
from tests.conversations.company import BEGINS, someone

RENEWALS = "Renewal rate from 82% to 90% by the end of the year"


def test_a_goal_from_a_sentence_to_agreed(monday, alice, mara):
    alice.says("goal").sees("You have no goals yet").taps("Set a goal").sees("What should be different by the end?")
    alice.says(RENEWALS).sees("as I understood it", "from 82% to 90%", "Thu 31 Dec")
    alice.taps("Propose to Mara Keller").sees("Waiting since Mon 23 Nov for Mara Keller to agree.")
    mara.sees("Renewal rate", "from 82% to 90%", "Alice Berger’s goal", "Alice Berger proposed this.", "[I agree]")
    mara.taps("I agree").sees("Agreed", "[On track] [At risk] [Stuck]")
    alice.sees("Agreed", "[Update]")
    assert "Waiting" not in alice.last


def test_a_manager_sets_one_for_a_report(monday, alice, mara):
    mara.says("goal team").sees("Your team’s goals", "Alice Berger: 0 goals")
    mara.taps("Set a goal", on="Alice Berger").sees("What should be different for Alice Berger")
    mara.says(RENEWALS).taps("Propose to Alice Berger")
    alice.sees("Your goal", "Mara Keller proposed this.").taps("I agree")
    mara.says("goal team").sees("Alice Berger Renewal rate 0% Agreed")


def test_a_manager_sees_what_waits_for_a_yes_before_all_goals(agreed, alice, mara):
    alice.says("goal add Complaints from 12 to 6 by the end of the year").taps("Propose to Mara Keller")
    listed = mara.says("goal team").last
    assert listed.index("is waiting for your yes: Complaints") < listed.index("Renewal rate")


def test_where_it_stands_today_is_said_until_there_is_a_newer_number(agreed, alice):
    assert "at the start, from 82% to 90%" in alice.card("goal.goal")
    alice.opens("Update").fills(r_r1="84").submits()
    assert "at the start" not in alice.card("goal.goal")


def test_what_waits_for_a_yes_counts_as_a_question(monday, alice, mara):
    before = monday.see(burden.of_person, "mara", "2026-11").questions
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    assert monday.see(burden.of_person, "mara", "2026-11").questions == before + 1


def test_a_draft_is_seen_by_nobody_else(monday, alice, mara, bob):
    alice.says(f"goal add {RENEWALS}").taps("Keep as a draft").sees("Draft, only you can see it")
    mara.says("goal team").sees("Alice Berger: 0 goals")
    alice.taps("Propose to Mara Keller")
    mara.sees("Alice Berger proposed this.")


def test_advice_is_given_once_and_never_stands_in_the_way(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90%").sees("2 thoughts to make it easier", "It has no end date yet.")
    alice.opens("Propose to Mara Keller").fills(reason="The date follows the budget").submits()
    mara.sees("Alice Berger proposed this.").taps("How was this set?").sees("The date follows the budget")


def test_a_target_is_in_proportion_to_the_weeks_at_work(monday, alice):
    alice.says("away until 18 December").taps("Yes, note it")
    alice.says("goal add Deals won from 0 to 20 deals by 17 January")
    alice.opens("Change").fills(source="CRM", balance="Margin").submits()
    alice.sees("At work for 4 of 8 weeks", "[Make it 10 Deals]").taps("Make it 10 Deals").sees("from 0 to 10")
    assert "At work for" not in alice.last


def test_who_joins_late_has_less_time(monday, mara):
    monday.hires(replace(someone("nina", "Nina New", "research", "mara"), start_date=date(2027, 1, 4)))
    mara.says("goal team").taps("Set a goal", on="Nina New").says("Deals won from 0 to 24 deals by 31 January")
    mara.opens("Change").fills(source="CRM", balance="Margin").submits()
    mara.sees("At work for 4 of 10 weeks")


def test_what_lies_still_for_two_weeks_is_asked_once_as_one_list(agreed, alice, mara):
    alice.says("goal add Complaints from 12 to 6 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    agreed.moves_to("2026-12-07 12:00")
    assert "2 goals haven’t moved for two weeks" in alice.card("goals.nudge")
    alice.taps("On track", on="Renewal rate").taps("Stuck", on="Complaints")
    assert "All up to date" in alice.card("goals.nudged")
    agreed.moves_to("2026-12-18 12:00")
    assert alice.counts("goals.nudge") == 0


def test_any_update_puts_the_question_off(agreed, alice, mara):
    agreed.moves_to("2026-12-04 10:00")
    mara.taps("On track")
    agreed.moves_to("2026-12-17 10:00")
    assert alice.counts("goals.nudge") == 0
    agreed.moves_to("2026-12-18 12:00")
    assert "One goal hasn’t moved" in alice.card("goals.nudge")


def test_in_chinese(monday, li, wang):
    li.says("目标 新增 客户续约率从82%到90%，年底前").sees("我理解的目标是这样", "从82%到90%")
    li.taps("提给王芳").sees("等王芳确认")
    wang.sees("李晨的目标", "李晨提出了这个目标").taps("我同意")
    li.sees("已确认").taps("有风险")
    wang.sees("[*有风险]")


def test_a_command_with_its_act_in_the_middle_of_a_question_is_asked_about(monday, alice, mara):
    alice.says("Write the report").says(f"goal add {RENEWALS}").taps("Open “Goals”")
    alice.sees("as I understood it", "from 82% to 90%")


def test_the_tree_from_the_company_to_each_person(agreed, alice):
    alice.taps("At risk")
    shown = alice.visits("goals", "tree")
    assert "Renewal rate\u00a0· Alice Berger" in shown
    assert "At risk" in shown
    assert "There are no goals to see here" in agreed["tom"].visits("goals", "tree"), (
        "another department's are not for him"
    )
    alice.says("goal tree").sees("Goals, from the company’s to each person’s", "Renewal rate")


def test_the_tree_of_a_day_has_what_was_once_somebodys_draft(monday, alice, mara, bob):
    alice.says(f"goal add {RENEWALS}").taps("Keep as a draft").taps("Propose to Mara Keller")
    mara.taps("I agree")
    for who in (alice, mara, bob):
        assert "Renewal rate" in who.visits("goals", "tree", "2026-12-31")


def test_a_day_to_come_is_no_day_on_which_anything_stood(agreed, alice):
    shown = alice.visits("goals", "tree", "2030-01-01")
    assert "is still to come. This is how it stands today." in shown
    assert "Renewal rate" in shown
    assert "As it stood" not in shown
    alice.says("goal tree 2027-03-31").sees("is still to come. This is how it stands today.", "Renewal rate")
    assert "Renewal rate" in alice.visits("goals", "tree", date.max.isoformat()), "no calendar goes on from there"


def test_goals_that_serve_each_other_stand_in_the_tree_once(agreed, alice):
    parents = {"one": "two", "two": "three", "three": "two", "self": "self", "top": ""}
    for id_, parent in parents.items():
        entry = GoalSet(id_, GoalContent(id_, date(2026, 11, 1), None, parent=parent), alone=True)
        agreed.do(records.append, "alice", BEGINS, Record(id_, entry, "alice", audience="team"))
    tree = next(part for part in agreed.look("alice", "goals", "tree").body if isinstance(part, Tree))
    shown = [each.text.facts["title"].text for _, each in lines_of(tree)]
    assert sorted(shown) == sorted([*parents, "Renewal rate"])


def test_a_chain_too_long_to_draw_says_what_lies_below(monday, alice):
    for n in range(20):
        entry = GoalSet(f"g{n}", GoalContent(f"Goal {n}", date(2026, 11, 1), None, parent=f"g{n - 1}"), alone=True)
        monday.do(records.append, "alice", BEGINS, Record(f"g{n}", entry, "alice", audience="team"))
    shown = alice.visits("goals", "tree")
    assert "Goal 12" in shown
    assert "Goal 13" not in shown
    assert "7 more goals lie below." in shown


def test_the_tree_names_departments_as_its_reader_does(agreed, alice):
    agreed.do(roster.upsert_department, Department("research", {"en": "Research", "zh-CN": "研发部"}))
    ours = GoalSet("ours", GoalContent("Fewer faults", date(2026, 11, 1), None, team="research"), alone=True)
    agreed.do(records.append, "sven", BEGINS, Record("ours", ours, "sven", audience="organisation"))
    assert "Fewer faults\u00a0· Research" in alice.visits("goals", "tree")
    assert "Fewer faults\u00a0· 研发部" in agreed["wang"].visits("goals", "tree")
    tree = next(part for part in agreed.look("alice", "goals", "tree").body if isinstance(part, Tree))
    found_by = {each.text.facts["title"].text: each.found_by for _, each in lines_of(tree)}
    assert found_by == {"Fewer faults": None, "Renewal rate": Bilingual("Research", "研发部")}


def test_a_goal_from_an_indicator_brings_its_source_and_what_to_watch_beside(monday, alice):
    alice.taps("Not this week").says("indicator renewal rate").taps("Start a goal with it")
    alice.sees("as I understood it", "Renewal rate", "CRM contract list", "Watched beside it")


@pytest.mark.parametrize(("asked", "name"), [("goal team", "goals.team"), ("goal tree", "goals.tree")])
def test_a_list_with_the_goals_of_somebody_erased_is_gone(agreed, mara, asked, name):
    mara.says(asked)
    kept = mara.message(name).delivery
    agreed.do(erase_person, "alice", "hana", agreed.now)
    assert agreed.do(deliveries.get, kept) is None


def test_what_only_a_person_can_tell_is_asked_by_a_tap_once_the_words_are_fine(monday, alice):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year")
    alice.opens("Change").fills(source="CRM contract list", balance="Margin").submits()
    alice.sees("How much of this is in your own hands?").taps("Little")
    alice.sees("A good part of this is in other hands.", "[Propose to Mara Keller]")
    alice.opens("Narrow it down").fills(title="Renewals of my own customers").submits()
    alice.sees("How much of this is in your own hands?").taps("Most of it")
    alice.sees("Would two outsiders agree").taps("Not necessarily").sees("Say what exactly counts.")


def test_who_answers_both_has_nothing_to_add(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year")
    alice.opens("Change").fills(source="CRM contract list", balance="Margin").submits()
    alice.taps("Most of it").taps("They would").sees("Nothing to add.").taps("Propose to Mara Keller")
    alice.says("goal add Complaints from 12 to 6 by the end of the year")
    alice.opens("Change").fills(source="Help desk", balance="Speed").submits()
    alice.sees("How much of this is in your own hands?")


def test_the_nudge_is_counted_as_one_with_its_questions(agreed, alice):
    agreed.moves_to("2026-12-07 12:00")
    kept = agreed.do(deliveries.get, alice.message("goals.nudge").delivery)
    assert (kept.counts_as, kept.questions) == ("nudge", 1)


@pytest.mark.parametrize("text", ["indicator churn", "Indicator win rate"])
def test_an_indicator_is_looked_up_in_the_middle_of_a_question_and_the_draft_is_kept(monday, alice, text):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Add what shows it").says(text)
    assert alice.messages[-1].name.startswith("indicator.")
    alice.taps("Never mind")
    assert "from 82% to 90%" in alice.card("goals.draft")


def test_and_in_chinese(monday, li):
    li.says("目标 新增").says("指标 回款率")
    assert li.messages[-1].name.startswith("indicator.")


def test_a_goal_about_an_indicator_is_no_search_for_it(monday, alice):
    alice.says("goal add").says("Indicator reviews from 2 to 4 a month by the end of the year")
    alice.sees("as I understood it", "from 2 to 4 a month")


def test_a_manager_reaches_every_goal_of_a_report(monday, alice, mara):
    for n in range(9):
        one = GoalSet(f"g{n}", GoalContent(f"Aim {n}", BEGINS.date(), None), alone=True)
        monday.do(records.append, "alice", monday.now, Record(f"s{n}", one, "alice", audience="team"))
    mara.says("goal team").taps("Open", on="Alice Berger").sees("Aim 6", "[More]")
    mara.taps("More").sees("Aim 7", "Aim 8")
    mara.taps("Open", on="Aim 8").sees("Alice Berger’s goal")


@pytest.mark.parametrize("more", ["", " from 1 to 2"])
def test_a_sentence_too_long_for_a_title_is_asked_for_again(monday, alice, more):
    alice.says("goal add " + "word " * 300 + more).sees("Please keep it to 200 characters.", "[Use a form instead]")
    alice.says(RENEWALS).sees("as I understood it", "Renewal rate")
    alice.taps("Add what shows it").says("word " * 300).sees("Please keep it to 200 characters.")
    alice.says("NPS from 30 to 45").sees("from 30 to 45")


def test_a_goal_from_an_indicator_is_a_number_in_its_unit(monday, alice):
    alice.taps("Not this week").says("indicator renewal rate").taps("Start a goal with it")
    alice.sees("What shows it a number in %, still to be said")
