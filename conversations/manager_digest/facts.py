"""What the digest knows: the manager's week, their reports' answers and blockers, as the manager may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.blocker import WORKDAYS_TO_HELP, ahead_by, found_for
from conversations.entries import CheckInAnswered
from conversations.rules.cadence import Timing
from conversations.rules.roster import Person
from conversations.rules.timing import digest_timing_of
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.reader import Blocker, Reader, Written


@dataclass(frozen=True)
class Answered:
    """One report's check-in, with its writer."""

    person: Person
    written: Written
    checkin: CheckInAnswered


@dataclass(frozen=True)
class DigestFacts:
    """Everything a digest turn needs. Blockers come urgent first, then oldest."""

    manager: Person
    week: Week
    at: datetime
    timing: Timing
    reports: Sequence[Person]
    answers: Sequence[Answered]
    blockers: Sequence[Blocker]
    people: dict[str, Person]
    found: Sequence[Person]

    @property
    def today(self) -> date:
        """The manager's local date."""
        return self.at.astimezone(ZoneInfo(self.manager.zone)).date()

    def handy_day(self, blocker: Blocker) -> date:
        """By when one tap promises help: when it is needed, else in two working days."""
        if blocker.needed_by:
            return max(blocker.needed_by, self.today)
        return ahead_by(self.at, WORKDAYS_TO_HELP, self.timing)

    def answer(self, id_: str) -> Answered | None:
        """The answer of this entry id, if it is in this digest."""
        return next((answer for answer in self.answers if answer.written.id == id_), None)

    def blocker(self, id_: str) -> Blocker | None:
        """The blocker of this id, if it is in this digest."""
        return next((blocker for blocker in self.blockers if blocker.id == id_), None)

    def name_of(self, person: str) -> str:
        """A person's name, "" if unknown."""
        known = self.people.get(person)
        return known.name if known else ""


def week_for(reader: Reader, at: datetime) -> str:
    """The week that the command means: the reader's present one."""
    return str(week_of(at.astimezone(ZoneInfo(reader.me.zone)).date()))


def gather(reader: Reader, state: State, event: Event | Looked) -> DigestFacts:
    """Fetch the facts of a digest turn."""
    manager = reader.person(event.owner) or reader.me
    week = Week.parse(event.topic)
    reports = reader.reports()
    ids = [person.id for person in reports]
    people = {person.id: person for person in reports}
    weeks = (str(week.previous), str(week)) if state.answers.get("with_last_week") else (str(week),)
    written = [entry for each in weeks for entry in reader.checkins(each, ids)]
    blockers = [blocker for blocker in reader.blockers_for(manager.id) if blocker.raiser != manager.id]
    for id_ in {blocker.raiser for blocker in blockers} - people.keys():
        known = reader.person(id_)
        if known:
            people[id_] = known
    answers = [
        Answered(people[entry.subject], entry, entry.entry)
        for entry in written
        if isinstance(entry.entry, CheckInAnswered) and entry.subject in people
    ]
    timing = digest_timing_of(manager, reader.calendar(manager.region), reader.absences(manager.id, event.at.date()))
    return DigestFacts(
        manager, week, event.at, timing, reports, answers, blockers, people, found_for(reader, event, "")
    )
