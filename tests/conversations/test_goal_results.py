"""What shows that a goal is reached: several key results, each with its weight, added, ticked and taken off."""

from __future__ import annotations

import pytest

RENEWALS = "goal add Renewal rate from 82% to 90% by the end of the year"


def test_results_are_added_by_a_sentence_each_and_their_shares_are_shown(monday, alice, mara):
    alice.says(RENEWALS).taps("Add what shows it").sees("What else will show that it’s reached?", "Renewal rate")
    alice.says("NPS from 30 to 45, weight 1").sees("NPS", "from 30 to 45", "counts 50%")
    alice.taps("Add what shows it").says("Contract with Acme signed by 30 November, weight 2")
    alice.sees("Contract with Acme signed", "by Mon 30 Nov", "counts 50%", "counts 25%")
    alice.taps("Propose to Mara Keller")
    mara.sees("Contract with Acme signed", "by Mon 30 Nov", "counts 50%", "[I agree]")


def test_one_is_left_out_and_one_changed_in_its_form(monday, alice):
    alice.says(RENEWALS).taps("Add what shows it").says("NPS from 30 to 45")
    alice.opens("Change", on="NPS").fills(title="Net promoter score", weight="3").submits()
    alice.sees("Net promoter score")
    alice.opens("Change", on="Renewal rate").fills(weight="1").submits()
    alice.sees("counts 75%", "counts 25%")
    alice.taps("Leave out", on="Net promoter score").sees("from 82% to 90%")
    assert "counts" not in alice.last, "one alone counts for all of it"


def test_a_form_says_what_a_number_needs(monday, alice):
    alice.says(RENEWALS).taps("Add what shows it")
    form = alice.opens("Use a form instead").fills(title="Complaints", start="a lot", weight="0")
    form.tries()
    assert form.errors == {
        "start": "I couldn’t read that as one number. Try “62” or “1,200”.",
        "weight": "Anything above 0, up to 100.",
        "target": "A number needs a target.",
    }
    form.fills(start="12", target="6", weight="").submits()
    alice.sees("Complaints", "from 12 to 6", "counts 50%")


def test_five_are_enough(monday, alice):
    alice.says(RENEWALS)
    for n in range(4):
        alice.taps("Add what shows it").says(f"Contract {'ABCD'[n]} signed")
    alice.sees("Contract D signed")
    assert not alice.can("Add what shows it")


def test_a_milestone_is_ticked_by_one_tap_and_unticked_by_another(monday, alice, mara):
    alice.says(RENEWALS).taps("Add what shows it").says("Contract signed").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.taps("Reached", on="Contract signed").sees("[*Reached]", "50%")
    mara.sees("50%").taps("Reached", on="Contract signed").sees("0%")
    alice.opens("Update").fills(r_r1="86").submits()
    alice.taps("Reached", on="Contract signed").sees("75%", "86%, from 82% to 90%")


def test_results_of_an_agreed_goal_change_with_both_sides(agreed, alice, mara):
    form = alice.opens("Add what shows it").fills(title="NPS", start="30", target="45", weight="1")
    form.tries()
    assert form.errors == {"reason": "Please fill this in."}
    form.fills(reason="Customers say why").submits()
    mara.sees("New", "NPS, from 30 to 45", "[I agree]").taps("I agree")
    alice.sees("NPS", "counts 50%")
    alice.opens("Change").fills(w_r1="3", w_r2="1", reason="Renewals pay").submits()
    mara.sees("counts 75%", "[I agree]").taps("I agree")
    alice.opens("Change").fills(gone="r2", reason="Nobody asks").submits()
    mara.sees("Left out", "NPS").taps("I agree")
    assert "NPS" not in alice.card("goal.goal")


def test_what_was_taken_off_leaves_its_numbers_to_nobody(agreed, alice, mara):
    alice.opens("Add what shows it").fills(title="NPS", start="30", target="45", reason="Why").submits()
    mara.taps("I agree")
    alice.opens("Update").fills(r_r2="40").submits()
    alice.opens("Change").fills(gone="r2", reason="Nobody asks").submits()
    mara.taps("I agree")
    alice.opens("Add what shows it").fills(title="Churn", start="9", target="5", reason="Better").submits()
    mara.taps("I agree")
    assert "at the start, from 9 to 5" in alice.card("goal.goal")


