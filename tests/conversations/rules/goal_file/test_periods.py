"""Periods as files write them, and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.goal_file.periods import Period, period_in
from conversations.rules.goal_file.reading import FileWords
from tests.words import the_catalogue

NAMES = FileWords.of(the_catalogue(), {}).periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-10", "2026-10"), ("2026/10", "2026-10"), ("202610", "2026-10"), ("2026年10月", "2026-10"),
        ("2026.9", "2026-09"),
        ("２０２６年９月", "2026-09"), ("Oct 2026", "2026-10"), ("October-2026", "2026-10"), ("2026-10-31", "2026-10"),
        ("2026-10-01 00:00:00", "2026-10"), ("2026Q4", "2026-Q4"), ("2026-Q4", "2026-Q4"), ("Q4 2026", "2026-Q4"),
        ("2026年第四季度", "2026-Q4"), ("2026年四季度", "2026-Q4"), ("2026年Q2", "2026-Q2"), ("2026", "2026"),
        ("2026年", "2026"),
        ("FY2026", "2026"), ("2026年上半年", "2026-01-01/2026-06-30"),
        ("2026-10-05/2026-12-20", "2026-10-05/2026-12-20"),
        ("2026-10-05/", "2026-10-05/"),
    ],
)  # fmt: skip
def test_a_period_however_it_is_written(text, period):
    assert str(period_in(text, NAMES)) == period


@pytest.mark.parametrize(
    "text", ["", "October", "2026-13", "2026Q5", "soon", "62", "2026-12-20/2026-10-05", "2026 2027", "0000"]
)
def test_what_is_no_period(text):
    assert period_in(text, NAMES) is None


@pytest.mark.parametrize(
    ("text", "runs"),
    [("2026-10", "2026-Q4"), ("2026-12", "2026-12"), ("2026-01", "2026"), ("2026-Q3", "2026-Q3"), ("2026", "2026")],
)
def test_a_goal_made_from_a_month_has_room_for_the_next_ones(text, runs):
    period = period_in(text, NAMES)
    assert period is not None
    assert str(period.as_of_a_goal()) == runs


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800) | st.none())
def test_what_is_written_is_read_again(first, days):
    last = None if days is None else date.fromordinal(first.toordinal() + days)
    assert period_in(str(Period(first, last)), {}) == Period(first, last)
