"""Acting: an event is handled by its conversation, and its effects are written in the same transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import rhythms
from bot.clock import Clock
from bot.showing import TEST_LIST, Showing
from conversations.rules.calendar import Calendar
from conversations.rules.indicator_library import NO_LIBRARY, Library
from conversations.rules.phrase_library import NO_CAUSES, NO_PHRASES, Causes, Phrases
from conversations.rules.roster import Person
from conversations.rules.scenario_library import NO_SCRIPTS, Scripts
from conversations.rules.trial import EVERYBODY, Trial
from conversations.toolkit.conversation import Conversation, State
from conversations.toolkit.effects import (
    TYPED,
    Cancel,
    Close,
    Effect,
    OpenForm,
    Record,
    RejectForm,
    Show,
    Start,
    Tell,
    Wake,
)
from conversations.toolkit.events import (
    Address,
    Called,
    Clicked,
    Due,
    Event,
    Looked,
    Started,
    Submitted,
    Told,
    Typed,
)
from conversations.toolkit.forms import Errors
from conversations.toolkit.vocabulary import Vocabulary
from handlers.platform import Answer, OpenedForm
from storage import deliveries, due, people, records, running, sending
from storage.database import Transaction
from storage.reader import StoreReader

MOST_TURNS_INSIDE = 400
"""How many inner turns (Start, Tell) one turn may bring about; more is a loop."""


@dataclass(frozen=True)
class House:
    """What every turn needs and no turn changes."""

    conversations: Mapping[str, Conversation[Any]]
    calendars: Callable[[str], Calendar]
    vocabulary: Vocabulary
    indicators: Library = NO_LIBRARY
    scripts: Scripts = NO_SCRIPTS
    phrases: Phrases = NO_PHRASES
    causes: Causes = NO_CAUSES
    demo: bool = False
    has_page: bool = False
    has_chats: bool = False
    trial: Trial = EVERYBODY

    def reader(self, tx: Transaction, me: Person, at: datetime, here: str = "") -> StoreReader:
        """A reader bound to a person, for one conversation's facts; `here` is the platform on which they act."""
        return StoreReader(
            tx,
            me,
            self.calendars,
            at,
            vocabulary=self.vocabulary,
            indicators=self.indicators,
            scripts=self.scripts,
            phrases=self.phrases,
            causes=self.causes,
            demo=self.demo,
            here=here,
            has_page=self.has_page,
            has_chats=self.has_chats,
            trial=self.trial,
        )