def test_a_goal_becomes_private_and_everybody_else_stops_seeing_it(agreed, alice, mara, bob):
    assert "Renewal rate" in bob.visits("goals", "tree")
    alice.opens("Change").fills(private=True, reason="It is about one person").submits()
    mara.sees("Who can see it", "Only the two of you").taps("I agree")
    assert "Renewal rate" not in bob.visits("goals", "tree")
    assert "Renewal rate" in mara.visits("goals", "tree")


def test_in_chinese(monday, li, wang):
    li.says("目标 新增 客户续约率从82%到90%，年底前").taps("再加一条衡量标准").says("NPS从30到45，权重3")
    li.sees("NPS", "从30到45", "占75%", "占25%")
    li.taps("提给王芳")
    wang.sees("占75%")


def proposed(who, mara, **reason):
    who.opens("Propose to Mara Keller").fills(**reason).submits()
    mara.taps("I agree")


def test_no_number_that_nobody_can_judge_is_called_reached(monday, alice, mara):
    alice.says("goal add").opens("Use a form instead").fills(title="Complaints a month", target="6").submits()
    proposed(alice, mara, reason="No date yet")
    alice.opens("Update").fills(r_r1="12").submits()
    assert "%" not in alice.card("goal.goal")
    alice.opens("Update").fills(r_r1="6").submits()
    alice.sees("100%")


def test_an_indicator_says_which_way_is_good(monday, alice, mara):
    alice.taps("Not this week").says("indicator MTTR").taps("Open", on="Time to repair").taps("Start a goal with it")
    alice.opens("Change").fills(target="4").submits()
    proposed(alice, mara, reason="No date yet")
    alice.opens("Update").fills(r_r1="10").submits()
    alice.sees("0%")
    alice.opens("Update").fills(r_r1="3.9").submits()
    alice.sees("100%")


def test_small_numbers_are_what_was_typed_also_when_only_words_change(monday, alice, mara):
    alice.says("goal add Defect rate from 0.125% to 0.004% by the end of the year").sees("from 0.125% to 0.004%")
    alice.taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.opens("Change").fills(title="Defect rate of line 2", reason="Clearer").submits()
    mara.sees("Defect rate → Defect rate of line 2")
    assert "0.004% →" not in mara.last


def test_nearly_there_is_not_there(agreed, alice):
    alice.opens("Update").fills(r_r1="89.97").submits()
    alice.sees("99%", "89.97%")


def test_a_number_that_nobody_can_mean_is_asked_again(agreed, alice):
    form = alice.opens("Update").fills(r_r1="999999999999999,999,999,999,999,999")
    form.tries()
    assert form.errors["r.r1"].startswith("I couldn’t read that as one number.")
    alice.says("goal add Sales from 1 to 999999999999999,999,999,999,999,999 by the end of the year").sees("Sales")


@pytest.mark.parametrize(("said", "told"), [("asap", "“asap” is no day"), ("ten", "I can’t tell from “ten”")])
def test_what_shows_nothing_is_asked_again(monday, alice, said, told):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Add what shows it").says(said)
    alice.sees(told, "What else will show that it’s reached?")
    alice.says("Contract signed by 15 December").sees("Contract signed")


def test_a_share_in_per_cent_is_what_it_counts(monday, li):
    li.says("目标 新增 客户续约率从82%到90%，年底前").taps("再加一条衡量标准").says("大概十个").sees("看不出怎样算达成")
    li.says("灰度发布11月31日前上线，占30%").sees("日历里没有“11月31日前”这一天")
    li.says("灰度发布12月15日前上线，占30%").sees("占30%", "占70%")


def test_weights_that_sum_to_something_else_are_told(monday, alice):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year")
    alice.taps("Add what shows it").says("Contract signed by 15 December, weight 40%").sees("counts 40%", "counts 60%")
    form = alice.opens("Change", on="Renewal rate").fills(weight="110%")
    form.tries()
    assert form.errors == {"weight": "Anything above 0, up to 100."}
    form.fills(weight="50").submits().sees("The weights add up to 90%.", "counts 44%", "counts 56%")
