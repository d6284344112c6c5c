"""A stage for transcripts: real turns over a real database, a clock that tests move, and a chat for each person."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import rhythms
from bot.acting import House
from bot.clock import Clock
from bot.desk import Arrived, Desk, Ready
from bot.reads import Reads
from bot.turns import Turns
from conversations import BY_NAME
from conversations.toolkit.cards import Card
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.wire import from_json
from handlers.platform import Answer, Identity, Incoming
from storage import deliveries, due, people
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.schema import migrate
from tests.conversations import company
from tests.conversations.actor import Actor
from tests.conversations.drawing import Walker
from tests.words import the_vocabulary

SECRET = "a secret of the stage, 32 characters and more"
PLANNED_EVERY = timedelta(hours=6)


@dataclass
class Message:
    """One message of a chat as its reader sees it now: a card, or what the reader said."""

    reference: str
    delivery: str = ""
    name: str = ""
    card: Card | None = None
    said: str = ""


@dataclass(repr=False)
class Stage:
    """The company and its clock; `stage["alice"]` is a person who sees, says and taps."""

    database: Database
    catalogue: Catalogue
    walker: Walker
    now: datetime = company.BEGINS
    chats: dict[str, list[Message]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    acting: str = ""
    part: str = "in"

    def __post_init__(self) -> None:
        self.runner = asyncio.Runner()
        self.clock = Clock(lambda: self.now)
        self.house = House(BY_NAME, company.calendars, the_vocabulary(), company.library(), *company.shelves())
        self.waiting: list[str] = []
        self.turns = Turns(self.database, self.house, self.clock, lambda waiting, _asker: self.waiting.extend(waiting))
        self.reads = Reads(self.database, self.house, self.clock)
        self.desk = Desk(("web",), {}, self.clock, company.calendars)
        self.keys = count(1)
        self._planned_at = datetime.min.replace(tzinfo=UTC)
        self.plan()

    def __getitem__(self, person: str) -> Actor:
        """One of the company, as they are in the address book now."""
        known = self.see(people.person, person)
        assert known is not None, person
        return Actor(self, known)

    # --- time ----------------------------------------------------------------------------------------------------

    def moves_to(self, local: str, zone: str = company.BERLIN) -> Stage:
        """Move the clock, playing each due moment on the way in its order."""
        self._moves(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
        return self

    def moves_on(self, **span: float) -> Stage:
        """Move the clock on by days, hours or minutes."""
        self._moves(self.now + timedelta(**span))
        return self

    def jumps_to(self, local: str, zone: str = company.BERLIN) -> Stage:
        """An outage: the clock jumps, and only then what was due is played."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        self._moves(self.now)
        return self

    def waits_until(self, local: str, zone: str = company.BERLIN) -> Stage:
        """The clock goes on, and what is due by then is still to be played: requests may come in first."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return self

    def misses(self, local: str, zone: str = company.BERLIN) -> None:
        """What is due now is planned, and nothing can be sent until a later moment, as in an outage."""
        self.now += timedelta(minutes=1)
        while self.runner.run(self.turns.play_due()):
            pass
        self.now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        self.deliver()

    def _moves(self, until: datetime) -> None:
        assert until >= self.now, "time never goes back"
        while True:
            waiting = self.see(due.next_at)
            if waiting is None or waiting > until:
                break
            self._tick(max(self.now, min(waiting, self._planned_at + PLANNED_EVERY)))
            if waiting <= self.now:
                self.runner.run(self.turns.play_due())
                self.deliver()
        self._tick(until)

    def _tick(self, to: datetime) -> None:
        self.now = to
        if self.now - self._planned_at >= PLANNED_EVERY:
            self.plan()
        self.waiting.extend(self.chats)
        self.deliver()

    def plan(self) -> None:
        """Plan everybody's rhythm, as the clock does every ten minutes."""
        self._planned_at = self.now
        self.do(rhythms.plan_everybody, company.calendars, self.now)

    # --- what comes in and goes out ------------------------------------------------------------------------------

    def begins(self, part: str) -> None:
        """Number the requests of a part of the play anew: ids made in it are the same whatever was played before."""
        self.part, self.keys = part, count(1)

    def take(self, person: str, what: Any, who: Identity | None = None) -> Answer:
        """One request of a person, as a platform would hand it over: the page, unless they are somebody elsewhere."""
        incoming = Incoming(key=f"{self.part}-{next(self.keys)}", who=who or Identity("web", "", person), what=what)
        self.acting = person
        self.answers.append(self.runner.run(self.turns.take(incoming)))
        self.deliver()
        self.acting = ""
        return self.answers[-1]

    def deliver(self) -> None:
        """Put what the ledger has for those who wait into their chats, in its order, each authorised anew."""
        recipients = tuple(dict.fromkeys(self.waiting))
        self.waiting.clear()
        for recipient, ready in self.do(self._carry, recipients) if recipients else ():
            self._put(recipient, ready)

    def _carry(self, tx: Transaction, recipients: Sequence[str]) -> list[tuple[str, Ready]]:
        carried: list[tuple[str, Ready]] = []
        for recipient in recipients:
            while isinstance(ready := self.desk.next(tx, recipient), Ready):
                kept = ready.claim.delivery
                self.desk.arrived(tx, Arrived(kept, ready.claim.edits or kept.id))
                carried.append((recipient, ready))
        return carried

    def _put(self, recipient: str, ready: Ready) -> None:
        kept = ready.claim.delivery
        card: Card = from_json(Card, ready.claim.card)
        self.walker.walk(card, lambda form: self.runner.run(self.reads.form(ready.to, kept.id, form)))
        message = Message(ready.claim.edits or kept.id, kept.id, kept.name, card)
        chat = self.chat(recipient)
        there = [n for n, each in enumerate(chat) if each.reference == message.reference]
        if there:
            chat[there[0]] = message
        else:
            assert kept.urgent or recipient == self.acting or self.is_at_work(recipient), f"{kept.name} at {self.now}"
            chat.append(message)

    def is_at_work(self, person: str) -> bool:
        """Whether the bot may begin something with this person now: no transcript may do so at another time."""
        known = self.see(people.person, person)
        local = self.now.astimezone(ZoneInfo(known.zone))
        away = self.see(people.absences, person, local.date())
        return company.is_at_work(known, local) and not any(each.covers(local.date()) for each in away)

    def look(self, person: str, conversation: str, name: str, **arguments: str) -> Card:
        """A screen, as somebody may see it now, or as of a day."""
        screen = self.runner.run(self.reads.screen(Identity("web", "", person), conversation, name, **arguments))
        assert screen, (conversation, name)
        self.walker.walk(screen.card, lambda form: None)
        return screen.card

    def chat(self, person: str) -> list[Message]:
        """Somebody's messages, oldest first."""
        return self.chats.setdefault(person, [])

    # --- the database behind -------------------------------------------------------------------------------------

    def do(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Run a function of the storage in a transaction of its own."""
        return self.runner.run(self.database.write(fn, *args))

    def see(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Run a function of the storage that only reads."""
        return self.runner.run(self.database.read(fn, *args))

    def standing(self, delivery: str) -> bool:
        """Whether nothing newer took this delivery's slot."""
        kept = self.see(deliveries.get, delivery)
        return bool(kept and kept.standing)

    def hires(self, *newcomers: Any) -> Stage:
        """Add people, welcomed if their department is open."""
        for each in newcomers:
            self.do(company.hire, each)
        self.plan()
        return self

    def close(self) -> None:
        """End everything; the database is thrown away."""
        self.runner.run(self.database.close())
        self.runner.close()


@dataclass(frozen=True)
class Scene:
    """A moment of the company's life to begin from: its database, its clock, and what everybody has in the chat."""

    file: Path
    now: datetime
    chats: Mapping[str, Sequence[Message]]
    requests: int

    @classmethod
    def of(cls, stage: Stage, file: Path, folder: Path) -> Scene:
        """Keep how things stand, and close the stage."""
        chats = {person: tuple(chat) for person, chat in stage.chats.items()}
        scene = cls(folder / f"{len(list(folder.iterdir()))}.db", stage.now, chats, next(stage.keys))
        stage.close()
        shutil.copy(file, scene.file)
        return scene

    def opens(self, catalogue: Catalogue, walker: Walker, file: Path) -> Stage:
        """A stage over a copy of it; the caller closes it."""
        shutil.copy(self.file, file)
        database = Database.open(f"sqlite:///{file}", KeyRing(SECRET))
        stage = Stage(database, catalogue, walker, self.now, {person: [*chat] for person, chat in self.chats.items()})
        stage.keys = count(self.requests)
        return stage


def founded(folder: Path) -> Scene:
    """The company before anybody heard of the bot's questions."""
    file = folder / "company.db"
    url = f"sqlite:///{file}"
    migrate(url)
    with asyncio.Runner() as runner:
        database = Database.open(url, KeyRing(SECRET))
        runner.run(database.write(company.found))
        runner.run(database.close())
    return Scene(file, company.BEGINS, {}, 1)
