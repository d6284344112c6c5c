"""Workdays, official years, the company's own entries, the warnings for HR."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from conversations.rules.calendar import Calendar, CalendarError, CalendarWarning, calendar_warnings, load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.weeks import Week

MAKE_UP_2026 = [date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]


def calendar(region: str, company: Path | None = None) -> Calendar:
    return load_calendar(region, load_overrides(company))


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_china_agrees_with_the_oracle_on_every_day_of_three_years() -> None:
    china = calendar("CN")
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]
    assert days[-1] == date(2026, 12, 31)
    assert [day for day in days if china.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_make_up_days_are_workdays_on_a_weekend() -> None:
    china = calendar("CN")
    weekend = [
        day for n in range(365) if (day := date(2026, 1, 1) + timedelta(days=n)).weekday() > 4 and china.is_make_up(day)
    ]
    assert weekend == MAKE_UP_2026
    assert all(china.is_workday(day) for day in MAKE_UP_2026)


def test_a_year_without_a_table_is_not_official_and_leaves_likely_holidays_alone() -> None:
    china = calendar("CN")
    assert [year for year in range(2023, 2029) if china.is_official(year)] == [2024, 2025, 2026]
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    assert not any(china.is_make_up(day) or (china.is_workday(day) and day.weekday() > 4) for day in days)
    assert not china.is_workday(date(2027, 2, 8))  # likely: the third day of the Spring Festival
    assert not china.is_workday(date(2027, 10, 1))
    assert china.is_workday(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("region", "day_off", "workday"),
    [
        ("DE", date(2026, 10, 3), date(2026, 1, 6)),
        ("DE-BY", date(2026, 1, 6), date(2026, 1, 7)),
        ("GB", date(2026, 12, 28), date(2026, 11, 26)),
        ("US", date(2026, 11, 26), date(2026, 3, 31)),
        ("US-CA", date(2026, 3, 31), date(2026, 4, 3)),
        ("JP", date(2026, 5, 6), date(2026, 5, 7)),
        ("SG", date(2026, 8, 10), date(2026, 8, 11)),
    ],
)
def test_other_regions_come_from_the_package_and_are_always_official(region: str, day_off: date, workday: date) -> None:
    there = calendar(region)
    assert (there.is_workday(day_off), there.is_workday(workday)) == (False, True)
    assert there.is_day_off(day_off)
    assert there.is_official(2031)


def test_weekends_and_make_up_days_of_other_regions() -> None:
    riyadh, budapest = calendar("SA"), calendar("HU")
    assert (riyadh.is_workday(date(2026, 11, 22)), riyadh.is_workday(date(2026, 11, 20))) == (True, False)
    assert budapest.is_workday(date(2026, 1, 10))


def test_a_company_wins_entry_by_entry(tmp_path: Path) -> None:
    write(tmp_path, "CN.yaml", "workdays: [2026-10-07]\ndays_off: [2026-10-10, 2026-12-24]\n")
    write(tmp_path, "DE.yaml", "days_off: [2026-12-24, 2026-12-31]\n")
    china, bavaria = calendar("CN", tmp_path), calendar("DE-BY", tmp_path)
    assert china.is_workday(date(2026, 10, 7))
    assert not china.is_workday(date(2026, 10, 10))
    assert not china.is_workday(date(2026, 12, 24))
    assert china.is_workday(date(2026, 9, 20))  # the shipped table still holds
    assert not bavaria.is_workday(date(2026, 12, 24))
    assert not bavaria.is_workday(date(2026, 1, 6))


def test_the_packages_make_up_days_need_a_table_where_one_is_asked_for(tmp_path: Path) -> None:
    saturday = date(2026, 1, 10)
    assert calendar("HU").is_workday(saturday)
    assert not calendar("HU", write(tmp_path, "HU.yaml", "needs_official_table: true\n")).is_workday(saturday)
    assert not calendar("HU", write(tmp_path, "HU.yaml", "days_off: [2026-01-10]\n")).is_workday(saturday)


def test_a_company_adds_the_official_year_which_replaces_the_guess(tmp_path: Path) -> None:
    write(tmp_path, "CN.yaml", "official_years: [2027]\ndays_off: [2027-02-09]\nworkdays: [2027-02-20]\n")
    china = calendar("CN", tmp_path)
    assert china.is_official(2027)
    assert china.is_workday(date(2027, 2, 8))
    assert not china.is_workday(date(2027, 2, 9))
    assert china.is_workday(date(2027, 2, 20))
    assert china.is_official(2026)


def test_a_site_has_its_own_file_on_top_of_its_country(tmp_path: Path) -> None:
    write(tmp_path, "CN-plant2.yaml", "workdays: [2026-10-06]\n")
    plant = calendar("CN-plant2", tmp_path)
    assert plant.is_workday(date(2026, 10, 6))
    assert plant.is_workday(date(2026, 10, 10))
    assert not plant.is_workday(date(2026, 10, 5))
    assert not calendar("CN", tmp_path).is_workday(date(2026, 10, 6))


def test_a_country_freezes_weeks_of_its_sites_too(tmp_path: Path) -> None:
    write(tmp_path, "CN.yaml", "freeze_weeks: [2026-W52]\n")
    write(tmp_path, "CN-plant2.yaml", "freeze_weeks: [2026-W53]\n")
    assert calendar("CN", tmp_path).freeze_weeks == {Week(2026, 52)}
    assert calendar("CN-plant2", tmp_path).freeze_weeks == {Week(2026, 52), Week(2026, 53)}
    assert not calendar("DE", tmp_path).freeze_weeks


@pytest.mark.parametrize("region", ["", "XX", "cn", "DE-XX", "CN-plant2"])
def test_an_unknown_region_is_an_error(region: str) -> None:
    with pytest.raises(CalendarError, match=f"^{region}: no such region"):
        calendar(region)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("XX.yaml", "days_off: []", "XX.yaml: no such region"),
        ("CN.yaml", "days_of: [2026-01-01]", "CN.yaml: days_of: "),
        ("CN.yaml", "days_off: [2026-01-01, soon]", "CN.yaml: days_off.1: "),
        ("CN.yaml", "days_off: 2026-01-01", "CN.yaml: days_off: "),
        ("CN.yaml", "official_years: ['2027']", "CN.yaml: official_years.0: "),
        ("CN.yaml", "official_years: [2027]", "CN.yaml: .*official_years: 2027 has no days_off"),
        ("CN.yaml", "days_off: [2027-01-01]\nworkdays: [2027-01-01]", "CN.yaml: .*workdays: 2027-01-01 is in both"),
        (
            "CN.yaml",
            "freeze_weeks: [2026-W54]",
            "CN.yaml: freeze_weeks.0: .*2026-W54 is no week; write it like 2026-W52",
        ),
        ("CN.yaml", "freeze_weeks: [2026-12-24]", "CN.yaml: freeze_weeks.0: "),
        ("CN.yaml", "days_off: [", "CN.yaml: "),
        ("CN.yaml", "days_off: []\ndays_off: []", "CN.yaml: (.|\n)*days_off"),
        ("CN.yaml", "- 2026-01-01", "CN.yaml: "),
    ],
)
def test_a_bad_file_is_named_with_its_key(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    with pytest.raises(CalendarError, match=f"^{complaint}"):
        load_overrides(write(tmp_path, name, text))


def test_an_empty_file_or_no_folder_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "CN.yaml", "# nothing yet\n")
    assert calendar("CN", tmp_path).is_workday(MAKE_UP_2026[0])
    assert calendar("CN", tmp_path / "missing").is_workday(MAKE_UP_2026[0])


@pytest.mark.parametrize(
    ("today", "warnings"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [CalendarWarning("calendar_missing_next_year", "CN", 2027)]),
        (date(2025, 12, 31), []),
        (date(2027, 3, 1), [CalendarWarning("calendar_missing_this_year", "CN", 2027)]),
        (
            date(2027, 11, 1),
            [
                CalendarWarning("calendar_missing_this_year", "CN", 2027),
                CalendarWarning("calendar_missing_next_year", "CN", 2028),
            ],
        ),
    ],
)
def test_hr_is_warned_of_a_missing_table(today: date, warnings: list[CalendarWarning]) -> None:
    everywhere = [calendar(region) for region in ("CN", "DE", "US", "CN")]
    assert calendar_warnings(everywhere, today) == warnings
