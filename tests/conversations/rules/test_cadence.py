"""When exactly: zones, clock changes, quiet hours, reminders, closing, digests, outages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from conversations.rules.cadence import (
    Absence,
    Circumstances,
    Missed,
    Planned,
    Prompt,
    Rhythm,
    Send,
    Skipped,
    Timing,
    after_outage,
    closes_at,
    digest_at,
    occurrence,
    reminder_at,
    send_at,
    workdays_after,
)
from conversations.rules.weeks import Week, week_at

W48 = Week(2026, 48)
MakeTiming = Callable[..., Timing]


def prompt_at(week: Week, whose: Timing) -> datetime:
    answer = occurrence(week, whose)
    assert isinstance(answer, Prompt), answer
    return answer.at


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Berlin", (Week(2026, 13), "2026-03-23T09:00"), (Week(2026, 14), "2026-03-30T08:00")),
        ("Europe/London", (Week(2026, 43), "2026-10-19T09:00"), (Week(2026, 44), "2026-10-26T10:00")),
        ("America/New_York", (Week(2026, 10), "2026-03-02T15:00"), (Week(2026, 11), "2026-03-09T14:00")),
        ("America/Los_Angeles", (Week(2026, 44), "2026-10-26T17:00"), (Week(2026, 45), "2026-11-02T18:00")),
        ("Australia/Lord_Howe", (Week(2026, 40), "2026-09-27T23:30"), (Week(2026, 41), "2026-10-05T23:00")),
        ("America/Sao_Paulo", (Week(2018, 44), "2018-10-29T13:00"), (Week(2018, 45), "2018-11-05T12:00")),
        ("Pacific/Auckland", (Week(2026, 39), "2026-09-20T22:00"), (Week(2026, 40), "2026-09-27T21:00")),
    ],
)
def test_ten_in_the_morning_stays_ten_when_clocks_change(
    timing: MakeTiming, zone: str, before: tuple[Week, str], after: tuple[Week, str]
) -> None:
    for week, at in (before, after):
        instant = prompt_at(week, timing(Rhythm(zone)))
        assert instant == utc(at)
        assert local(instant, zone).endswith("10:00")


@pytest.mark.parametrize(
    ("at", "quiet", "expected"),
    [
        (time(10), None, "11-23 10:00"),
        (time(7, 30), None, "11-23 09:00"),
        (time(17, 59), None, "11-23 17:59"),
        (time(18), None, "11-23 09:00"),  # outside the hours for good: the day stays, the hour gives
        (time(10), (time(17), time(10, 30)), "11-23 10:30"),
        (time(12, 15), (time(12), time(13, 30)), "11-23 13:30"),
        (time(16), (time(15), time(23)), "11-23 09:00"),
        (time(10), (time(19), time(8)), "11-23 10:00"),
        (time(10), (time(8), time(18)), "no_allowed_time"),
    ],
)
def test_the_slot_keeps_to_working_hours_and_quiet_hours(
    timing: MakeTiming, at: time, quiet: tuple[time, time] | None, expected: str
) -> None:
    rhythm = Rhythm("Europe/London", at=at)
    if quiet:
        rhythm = replace(rhythm, quiet_from=quiet[0], quiet_to=quiet[1])
    match occurrence(W48, timing(rhythm)):
        case Prompt(at=instant):
            assert local(instant, "Europe/London") == expected
        case Skipped(reason=reason):
            assert reason == expected


@pytest.mark.parametrize("wrong", [{"weekday": 7}, {"weekday": -1}, {"working_days": {7}}, {"every_weeks": 0}])
def test_a_rhythm_that_no_week_has_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no such rhythm"):
        Rhythm("Europe/London", **wrong)  # type: ignore[arg-type]


def test_a_day_that_samoa_left_out_has_no_check_in(timing: MakeTiming) -> None:
    rhythm = Rhythm("Pacific/Apia", weekday=4)  # Friday 2011-12-30 did not exist there
    whose = timing(rhythm, region="US")
    assert local(prompt_at(Week(2011, 52), whose), "Pacific/Apia") == "12-29 10:00"


@pytest.mark.parametrize(
    ("zone", "utc_close"),
    [
        ("Asia/Shanghai", "2026-11-29T16:00"),
        ("Europe/London", "2026-11-30T00:00"),
        ("America/Los_Angeles", "2026-11-30T08:00"),
        ("Australia/Lord_Howe", "2026-11-29T13:00"),
    ],
)
def test_a_week_closes_on_sunday_at_midnight(zone: str, utc_close: str) -> None:
    close = closes_at(W48, zone)
    assert close == utc(utc_close)
    assert week_at(close, zone) == W48.next
    assert week_at(close - timedelta(microseconds=1), zone) == W48


def test_a_week_with_a_clock_change_closes_at_its_own_midnight() -> None:
    zone = "Europe/Berlin"
    assert closes_at(Week(2026, 13), zone) - closes_at(Week(2026, 12), zone) == timedelta(hours=167)
    assert closes_at(Week(2026, 43), zone) - closes_at(Week(2026, 42), zone) == timedelta(hours=169)


@pytest.mark.parametrize(
    ("weekday", "absences", "expected"),
    [
        (None, (), "11-24 10:00"),
        (3, (), "11-27 10:00"),
        (4, (), None),  # the working day after is next week's
        (2, (Absence(date(2026, 11, 26), date(2026, 11, 26)),), "11-27 10:00"),
        (3, (Absence(date(2026, 11, 27), date(2026, 11, 27)),), None),
    ],
)
def test_one_reminder_a_working_day_later(
    timing: MakeTiming, weekday: int | None, absences: tuple[Absence, ...], expected: str | None
) -> None:
    whose = timing(Rhythm("Europe/London", weekday=weekday), Circumstances(absences=absences))
    at = reminder_at(W48, prompt_at(W48, whose), whose)
    assert (at and local(at, "Europe/London")) == expected


def test_a_reminder_may_fall_on_a_make_up_saturday_and_keeps_its_local_time_over_a_clock_change(
    timing: MakeTiming,
) -> None:
    china = timing(Rhythm("Asia/Shanghai", weekday=4))
    at = reminder_at(Week(2026, 7), prompt_at(Week(2026, 7), china), china)
    assert at is not None and local(at, "Asia/Shanghai") == "02-14 10:00"
    at_weekends = timing(Rhythm("Europe/London", weekday=5, working_days=frozenset({0, 1, 5, 6})))
    saturday = prompt_at(Week(2026, 43), at_weekends)
    sunday = reminder_at(Week(2026, 43), saturday, at_weekends)
    assert sunday is not None and sunday - saturday == timedelta(hours=25)


def test_a_reminder_belongs_to_the_prompts_week_after_a_move_to_another_zone(timing: MakeTiming) -> None:
    asked = prompt_at(W48, timing(Rhythm("Asia/Shanghai")))
    assert local(asked, "America/New_York") == "11-22 21:00"  # still the week before
    at = reminder_at(W48, asked, timing(Rhythm("America/New_York")))
    assert at is not None and local(at, "America/New_York") == "11-24 09:00"


@pytest.mark.parametrize(
    ("at", "absences", "expected"),
    [
        ("2026-11-23T10:20", (), "11-25 10:20"),
        ("2026-11-26T16:00", (), "11-30 16:00"),
        ("2026-11-28T12:00", (), "12-01 12:00"),
        ("2026-11-23T20:00", (), "11-26 09:00"),  # never less than two working days
        ("2026-11-23T06:00", (), "11-25 09:00"),
        ("2026-12-23T11:00", (), "12-29 11:00"),  # over Christmas: 24, 29
        ("2026-11-23T10:00", (Absence(date(2026, 11, 24), date(2026, 11, 26)),), "11-30 10:00"),
        ("2026-11-23T10:00", (Absence(date(2026, 11, 24), date(2029, 1, 1)),), None),
    ],
)
def test_workdays_after(timing: MakeTiming, at: str, absences: tuple[Absence, ...], expected: str | None) -> None:
    nudge = workdays_after(utc(at), 2, timing(known=Circumstances(absences=absences)))
    assert (nudge and local(nudge, "Europe/London")) == expected


@pytest.mark.parametrize(
    ("weekday", "absences", "expected"),
    [
        (None, (), "11-25 10:00"),
        (4, (), "11-27 10:00"),
        (4, (Absence(date(2026, 11, 27), date(2026, 12, 4)),), "11-26 10:00"),
        (4, (Absence(date(2026, 11, 20), date(2026, 12, 4)),), None),
    ],
)
def test_the_manager_gets_one_digest_on_the_chosen_day(
    timing: MakeTiming, weekday: int | None, absences: tuple[Absence, ...], expected: str | None
) -> None:
    manager = timing(Rhythm("Europe/London", weekday=weekday, every_weeks=2), Circumstances(absences=absences))
    at = digest_at(W48, manager)
    assert (at and local(at, "Europe/London")) == expected


@pytest.mark.parametrize(
    ("what", "due", "now", "expected"),
    [
        ("prompt", "2026-11-23T10:00", "2026-11-23T10:00", Send(utc("2026-11-23T10:00"))),
        ("prompt", "2026-11-23T10:00", "2026-11-22T10:00", Send(utc("2026-11-23T10:00"))),  # the clock went back
        ("prompt", "2026-11-23T10:00", "2026-11-26T10:00", Send(utc("2026-11-26T10:00"))),  # three days
        ("prompt", "2026-11-23T10:00", "2026-11-26T03:00", Send(utc("2026-11-26T09:00"))),
        ("prompt", "2026-11-23T10:00", "2026-11-26T19:00", Send(utc("2026-11-27T09:00"))),
        ("prompt", "2026-11-23T10:00", "2026-11-27T17:59", Send(utc("2026-11-27T17:59"))),
        ("prompt", "2026-11-23T10:00", "2026-11-27T18:00", Missed("week_closed")),
        ("prompt", "2026-11-23T10:00", "2026-11-30T10:00", Missed("week_closed")),
        ("reminder", "2026-11-24T10:00", "2026-11-25T15:00", Send(utc("2026-11-25T15:00"))),
        ("reminder", "2026-11-24T10:00", "2026-11-26T10:00", Missed("too_late")),
        ("reminder", "2026-11-24T10:00", "2026-11-27T10:00", Missed("too_late")),
        ("reminder", "2026-11-27T17:00", "2026-11-28T09:00", Missed("too_late")),
        ("reminder", "2026-11-27T17:00", "2026-11-27T17:30", Send(utc("2026-11-27T17:30"))),
        ("digest", "2026-11-25T10:00", "2026-11-27T11:00", Send(utc("2026-11-27T11:00"))),
        ("digest", "2026-11-25T10:00", "2026-11-28T11:00", Missed("week_closed")),
        ("nudge", "2026-11-25T10:00", "2026-12-05T11:00", Send(utc("2026-12-07T09:00"))),
    ],
)
def test_after_an_outage(timing: MakeTiming, what: Planned, due: str, now: str, expected: Send | Missed) -> None:
    assert after_outage(what, W48, utc(due), utc(now), timing()) == expected


def test_after_an_outage_nobody_is_asked_on_leave(timing: MakeTiming) -> None:
    due = prompt_at(W48, timing())
    whose = timing(known=Circumstances(absences=(Absence(date(2026, 11, 24), date(2026, 11, 26)),)))
    assert after_outage("prompt", W48, due, utc("2026-11-25T12:00"), whose) == Send(utc("2026-11-27T09:00"))
    gone = timing(known=Circumstances(leaving=date(2026, 11, 24)))
    assert after_outage("prompt", W48, due, utc("2026-11-25T12:00"), gone) == Missed("no_allowed_time")


def test_what_is_said_now_waits_for_working_hours_and_quiet_hours(timing: MakeTiming) -> None:
    whose = timing(Rhythm("Asia/Shanghai", quiet_from=time(12), quiet_to=time(13)))
    assert send_at(utc("2026-02-13T08:30"), whose) == utc("2026-02-13T08:30")
    assert send_at(utc("2026-02-13T04:30"), whose) == utc("2026-02-13T05:00")
    assert send_at(utc("2026-02-13T11:00"), whose) == utc("2026-02-14T01:00")  # the make-up Saturday
    assert send_at(utc("2026-02-14T11:00"), whose) == utc("2026-02-24T01:00")  # after the Spring Festival
    assert workdays_after(utc("2026-02-13T02:00"), 3, whose) == utc("2026-02-25T02:00")


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Shanghai"])
def test_a_clock_that_jumps_to_and_fro_asks_once_a_week(timing: MakeTiming, zone: str, jump: timedelta) -> None:
    whose = timing(Rhythm(zone))
    weeks = [Week(2026, number) for number in range(34, 49)]
    now = prompt_at(weeks[0], whose)
    sent = {str(weeks[0]): now}
    while now < closes_at(weeks[-1], zone) - timedelta(days=2):
        for seen in (now, now - jump, now + jump):
            answer = occurrence(week_at(seen, zone), whose)
            if isinstance(answer, Prompt) and answer.at <= seen and answer.week != weeks[0].previous:
                sent.setdefault(str(answer.week), seen)
        now += timedelta(minutes=47)
    lateness = [sent[str(week)] - prompt_at(week, whose) for week in weeks]
    assert len(sent) == len(weeks)
    assert all(timedelta(0) <= late <= timedelta(minutes=47) for late in lateness)
