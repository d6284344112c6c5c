"""The stage: what a visitor of the demonstration can do beside being one of its people."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.demo.delivering import deliver
from bot.demo.playing import Player
from bot.page import Page
from conversations.rules.roster import Department, Person
from handlers.web.ports import Happening, Moment
from storage import happenings, organisation, people
from storage.database import Database, Transaction
from storage.workers import Rank

ONE_OPENING = 10.0
"""Seconds within which opening the same person again is the same opening."""

ANSWERS_WITHIN = 1.5
"""Seconds a move of the clock keeps its visitor waiting; what is left of it goes on behind."""

BEGIN_WITH = ("grace.okafor", "su.yihang", "hannah.osei")
"""Whom to begin with, by the name in their address: in either language somebody who gets stuck and has a manager who
answers; then somebody whose manager leads people in both languages.
"""


class Stage:
    """Implements the page's port Demo."""

    def __init__(
        self, database: Database, page: Page, player: Player, after: Callable[[tuple[str, ...]], None]
    ) -> None:
        self._database, self._page, self._player, self._after = database, page, player, after
        self._beginning = asyncio.Lock()
        self._begun: dict[str, tuple[str, float]] = {}
        self._moving: asyncio.Task[None] | None = None
        self._until: datetime | None = None

    async def people(self) -> Sequence[Person]:
        """Everybody, managers first; and among the others, first those with whom to begin."""
        everyone = await self._database.read(people.everyone)
        return sorted(everyone, key=lambda person: (not person.is_manager, _begins(person), person.department))

    async def departments(self) -> Sequence[Department]:
        """The departments, parents first."""
        return await self._database.read(people.departments)

    async def moment(self) -> Moment:
        """The company's clock, when something happens next, and whether the colleagues still have something to say."""
        next_at = await self._database.read(self._player.next_at)
        now = self._player.turns.clock.company()
        moving = self._moving is not None and not self._moving.done()
        until = self._until if moving and self._until and self._until > now else None
        return Moment(now, next_at, now < self._player.colleagues.silent_from, until)

    async def move_forward(self, to: datetime) -> None:
        """Move the clock on, playing each moment in order; returns when done, or soon, while it goes on."""
        self._until = max(to, self._until) if self._until else to
        if self._moving is None or self._moving.done():
            self._moving = asyncio.create_task(self._play())
        await asyncio.wait({self._moving}, timeout=ANSWERS_WITHIN)
        if self._moving.done():
            self._moving.result()

    async def live_on(self) -> None:
        """Let the company live as time goes by, without anybody moving the clock."""
        if self._moving is None or self._moving.done():
            await self.move_forward(self._player.turns.clock.company())

    async def happenings(self, most: int = 40) -> Sequence[Happening]:
        """What happened lately, newest first, without a word of content."""
        found = await self._database.read(happenings.latest, most)
        return [Happening(each.at, each.person, each.what) for each in found]

    async def as_person(self, person: str) -> str:
        """A session for one of the company's people.

        Two phones that open the same person at once share it, for one browser keeps one cookie for both.
        """
        async with self._beginning:
            secret, begun = self._begun.get(person, ("", -ONE_OPENING))
            if time.monotonic() - begun > ONE_OPENING:
                secret = await self._page.begin(person)
                self._begun[person] = secret, time.monotonic()
        return secret

    def plays(self, person: str) -> None:
        """A visitor is this person from now on, who answers by themselves no longer."""
        self._player.colleagues.played.add(person)

    async def stop(self) -> None:
        """End a move that is still going on."""
        if self._moving and not self._moving.done():
            self._moving.cancel()
            await asyncio.gather(self._moving, return_exceptions=True)

    async def _play(self) -> None:
        while self._until is not None:
            until = self._until
            recipients = await self._database.write(self._step, until, rank=Rank.BACKGROUND)
            if recipients is None and self._until == until:
                self._until = None
            elif recipients:
                self._page.changed(recipients)
                self._after(recipients)

    def _step(self, tx: Transaction, until: datetime) -> tuple[str, ...] | None:
        recipients = self._player.play_next(tx, until)
        # At its own moment: once the clock has gone on, it may be night where it is to come.
        deliver(tx, self._player.turns, recipients or ())
        organisation.advance_clock(tx, self._player.turns.clock.ahead)
        return recipients


def _begins(person: Person) -> int:
    name = person.email.partition("@")[0]
    return BEGIN_WITH.index(name) if name in BEGIN_WITH else len(BEGIN_WITH)
