"""The rules that read no text, exactly; and that no goal upsets the check."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.amounts import of_one
from conversations.rules.goal_check import HELPFUL, Around, check
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.words import LANGUAGES
from tests.words import the_catalogue

D = Decimal
TODAY = date(2026, 11, 23)
RENEWALS = KeyResult("r1", "Renewals", "number", D(80), D(90), "%")
GOAL = GoalContent(
    "Renewals", TODAY, date(2027, 3, 31), (RENEWALS,), source="CRM", parent="g", balance="Discounts per renewal"
)


def test_a_complete_goal_comes_through(checked):
    assert checked(GOAL, has_parents=True, goals=2, weeks=13, present=13, influence=80, judged_alike=True) == {}


def test_g6_asks_for_the_parent_where_there_is_one(checked):
    alone = replace(GOAL, parent="")
    assert checked(alone, has_parents=True)["g6"].asks == "parent"
    assert "g6" not in checked(alone)
    assert "g6" not in checked(replace(alone, why_alone="New business"), has_parents=True)


@pytest.mark.parametrize(
    ("around", "speaks"),
    [
        ({"influence": 69}, True),
        ({"influence": 70}, False),
        ({"levels": ("company", "team")}, True),
        ({"levels": ("team", "person")}, False),
        ({"levels": ("team",), "influence": 90}, False),
        ({}, False),
    ],
)
def test_g7_needs_seventy_per_cent(around, speaks, checked):
    assert ("g7" in checked(GOAL, **around)) is speaks
    assert "g7" not in checked(replace(GOAL, team="Sales"), levels=("team",))


def test_g8_asks_what_is_watched_beside_a_number_that_moves(checked):
    assert checked(replace(GOAL, balance=""))["g8"].asks == "balance"
    held = replace(GOAL, balance="", title="Keep renewals", results=(replace(RENEWALS, start=D(90)),))
    assert "g8" not in checked(held)
    assert "g8" not in checked(replace(GOAL, balance="", learning=True))
    assert "g8" not in checked("Sign 12 customers by June")


def test_finer_points_wait_for_the_words(checked):
    assert not {"g7", "g8", "g11"} & checked("Raise renewals to 90%", influence=10, judged_alike=False).keys()


@pytest.mark.parametrize(
    ("around", "now"),
    [
        ({"goals": 0}, None),
        ({"goals": 4}, None),
        ({"goals": 5}, "g9.many"),
        ({"goals": 1, "all_set": True}, "g9.few"),
        ({"goals": 2, "all_set": True}, None),
    ],
)
def test_g9_counts_goals(around, now, checked):
    found = checked(GOAL, **around)
    assert (found["g9"].facts["now"].id if "g9" in found else None) == (now and f"goal_check.{now}")


@pytest.mark.parametrize(
    ("weight", "others", "mended"),
    [
        (None, (D(40), D(30)), 30),
        (D(50), (D(40), D(30)), 30),
        (D(20), (D(40), D(30)), 30),
        (D(70), (D(40),), 60),
        (None, (D(60), D(40)), None),
    ],
)
def test_g9_gives_this_goal_what_is_left_of_a_hundred(weight, others, mended, checked):
    goal = replace(GOAL, weight=weight)
    around = {"goals": len(others), "weights": others}
    warning = checked(goal, **around)["g9"]
    assert warning.rewrite == (None if mended is None else replace(GOAL, weight=D(mended)))
    assert warning.asks == "weight"
    assert mended is None or checked(warning.rewrite, **around) == {}


@pytest.mark.parametrize(
    ("weight", "others"), [(D(30), (D(40), D(30))), (D(20), (D(40),)), (None, (None, None)), (D(30), (None, D(30)))]
)
def test_g9_waits_while_weights_are_being_given(weight, others, checked):
    assert "g9" not in checked(replace(GOAL, weight=weight), goals=len(others), weights=others)


@pytest.mark.parametrize(("weight", "others"), [(D(50), (D(80), None)), (None, (D(80), D(50), None))])
def test_g9_says_what_is_over_a_hundred_though_one_goal_has_no_weight(weight, others, checked):
    warning = checked(replace(GOAL, weight=weight), goals=len(others), weights=others)["g9"]
    assert (warning.facts["now"].facts["total"], warning.rewrite, warning.asks) == ("130", None, "weight")


def test_g11_asks_what_is_counted(checked):
    bare = replace(GOAL, title="Reach 500", source="", results=(KeyResult("r1", "Reach 500", "number", None, D(500)),))
    assert checked(bare)["g11"].asks == "unit"
    assert "g11" not in checked(replace(bare, source="CRM"))
    assert "g11" not in checked(bare, judged_alike=True)
    assert checked(GOAL, judged_alike=False)["g11"].asks == "title"


@pytest.mark.parametrize(
    ("result", "target", "title"),
    [
        (RENEWALS, "88", "Renewals"),
        (KeyResult("r1", "Renewals", "number", D("80.0"), D("90.5"), "%"), "88.4", "Renewals"),
        (KeyResult("r1", "Lead time", "number", D(20), D(10), "days"), "12", "Lead time"),
        (KeyResult("r1", "Hire 5 engineers", "number", None, D(5), "engineers"), "4", "Hire 4 engineers"),
        (KeyResult("r1", "签下15家客户", "number", None, D(15), "家"), "12", "签下12家客户"),
    ],
)
def test_g12_offers_the_share_of_the_weeks_present(result, target, title, checked):
    goal = replace(GOAL, title=result.title, results=(result,))
    around = {"weeks": 15, "present": 12}
    mended = checked(goal, **around)["g12"].rewrite
    assert (mended.title, mended.results[0].title, mended.results[0].target) == (title, title, D(target))
    assert mended.present_weeks == 12
    assert checked(mended, **around).keys() == checked(goal, **around).keys() - {"g12"}


def test_g12_speaks_of_one(checked):
    sign = KeyResult("r1", "Sign 2 new customers", "number", None, D(2), "new customers")
    warning = checked(replace(GOAL, title=sign.title, results=(sign,)), weeks=12, present=6)["g12"]
    assert warning.rewrite.title == "Sign 1 new customer"
    assert "that’s 1 new customer." in the_catalogue().text(warning.text, "en")


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("days", "day"),
        ("new customers", "new customer"),
        ("entries", "entry"),
        ("branches", "branch"),
        ("ms", "ms"),
        ("press", "press"),
        ("people", "people"),
        ("个月", "个月"),
        ("%", "%"),
    ],
)
def test_a_unit_of_one(many, one):
    assert of_one(many) == one


def test_g12_follows_when_the_absence_grows(checked):
    goal = replace(GOAL, results=(replace(RENEWALS, target=D(88)),), present_weeks=12)
    assert checked(goal, weeks=15, present=6)["g12"].rewrite.results[0].target == D(84)


@pytest.mark.parametrize(
    ("goal", "around"),
    [
        (GOAL, {}),
        (GOAL, {"weeks": 13, "present": 13}),
        (replace(GOAL, results=()), {"weeks": 13, "present": 6}),
        (replace(GOAL, results=(replace(RENEWALS, start=None),)), {"weeks": 13, "present": 6}),
        (replace(GOAL, results=(KeyResult("r1", "Signed", "milestone"),)), {"weeks": 13, "present": 6}),
    ],
)
def test_g12_keeps_silent(goal, around, checked):
    assert "g12" not in checked(goal, **around)


def test_the_most_helpful_comes_first(today, vocabulary):
    goal = GoalContent("Support the team", today, None)
    found = check(goal, Around(today, goals=7, has_parents=True), vocabulary)
    assert [each.rule for each in found] == ["g2", "g1", "g4", "g9", "g6"]
    assert len(set(HELPFUL)) == 12


def test_every_remark_has_its_words(checked):
    catalogue = the_catalogue()
    found = [
        checked(GoalContent("Help improve quality", TODAY, None), has_parents=True, goals=6),
        checked("Try to raise renewals to 90%", goals=1, all_set=True),
        checked(replace(GOAL, balance=""), influence=10, judged_alike=False, weeks=10, present=5),
        checked(GOAL, goals=2, weights=(D(50), D(20))),
        checked(replace(GOAL, weight=D(50)), goals=2, weights=(D(50), D(20))),
    ]
    warnings = [warning for each in found for warning in each.values()]
    assert {warning.rule for warning in warnings} == set(HELPFUL)
    for language in LANGUAGES:
        texts = [catalogue.text(text, language) for each in warnings for text in (each.text, each.tap)]
        assert all(text and "{" not in text for text in texts)


results = st.builds(
    KeyResult,
    st.just("r1"),
    st.text(max_size=20),
    st.sampled_from(["number", "milestone", "yes_no"]),
    st.none() | st.decimals(-1000, 1000, places=2),
    st.none() | st.decimals(-1000, 1000, places=2),
    st.sampled_from(["", "%", "天", "engineers"]),
)
titles = st.text(max_size=40) | st.lists(
    st.sampled_from(["Try to ", "improve ", "5 ", "%", "尽量", "提升", "从", "到", "(", "“", "by "]), max_size=8
).map("".join)
goals = st.builds(
    GoalContent,
    titles,
    st.just(TODAY),
    st.none() | st.dates(TODAY),
    st.lists(results, max_size=3).map(tuple),
    st.none() | st.decimals(0, 100, places=1),
    learning=st.booleans(),
    present_weeks=st.none() | st.integers(1, 13),
)
arounds = st.builds(
    Around,
    st.just(TODAY),
    goals=st.integers(0, 8),
    weights=st.lists(st.none() | st.decimals(0, 60, places=1), max_size=4).map(tuple),
    weeks=st.integers(0, 13),
    present=st.none() | st.integers(0, 13),
)


@pytest.fixture(scope="module")
def every_check(vocabulary):
    """The check with the words: a failing example should not show all of them."""
    return lambda goal, around: check(goal, around, vocabulary)


@given(goals, arounds)
def test_whatever_the_goal_a_tap_settles_its_own_remark(every_check, goal, around):
    for warning in every_check(goal, around):
        if warning.rewrite is not None:
            assert warning.rule not in {each.rule for each in every_check(warning.rewrite, around)}


@pytest.mark.parametrize("piece", ["x", "5 ", "improve ", "Try to ", "尽量", "从5到", "“", "(", "A ", "\ufdfa"])
def test_100_kb_take_no_time(piece, today, vocabulary):
    goal = GoalContent(piece * (100_000 // len(piece)), today, None)
    check(GoalContent("once", today, None), Around(today), vocabulary)
    began = time.process_time()
    check(goal, Around(today), vocabulary)
    assert time.process_time() - began < 0.2
