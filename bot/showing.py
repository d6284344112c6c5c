"""Showing: what a conversation shows becomes letters of the ledger, one for each recipient, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.audience import recipients_of
from bot.clock import Clock
from conversations.rules.cadence import send_at
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.toolkit.cards import Card, at_rest
from conversations.toolkit.effects import Channel, Show
from conversations.toolkit.events import Event
from conversations.toolkit.wire import from_json, to_json
from storage import deliveries, people, sending
from storage.database import Transaction
from storage.tables.delivery import DeliveryStatus

NO_SUCH_CHANNEL = "no_such_channel"
"""Why nothing goes to a channel: no platform of this release has any."""

SHOWN = (DeliveryStatus.SENT, DeliveryStatus.SENDING)


@dataclass(frozen=True)
class Showing:
    """Plans what is shown; `recipients` are those for whom something waits, `person` knows people as the turn does."""

    tx: Transaction
    clock: Clock
    calendars: Callable[[str], Calendar]
    person: Callable[[str], Person | None]
    recipients: dict[str, None] = field(default_factory=dict)

    def show(self, show: Show, event: Event, n: int) -> None:
        """Plan the n-th effect of an event for everybody whom it means."""
        for recipient in recipients_of(self.tx, show.to):
            not_before = self._not_before(show, event, recipient) if show.prompt else None
            letter = deliveries.Letter(
                key=f"{event.key}:{event.address.conversation}:{event.owner}:{n}:{recipient}",
                address=event.address,
                recipient=recipient,
                slot=show.slot,
                name=show.card.name,
                card=to_json(Card, show.card),
                at=event.at,
                asks=show.card.asks,
                about=show.about,
                prompt=show.prompt,
                urgent=show.urgent,
                fresh=show.fresh,
                not_before=not_before,
            )
            if show.fresh:
                self._put_to_rest(letter)
            id_ = deliveries.plan(self.tx, letter, self.clock.real())
            if isinstance(show.to, Channel):
                sending.failed(self.tx, id_, NO_SUCH_CHANNEL)
                continue
            if show.prompt and not self._may_be_written_to(recipient):
                sending.missed(self.tx, id_, "not_opened")
                continue
            self.recipients[recipient] = None

    def _put_to_rest(self, fresh: deliveries.Letter) -> None:
        """Whatever a fresh message takes the place of keeps its words and loses its buttons."""
        before = deliveries.standing_in(self.tx, fresh.address, fresh.recipient, fresh.slot)
        if before is None or before.key == fresh.key or before.status not in SHOWN:
            return
        card: Card = from_json(Card, deliveries.card_of(self.tx, before))
        resting = at_rest(card)
        if resting == card:
            return
        slot = deliveries.set_aside(self.tx, before)
        letter = replace(
            fresh, key=f"{fresh.key}:rest", slot=slot, name=f"{before.name}.over", card=to_json(Card, resting),
            asks="", about=before.about, prompt=False, fresh=False,
        )  # fmt: skip
        deliveries.plan(self.tx, letter, self.clock.real())

    def _may_be_written_to(self, recipient: str) -> bool:
        """Nobody is written to before HR opens their department; HR organises, and may be."""
        person = self.person(recipient)
        if person is None or "hr" in person.roles:
            return person is not None
        return any(d.opened for d in people.departments(self.tx) if d.id == person.department)

    def _not_before(self, show: Show, event: Event, recipient: str) -> datetime | None:
        """When a message that the bot starts may go to a second person: in their hours; urgent ones do not wait."""
        person = self.person(recipient)
        if person is None or show.urgent or event.actor == recipient:
            return None
        away = people.absences(self.tx, recipient, event.at.date())
        at = send_at(event.at, timing_of(person, self.calendars(person.region), away))
        return self.clock.as_real(at) if at and at > event.at else None
