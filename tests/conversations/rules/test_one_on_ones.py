"""The rhythm of one-on-ones over a real year: clocks that change, Chinese New Year, make-up days, leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from conversations.rules.cadence import Timing
from conversations.rules.one_on_ones import (
    Every,
    Talk,
    TalkRhythm,
    a_day_later,
    is_possible,
    next_talk,
    remind_at,
)
from conversations.rules.skips import Absence
from conversations.rules.timing import timing_of
from conversations.rules.weeks import week_of
from tests.conversations.company import BERLIN, PEOPLE, SHANGHAI, calendars

BEGIN = datetime(2025, 11, 20, 8, tzinfo=UTC)


def timing(name: str, *away: Absence) -> Timing:
    person = next(person for person in PEOPLE if person.id == name)
    return timing_of(person, calendars(person.region), away)


def a_year(rhythm: TalkRhythm, *timings: Timing) -> Iterator[datetime]:
    """Every talk of a year, each found once the one before is over."""
    at: datetime | None = BEGIN
    while at := next_talk(rhythm, at, timings):
        if at >= BEGIN + timedelta(days=366):
            return
        yield at


def rhythm(every: Every, weekday: int, at: time, zone: str) -> TalkRhythm:
    day = BEGIN.date() + timedelta(days=(weekday - BEGIN.weekday()) % 7)
    return TalkRhythm(every, weekday, at, zone, day)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


@pytest.mark.parametrize(("one", "other", "zone"), [("alice", "mara", BERLIN), ("li", "wang", SHANGHAI)])
@pytest.mark.parametrize("at", [time(9), time(9, 15), time(10), time(14), time(17, 30)])
def test_a_weekly_talk_keeps_its_local_time_and_its_reminder_comes_at_work(
    one: str, other: str, zone: str, at: time
) -> None:
    both = (timing(one), timing(other))
    found = list(a_year(rhythm("week", 1, at, zone), *both))
    weeks = [week_of(local(each, zone).date()) for each in found]
    assert len(weeks) == len(set(weeks)), "never twice in a week"
    assert 49 <= len(found) <= 53
    for each in found:
        day = local(each, zone)
        assert day.time() == at, "whatever the clocks do"
        assert is_possible(each, zone, both)
        assert day.weekday() == 1 or not is_possible(each + timedelta(days=1 - day.weekday()), zone, both)
        for who in both:
            told = remind_at(each, who)
            assert told is not None
            assert time(9) <= local(told, zone).time() < time(18)
            assert timedelta(minutes=30) <= each - told <= timedelta(days=14)
            assert each - told == timedelta(hours=2) or at < time(11)


def test_the_clocks_changed_and_the_week_of_chinese_new_year_has_no_talk() -> None:
    german = list(a_year(rhythm("week", 1, time(14), BERLIN), timing("alice"), timing("mara")))
    assert {each.hour for each in german} == {12, 13}, "summer and winter in UTC"
    chinese = [
        local(each, SHANGHAI).date()
        for each in a_year(rhythm("week", 1, time(10), SHANGHAI), timing("li"), timing("wang"))
    ]
    new_year = [day for day in chinese if date(2026, 2, 15) <= day <= date(2026, 2, 23)]
    assert new_year == [], "the official holidays of 2026"
    assert [day for day in chinese if day.weekday() > 4] == [], "a talk of a working week needs no make-up Saturday"


def test_leave_moves_it_within_its_week_and_a_whole_week_away_skips_it() -> None:
    tuesday = date(2025, 11, 25)
    weekly = rhythm("week", 1, time(14), BERLIN)
    moved = next_talk(weekly, BEGIN, (timing("alice", Absence(tuesday, tuesday)), timing("mara")))
    assert moved and local(moved, BERLIN).date() == date(2025, 11, 26)
    week = Absence(date(2025, 11, 24), date(2025, 11, 28))
    skipped = next_talk(weekly, BEGIN, (timing("alice"), timing("mara", week)))
    assert skipped and local(skipped, BERLIN).date() == date(2025, 12, 2)
    end = Absence(tuesday, date(2025, 11, 28))
    earlier = next_talk(replace(weekly, starts=date(2025, 11, 18)), BEGIN, (timing("alice", end), timing("mara")))
    assert earlier and local(earlier, BERLIN).date() == date(2025, 11, 24)


def test_every_two_weeks_stays_so_over_the_turn_of_the_year() -> None:
    """A week on which nobody works takes its talk with it; the others stay two weeks apart."""
    found = list(a_year(rhythm("two_weeks", 3, time(10), BERLIN), timing("alice"), timing("mara")))
    ordinals = [week_of(local(each, BERLIN).date()).ordinal for each in found]
    assert {after - before for before, after in pairwise(ordinals)} <= {2, 4}


def test_once_a_month_on_the_same_weekday_and_after_a_week_of_holidays_in_the_next() -> None:
    monthly = replace(rhythm("month", 2, time(10), SHANGHAI), starts=date(2025, 12, 3))
    days = [local(each, SHANGHAI).date() for each in a_year(monthly, timing("li"), timing("wang"))]
    assert [(day.year, day.month) for day in days[:5]] == [(2025, 12), (2026, 1), (2026, 2), (2026, 3), (2026, 4)]
    assert all((day.day - 1) // 7 == 0 for day in days if day.weekday() == 2 and day.month != 10)


def test_without_a_rhythm_and_without_a_common_day_there_is_none() -> None:
    assert next_talk(rhythm("none", 1, time(14), BERLIN), BEGIN, ()) is None
    part_timers = [replace(PEOPLE[2], working_days=frozenset({0})), replace(PEOPLE[1], working_days=frozenset({3}))]
    timings = [timing_of(person, calendars(person.region)) for person in part_timers]
    assert next_talk(rhythm("week", 1, time(14), BERLIN), BEGIN, timings) is None
    assert a_day_later(BEGIN, BERLIN, timings) is None


def test_an_early_talk_is_told_of_the_working_day_before() -> None:
    monday = datetime(2025, 12, 1, 8, 0, tzinfo=UTC)  # nine in Berlin
    assert remind_at(monday, timing("mara")) == datetime(2025, 11, 28, 15, 0, tzinfo=UTC)
    assert remind_at(monday + timedelta(minutes=45), timing("mara")) == monday, "as the day begins"


def test_what_calendars_count() -> None:
    talk = Talk("alice", "mara").planned(BEGIN, "set", BEGIN)
    assert (talk.number, talk.sequence) == (1, 0)
    moved = talk.planned(BEGIN + timedelta(days=1), "moved", BEGIN)
    assert (moved.number, moved.sequence) == (1, 1)
    skipped = moved.planned(BEGIN + timedelta(days=8), "skipped", BEGIN)
    assert (skipped.number, skipped.sequence, skipped.skipped_number, skipped.skipped_sequence) == (2, 0, 1, 2)
    held = skipped.planned(None, "held", BEGIN + timedelta(days=9))
    assert (held.number, held.held_at, held.next_at) == (3, BEGIN + timedelta(days=9), None)
