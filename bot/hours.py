"""The one place that says when something that the bot begins may come: in its recipient's hours, within their budget.

Asked when it is planned and again when it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from conversations.rules.budget import EXEMPT, WEEKS_AHEAD, CountsAs, budget_of, has_room
from conversations.rules.cadence import send_at
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import instant_of, local_day, week_of
from storage import burden, people
from storage.database import Transaction

NO_ALLOWED_TIME = "no_allowed_time"
"""Why something is missed: within a year there is no hour at which its recipient may be written to."""

NO_ROOM = "no_room"
"""Why something is missed: the weeks in which it would still be of use are full."""


@dataclass(frozen=True)
class Moment:
    """When something may come (company time), and the recipient's local date then; `waits` for a week with room."""

    at: datetime
    day: date
    waits: bool = False


def first_moment(
    tx: Transaction,
    person: Person,
    kind: CountsAs,
    at: datetime,
    calendars: Callable[[str], Calendar],
    besides: str = "",
) -> Moment | str:
    """Give `at` (company time) if this may come to the person then, else the first such instant after it; or the
    reason why it never will. `besides` is a delivery that has its place already.

    Their own zone, working days, quiet hours, holidays, leave and pause count, nobody else's. Urgent ones do not wait.
    """
    if kind == "urgent":
        return Moment(at, local_day(at, person.zone))
    away = people.absences(tx, person.id, local_day(at, person.zone))
    timing = timing_of(person, calendars(person.region), away)
    begin, budget = at, budget_of(person)
    for weeks in range(WEEKS_AHEAD + 1):
        hour = send_at(begin, timing)
        if hour is None:
            return NO_ALLOWED_TIME
        day = local_day(hour, person.zone)
        week = week_of(day)
        if kind in EXEMPT or has_room(kind, burden.begun_in(tx, person.id, week, besides), budget):
            return Moment(hour, day, waits=weeks > 0)
        begin = instant_of(week.next.monday, time(0), person.zone)
    return NO_ROOM
