"""Years of weeks: every one has exactly one prompt or one reason, for anybody, anywhere."""

import time as stopwatch
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.rules.cadence import (
    Absence,
    Circumstances,
    Prompt,
    Rhythm,
    Skipped,
    Timing,
    closes_at,
    occurrence,
    reminder_at,
)
from conversations.rules.skips import is_own_workday
from conversations.rules.weeks import Week, week_of

MakeTiming = Callable[..., Timing]
ZONES = (
    "Asia/Shanghai", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo",
    "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kolkata", "Asia/Tokyo", "Asia/Singapore", "Asia/Riyadh",
)  # fmt: skip
ALL_REASONS = {
    "off_week", "no_allowed_time", "no_workdays", "short_week", "stopped", "company_freeze", "paused",
    "not_started", "left", "notice", "on_leave", "new_joiner",
}  # fmt: skip


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    at = st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
    return Rhythm(
        zone=draw(st.sampled_from(ZONES)),
        weekday=draw(st.none() | st.integers(0, 6)),
        at=draw(at),
        working_days=draw(st.just(frozenset(range(5))) | st.frozensets(st.integers(0, 6))),
        quiet_from=draw(at),
        quiet_to=draw(at),
        every_weeks=draw(st.sampled_from([1, 1, 1, 2])),
    )


@st.composite
def circumstances(draw: st.DrawFn) -> Circumstances:
    day = st.dates(date(2024, 1, 1), date(2028, 12, 31))
    length = st.integers(0, 40).map(lambda n: timedelta(days=n))
    absence = st.builds(lambda first, days: Absence(first, first + days), day, length)
    weeks = st.frozensets(day.map(week_of), max_size=4)
    return Circumstances(
        started=draw(st.none() | day),
        leaving=draw(st.none() | day),
        notice_from=draw(st.none() | day),
        absences=tuple(draw(st.lists(absence, max_size=5))),
        freeze_weeks=draw(weeks),
        prompted_before=draw(st.booleans()),
    )


def check_prompt(prompt: Prompt, whose: Timing) -> None:
    rhythm, known = whose.rhythm, whose.circumstances
    there = prompt.at.astimezone(ZoneInfo(rhythm.zone))
    day, at = there.date(), there.time()
    assert prompt.at.tzinfo is UTC
    assert week_of(day) == prompt.week
    assert time(9) <= at < time(18)
    assert not quiet(at, rhythm)
    assert is_own_workday(day, whose.working)
    assert not whose.calendar.is_day_off(day)
    assert not known.is_away(day)
    assert (known.started or day) <= day <= (known.leaving or day)
    reminder = reminder_at(prompt.week, prompt.at, whose)
    if reminder is not None:
        assert prompt.at < reminder < closes_at(prompt.week, rhythm.zone)
        assert time(9) <= reminder.astimezone(ZoneInfo(rhythm.zone)).time() < time(18)


def quiet(at: time, rhythm: Rhythm) -> bool:
    begin, end = rhythm.quiet_from, rhythm.quiet_to
    return begin <= at < end if begin <= end else at >= begin or at < end


def five_years() -> list[Week]:
    weeks = [Week(2024, 1)]
    while weeks[-1] < Week(2028, 52):
        weeks.append(weeks[-1].next)
    return weeks


@settings(max_examples=60)
@given(rhythm=rhythms(), known=circumstances())
def test_every_week_of_five_years_has_one_prompt_or_one_reason(
    timing: MakeTiming, rhythm: Rhythm, known: Circumstances
) -> None:
    whose = timing(rhythm, known)
    answers = [occurrence(week, whose) for week in five_years()]
    assert [answer.week for answer in answers] == five_years()
    prompts = [answer for answer in answers if isinstance(answer, Prompt)]
    for prompt in prompts:
        check_prompt(prompt, whose)
    assert all(before.at < after.at for before, after in pairwise(prompts))
    assert {answer.reason for answer in answers if isinstance(answer, Skipped)} <= ALL_REASONS


@pytest.mark.parametrize("zone", ZONES)
def test_in_each_zone_an_ordinary_person_is_asked_in_nearly_every_week_of_five_years(
    timing: MakeTiming, zone: str
) -> None:
    whose = timing(Rhythm(zone))
    answers = [occurrence(week, whose) for week in five_years()]
    for answer in answers:
        if isinstance(answer, Prompt):
            check_prompt(answer, whose)
            assert answer.at.astimezone(ZoneInfo(zone)).time() == time(10)
    reasons = {answer.reason for answer in answers if isinstance(answer, Skipped)}
    assert reasons <= {"no_workdays", "short_week"}
    assert sum(isinstance(answer, Prompt) for answer in answers) >= len(answers) - 25


def test_a_year_for_ten_thousand_people_takes_seconds(timing: MakeTiming) -> None:
    zones, weeks = ZONES, [Week(2026, number) for number in range(1, 54)]
    began, counted = stopwatch.process_time(), Counter[str]()
    for number in range(10_000):
        rhythm = Rhythm(zones[number % 12], at=time(9 + number % 8, number % 4 * 15))
        whose = timing(rhythm, Circumstances(started=date(2020, 1, 1) + timedelta(days=number % 2000)))
        keys = {str(answer.week) for week in weeks if isinstance(answer := occurrence(week, whose), Prompt)}
        counted.update(keys)
    assert max(counted.values()) <= 10_000
    assert sum(counted.values()) > 500_000
    assert stopwatch.process_time() - began < 40  # 4 s on a core of its own; neighbours may take most of it
