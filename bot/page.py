"""What the page is given of the store: its feed of messages, and sessions."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeAlias, TypeVar, TypeVarTuple

from bot import letters
from bot.clock import Clock
from conversations.rules.roster import Person
from conversations.toolkit.cards import Card
from handlers.platform import Unavailable
from handlers.web.cards import shut
from handlers.web.ports import FeedItem
from storage import deliveries, due, feed, people, sessions
from storage.database import Database, StorageAway, Transaction
from storage.deliveries import Kept
from storage.record_queries import readable_ids

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Some: TypeAlias = Callable[[Transaction, str, int], Sequence[feed.Item]]

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
        await self._write(feed.put, person, message, delivery, letters.written(card), at)
        self._wake(person)

    async def said(self, person: str, key: str, text: str) -> None:
        """Keep the person's own words for their page. Raises Unavailable."""
        await self._write(feed.say, person, key, text, self._clock.company())
        self._wake(person)

    async def latest(self, person: str, most: int = 60) -> Sequence[FeedItem]:
        """The latest messages, oldest first. Raises Unavailable."""
        return await self._readable(feed.latest, person, most)

    async def follow(self, person: str, after: int) -> AsyncIterator[FeedItem | None]:
        """Everything newer as it comes; None as a sign of life."""
        event, silent = asyncio.Event(), 0.0
        self._changed[person].add(event)
        try:
            while True:
                event.clear()
                for item in await self._readable(feed.after, person, after):
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

    async def _readable(self, some: Some, person: str, number: int) -> Sequence[FeedItem]:
        """Messages as their reader may read them now. What they may read only a part of any more is shut until its
        conversation has drawn it anew, as one is that waits to be sent.
        """
        items, in_part = await self._read(_as_readable, some, person, number)
        if in_part:
            await self._write(self._draw_anew, in_part)
        return items

    def _draw_anew(self, tx: Transaction, in_part: Sequence[Kept]) -> None:
        for kept in in_part:
            due.redraw(tx, kept.address, kept.id, self._clock.company())

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


def _as_readable(tx: Transaction, some: Some, person: str, number: int) -> tuple[list[FeedItem], list[Kept]]:
    """The messages as their reader may read them now: what somebody else took over is shut (safety.md 14). Beside them
    what is shut though a part of it is still theirs, where it stands in its slot and can be drawn anew.
    """
    items = some(tx, person, number)
    told = deliveries.about(tx, [item.delivery for item in items if item.delivery])
    reader = people.person(tx, person) if told else None
    ids = [id_ for about in told.values() for id_ in about]
    readable = readable_ids(tx, reader, ids) if reader else frozenset[str]()
    shut_in_part = [id_ for id_, about in told.items() if not readable.issuperset(about) and readable & {*about}]
    kept = [found for id_ in shut_in_part if (found := deliveries.get(tx, id_))]
    shown = [_item(item, is_open=readable.issuperset(told.get(item.delivery, ()))) for item in items]
    return shown, [each for each in kept if each.standing and not deliveries.is_set_aside(each)]


def _item(item: feed.Item, *, is_open: bool) -> FeedItem:
    card = letters.read(item.card) if item.card else None
    shown = card if card is None or is_open else shut(card)
    return FeedItem(item.seq, item.message, item.at, item.delivery, shown, item.said)
