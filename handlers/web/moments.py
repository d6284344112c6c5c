"""How far a button of the demonstration moves the company's clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.web.ports import Moment

MORNING = time(8)
"""Local time at which a new day of the demonstration begins: before anybody's own slot."""


def _moment(moment: Moment, zone: ZoneInfo) -> datetime | None:
    return moment.next_due


def _hour(moment: Moment, zone: ZoneInfo) -> datetime:
    return moment.now + timedelta(hours=1)


def _workday(moment: Moment, zone: ZoneInfo) -> datetime:
    return _morning_when(moment, zone, lambda weekday: weekday < 5)


def _monday(moment: Moment, zone: ZoneInfo) -> datetime:
    return _morning_when(moment, zone, lambda weekday: weekday == 0)


def _morning_when(moment: Moment, zone: ZoneInfo, wanted: Callable[[int], bool]) -> datetime:
    today = moment.now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(8))
    mornings = (datetime.combine(day, MORNING, zone).astimezone(UTC) for day in days if wanted(day.weekday()))
    return next(morning for morning in mornings if morning > moment.now)


MOVES: Mapping[str, Callable[[Moment, ZoneInfo], datetime | None]] = {
    "moment": _moment,
    "hour": _hour,
    "workday": _workday,
    "monday": _monday,
}
"""Where each button goes, given the company's clock and the viewer's zone; None if there is nothing to wait for."""
