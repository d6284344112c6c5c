"""A first update that can hardly be meant: the start counts as what was said before, and nothing counts till it is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("840", "[840%] [84%] [Another number]"),
        ("-84", "[-84%] [84%] [Another number]"),
        ("8.4", "[8.4%] [84%] [Another number]"),
        ("9", "[9%] [90%] [Another number]"),
        ("85成", "[850%] [85%] [Another number]"),
    ],
)
def test_a_slip_is_asked_about_with_what_may_be_meant(agreed, alice, mara, written, offered):
    alice.opens("Update").fills(r_r1=written).submits().sees("which number do you mean?", offered)
    assert "at the start" in mara.card("goal.goal"), "nothing counts before the answer"


def test_the_answer_counts(agreed, alice, mara):
    alice.opens("Update").fills(r_r1="840").submits()
    alice.taps("84%")
    assert "84%, from 82% to 90%" in mara.card("goal.goal")


@pytest.mark.parametrize("written", ["84", "81", "82", "91", "95 %"])
def test_what_may_well_be_is_taken(agreed, alice, written):
    alice.opens("Update").fills(r_r1=written).submits()
    assert alice.counts("goal.asked") == 0


@pytest.mark.parametrize(
    ("goal", "written", "asks"),
    [
        ("Complaints from 12 to 6", "1", False),
        ("Complaints from 12 to 6", "80", True),
        ("Sign 20 shops", "-3", True),
        ("Orders from 12 to 30", "160", True),
        ("Orders from 12 to 30", "45", False),
    ],
)
def test_a_number_is_asked_about_where_the_way_makes_it_unlikely(monday, alice, mara, goal, written, asks):
    alice.says(f"goal add {goal} by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.opens("Update").fills(r_r1=written).submits()
    assert alice.counts("goal.asked") == asks
