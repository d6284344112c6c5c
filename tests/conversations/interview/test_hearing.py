"""When and with whom, as people type it in one line, in both languages."""

from __future__ import annotations

from datetime import date, time

import pytest

from conversations.interview.hearing import heard_in

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day", "clock", "rest"),
    [
        ("@Alice Friday 10:00", FRIDAY, time(10), "alice"),
        ("Alice on Friday at 10 o’clock", FRIDAY, time(10), "alice"),
        ("alice@example.org fri 9.30", FRIDAY, time(9, 30), "alice@example.org"),
        ("Friday at half past 2 in the afternoon", FRIDAY, time(14, 30), ""),
        ("Friday 3pm", FRIDAY, time(15), ""),
        ("27 Nov 14:00", FRIDAY, time(14), ""),
        ("Alice", None, None, "alice"),
        ("Kim Monday", date(2026, 11, 30), None, "kim"),
        ("at 10", None, time(10), ""),
        ("3", None, time(15), ""),
        ("25:00", None, None, "25:00"),
        ("@李晨 周五 10点", FRIDAY, time(10), "李晨"),
        ("李晨周五下午三点半", FRIDAY, time(15, 30), "李晨"),
        ("周五上午10:30", FRIDAY, time(10, 30), ""),
        ("明天十点", date(2026, 11, 25), time(10), ""),
        ("下周三 14点", date(2026, 12, 2), time(14), ""),
        ("两点", None, time(14), ""),
    ],
)
def test_day_time_and_name_are_told_apart(vocabulary, text, day, clock, rest):
    heard = heard_in(text, TODAY, vocabulary)
    assert (heard.day, heard.clock, heard.rest) == (day, clock, rest)
