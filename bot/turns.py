"""One turn: a verified request or a due moment, taken whole in ONE transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot import letters, shut
from bot.acting import Acting, House
from bot.clock import Clock
from bot.routing import NOT_YOURS, OVER, TRIED_OUT, Arrival, Opens, Refused, Router, Stale
from conversations.rules.roster import Person
from conversations.toolkit.conversation import NotYours
from conversations.toolkit.events import Conflict, Event, Submitted
from conversations.toolkit.wire import from_json, to_json
from handlers.platform import Answer, Clicking, Incoming, Standing, Submitting, Unavailable
from storage import deliveries, due, identities, inbox, moves
from storage.database import Database, StorageAway, Transaction, is_storage
from storage.record_queries import readable_ids
from storage.workers import Rank

Undone: TypeAlias = moves.Conflict | moves.NotTheirs

After: TypeAlias = Callable[[Sequence[str], str], None]
"""Is told once a turn is committed whose deliveries wait, and whose own act it was, "" for a due moment."""


@dataclass
class Taken:
    """What one committed turn leaves to do: the answer for the request, whose deliveries wait, and who asked."""

    answer: Answer
    recipients: dict[str, None] = field(default_factory=dict)
    asker: str = ""


class DueFailed(Exception):
    """The turn of a due moment failed, and its transaction was rolled back; `tries` is how often before."""

    def __init__(self, key: str, tries: int) -> None:
        super().__init__(key.partition(":")[0])
        self.key = key
        self.tries = tries


class Turns:
    """Takes turns. `after` is called once one is committed."""

    def __init__(
        self,
        database: Database,
        house: House,
        clock: Clock,
        after: After = lambda _recipients, _asker: None,
    ) -> None:
        self._database = database
        self.house = house
        self.clock = clock
        self._router = Router(house.conversations, house.vocabulary)
        self.after = after

    async def take(self, incoming: Incoming) -> Answer:
        """Take one request. The answer comes after the commit; a repetition gets the first answer again.

        Raises Unavailable while the database is away: nothing may be acknowledged then.
        """
        try:
            taken = await self._database.write(self.take_in, incoming)
        except (moves.Conflict, moves.NotTheirs) as undone:
            taken = await self._again(incoming, undone)
        except StorageAway:
            raise Unavailable from None
        self.after(tuple(taken.recipients), taken.asker)
        return taken.answer

    def take_nested(self, tx: Transaction, incoming: Incoming) -> Taken:
        """The turn within a larger transaction: what cannot be undoes only this turn, which is then taken again."""
        try:
            with tx.conn.begin_nested():
                return self.take_in(tx, incoming)
        except (moves.Conflict, moves.NotTheirs) as undone:
            with tx.conn.begin_nested():
                return self.take_in(tx, incoming, undone)

    async def play_due(self) -> bool:
        """Play the next due moment in a turn of its own; False if none is due."""
        recipients = await self._database.write(self.play_due_in, rank=Rank.BACKGROUND)
        if recipients is None:
            return False
        self.after(recipients, "")
        return True

    async def _again(self, incoming: Incoming, undone: Undone) -> Taken:
        try:
            return await self._database.write(self.take_in, incoming, undone)
        except StorageAway:
            raise Unavailable from None

    def take_in(self, tx: Transaction, incoming: Incoming, undone: Undone | None = None) -> Taken:
        """The turn itself, inside a transaction that the caller commits; `undone` is why it was rolled back before."""
        who, real = incoming.who, self.clock.real()
        identity = identities.Identity(who.platform, who.tenant, who.user)
        known = identities.whose(tx, identity, real)
        if known is None:
            return Taken(Answer("unknown"))
        person, is_news = known
        earlier = inbox.first(tx, incoming.key, person.id, real)
        if earlier is not None:
            return Taken(_with_standing(tx, incoming, person, _repeated(earlier)))
        if is_news:
            identities.seen(tx, identity, real)
        at = self.clock.company()
        arrival = Arrival(incoming, person, at, self.house.reader(tx, person, at))
        left_out = self.house.trial.leaves_out(person.id)
        routed = Stale(TRIED_OUT) if left_out else self._router.route(tx, arrival)
        if isinstance(routed, Refused):
            _note_refused(tx, arrival)
        acting = Acting(self.house, tx, self.clock, who.platform, known={person.id: person})
        nothing_to_say = Answer("taken", language=person.language, zone=person.zone)
        acted = self._acted(acting, routed, undone, arrival)
        answer = replace(acted, language=person.language, zone=person.zone)
        if answer != nothing_to_say:
            inbox.remember(tx, incoming.key, person.id, to_json(Answer, answer))
        return Taken(_with_standing(tx, incoming, person, answer), acting.recipients, person.id)

    def _acted(
        self, acting: Acting, routed: Event | Opens | Refused | Stale, undone: Undone | None, arrival: Arrival
    ) -> Answer:
        try:
            return self._act(acting, routed, undone)
        except NotYours:
            _note_refused(acting.tx, arrival)
            return Answer("refused", hint=NOT_YOURS)

    def _act(self, acting: Acting, routed: Event | Opens | Refused | Stale, undone: Undone | None) -> Answer:
        match routed:
            case Refused(hint=hint):
                return Answer("refused", hint=hint)
            case Stale(hint=hint):
                return Answer("taken", hint=hint)
            case Opens(delivery=delivery, form=form):
                opened = acting.opened(delivery, form)
                return Answer("taken", opened=opened) if opened else Answer("taken", hint=OVER)
        if isinstance(undone, moves.NotTheirs):
            return Answer("refused", hint=NOT_YOURS)
        acting.play(_conflicting(routed, undone) if undone else routed)
        return acting.answer()

    def play_due_in(self, tx: Transaction) -> tuple[str, ...] | None:
        """The next due moment, inside a transaction that the caller commits; None if none is due."""
        claimed = due.claim(tx, self.clock.company(), self.clock.real())
        if not claimed:
            return None
        acting = Acting(self.house, tx, self.clock)
        for planned in claimed:
            try:
                acting.play_due(planned)
            except Exception as error:
                if is_storage(error):
                    raise
                raise DueFailed(planned.key, planned.tries) from error
        return tuple(acting.recipients)


def _note_refused(tx: Transaction, arrival: Arrival) -> None:
    """What was pressed or sent by somebody whose it is not."""
    what = arrival.incoming.what
    if isinstance(what, Clicking | Submitting):
        shut.note(tx, arrival.at, arrival.person, what.delivery)


def _repeated(earlier: bytes) -> Answer:
    if not earlier:
        return Answer("duplicate")
    first: Answer = from_json(Answer, earlier)
    return replace(first, outcome="duplicate") if first.outcome == "taken" else first


def _with_standing(tx: Transaction, incoming: Incoming, person: Person, answer: Answer) -> Answer:
    """The answer with the card that stands where the tapped one stood, for a platform that shows it in its place."""
    what = incoming.what
    if not isinstance(what, Clicking) or not what.replaces or answer.outcome == "refused":
        return answer
    tapped = deliveries.get(tx, what.delivery)
    if tapped is None or tapped.recipient != person.id or tapped.kind != "message":
        return answer
    newest = deliveries.standing_in(tx, tapped.address, tapped.recipient, tapped.slot)
    # What was posted anew stands in a message of its own; the tapped one is as it was.
    now = newest if newest and (newest.id == tapped.id or not newest.fresh) else tapped
    if not readable_ids(tx, person, now.about).issuperset(now.about):
        return answer
    card = letters.read(deliveries.card_of(tx, now))
    return replace(answer, standing=Standing(now.id, card))


def _conflicting(event: Event, conflict: moves.Conflict) -> Event:
    """Tell the conversation that the thing moved on, with what its person had entered."""
    values = event.values if isinstance(event, Submitted) else {}
    form = event.form if isinstance(event, Submitted) else getattr(event, "button", "")
    return Conflict(
        key=event.key, at=event.at, address=event.address, actor=event.actor,
        form=form, values=values, seen=conflict.seen or 0, now=conflict.now,
    )  # fmt: skip
