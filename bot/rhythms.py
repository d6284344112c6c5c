"""Rhythms: each person's check-in and each manager's digest, as due rows of this week and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from bot import talks
from bot.logs import log
from conversations.manager_digest.facts import WEEKS_BACK
from conversations.rules.cadence import Missed, Prompt, Send, Skipped, after_outage, closes_at, digest_at, occurrence
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.skips import Absence
from conversations.rules.timing import checkin_timing_of, digest_timing_of, timing_of
from conversations.rules.weeks import Week, week_at
from conversations.toolkit.events import Address, Due, Event, Started, Told
from storage import blockers, due, namings, people, running
from storage.database import Transaction

CHANGES_RHYTHM = frozenset(
    {"setting_changed", "paused", "pause_ended", "away_announced", "away_ended", "welcomed", "department_opened"}
)
"""Entries after which their subject's rhythm is planned anew."""

CHECKIN, DIGEST, CLOSE = "checkin", "digest", "close"
ASKED = "blocker"
"""The conversation of whoever is asked for help."""

CONVERSATIONS = {CHECKIN: "weekly_checkin", DIGEST: "manager_digest"}
LATE = timedelta(minutes=5)
"""From here on a due moment counts as late: the rule for outages applies, and it happens now, not then."""

LOOKS_BACK = timedelta(days=42)
"""Days away before a week decide whether it begins with a welcome back."""

Calendars = Callable[[str], Calendar]


def plan_everybody(tx: Transaction, calendars: Calendars, now: datetime) -> int:
    """Plan this week and the next for all; gives for how many. What is planned already stays as it is."""
    everyone = people.ids_of_everyone(tx)
    plan_people(tx, everyone, calendars, now)
    return len(everyone)


def plan_people(tx: Transaction, ids: Sequence[str], calendars: Calendars, now: datetime) -> None:
    """Plan this week and the next for these people. What is planned already stays as it is."""
    for planned, found in _rhythms_of(tx, ids, calendars, now):
        _plan(tx, planned, found, now)


def plan_person(tx: Transaction, person: str, calendars: Calendars, now: datetime) -> None:
    """Plan one person anew, after a change: what is not to be is forgotten, what is over never comes back.

    What is to have been by now stays as it waits: nobody loses a week by asking for an earlier day.
    """
    for planned, found in _rhythms_of(tx, (person,), calendars, now):
        if isinstance(found, Skipped):
            due.cancel(tx, planned.key)
        else:
            _plan(tx, planned, found, now)
    _move_closes(tx, person, now)
    talks.days_changed(tx, person, now)


def _move_closes(tx: Transaction, person: str, now: datetime) -> None:
    """Somebody may live in another zone now: the weeks around now close there and then."""
    for known in people.among(tx, (person,)):
        this_week = week_at(now, known.zone)
        for week in (this_week.previous, this_week, this_week.next):
            address = Address(CONVERSATIONS[CHECKIN], person, str(week))
            due.move(tx, due.wake_key(address, CLOSE), closes_at(week, known.zone))


def _plan(tx: Transaction, planned: _Rhythm, found: Prompt | Skipped, now: datetime) -> None:
    if isinstance(found, Prompt) and found.at > now:
        due.plan(tx, planned.key, planned.address, f"start:{found.kind}", found.at, planned.kind)


@dataclass(frozen=True)
class _Rhythm:
    """A rhythm of somebody in one week."""

    kind: str
    person: str
    week: Week

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.person}:{self.week}"

    @property
    def address(self) -> Address:
        return Address(CONVERSATIONS[self.kind], self.person, str(self.week))


def _rhythms_of(
    tx: Transaction, ids: Sequence[str], calendars: Calendars, now: datetime
) -> Iterator[tuple[_Rhythm, Prompt | Skipped]]:
    """The moments of this week and the next, for those of these people who were welcomed."""
    away = people.absences_among(tx, ids, now.date() - LOOKS_BACK)
    for person in people.among(tx, ids):
        if not person.welcomed:
            continue
        calendar, this_week = calendars(person.region), week_at(now, person.zone)
        for week, (kind, rhythm) in product((this_week, this_week.next), _RHYTHMS.items()):
            yield _Rhythm(kind, person.id, week), rhythm(week, person, calendar, away.get(person.id, ()))


def _checkin(week: Week, person: Person, calendar: Calendar, away: Sequence[Absence]) -> Prompt | Skipped:
    return occurrence(week, checkin_timing_of(person, calendar, away))


def _digest(week: Week, person: Person, calendar: Calendar, away: Sequence[Absence]) -> Prompt | Skipped:
    if not person.has_digest:
        return Skipped(week, "no_reports")
    if person.stopped:
        return Skipped(week, "stopped")
    at = digest_at(week, digest_timing_of(person, calendar, away))
    return (
        Prompt(week, at, "normal")
        if at
        else Skipped(week, "company_freeze" if week in calendar.freeze_weeks else "away")
    )


