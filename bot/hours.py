"""Hours: when something that the bot begins may reach a person. Asked when it is planned and again when it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from conversations.rules.cadence import send_at
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import local_day
from storage import people
from storage.database import Transaction

NO_ALLOWED_TIME = "no_allowed_time"
"""Why something is missed: within a year there is no hour at which its recipient may be written to."""


def first_hour(tx: Transaction, person: Person, at: datetime, calendars: Callable[[str], Calendar]) -> datetime | None:
    """Give `at` (company time) if the person may be written to then, else the first such instant after it.

    Their own zone, working days, quiet hours, holidays, leave and pause count, nobody else's. None: not for a year.
    """
    away = people.absences(tx, person.id, local_day(at, person.zone))
    return send_at(at, timing_of(person, calendars(person.region), away))
