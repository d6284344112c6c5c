"""A house in memory: it keeps the ports that the page is given, so that the page runs for real without the rest."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from bot.demo.elsewhere import OnOtherPlatforms
from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.catalogue import CONTENT, Catalogue
from conversations.toolkit.content_files import read_folder
from conversations.toolkit.forms import Form, Option, read_form
from conversations.toolkit.words import LANGUAGES, Text, Verbatim
from handlers.platform import (
    Answer,
    Clicking,
    Commanding,
    Identity,
    Incoming,
    OpenedForm,
    Outgoing,
    Saying,
    Submitting,
    Unavailable,
)
from handlers.web.outgoing import WebPlatform
from handlers.web.ports import FeedItem, Happening, Moment, Ports
from tests.handlers.web import samples

LIFE = 0.2
WEEK = timedelta(weeks=1)


@cache
def catalogue() -> Catalogue:
    """The real catalogues with the sentences of the samples beside them."""
    words = Path(__file__).with_name("words")
    leaves = {each: {**read_folder(CONTENT / each), **read_folder(words / each)} for each in LANGUAGES}
    return Catalogue(MappingProxyType(leaves))


class MemoryFeed:
    """handlers.web.ports.Feed."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, FeedItem]] = {}
        self.seq = count(1)
        self.changed = asyncio.Condition()
        self.away = False

    async def put(self, person: str, message: str, delivery: str, card: Card, at: datetime) -> None:
        if self.away:
            raise Unavailable
        mine = self.items.setdefault(person, {})
        there = mine.get(message)
        if there and (there.delivery, there.card) == (delivery, card):
            return
        at = there.at if there else at
        await self._keep(person, FeedItem(next(self.seq), message, at, delivery, card))

    async def said(self, person: str, key: str, text: str) -> None:
        if key not in self.items.setdefault(person, {}):
            await self._keep(person, FeedItem(next(self.seq), key, samples.MONDAY, said=text))

    async def latest(self, person: str, most: int = 60) -> Sequence[FeedItem]:
        return [*self.items.get(person, {}).values()][-most:]

    async def follow(self, person: str, after: int) -> AsyncIterator[FeedItem | None]:
        while True:
            for item in sorted(await self.latest(person), key=lambda item: item.seq):
                if item.seq > after:
                    after = item.seq
                    yield item
            try:
                async with asyncio.timeout(LIFE), self.changed:
                    await self.changed.wait()
            except TimeoutError:
                yield None

    async def _keep(self, person: str, item: FeedItem) -> None:
        self.items[person][item.message] = item
        async with self.changed:
            self.changed.notify_all()


class MemorySessions:
    """handlers.web.ports.Sessions."""

    def __init__(self, people: dict[str, Person]) -> None:
        self.people = people
        self.links: dict[str, str] = {}
        self.secrets: dict[str, str] = {}
        self.number = count(1)

    async def peek(self, link: str) -> Person | None:
        return self.people.get(self.links.get(link, ""))

    async def consume(self, link: str) -> str | None:
        person = self.links.pop(link, "")
        return self.begin(person) if person else None

    async def person(self, secret: str) -> Person | None:
        return self.people.get(self.secrets.get(secret, ""))

    async def end(self, secret: str) -> None:
        self.secrets.pop(secret, None)

    def begin(self, person: str) -> str:
        secret = f"secret-of-{person}-{next(self.number)}"
        self.secrets[secret] = person
        return secret


