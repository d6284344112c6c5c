"""What the page is given of the store: its feed of messages, and sessions."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar, TypeVarTuple

from bot.clock import Clock
from conversations.rules.roster import Person
from conversations.toolkit.cards import Card
from conversations.toolkit.wire import from_json, to_json
from handlers.platform import Unavailable
from handlers.web.cards import shut
from handlers.web.ports import FeedItem
from storage import deliveries, feed, people, sessions
from storage.database import Database, StorageAway, Transaction
from storage.record_queries import readable_ids

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

SIGN_OF_LIFE = 15.0
"""Seconds of silence after which a follower is told that all is well."""

LOOKS_AGAIN = 2.0
"""Seconds after which a follower looks again by itself: another replica may have written."""


class Page:
    """The stored side of the page: implements the ports Feed and Sessions."""

    def __init__(self, database: Database, clock: Clock, address: str = "") -> None:
        self._database, self._clock, self._address = database, clock, address
        self._changed: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    async def put(self, person: str, message: str, delivery: str, card: Card, at: datetime) -> None:
        """Put a card on a person's page, or change the message in place. Raises Unavailable."""
        await self._write(feed.put, person, message, delivery, to_json(Card, card), at)
        self._wake(person)

    async def said(self, person: str, key: str, text: str) -> None:
        """Keep the person's own words for their page. Raises Unavailable."""
        await self._write(feed.say, person, key, text, self._clock.company())
        self._wake(person)

    async def latest(self, person: str, most: int = 60) -> Sequence[FeedItem]:
        """The latest messages, oldest first. Raises Unavailable."""
        return await self._read(_latest, person, most)

    async def follow(self, person: str, after: int) -> AsyncIterator[FeedItem | None]:
        """Everything newer as it comes; None as a sign of life."""
        event, silent = asyncio.Event(), 0.0
        self._changed[person].add(event)
        try:
            while True:
                event.clear()
                for item in await self._read(_after, person, after):
                    after, silent = item.seq, 0.0
                    yield item
                try:
                    await asyncio.wait_for(event.wait(), LOOKS_AGAIN)
                except TimeoutError:
                    silent += LOOKS_AGAIN
                if silent >= SIGN_OF_LIFE:
                    silent = 0.0
                    yield None
        finally:
            self._changed[person].discard(event)
            if not self._changed[person]:
                del self._changed[person]

    async def peek(self, link: str) -> Person | None:
        """Whose sign-in link this is, if it is still good. Raises Unavailable."""
        return await self._read(self._peek, link)

    async def consume(self, link: str) -> str | None:
        """Use a link up and begin a session: the cookie's secret. Raises Unavailable."""
        return await self._write(sessions.consume, link, self._clock.real())

    async def person(self, secret: str) -> Person | None:
        """Whose session this is; None if it ended, or the person left. Raises Unavailable."""
        found = await self._read(self._signed_in, secret)
        if found is None:
            return None
        person, stale = found
        if stale:
            await self._write(sessions.touch, secret, self._clock.real())
        return person

    async def end(self, secret: str) -> None:
        """Sign off. Raises Unavailable."""
        await self._write(sessions.end, secret)

    async def begin(self, person: str) -> str:
        """A session for somebody whose identity is proven: the cookie's secret. Raises Unavailable."""
        return await self._write(sessions.begin, person, self._clock.real())

    async def way_in(self, person: str) -> str:
        """An address that signs a person in, once; it is kept nowhere. Raises Unavailable."""
        return way_in(self._address, await self._write(sessions.make_link, person, self._clock.real()))

    def changed(self, persons: Iterable[str]) -> None:
        """Something was written for these people beside the page: let it be seen at once."""
        for person in persons:
            self._wake(person)

    def _wake(self, person: str) -> None:
        for event in self._changed.get(person, ()):
            event.set()

    def _peek(self, tx: Transaction, link: str) -> Person | None:
        id_ = sessions.peek(tx, link, self._clock.real())
        return people.by_identity(tx, "web", "", id_) if id_ else None

    def _signed_in(self, tx: Transaction, secret: str) -> tuple[Person, bool] | None:
        found = sessions.find(tx, secret, self._clock.real())
        person = people.by_identity(tx, "web", "", found.person) if found else None
        return (person, found.stale) if found and person else None

    async def _read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        try:
            return await self._database.read(fn, *args)
        except StorageAway:
            raise Unavailable from None

    async def _write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        try:
            return await self._database.write(fn, *args)
        except StorageAway:
            raise Unavailable from None


def way_in(address: str, link: str) -> str:
    """Where a sign-in link is used, on the page at this address."""
    return f"{address}/sign-in/{link}"


def _latest(tx: Transaction, person: str, most: int) -> list[FeedItem]:
    return _as_readable(tx, person, feed.latest(tx, person, most))


def _after(tx: Transaction, person: str, seq: int) -> list[FeedItem]:
    return _as_readable(tx, person, feed.after(tx, person, seq))


def _as_readable(tx: Transaction, person: str, items: Sequence[feed.Item]) -> list[FeedItem]:
    """The messages as their reader may read them now: what somebody else took over is shut (safety.md 14)."""
    told = deliveries.about(tx, [item.delivery for item in items if item.delivery])
    reader = people.person(tx, person) if told else None
    ids = [id_ for about in told.values() for id_ in about]
    readable = readable_ids(tx, reader, ids) if reader else frozenset[str]()
    return [_item(item, is_open=readable.issuperset(told.get(item.delivery, ()))) for item in items]


def _item(item: feed.Item, *, is_open: bool) -> FeedItem:
    card: Card | None = from_json(Card, item.card) if item.card else None
    shown = card if card is None or is_open else shut(card)
    return FeedItem(item.seq, item.message, item.at, item.delivery, shown, item.said)
