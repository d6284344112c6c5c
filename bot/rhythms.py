"""Rhythms: each person's check-in and each manager's digest, as due rows of this week and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from conversations.rules.cadence import Missed, Prompt, Send, after_outage, digest_at, occurrence
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.timing import digest_timing_of, timing_of
from conversations.rules.weeks import Week, week_at
from conversations.toolkit.events import Address, Due, Event, Started
from storage import due, people
from storage.database import Transaction

CHANGES_RHYTHM = frozenset(
    {"setting_changed", "paused", "pause_ended", "away_announced", "welcomed", "department_opened"}
)
"""Entries after which their subject's rhythm is planned anew."""

CHECKIN, DIGEST = "checkin", "digest"
CONVERSATIONS = {CHECKIN: "weekly_checkin", DIGEST: "manager_digest"}
LATE = timedelta(minutes=5)
"""From here on a due moment counts as late: the rule for outages applies, and it happens now, not then."""

Calendars = Callable[[str], Calendar]


def plan_everybody(tx: Transaction, calendars: Calendars, now: datetime) -> int:
    """Plan this week and the next for all; gives for how many. What is planned already stays as it is."""
    everyone = people.everyone(tx)
    for person in everyone:
        _plan(tx, person, calendars, now)
    return len(everyone)


def plan_person(tx: Transaction, person: str, calendars: Calendars, now: datetime) -> None:
    """Plan one person anew, after a change: what waited is forgotten, what is over never comes back."""
    for kind in CONVERSATIONS:
        due.cancel_waiting(tx, person, kind)
    known = people.person(tx, person)
    if known and known.active:
        _plan(tx, known, calendars, now)


def _plan(tx: Transaction, person: Person, calendars: Calendars, now: datetime) -> None:
    for kind, week, at, form in _moments(tx, person, calendars, now):
        address = Address(CONVERSATIONS[kind], person.id, str(week))
        due.plan(tx, f"{kind}:{person.id}:{week}", address, f"start:{form}", at, kind)


def _moments(
    tx: Transaction, person: Person, calendars: Calendars, now: datetime
) -> Iterator[tuple[str, Week, datetime, str]]:
    if not person.welcomed:
        return
    calendar = calendars(person.region)
    this_week = week_at(now, person.zone)
    away = people.absences(tx, person.id, this_week.monday - timedelta(days=35))
    timing = timing_of(person, calendar, away)
    for week in (this_week, this_week.next):
        prompt = occurrence(week, timing)
        if isinstance(prompt, Prompt) and prompt.at > now:
            yield CHECKIN, week, prompt.at, prompt.kind
        digest = digest_at(week, digest_timing_of(person, calendar, away)) if person.is_manager else None
        if digest and digest > now:
            yield DIGEST, week, digest, ""


def due_event(
    tx: Transaction, planned: due.Planned, owner: Person, now: datetime, calendars: Calendars
) -> Event | None:
    """The event of a due moment; None if it is missed or waits for the next allowed moment (both are noted)."""
    late = now - planned.at > LATE
    at = now if late else planned.at
    if planned.kind == due.WAKE:
        return Due(
            key=planned.event_key, at=at, address=planned.address, actor=None, timer=planned.timer, due_at=planned.at
        )
    reason = _not_to_be_asked(tx, owner)
    useful: Send | Missed = Send(at)
    if late and not reason:
        timing = timing_of(owner, calendars(owner.region), people.absences(tx, owner.id, now.date()))
        week = Week.parse(planned.address.key)
        useful = after_outage("prompt" if planned.kind == CHECKIN else "digest", week, planned.at, now, timing)
    match useful:
        case Missed(reason=why):
            due.miss(tx, planned.key, why)
        case _ if reason:
            due.miss(tx, planned.key, reason)
        case Send(at=allowed) if allowed > now:
            due.postpone(tx, planned.key, allowed)
        case Send():
            form = planned.timer.partition(":")[2]
            key, arguments = planned.event_key, {"form": form} if form == "welcome_back" else {}
            return Started(key=key, at=at, address=planned.address, actor=None, arguments=arguments)
    return None


def _not_to_be_asked(tx: Transaction, person: Person) -> str:
    opened = {department.id for department in people.departments(tx) if department.opened}
    if person.department not in opened:
        return "not_opened"
    return "" if person.welcomed else "not_welcomed"
