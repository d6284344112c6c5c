"""A goal changed by one side: the other sees what changes and why before they decide, agreed before or not."""

from __future__ import annotations

from conversations.toolkit.forms import fields_of
from tests.conversations.test_goals import RENEWALS


def test_a_counter_proposal_shows_what_it_changes(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    mara.opens("Change").fills(t_r1="88", due="2026-12-18", source="CRM").submits()
    alice.sees("Mara Keller changed what was proposed.", "from 82% to 90% → from 82% to 88%", "Fri 18 Dec", "[I agree]")
    assert "Source" not in alice.last
    mara.sees("Waiting for Alice Berger", "from 82% to 90% → from 82% to 88%")
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
