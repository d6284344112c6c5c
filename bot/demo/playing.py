"""Playing: due moments and colleagues' answers, each in its order, up to a moment of company time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import rhythms
from bot.demo.colleagues import Colleagues
from bot.turns import Turns
from storage import due, sending
from storage.database import Transaction

PLANS_AHEAD = 24 * 60 * 60
"""Seconds of company time after which everybody's rhythm is planned again."""


@dataclass
class Player:
    """Plays the company's time, one moment per call."""

    turns: Turns
    colleagues: Colleagues
    _planned_at: datetime | None = None

    def next_at(self, tx: Transaction) -> datetime | None:
        """The next moment at which something happens."""
        moments = (due.next_at(tx), self.colleagues.next_at)
        return min((moment for moment in moments if moment), default=None)

    def play_next(self, tx: Transaction, until: datetime) -> tuple[str, ...] | None:
        """Play the next moment not after `until`, with the clock at it; gives whose deliveries wait, None if none is.

        The clock is left at that moment, so a whole week is lived through in order, however quickly.
        """
        self.colleagues.look(tx)
        moment = self.next_at(tx)
        if moment is None or moment > until:
            self._advance(tx, until)
            return None
        self._advance(tx, moment)
        waiting = due.next_at(tx)
        if waiting is not None and waiting <= moment:
            return self.turns.play_due_in(tx) or ()
        return self.colleagues.act(tx)

    def _advance(self, tx: Transaction, to: datetime) -> None:
        clock = self.turns.clock
        before = clock.ahead
        sending.bring_forward(tx, clock.advance(to) - before)
        self._plan(tx)

    def _plan(self, tx: Transaction) -> None:
        now = self.turns.clock.company()
        if self._planned_at is None or (now - self._planned_at).total_seconds() > PLANS_AHEAD:
            self._planned_at = now
            rhythms.plan_everybody(tx, self.turns.house.calendars, now)