@dataclass
class Acting:
    """One transaction's work: the event that came, `on` which platform, and all that follows from it."""

    house: House
    tx: Transaction
    clock: Clock
    on: str = ""
    known: dict[str, Person] = field(default_factory=dict)
    _queue: deque[Event] = field(default_factory=deque)
    _opened: OpenedForm | None = None
    _errors: Errors = field(default_factory=dict)
    _replan: dict[str, None] = field(default_factory=dict)
    _came_of_it: bool = False
    _showing: Showing = field(init=False)

    def __post_init__(self) -> None:
        """What is shown is planned in the same transaction, for people as this turn knows them."""
        house = self.house
        self._showing = Showing(self.tx, self.clock, house.calendars, self._person, self.on, trial=house.trial)

    @property
    def recipients(self) -> dict[str, None]:
        """Whose deliveries wait."""
        return self._showing.recipients

    def play(self, event: Event) -> None:
        """Handle an event and, one by one, the inner turns it brings about."""
        began = self.clock.real()
        self._queue.append(event)
        for _ in range(MOST_TURNS_INSIDE):
            if not self._queue:
                break
            self._turn(self._queue.popleft())
        else:
            raise RuntimeError("a turn that never ends")
        for person in self._replan:
            rhythms.plan_person(self.tx, person, self.house.calendars, event.at)
            if sending.let_go(self.tx, person, began):
                self.recipients[person] = None

    def play_due(self, planned: due.Planned) -> None:
        """Handle a due moment: a rhythm's start or a conversation's timer."""
        owner = self._person(planned.address.owner)
        if owner is None or not owner.active:
            rhythms.miss(self.tx, planned, "left")
            return
        if rhythms.is_begun(planned) and self.house.trial.leaves_out(owner.id):
            rhythms.miss(self.tx, planned, TEST_LIST)
            return
        event = rhythms.due_event(self.tx, planned, owner, self.clock.company(), self.house.calendars)
        if event:
            self.play(event)
        if isinstance(event, Due) and event.at > event.due_at and not self._came_of_it:
            rhythms.miss(self.tx, planned, "too_late")

    def answer(self) -> Answer:
        """What is given back in answer to the request."""
        return Answer("taken", opened=self._opened, errors=self._errors)

    def opened(self, delivery: str, form: str) -> OpenedForm | None:
        """A form that a button opens, prefilled; a pure read. None once what it is about is over."""
        kept = deliveries.get(self.tx, delivery)
        if kept is None:
            raise LookupError(delivery)
        person = self._person(kept.recipient)
        if person is None:
            raise LookupError(kept.recipient)
        look = Looked(key="", at=self.clock.company(), address=kept.address, actor=kept.recipient)
        conversation = self.house.conversations[kept.address.conversation]
        state, _ = self._load(kept.address)
        facts = conversation.facts(self.house.reader(self.tx, person, look.at), state, look)
        drawn = conversation.form(form, state, facts)
        return OpenedForm(delivery, drawn) if drawn else None

    def state_of(self, address: Address) -> State:
        """Where a conversation stands."""
        return self._load(address)[0]

    # --- one turn of one conversation ----------------------------------------------------------------------------

    def _turn(self, event: Event) -> None:
        conversation = self.house.conversations[event.address.conversation]
        reads_as = self._person(_reads_as(event))
        if reads_as is None or not reads_as.active:
            return
        state, stored = self._load(event.address)
        here = self.on if reads_as.id == event.actor else ""
        facts = conversation.facts(self.house.reader(self.tx, reads_as, event.at, here), state, event)
        after, effects = conversation.handle(state, event, facts)
        self._came_of_it = self._came_of_it or bool(effects) or after != state
        closed = any(isinstance(effect, Close) for effect in effects)
        reopened = isinstance(event, Started | Called | Clicked | Submitted | Typed)
        closed = closed or bool(stored and stored.closed and not reopened)
        if stored is None or after != state or stored.closed != closed:
            version = stored.version if stored else 0
            body = after.to_json()
            running.save(self.tx, event.address, body, self.clock.real(), version=version, closed=closed)
        for n, effect in enumerate(effects):
            self._apply(effect, event, n, conversation, after, facts)

    def _load(self, address: Address) -> tuple[State, running.Stored | None]:
        stored = running.load(self.tx, address)
        return (State.from_json(stored.state), stored) if stored else (State(), None)

    def _apply(
        self, effect: Effect, event: Event, n: int, conversation: Conversation[Any], state: State, facts: Any
    ) -> None:
        match effect:
            case Show():
                self._showing.show(effect, event, n)
            case Record():
                records.append(self.tx, event.actor or event.owner, event.at, effect)
                if effect.entry.kind in rhythms.CHANGES_RHYTHM:
                    self._replan[effect.subject] = None
                    self.known.pop(effect.subject, None)
            case Wake(timer=timer, at=at):
                due.plan(self.tx, due.wake_key(event.address, timer), event.address, timer, at)
            case Cancel(timer=timer):
                due.cancel(self.tx, due.wake_key(event.address, timer))
            case Close():
                due.cancel_all(self.tx, event.address)
            case RejectForm(errors=errors):
                self._errors = {**self._errors, **errors}
            case OpenForm(form=form):
                key = f"{event.key}:{n}"
                owner = event.actor or event.owner
                id_ = deliveries.open_form(self.tx, key, event.address, owner, form, event.at, self.clock.real())
                drawn = conversation.form(form, state, facts)
                self._opened = OpenedForm(id_, drawn) if drawn else None
            case Start():
                self._queue.append(self._started(effect, event, n))
            case Tell():
                told = _told(effect, event, n)
                if not effect.if_begun or running.load(self.tx, told.address):
                    self._queue.append(told)

    def _started(self, start: Start, event: Event, n: int) -> Event:
        key = start.key
        conversation = self.house.conversations[start.conversation]
        person = self._person(start.person)
        if not key and person:
            key = conversation.key_of(self.house.reader(self.tx, person, event.at), event.at)
        return Started(
            key=f"{event.key}:{n}",
            at=event.at,
            address=Address(start.conversation, start.person, key),
            actor=event.actor,
            arguments=start.arguments,
        )

    def _person(self, id_: str) -> Person | None:
        """A person as this transaction began with them, until something it recorded changed them."""
        if id_ not in self.known:
            found = people.person(self.tx, id_)
            if found is None:
                return None
            self.known[id_] = found
        return self.known[id_]


def _reads_as(event: Event) -> str:
    """Who asks, reads; a timer, a start and a notice read as the owner, never as a system."""
    match event:
        case Clicked() | Submitted() | Typed() | Called():
            return event.actor or event.owner
        case _:
            return event.owner


def _told(tell: Tell, event: Event, n: int) -> Event:
    key, address = f"{event.key}:{n}", Address(tell.conversation, tell.owner, tell.key)
    if tell.notice == TYPED:
        text, asks = tell.facts.get("text", ""), tell.facts.get("asks", "")
        return Typed(key=key, at=event.at, address=address, actor=event.actor, text=text, asks=asks)
    return Told(key=key, at=event.at, address=address, actor=event.actor, notice=tell.notice, facts=tell.facts)
