"""How far a button of the demonstration moves the company's clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.rules.roster import Person
from handlers.web.ports import Moment

MORNING = time(8)
"""Local time at which a new day of the demonstration begins: before anybody's own slot."""

Shown = Sequence[Person]


def _moment(moment: Moment, _zone: ZoneInfo, _shown: Shown = ()) -> datetime | None:
    return moment.next_due


def _hour(moment: Moment, _zone: ZoneInfo, _shown: Shown = ()) -> datetime:
    return moment.now + timedelta(hours=1)


def _workday(moment: Moment, zone: ZoneInfo, _shown: Shown = ()) -> datetime:
    return _first_day(moment, zone, range(5), lambda day: datetime.combine(day, MORNING, zone), another=True)


def _monday(moment: Moment, zone: ZoneInfo, shown: Shown = ()) -> datetime:
    """Until all who are shown have their check-in, wherever they are: there is something to see then."""

    def begins(day: date) -> datetime:
        slots = [datetime.combine(day, person.slot_time, ZoneInfo(person.zone)) for person in shown]
        return max(slots, default=datetime.combine(day, MORNING, zone))

    return _first_day(moment, zone, range(1), begins)


def _first_day(
    moment: Moment,
    zone: ZoneInfo,
    weekdays: Sequence[int],
    begins: Callable[[date], datetime],
    *,
    another: bool = False,
) -> datetime:
    """The first of these days that has not begun; on `another` date than today where that is promised."""
    today = moment.now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(1 if another else -1, 9))
    mornings = (begins(day).astimezone(UTC) for day in days if day.weekday() in weekdays)
    return next(morning for morning in mornings if morning > moment.now)


MOVES: Mapping[str, Callable[[Moment, ZoneInfo, Shown], datetime | None]] = {
    "moment": _moment,
    "hour": _hour,
    "workday": _workday,
    "monday": _monday,
}
"""Where each button goes, given the company's clock, the viewer's zone and whom they see; None if nothing waits."""
