"""By when one tap promises help: always a working day of whoever helps, and never one that has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import takewhile

from conversations.rules.cadence import Timing, workdays_after
from conversations.rules.skips import next_open_days
from conversations.rules.weeks import local_day

WORKDAYS_TO_HELP = 2
FAR = timedelta(weeks=52)
"""What is needed later than this is looked at from so long before."""


def handy_day(needed_by: date | None, at: datetime, timing: Timing) -> date:
    """The day when it is needed, or the last one at work before that; where that has passed, the next one at work.
    Without such a day, two working days from now. Today for somebody who is away for more than a year.
    """
    zone = timing.rhythm.zone
    today = local_day(at, zone)
    if needed_by is None:
        return local_day(workdays_after(at, WORKDAYS_TO_HELP, timing) or at, zone)
    from_then_on = next_open_days(max(today, needed_by - FAR), timing.working, timing.circumstances)
    in_time = max(takewhile(lambda day: day <= needed_by, from_then_on), default=None)
    after_today = next_open_days(today + timedelta(days=1), timing.working, timing.circumstances)
    return in_time or next(after_today, today)
