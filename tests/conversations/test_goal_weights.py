"""How much each goal counts: said with it, shown, changed, and checked against the others (domain.md 4, G9)."""

from __future__ import annotations

import pytest

RATE = "goal add Rate {} from 82% to 90% by the end of January, weight {}"


def agrees(alice, mara, letter, weight):
    alice.says(RATE.format(letter, weight)).taps("Propose to Mara Keller")
    mara.taps("I agree")


def test_a_weight_is_said_with_the_goal_and_changed_by_both(monday, alice, mara):
    alice.says(RATE.format("A", "40%")).sees("Rate A", "from 82% to 90%", "Weight 40%")
    assert "weight 40%" not in alice.last
    form = alice.opens("Change").fills(weight="lots")
    form.tries()
    assert set(form.errors) == {"weight"}
    form.fills(weight="50%").submits().sees("Weight 50%").taps("Propose to Mara Keller")
    mara.sees("Weight 50%").taps("I agree")
    alice.opens("Change", of=alice.message("goal.goal")).fills(weight="30", reason="Another one came").submits()
    mara.sees("Weight 50% → 30%").taps("I agree").sees("Weight 30%")


@pytest.mark.parametrize(
    ("said", "weight"), [("续约率从82%到90%，一月底前，权重40%", "权重 40%"), ("新品收入占30%", None)]
)
def test_in_chinese_what_makes_up_so_much_is_the_goal_itself(monday, li, said, weight):
    li.says(f"目标 新增 {said}")
    assert (weight in li.last) if weight else "权重" not in li.last


def test_weights_that_make_no_hundred_are_mended_by_a_tap(monday, alice, mara):
    for letter, weight in (("A", 30), ("B", 30)):
        agrees(alice, mara, letter, weight)
    alice.says(RATE.format("C", 20)).sees("The weights would add up to 80%, not 100%.").taps("Give it 40%")
    assert "Weight 40%" in alice.last and "add up" not in alice.last


def test_goals_that_make_a_hundred_are_all_there_are(monday, alice, mara):
    agrees(alice, mara, "A", 60)
    alice.says(RATE.format("B", 30))
    assert "so far" not in alice.last
    alice.says(RATE.format("B", 40)).sees("That’s 2 goals so far. Three to five give a fuller picture.")


def test_a_number_made_for_whole_teams_is_hardly_one_persons(monday, alice):
    alice.taps("Not this week").says("indicator first pass yield").taps("Start a goal with it")
    form = alice.opens("Change", of=alice.message("goals.draft"))
    form.fills(start="80", target="90", due="2027-01-29").submits()
    alice.sees("A good part of this is in other hands. Which part can you move yourself?")
