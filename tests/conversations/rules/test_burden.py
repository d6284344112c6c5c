"""The burden ledger: what a month cost, and averages that tell of nobody."""

from __future__ import annotations

from datetime import date

from conversations.rules.burden import Average, Burden, Total, average, averages, minutes, month_of


def test_a_week_of_six_questions_is_little_more_than_the_minute_that_is_promised() -> None:
    week = Burden({"request": 1}, questions=6)
    assert (week.messages, week.seconds) == (1, 70)
    assert Burden().seconds == 0


def test_minutes_for_a_sentence() -> None:
    assert [minutes(seconds) for seconds in (0, 1, 61, 100, 300)] == [0, 1, 1, 2, 5]


def test_the_month_of_a_day() -> None:
    assert month_of(date(2026, 11, 30)) == "2026-11"


def test_a_department_of_four_is_shown_with_others_only() -> None:
    totals = [
        Total("a", 10, Burden({"request": 40, "nudge": 10}, 200)),
        Total("b", 4, Burden({"request": 16}, 80)),
        Total("c", 1, Burden({"request": 4, "urgent": 30}, 20)),
    ]
    assert averages(totals) == [Average(("a",), 10, 5, 0, 250), Average(("b", "c"), 5, 10, 6, 300)]
    assert average(totals) == Average(("a", "b", "c"), 15, 100 / 15, 2, 4000 / 15)


def test_a_company_of_four_has_no_average() -> None:
    totals = [Total("a", 4, Burden({"request": 16}, 80))]
    assert averages(totals) == []
    assert average(totals) is None
    assert average([]) is None
