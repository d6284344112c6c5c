"""A goal changed by one side: the other sees what changes and why before they decide, agreed before or not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from conversations.entries.goals import GoalSet
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.effects import Record
from conversations.toolkit.forms import fields_of
from storage import records
from tests.conversations.test_goals import RENEWALS

BEGAN = date(2026, 11, 1)


def test_a_counter_proposal_shows_what_it_changes(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    mara.opens("Change").fills(t_r1="88", due="2026-12-18", source="CRM").submits()
    alice.sees("Mara Keller changed what was proposed.", "from 82% to 90% → from 82% to 88%", "Fri 18 Dec", "[I agree]")
    assert "Source" not in alice.last
    mara.sees("for Alice Berger to agree", "from 82% to 90% → from 82% to 88%")
    alice.taps("I agree").sees("from 82% to 88%")
    assert "→" not in alice.last


def test_what_is_proposed_first_has_nothing_before_it(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Keep as a draft").opens("Change").fills(t_r1="88").submits()
    alice.taps("Propose to Mara Keller")
    assert "→" not in mara.sees("Alice Berger proposed this.").last
    assert "→" not in alice.last


def test_why_it_changes_stands_where_it_is_decided(agreed, alice, mara):
    mara.opens("Change").fills(t_r1="88", reason="Two markets fell away").submits()
    alice.sees("Why Two markets fell away", "[I agree]")
    alice.taps("I agree")
    assert "Two markets" not in alice.last


def test_wording_unit_and_what_it_stands_beside_can_change(agreed, alice, mara):
    form = alice.opens("Change").fills(n_r1="Renewals of large customers", u_r1="points", t_r1="88 points")
    form.fills(balance="Margin", reason="Said exactly").submits()
    mara.sees(
        "Renewal rate, from 82% to 90% → Renewals of large customers, from 82 to 88 points",
        "Watched beside it – → Margin",
    )
    mara.taps("I agree").sees("Renewals of large customers", "from 82 to 88 points", "Margin")


def test_what_it_serves_can_change(agreed, alice, mara):
    mara.says("goal add Customers who stay from 70 to 80 % by the end of the year").taps("Propose to Sven Holm")
    agreed["sven"].taps("I agree")
    form = alice.opens("Change", of=alice.message("goal.goal"))
    field = next(each for each in fields_of(form.form) if each.name == "parent")
    parent = next(each.value for each in field.options if alice._say(each.label) == "Customers who stay")
    form.fills(parent=parent, reason="It is part of it").submits()
    mara.sees("Serves – → Customers who stay").taps("I agree").sees("Serves Customers who stay")
    mara.taps("How was this set?").sees("Alice Berger wrote version 2", "Serves – → Customers who stay")


def test_all_that_is_wrong_with_a_change_is_said_at_once(agreed, alice):
    form = alice.opens("Change").fills(t_r1="a lot", s_r1="some", reason="")
    form.tries()
    assert form.errors.keys() == {"s.r1", "t.r1", "reason"}


@pytest.fixture
def serving(monday):
    """A goal of Alice's that serves a private one of 王芳's, where a department's could be served as well."""
    renewals = KeyResult("r1", "Renewal rate", "number", Decimal(82), Decimal(90), "%")
    goals = (
        ("wang", "hers", GoalContent("Hers alone", BEGAN, None, visibility="private"), "pair"),
        ("sven", "theirs", GoalContent("Fewer faults", BEGAN, None, team="research"), "organisation"),
        ("alice", "g1", GoalContent("Renewal rate", BEGAN, None, (renewals,), parent="hers"), "team"),
    )
    for owner, id_, content, audience in goals:
        entry = GoalSet(id_, content, alone=True)
        monday.do(records.append, owner, monday.now, Record(f"{id_}-set", entry, owner, audience=audience))
    return monday


def served(form):
    return next(each for each in fields_of(form.form) if each.name == "parent")


