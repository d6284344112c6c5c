"""Who is left alone, and when: joiners, leavers, leave, pauses, freezes, part-time, short weeks."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from conversations.rules.cadence import Absence, Circumstances, Prompt, Rhythm, Skipped, Timing, occurrence
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.weeks import Week

W47, W48, W49, W50 = (Week(2026, number) for number in (47, 48, 49, 50))  # W48 begins on Monday 2026-11-23


@cache
def calendar(region: str) -> Calendar:
    return load_calendar(region, load_overrides())


def outcome(week: Week, known: Circumstances, rhythm: Rhythm | None = None, region: str = "GB") -> str:
    """ "Tue normal", or the reason for skipping."""
    match occurrence(week, Timing(rhythm or Rhythm("Europe/London"), calendar(region), known)):
        case Prompt(at=at, kind=kind):
            return f"{at:%a} {kind}"
        case Skipped(reason=reason):
            return reason


def days(first: int, last: int) -> Absence:
    return Absence(date(2026, 11, first), date(2026, 11, last))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Circumstances(), "Mon normal"),
        (Circumstances(prompted_before=False), "Mon first"),
        (Circumstances(stopped=True), "stopped"),
        (Circumstances(freeze_weeks=frozenset({W48})), "company_freeze"),
        (Circumstances(started=date(2026, 11, 30)), "not_started"),
        (Circumstances(leaving=date(2026, 11, 20)), "left"),
        (Circumstances(leaving=date(2026, 11, 27)), "Mon normal"),
        (Circumstances(leaving=date(2026, 11, 24)), "short_week"),
        (Circumstances(notice_from=date(2026, 11, 2)), "notice"),
        (Circumstances(notice_from=date(2026, 11, 26)), "Mon normal"),
        (Circumstances(absences=(days(23, 29),)), "on_leave"),
        (Circumstances(absences=(days(23, 23),)), "Tue normal"),
        (Circumstances(absences=(days(24, 27),)), "short_week"),
        (Circumstances(absences=(days(23, 25),)), "short_week"),
    ],
)
def test_a_week_of_someone(known: Circumstances, expected: str) -> None:
    assert outcome(W48, known) == expected


@pytest.mark.parametrize(
    ("started", "weeks"),
    [
        (date(2026, 11, 23), ["short_week", "Mon first"]),  # Thursday and Friday are left: next week
        (date(2026, 11, 20), ["Wed first", "Mon first"]),
        (date(2026, 11, 18), ["Mon first", "Mon first"]),
        (date(2026, 11, 25), ["new_joiner", "Mon first"]),
        (date(2026, 11, 27), ["new_joiner", "Wed first"]),
    ],
)
def test_the_first_three_workdays_of_a_job_are_left_alone(started: date, weeks: list[str]) -> None:
    known = Circumstances(started=started, prompted_before=False)
    assert [outcome(week, known) for week in (W48, W49)] == weeks


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        (days(16, 20), "Mon welcome_back"),
        (days(17, 20), "Mon normal"),
        (days(17, 23), "Tue welcome_back"),
        (days(9, 25), "Thu welcome_back"),  # a welcome does not wait for Monday, short as the week is
        (Absence(date(2026, 3, 1), date(2026, 11, 22)), "Mon welcome_back"),
        (days(9, 13), "Mon normal"),  # back for a week already
    ],
)
def test_after_five_workdays_away_one_is_welcomed_back(absence: Absence, expected: str) -> None:
    assert outcome(W48, Circumstances(absences=(absence,))) == expected


def test_holidays_and_weekends_bridge_an_absence_but_do_not_count() -> None:
    around = Absence(date(2026, 2, 13), date(2026, 2, 14))
    china = Rhythm("Asia/Shanghai")
    assert outcome(Week(2026, 9), Circumstances(absences=(around,)), china, "CN") == "Tue normal"
    longer = Absence(date(2026, 2, 10), date(2026, 2, 14))
    assert outcome(Week(2026, 9), Circumstances(absences=(longer,)), china, "CN") == "Tue welcome_back"
    in_two = (Absence(date(2026, 11, 16), date(2026, 11, 18)), Absence(date(2026, 11, 19), date(2026, 11, 20)))
    assert outcome(W48, Circumstances(absences=in_two)) == "Mon welcome_back"


def test_the_welcome_comes_with_the_own_weekday_too() -> None:
    thursdays = Rhythm("Europe/London", weekday=3)
    assert outcome(W48, Circumstances(absences=(days(16, 20),)), thursdays) == "Thu welcome_back"


@pytest.mark.parametrize(
    ("working_days", "known", "expected"),
    [
        ({1, 3}, Circumstances(), "Tue normal"),  # two days are this person's whole week: not a short one
        ({4}, Circumstances(), "Fri normal"),
        ({1, 3}, Circumstances(absences=(days(24, 24),)), "short_week"),
        ({1, 3}, Circumstances(absences=(days(3, 19),)), "Tue welcome_back"),
        (set(), Circumstances(), "no_workdays"),
        ({5, 6}, Circumstances(), "Sat normal"),
    ],
)
def test_part_time(working_days: set[int], known: Circumstances, expected: str) -> None:
    assert outcome(W48, known, Rhythm("Europe/London", working_days=frozenset(working_days))) == expected


@pytest.mark.parametrize(
    ("weekday", "absences", "expected"),
    [
        (2, (), "Wed normal"),
        (2, (days(25, 25),), "Thu normal"),  # moved on
        (4, (days(27, 27),), "Thu normal"),  # nothing left after it: back
        (6, (), "Fri normal"),
    ],
)
def test_the_own_weekday_moves_within_its_week(weekday: int, absences: tuple[Absence, ...], expected: str) -> None:
    assert outcome(W48, Circumstances(absences=absences), Rhythm("Europe/London", weekday=weekday)) == expected


def test_spring_festival_and_national_day_2026() -> None:
    china = Rhythm("Asia/Shanghai")
    weeks = [outcome(Week(2026, number), Circumstances(), china, "CN") for number in (7, 8, 9, 10, 40, 41, 42)]
    assert weeks == [
        "Mon normal", "no_workdays", "Tue normal", "Mon normal", "Mon normal", "Thu normal", "Mon normal",
    ]  # fmt: skip
    on_saturdays = replace(china, weekday=5)
    assert outcome(Week(2026, 7), Circumstances(), on_saturdays, "CN") == "Sat normal"  # 02-14, a make-up day
    assert outcome(Week(2026, 10), Circumstances(), on_saturdays, "CN") == "Fri normal"


def test_a_make_up_day_is_not_for_those_who_never_work_the_whole_week() -> None:
    part_time = Rhythm("Asia/Shanghai", weekday=5, working_days=frozenset({0, 1, 2}))
    assert outcome(Week(2026, 7), Circumstances(), part_time, "CN") == "Wed normal"
    six_days = Rhythm("Asia/Shanghai", weekday=5, working_days=frozenset(range(6)))
    assert outcome(Week(2026, 40), Circumstances(), six_days, "CN") == "Wed normal"  # Saturday 10-03 is a holiday


def test_a_week_cut_short_by_holidays_is_merged() -> None:
    assert outcome(Week(2026, 19), Circumstances(), Rhythm("Asia/Tokyo"), "JP") == "short_week"
    assert outcome(Week(2026, 20), Circumstances(), Rhythm("Asia/Tokyo"), "JP") == "Mon normal"


def test_every_second_week_goes_on_over_a_year_of_53_weeks() -> None:
    weeks = [Week(2026, 50)]
    while len(weeks) < 12:
        weeks.append(weeks[-1].next)
    rhythm = Rhythm("Europe/London", every_weeks=2)
    off = [outcome(week, Circumstances(), rhythm) == "off_week" for week in weeks]
    assert off in ([True, False] * 6, [False, True] * 6)


def test_a_company_holiday_moves_the_check_in(tmp_path: Path) -> None:
    (tmp_path / "GB.yaml").write_text("days_off: [2026-11-23]\n", encoding="utf-8")
    timing = Timing(Rhythm("Europe/London"), load_calendar("GB", load_overrides(tmp_path)))
    answer = occurrence(W48, timing)
    assert isinstance(answer, Prompt)
    assert answer.at.date() == date(2026, 11, 24)
