"""Which days are meant, as people say it in either language."""

from datetime import date

import pytest

from conversations.rules.evidence.spans import span_in, usual_span

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "first", "last", "rest"),
    [
        ("last quarter", "2026-07-01", "2026-09-30", ""),
        ("上季度", "2026-07-01", "2026-09-30", ""),
        ("this quarter", "2026-10-01", "2026-11-26", ""),
        ("Q2", "2026-04-01", "2026-06-30", ""),
        ("q4 2025", "2025-10-01", "2025-12-31", ""),
        ("2025年第四季度", "2025-10-01", "2025-12-31", ""),
        ("上半年", "2026-01-01", "2026-06-30", ""),
        ("去年上半年", "2025-01-01", "2025-06-30", ""),
        ("下半年", "2026-07-01", "2026-11-26", ""),
        ("last half year", "2026-01-01", "2026-06-30", ""),
        ("近半年", "2026-06-01", "2026-11-26", ""),
        ("last three months", "2026-09-01", "2026-11-26", ""),
        ("12 months", "2025-12-01", "2026-11-26", ""),
        ("last month", "2026-10-01", "2026-10-31", ""),
        ("上个月", "2026-10-01", "2026-10-31", ""),
        ("December", "2025-12-01", "2025-12-31", ""),
        ("9月", "2026-09-01", "2026-09-30", ""),
        ("Mar - Jun", "2026-03-01", "2026-06-30", "-"),
        ("3月到6月", "2026-03-01", "2026-06-30", "到"),
        ("since March", "2026-03-01", "2026-11-26", ""),
        ("since 12 October", "2026-10-12", "2026-11-26", ""),
        ("从9月", "2026-09-01", "2026-11-26", ""),
        ("this year", "2026-01-01", "2026-11-26", ""),
        ("去年", "2025-01-01", "2025-12-31", ""),
        ("2024", "2024-01-01", "2024-12-31", ""),
        ("Alice Berger last quarter", "2026-07-01", "2026-09-30", "alice berger"),
        ("李晨 上半年", "2026-01-01", "2026-06-30", "李晨"),
    ],
)
def test_days_that_are_named(vocabulary, text, first, last, rest):
    span = span_in(text, TODAY, vocabulary)
    assert span and (str(span.first), str(span.last), span.rest) == (first, last, rest)


@pytest.mark.parametrize("text", ["", "Alice", "next year", "2031", "1995", "明年", "next quarter"])
def test_days_that_are_none(vocabulary, text):
    assert span_in(text, TODAY, vocabulary) is None


def test_without_a_word_it_is_since_the_last_talk_or_six_months():
    assert usual_span(TODAY).first == date(2026, 6, 1)
    assert usual_span(date(2026, 3, 31)).first == date(2025, 10, 1)
    assert usual_span(TODAY, date(2026, 9, 3)).first == date(2026, 9, 3)