@dataclass
class Host:
    """One company in memory, with a page. `away` plays a database that is not there."""

    base_url: str = "http://127.0.0.1"
    demonstration: bool = False
    away: bool = False
    taken: list[Incoming] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = {person.id: person for person in samples.PEOPLE}
        self.words = catalogue()
        self.feed = MemoryFeed()
        self.sessions = MemorySessions(self.people)
        self.answers: dict[str, Answer] = {}
        self.company = Company(self.sessions)
        ports = Ports(
            turns=self,
            reads=self,
            words=self.words,
            feed=self.feed,
            sessions=self.sessions,
            base_url=self.base_url,
            calendar=self,
            demo=self.company if self.demonstration else None,
            elsewhere=OnOtherPlatforms(self.words, self.base_url) if self.demonstration else None,
        )
        self.platform = WebPlatform(ports)

    async def file(self, who: Identity, other: str) -> bytes | None:
        """Alice and Mara have one-on-ones."""
        return f"{who.user} with {other}".encode() if {who.user, other} == {"alice", "mara"} else None

    async def talk(self, who: Identity, talk: str) -> bytes | None:
        """Alice is invited to one talk."""
        return b"a talk" if (who.user, talk) == ("alice", "talk-1") else None

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes(self.platform.routes())
        return app

    async def show(
        self, person: str, card: Card, delivery: str, edits: str = "", at: datetime = samples.MONDAY
    ) -> None:
        who = self.people[person]
        to = Identity("web", "", person)
        await self.platform.send(
            Outgoing(delivery=delivery, to=to, card=card, language=who.language, zone=who.zone, edits=edits, at=at)
        )

    # --- handlers.platform.Turns ---

    async def take(self, incoming: Incoming) -> Answer:
        if self.away:
            raise Unavailable
        if incoming.key in self.answers:
            return replace(self.answers[incoming.key], outcome="duplicate")
        self.taken.append(incoming)
        answer = self.answers[incoming.key] = await self._answer(incoming)
        return answer

    async def _answer(self, incoming: Incoming) -> Answer:
        match incoming.what:
            case Clicking():
                return await self._click(incoming.who.user, incoming.what)
            case Submitting():
                return await self._submit(incoming.who.user, incoming.what)
            case Saying() | Commanding():
                return await self._said(incoming.who.user, incoming.what, incoming.key)

    async def _click(self, person: str, click: Clicking) -> Answer:
        item = self._item(person, click.delivery)
        if not item or not item.card or click.button not in {each.name for each in buttons_of(item.card)}:
            return Answer("refused")
        if click.button == "outcomes":
            n, _, outcome = click.value.partition(":")
            before = {
                each.value.partition(":")[0]: each.value.partition(":")[2]
                for each in buttons_of(item.card)
                if each.chosen
            }
            card = samples.checkin(self.people[person].language, {**before, n: outcome})
            await self.show(person, card, f"{click.delivery}+", item.message)
        return Answer("taken", hint=samples.say("hint") if click.button == "skip" else None)

    async def _submit(self, person: str, submit: Submitting) -> Answer:
        form = await self.form(Identity("web", "", person), submit.delivery, submit.form)
        if form is None:
            return Answer("refused")
        _, errors = read_form(form, submit.values)
        if errors:
            return Answer("taken", errors=errors)
        await self.show(person, samples.recap(self.people[person].language), f"recap-{submit.delivery}")
        return Answer("taken")

    async def _said(self, person: str, what: Saying | Commanding, key: str) -> Answer:
        if isinstance(what, Commanding) and what.text == "checkin":
            items = await self.feed.latest(person)
            form = samples.checkin_form(self.people[person].language)
            return Answer("taken", opened=OpenedForm(items[0].delivery, form))
        await self.show(person, samples.receipt(what.text), f"receipt-{key[-8:]}")
        return Answer("taken")

    def _item(self, person: str, delivery: str) -> FeedItem | None:
        mine = self.feed.items.get(person, {}).values()
        return next((item for item in mine if item.delivery == delivery), None)

    # --- handlers.platform.Reads ---

    async def form(self, who: Identity, delivery: str, form: str) -> Form | None:
        if not self._item(who.user, delivery) or form != "checkin":
            return None
        return samples.checkin_form(self.people[who.user].language)

    async def options(self, who: Identity, delivery: str, form: str, field: str, text: str) -> Sequence[Option]:
        if not self._item(who.user, delivery):
            return ()
        found = [each for each in self.people.values() if text.lower() in each.name.lower()]
        return [Option(each.id, Verbatim(each.name)) for each in found]

    async def menu(self, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        names = ("checkin", "goal", "feedback", "my_record", "settings", "help")
        return [(n.replace("_", "-"), samples.say(f"menu.{n}"), samples.say(f"menu.{n}_what")) for n in names]


class Company:
    """handlers.web.ports.Demo."""

    def __init__(self, sessions: MemorySessions) -> None:
        self.sessions = sessions
        self.clock = samples.MONDAY
        self.until: datetime | None = None
        self.played: list[str] = []
        self.told = [
            Happening(samples.MONDAY, "alice", "check_in_answered"),
            Happening(samples.MONDAY - timedelta(minutes=4), "marta", "sent_manager_digest"),
            Happening(samples.MONDAY - timedelta(minutes=9), "lijing", "blocker_raised"),
            Happening(samples.MONDAY - timedelta(minutes=31), "lijing", "sent_weekly_checkin"),
        ]

    async def people(self) -> Sequence[Person]:
        return samples.PEOPLE

    async def departments(self) -> Sequence[Department]:
        return samples.DEPARTMENTS

    async def moment(self) -> Moment:
        told = self.clock < samples.MONDAY + 10 * WEEK
        return Moment(self.clock, self.clock + timedelta(minutes=25), told, self.until)

    async def move_forward(self, to: datetime) -> None:
        self.clock = max(self.clock, to)
        self.told.insert(0, Happening(self.clock, "tomas", "sent_weekly_checkin"))

    async def happenings(self, most: int = 40) -> Sequence[Happening]:
        return self.told[:most]

    async def as_person(self, person: str) -> str:
        return self.sessions.begin(person)

    def plays(self, person: str) -> None:
        self.played.append(person)
