"""Calendar files: of a one-on-one the next talk and the one left out, of a talk by a script its date; under ids that
stay as it moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from bot import shut
from bot.acting import House
from bot.clock import Clock
from conversations.entries.interviews import InterviewArranged
from conversations.interview.facts import NAME
from conversations.interview.plan import Plan
from conversations.one_on_one.facts import pair_of
from conversations.rules.one_on_ones import Talk
from conversations.rules.roster import Person
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Address
from conversations.toolkit.words import Phrase
from handlers.platform import Identity, Unavailable, Words
from storage import people, running
from storage.database import Database, StorageAway, Transaction

PRODUCT = "-//Rapport//One-on-ones//EN"


class CalendarFiles:
    """Gives the two of a one-on-one its file, and nobody else."""

    def __init__(self, database: Database, house: House, clock: Clock, words: Words) -> None:
        self._database, self._house, self._clock, self._words = database, house, clock, words

    async def file(self, who: Identity, other: str) -> bytes | None:
        """The file of what they have with somebody; None without a date, or for no two. Raises Unavailable."""
        try:
            return await self._database.read(self._file, who, other)
        except StorageAway:
            raise Unavailable from None

    async def talk(self, who: Identity, talk: str) -> bytes | None:
        """The file of a talk that they hold or are invited to; None for any other, which the trail keeps. Raises
        Unavailable.
        """
        try:
            found = await self._database.read(self._talk, who, talk)
            if found is None:
                await self._database.write(self._refused, who)
        except StorageAway:
            raise Unavailable from None
        return found

    def _refused(self, tx: Transaction, who: Identity) -> None:
        viewer = people.by_identity(tx, who.platform, who.tenant, who.user)
        if viewer is not None:
            shut.note_file(tx, self._clock.company(), viewer, NAME)

    def _talk(self, tx: Transaction, who: Identity, talk: str) -> bytes | None:
        viewer = people.by_identity(tx, who.platform, who.tenant, who.user)
        kept = running.load(tx, Address(NAME, viewer.id, talk)) if viewer else None
        if viewer is None or kept is None:
            return None
        plan = Plan.of(State.from_json(kept.state))
        reader = self._house.reader(tx, viewer, self._clock.company())
        subject = plan.person or next(iter(plan.guests), "")
        written = reader.entries(subject, (InterviewArranged.kind,), (talk,))
        arranged = [each.entry for each in written if isinstance(each.entry, InterviewArranged)]
        event = _arranged(talk, arranged, self._clock.real())
        other = reader.person(plan.holder if viewer.id != plan.holder or plan.guests else plan.person)
        if event is None or other is None:
            return None
        return self._calendar(Phrase("interview.invite.title", {"name": other.name}), [event], viewer)

    def _file(self, tx: Transaction, who: Identity, other: str) -> bytes | None:
        viewer = people.by_identity(tx, who.platform, who.tenant, who.user)
        if viewer is None:
            return None
        reader = self._house.reader(tx, viewer, self._clock.company())
        with_ = reader.person(other)
        pair = pair_of(reader, viewer, with_)
        talk = reader.one_on_ones.talk(pair[0].id, pair[1].id) if pair else None
        if talk is None or with_ is None or not (talk.next_at or talk.skipped_at):
            return None
        title = Phrase("one_on_one.title", {"name": with_.name})
        return self._calendar(title, _events(talk, self._clock.real()), viewer)

    def _calendar(self, title: Phrase, events: Iterable[Event], viewer: Person) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        for event in events:
            event.add("summary", self._words.text(title, viewer.language))
            calendar.add_component(event)
        written: bytes = calendar.to_ical()
        return written


def _events(talk: Talk, now: datetime) -> Iterator[Event]:
    length, two = timedelta(minutes=talk.minutes), _hidden(f"{talk.person} {talk.manager}")
    if talk.next_at is not None:
        yield _event(two, talk.number, talk.sequence, talk.next_at, length, "CONFIRMED", now)
    if talk.skipped_at is not None:
        yield _event(two, talk.skipped_number, talk.skipped_sequence, talk.skipped_at, length, "CANCELLED", now)


def _arranged(talk: str, arranged: Sequence[InterviewArranged], now: datetime) -> Event | None:
    """The talk at its date, or taken off the calendar since it was put off or called off; None if it never had one."""
    dated = next((each for each in reversed(arranged) if each.at), None)
    if dated is None or dated.at is None:
        return None
    status = "CONFIRMED" if arranged[-1].at else "CANCELLED"
    return _event(_hidden(talk), 1, len(arranged) - 1, dated.at, timedelta(minutes=dated.minutes), status, now)


def _hidden(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def _event(talk: str, number: int, sequence: int, at: datetime, length: timedelta, status: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{talk}-{number}@rapport")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + length)
    event.add("status", status)
    return event
