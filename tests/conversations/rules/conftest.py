"""Twelve places, and how someone there is timed."""

from collections.abc import Callable
from functools import cache

import pytest

from conversations.rules.cadence import Circumstances, Rhythm, Timing
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import load_overrides

PLACES = {
    "Asia/Shanghai": "CN",
    "Europe/Berlin": "DE-BY",
    "Europe/London": "GB",
    "America/New_York": "US",
    "America/Los_Angeles": "US-CA",
    "America/Sao_Paulo": "BR",
    "Australia/Lord_Howe": "AU-NSW",
    "Pacific/Auckland": "NZ",
    "Asia/Kolkata": "IN",
    "Asia/Tokyo": "JP",
    "Asia/Singapore": "SG",
    "Asia/Riyadh": "SA",
}


@pytest.fixture(scope="session")
def timing() -> Callable[..., Timing]:
    """`timing(rhythm, circumstances)`: by default an ordinary person in London."""
    overrides = load_overrides()

    @cache
    def calendar(region: str) -> Calendar:
        return load_calendar(region, overrides)

    def make(rhythm: Rhythm | None = None, known: Circumstances | None = None, region: str | None = None) -> Timing:
        rhythm = rhythm or Rhythm("Europe/London")
        return Timing(rhythm, calendar(region or PLACES[rhythm.zone]), known or Circumstances())

    return make
