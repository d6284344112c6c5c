"""Showing: what a conversation shows becomes letters of the ledger, one for each recipient, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot import letters
from bot.audience import recipients_of
from bot.clock import Clock
from bot.hours import NO_ROOM, Moment, first_moment
from bot.resting import put_to_rest
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.trial import EVERYBODY, Trial, is_opened_to
from conversations.toolkit.cards import at_rest
from conversations.toolkit.effects import Channel, Show
from conversations.toolkit.events import Clicked, Event, Submitted
from storage import deliveries, identities, people, sending
from storage.database import Transaction
from storage.tables.delivery import DeliveryStatus

NO_SUCH_CHANNEL = "no_such_channel"
"""Why nothing goes to a channel: no platform of this release has any."""

NOT_OPENED = "not_opened"
"""Why a message is missed: HR has not opened its recipient's department."""

TEST_LIST = "test_list"
"""Why a message is missed: there is a test list, and its recipient is not on it."""

SETTLED = "settled"
"""Why a message is missed: what it would tell was over before it came."""

SHOWN = (DeliveryStatus.SENT, DeliveryStatus.SENDING)
NEVER_CAME = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)


@dataclass(frozen=True)
class Showing:
    """Plans what is shown; `recipients` are those for whom something waits, `person` knows people as the turn does.

    `on` is the platform on which the one who acts does so: what they asked for comes there.
    """

    tx: Transaction
    clock: Clock
    calendars: Callable[[str], Calendar]
    person: Callable[[str], Person | None]
    on: str = ""
    recipients: dict[str, None] = field(default_factory=dict)
    trial: Trial = EVERYBODY

    def show(self, show: Show, event: Event, n: int) -> None:
        """Plan the n-th effect of an event for everybody whom it means."""
        channel = isinstance(show.to, Channel)
        for recipient in recipients_of(self.tx, show.to):
            if self.trial.leaves_out(recipient):
                self._hold_back(_letter(show, event, n, recipient))
                continue
            answers = event.actor == recipient
            # What is tapped stands where it is tapped: there is nothing to look up, but for what may not have come.
            taps = answers and isinstance(event, Clicked | Submitted) and not show.settles
            before = self._standing(show, event, recipient) if show.fresh or not taps else None
            on = _where(show, before) or (self.on if answers else "")
            letter = replace(_letter(show, event, n, recipient), on=on, asked_for=answers)
            begun = _begun(letter, before)
            settled = show.settles and begun.prompt
            letter = letter if answers else begun
            if settled:
                # What never goes begins nothing.
                letter = replace(letter, prompt=False)
            missed = SETTLED if settled else ""
            if letter.prompt and not answers and not channel:
                letter, missed = self._in_time(letter, before)
            else:
                letter = replace(letter, counts_as="", questions=0)
            if letter.fresh:
                self._set_aside(letter, before, at_once=answers)
            self._plan(letter, missed, channel=channel)

    def _hold_back(self, letter: deliveries.Letter) -> None:
        """It takes no place in anybody's week."""
        self._plan(replace(letter, prompt=False, counts_as="", questions=0), TEST_LIST, channel=False)

    def _plan(self, letter: deliveries.Letter, missed: str, *, channel: bool) -> None:
        id_ = deliveries.plan(self.tx, letter, self.clock.real())
        if channel:
            sending.failed(self.tx, id_, NO_SUCH_CHANNEL)
        elif missed:
            sending.missed(self.tx, id_, missed)
        else:
            self.recipients[letter.recipient] = None

    def _in_time(self, letter: deliveries.Letter, before: deliveries.Kept | None) -> tuple[deliveries.Letter, str]:
        """The letter with the moment from which it may go, or why it never will. One that would have to wait for room
        while the message whose place it takes is there to be read, changes that one instead: nothing new comes.
        """
        person = self.person(letter.recipient)
        if person is None or not is_opened_to(person, lambda: people.departments(self.tx)):
            return letter, NOT_OPENED
        # What it takes the place of never goes, and takes no room of its own.
        replaced = before.id if before and before.status == DeliveryStatus.PENDING else ""
        moment = first_moment(self.tx, person, letter.counts_as, letter.at, self.calendars, replaced)
        if before and before.status in SHOWN and (moment == NO_ROOM or (isinstance(moment, Moment) and moment.waits)):
            return replace(_in_place(letter, before), prompt=False, fresh=False, counts_as="", questions=0), ""
        if isinstance(moment, str):
            return letter, moment
        later = self.clock.as_real(moment.at) if moment.at > letter.at else None
        return replace(letter, day=moment.day, not_before=later), ""

    def _standing(self, show: Show, event: Event, recipient: str) -> deliveries.Kept | None:
        return deliveries.standing_in(self.tx, event.address, recipient, show.slot)

    def _set_aside(self, fresh: deliveries.Letter, before: deliveries.Kept | None, *, at_once: bool) -> None:
        """Whatever a fresh message takes the place of is put to rest, `at_once` or as that one goes."""
        if before is None or before.key == fresh.key or before.status not in SHOWN:
            return
        card = letters.read(deliveries.card_of(self.tx, before))
        if at_rest(card) == card:
            return
        slot = deliveries.set_aside(self.tx, before)
        if at_once:
            put_to_rest(self.tx, before, slot, fresh.at, self.clock.real())


def _where(show: Show, before: deliveries.Kept | None) -> str:
    """The chat platform on which a message stands that is only to be changed; "" for one that comes anew.

    A page rings nobody: what changes there comes anew to who is not there any more.
    """
    if show.fresh or before is None or before.status in NEVER_CAME or before.chat.platform == identities.WEB:
        return ""
    return before.chat.platform


def _letter(show: Show, event: Event, n: int, recipient: str) -> deliveries.Letter:
    return deliveries.Letter(
        key=f"{event.key}:{event.address.conversation}:{event.owner}:{n}:{recipient}",
        address=event.address,
        recipient=recipient,
        slot=show.slot,
        name=show.card.name,
        card=letters.written(show.card),
        at=event.at,
        asks=show.card.asks,
        about=show.about,
        prompt=show.prompt,
        urgent=show.urgent,
        fresh=show.fresh,
        counts_as="urgent" if show.urgent else show.kind,
        questions=show.questions,
    )


def _begun(letter: deliveries.Letter, before: deliveries.Kept | None) -> deliveries.Letter:
    """A letter to somebody who did not ask for it just now: a new message is one that the bot begins, whoever caused
    it; a change of what stands in the chat is none. What takes the place of a message that nobody has seen yet
    comes as that would have come.
    """
    if letter.fresh or before is None or before.status in NEVER_CAME:
        return replace(letter, prompt=True)
    letter = _in_place(letter, before)
    if before.status == DeliveryStatus.PENDING:
        prompt, urgent = before.prompt or letter.prompt, before.urgent or letter.urgent
        counts_as, questions = before.counts_as or letter.counts_as, before.questions or letter.questions
        return replace(
            letter, prompt=prompt, urgent=urgent, fresh=before.fresh, counts_as=counts_as, questions=questions
        )
    return letter


def _in_place(letter: deliveries.Letter, before: deliveries.Kept) -> deliveries.Letter:
    """A change for which its recipient did nothing: a message that listens goes on listening as it did."""
    return replace(letter, asked_for=before.asked_for, place=before.place) if before.asks else letter
