"""Calendar files of one-on-ones: the next talk, and the one left out, under ids that stay as it moves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from bot.acting import House
from bot.clock import Clock
from conversations.one_on_one.facts import pair_of
from conversations.rules.one_on_ones import Talk
from conversations.rules.roster import Person
from conversations.toolkit.words import Phrase
from handlers.platform import Identity, Unavailable, Words
from storage import people
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
        return self._written(talk, viewer, with_)

    def _written(self, talk: Talk, viewer: Person, other: Person) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        title = self._words.text(Phrase("one_on_one.title", {"name": other.name}), viewer.language)
        for event in _events(talk, self._clock.real()):
            event.add("summary", title)
            calendar.add_component(event)
        written: bytes = calendar.to_ical()
        return written


def _events(talk: Talk, now: datetime) -> Iterator[Event]:
    length = timedelta(minutes=talk.minutes)
    if talk.next_at is not None:
        yield _event(talk, talk.number, talk.sequence, talk.next_at, length, "CONFIRMED", now)
    if talk.skipped_at is not None:
        yield _event(talk, talk.skipped_number, talk.skipped_sequence, talk.skipped_at, length, "CANCELLED", now)


def _event(
    talk: Talk, number: int, sequence: int, at: datetime, length: timedelta, status: str, now: datetime
) -> Event:
    event = Event()
    two = hashlib.sha256(f"{talk.person} {talk.manager}".encode()).hexdigest()[:24]
    event.add("uid", f"{two}-{number}@rapport")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + length)
    event.add("status", status)
    return event