_RHYTHMS = {CHECKIN: _checkin, DIGEST: _digest}


def look_again(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """These people left or moved, or manage who did: whoever raised what is with them looks at it once more, and what
    they were asked or came in their digests, and is not theirs to read any more, goes from there, each in a turn of
    its own.
    """
    talks.moved_on(tx, ids, at)
    open_ = blockers.with_any_of(tx, ids)
    for blocker, raiser, week in open_:
        _wake(tx, Address(CONVERSATIONS[CHECKIN], raiser, week), f"moved:{blocker}", at)
    for person in ids if open_ else ():
        for asked in running.load_among(tx, person, ASKED, [blocker for blocker, _, _ in open_]):
            _wake(tx, asked.address, "moved", at)
    _draw_digests_again(tx, ids, at)


def _draw_digests_again(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """The newest one hands it on to those before."""
    for person in people.among(tx, ids):
        weeks = [str(week_at(at - timedelta(weeks=n), person.zone)) for n in range(WEEKS_BACK + 1)]
        begun = running.load_among(tx, person.id, CONVERSATIONS[DIGEST], weeks)
        if begun:
            _wake(tx, max((each.address for each in begun), key=lambda each: each.key), "moved_on", at)


def end_namings(tx: Transaction, at: datetime, gone: str = "") -> None:
    """People left or moved, or one is `gone`, about to be erased: whom a lead read for is told of the end in a turn of
    their own, and so are the readers.
    """
    over = namings.end_those_over(tx, at, gone)
    for each in over:
        known = people.person(tx, each.person)
        week = week_at(at, known.zone if known else "UTC")
        _wake(tx, Address(CONVERSATIONS[CHECKIN], each.person, str(week)), "lead_ended", at)
    _draw_digests_again(tx, sorted({reader for each in over for reader in (each.lead, each.manager)}), at)


def _wake(tx: Transaction, address: Address, timer: str, at: datetime) -> None:
    due.plan(tx, due.wake_key(address, timer), address, timer, at)


def is_begun(planned: due.Planned) -> bool:
    """Whether the moment begins something with its person: no timer of what runs already."""
    return planned.kind not in (due.WAKE, due.REDRAW)


def due_event(
    tx: Transaction, planned: due.Planned, owner: Person, now: datetime, calendars: Calendars
) -> Event | None:
    """The event of a due moment; None if it is missed or waits for the next allowed moment (both are noted)."""
    at = now if now - planned.at > LATE else planned.at
    if planned.kind == due.WAKE:
        return Due(
            key=planned.event_key, at=at, address=planned.address, actor=None, timer=planned.timer, due_at=planned.at
        )
    if planned.kind == due.REDRAW:
        return Told(key=planned.event_key, at=at, address=planned.address, actor=None, notice=due.REDRAW)
    match _useful(tx, planned, owner, now, calendars):
        case Missed(reason=why):
            miss(tx, planned, why)
        case Send(at=allowed) if allowed > now:
            due.postpone(tx, planned.key, allowed)
        case Send():
            form = planned.timer.partition(":")[2]
            key, arguments = planned.event_key, {"form": form} if form == "welcome_back" else {}
            return Started(key=key, at=at, address=planned.address, actor=None, arguments=arguments)
    return None


def miss(tx: Transaction, planned: due.Planned, reason: str) -> None:
    """Note of a moment that is being played that nothing comes of it any more, and why; and say so."""
    due.miss(tx, planned.key, reason)
    log.info("due_missed", kind=planned.kind, conversation=planned.address.conversation, reason=reason)


def _useful(tx: Transaction, planned: due.Planned, owner: Person, now: datetime, calendars: Calendars) -> Send | Missed:
    """What becomes of a rhythm's moment: since it was planned, the calendar and the person's days may have changed."""
    reason = _not_to_be_asked(tx, owner)
    if reason or planned.kind not in _RHYTHMS:
        return Missed(reason) if reason else Send(now)
    week, calendar = Week.parse(planned.address.key), calendars(owner.region)
    away = people.absences(tx, owner.id, week.monday - LOOKS_BACK)
    found = _RHYTHMS[planned.kind](week, owner, calendar, away)
    if isinstance(found, Skipped):
        return Missed(found.reason)
    if found.at > now:
        return Send(found.at)
    if now - planned.at <= LATE:
        return Send(now)
    if planned.kind == CHECKIN:
        return after_outage("prompt", week, planned.at, now, checkin_timing_of(owner, calendar, away))
    return after_outage("digest", week, planned.at, now, timing_of(owner, calendar, away))


def _not_to_be_asked(tx: Transaction, person: Person) -> str:
    opened = {department.id for department in people.departments(tx) if department.opened}
    if person.department not in opened:
        return "not_opened"
    return "" if person.welcomed else "not_welcomed"
