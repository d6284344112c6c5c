"""Weeks that outlive year ends, and local times that clocks skip or repeat."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.weeks import Week, instant_of, week_at, week_of


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_week_is_written_and_read_back_and_has_neighbours(day: date) -> None:
    week = week_of(day)
    assert Week.parse(str(week)) == week
    assert day in week.days
    assert (week.days[0], week.days[-1]) == (week.monday, week.sunday)
    assert week.next.previous == week
    assert week.previous < week < week.next
    assert week.next.ordinal == week.ordinal + 1


def test_the_year_of_a_week_is_not_always_that_of_its_days() -> None:
    assert str(week_of(date(2027, 1, 3))) == "2026-W53"
    assert str(week_of(date(2027, 1, 4))) == "2027-W01"
    assert [str(week) for week in (Week(2026, 53).next, Week(2027, 1).previous)] == ["2027-W01", "2026-W53"]


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W1", "2026-W00", "2025-W53", "2026-W54", "2026-W48 ", "26-W48"])
def test_no_other_text_is_a_week(text: str) -> None:
    with pytest.raises(ValueError, match="week"):
        Week.parse(text)


def test_the_week_depends_on_the_zone() -> None:
    sunday_night = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert str(week_at(sunday_night, "America/New_York")) == "2026-W47"
    assert str(week_at(sunday_night, "Asia/Shanghai")) == "2026-W48"


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00"),  # skipped: 03:00
        ("America/New_York", date(2026, 3, 8), time(2, 15), "2026-03-08T07:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:30"),  # half an hour
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04T03:00"),  # midnight is missing
        ("Africa/Cairo", date(2026, 4, 24), time(0, 20), "2026-04-23T22:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(10, 0), "2011-12-30T10:00"),  # a whole day
    ],
)
def test_a_skipped_local_time_is_the_first_instant_after(zone: str, day: date, at: time, utc: str) -> None:
    assert instant_of(day, at, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45"),
        ("America/Sao_Paulo", date(2019, 2, 16), time(23, 30), "2019-02-17T01:30"),
    ],
)
def test_of_a_repeated_local_time_the_first_is_meant(zone: str, day: date, at: time, utc: str) -> None:
    assert instant_of(day, at, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo"])
def test_later_local_times_are_never_earlier_instants(zone: str) -> None:
    first = date(2018, 1, 1)
    times = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
    instants = [instant_of(first + timedelta(days=n), at, zone) for n in range(420) for at in times]
    assert all(before <= after for before, after in pairwise(instants))
