"""From the address book to the rhythm: all that decides when a person hears from us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from conversations.rules.cadence import Rhythm, Timing
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.skips import Absence, Circumstances


def timing_of(
    person: Person, calendar: Calendar, absences: Sequence[Absence] = (), *, prompted_before: bool = True
) -> Timing:
    """Give a person's timing. A pause counts as days away: nobody asks, and the return is a welcome."""
    away = [Absence(absence.first, absence.last) for absence in absences]
    if person.paused_until and not person.stopped:
        away.append(Absence(date.min, person.paused_until - timedelta(days=1)))
    rhythm = Rhythm(
        person.zone,
        person.slot_day,
        person.slot_time,
        person.working_days,
        person.quiet_from,
        person.quiet_to,
        person.every_weeks,
    )
    known = Circumstances(
        started=person.start_date,
        leaving=person.leaving_date,
        absences=tuple(away),
        stopped=person.stopped,
        prompted_before=prompted_before,
        freeze_weeks=calendar.freeze_weeks,
    )
    return Timing(rhythm, calendar, known)


def spared(person: Person, timing: Timing) -> Timing:
    """Give the same for the check-in alone, which a notice period may spare somebody; all else goes on in it."""
    return replace(timing, circumstances=replace(timing.circumstances, notice_from=person.notice_from))


def checkin_timing_of(person: Person, calendar: Calendar, absences: Sequence[Absence] = ()) -> Timing:
    """Give a person's timing for the check-in."""
    return spared(person, timing_of(person, calendar, absences))


def answering_timing_of(person: Person, calendar: Calendar) -> Timing:
    """Give the days that somebody has to answer in: their own working days and hours, as the answer is theirs.

    Leave and a pause do not stretch them: whoever is stuck may ask somebody else meanwhile (product 1.5).
    """
    return replace(timing_of(person, calendar), circumstances=Circumstances())


def digest_timing_of(person: Person, calendar: Calendar, absences: Sequence[Absence] = ()) -> Timing:
    """Give a manager's timing for the digest: their own weekday for it, every week."""
    timing = timing_of(person, calendar, absences)
    return replace(timing, rhythm=replace(timing.rhythm, weekday=person.digest_day, every_weeks=1))