def test_what_it_serves_stays_though_neither_of_the_two_may_read_that(serving, alice, mara):
    alice.says("goal explain Renewal rate")
    form = alice.opens("Change")
    assert "It serves a goal that you can\u2019t see." in form.words
    assert (served(form).value, "Hers alone" in form.words) == ("", False)
    form.fills(source="CRM", reason="Say where").submits()
    mara.says("goal explain Renewal rate")
    assert "Serves" not in mara.last
    mara.taps("I agree")
    again = alice.opens("Change", of=alice.message("goal.goal"))
    assert "It serves a goal that you can\u2019t see." in again.words
    again.fills(parent="theirs", reason="It is theirs now").submits()
    mara.taps("I agree").sees("Serves Fewer faults")
    assert "It serves" not in alice.opens("Change", of=alice.message("goal.goal")).words


def test_a_number_keeps_a_target(agreed, alice):
    form = alice.opens("Change").fills(t_r1="", reason="Nobody knows")
    form.tries()
    assert form.errors == {"t.r1": "A number needs a target."}


@pytest.mark.parametrize("due", ["2020-01-01", "2026-11-22", "9999-12-31"])
def test_it_ends_on_a_day_to_come_that_somebody_means(agreed, alice, due):
    form = alice.opens("Change").fills(due=due, reason="Another end")
    form.tries()
    assert form.errors.keys() == {"due"}


def test_the_end_that_it_has_may_stay_when_it_is_past(agreed, alice, mara):
    agreed.moves_to("2027-01-11 10:00")
    alice.says("goal explain Renewal rate")
    alice.opens("Change").fills(source="CRM", reason="Say where").submits()
    mara.says("goal explain Renewal rate").sees("Where the number comes from \u2013 \u2192 CRM")


def test_where_it_began_is_taken_out_and_less_is_good_by_then(agreed, alice, mara):
    alice.opens("Update").fills(r_r1="84").submits()
    mara.opens("Change", of=mara.message("goal.goal")).fills(s_r1="", t_r1="70", reason="Counted anew").submits()
    alice.sees("from 82% to 90% \u2192 to 70%", "Good is Less is better").taps("I agree").sees("84%, to 70%", "0%")
    assert "100%" not in alice.last
    mara.opens("Change", of=mara.message("goal.goal")).fills(d_r1="up", reason="More after all").submits()
    alice.sees("Good is More is better").taps("I agree").sees("100%")


def test_who_changes_it_back_to_what_was_agreed_asks_for_nothing(agreed, alice, mara):
    alice.opens("Change").fills(t_r1="95", reason="More is possible").submits()
    assert "[I agree]" in mara.card("goal.goal")
    alice.opens("Change", of=alice.message("goal.goal")).fills(t_r1="90", reason="Not after all").submits()
    assert "[I agree]" not in mara.card("goal.goal"), mara.card("goal.goal")
    assert "Waiting" not in alice.card("goal.goal")


def test_a_change_of_the_words_is_remarked_on_and_goes_its_way(agreed, alice, mara):
    alice.opens("Change").fills(title="Improve the teamwork with sales as much as possible", reason="Wider").submits()
    assert "could make it clearer" in alice.card("goal.goal")
    assert "could make it clearer" not in mara.card("goal.goal")
    assert "[I agree]" in mara.card("goal.goal")


def test_a_goal_whose_time_is_over_says_so(agreed, alice, mara):
    agreed.moves_to("2027-01-20 12:00")
    assert "ended on Thu 31 Dec" in alice.says("goal").last, alice.last
    assert "not closed" in alice.last
    nudge = alice.card("goals.nudge")
    assert "One goal’s time is over" in nudge, nudge
    alice.taps("How did it come out?", of=alice.message("goals.nudge"))
    alice.sees("[Close it] [Give it a new date]")
    alice.opens("Close it").fills(how="missed", learned="Begin earlier").submits()
    assert "Begin earlier" in mara.card("goal.goal")


def test_the_reason_why_it_is_not_over_reaches_the_other_side(agreed, alice, mara):
    mara.opens("Close it", of=mara.message("goal.goal")).fills(how="missed").submits()
    alice.opens("I see it differently", of=alice.message("goal.goal")).fills(reason="Two are signed").submits()
    mara.sees("Two are signed")
