"""The burden: averages for HR, small departments together, nobody else sees any; one's own is in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.burden import BurdenFacts, Month, burden
from conversations.rules.burden import Average
from tests.conversations import company


def test_hr_sees_averages_of_the_month(second: Any, hana: Any) -> None:
    second.moves_to("2026-12-03 10:00")
    hana.says("burden")
    hana.sees("What I cost people", "Last month", "On average I started", "all within the budget")
    # Seven people are welcomed: six in research and Hana, who is alone in hers and not shown alone.
    assert "Messages each" not in hana.last
    assert "This month" not in hana.last
    second.hires(*(company.someone(f"p{n}", f"Person {n}", "people", "hana") for n in range(4)))
    second.moves_to("2027-01-04 10:00")
    hana.says("burden")
    hana.sees("Messages each", "Research 6", "People 5")


def test_hr_in_chinese(second: Any, hana: Any) -> None:
    second.moves_to("2026-12-03 10:00")
    hana.says("speak chinese")
    second["hana"].says("负担").sees("我占用了大家多少时间", "上个月", "平均给每人主动发了", "不到5人的部门合在一起算")


def test_before_anything_has_begun_there_is_nothing_to_report(stage: Any, hana: Any) -> None:
    hana.says("burden")
    hana.sees("an average needs at least 5 people and a month that is over").sees_not("On average I started")


def test_nobody_else_sees_any_and_everybody_their_own(second: Any, alice: Any) -> None:
    alice.says("burden")
    alice.sees("Only HR sees these averages")
    alice.taps("My settings")
    alice.sees("This month: 2 messages, about 2 minutes")


def test_a_company_of_four_has_no_averages(play: Any) -> None:
    eve = replace(company.PEOPLE[0], roles=frozenset({"hr"}))
    player = play(burden, BurdenFacts(eve, [Month("last_month", None, ())], {}), eve.id)
    player.calls("burden")
    assert "at least 5 people" in player.sees


@pytest.mark.parametrize(
    ("exempt", "told"), [(0.04, "each person, all within the budget,"), (0.5, "each person (0.5 of them outside")]
)
def test_what_was_outside_the_budget_is_counted_if_anything_was(play: Any, exempt: float, told: str) -> None:
    eve = replace(company.PEOPLE[0], roles=frozenset({"hr"}))
    month = Month("last_month", Average(("people",), 6, 3.0, exempt, 60.0), ())
    player = play(burden, BurdenFacts(eve, [month], {}), eve.id)
    player.calls("burden")
    assert told in player.sees
