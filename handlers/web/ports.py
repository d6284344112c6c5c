"""What the page needs beside the platform contract; bot/app.py gives it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Json
from conversations.toolkit.words import Language
from handlers.platform import Identity, OpenedForm, PlatformName, Reads, Turns, Words


@dataclass(frozen=True)
class FeedItem:
    """One message on a person's page. A message that is edited keeps its `message` and gets a new, higher `seq`.

    Either `card` (the bot's, with the id of the delivery that its buttons carry) or `said` (the person's own words).
    """

    seq: int
    message: str
    at: datetime
    delivery: str = ""
    card: Card | None = None
    said: str = ""


class Feed(Protocol):
    """The messages of the page: what Slack and Teams keep for themselves, the page keeps in our database."""

    async def put(self, person: str, message: str, delivery: str, card: Card, at: datetime) -> None:
        """Put a card on a person's page, or change the message in place; doing it twice changes nothing."""

    async def said(self, person: str, key: str, text: str) -> None:
        """Keep the person's own words for their page."""

    async def latest(self, person: str, most: int = 60) -> Sequence[FeedItem]:
        """The latest messages, oldest first, each in its present form."""

    def follow(self, person: str, after: int) -> AsyncIterator[FeedItem | None]:
        """Everything with a higher seq as it comes, for ever; None at least every 15 s as a sign of life."""


class Sessions(Protocol):
    """Sign-in without passwords. Times are real time."""

    async def peek(self, link: str) -> Person | None:
        """Whose sign-in link this is, if it is still good; does not consume it."""

    async def consume(self, link: str) -> str | None:
        """Use the link up and begin a session: its secret for the cookie (once only), else None."""

    async def person(self, secret: str) -> Person | None:
        """Whose session this is; None if it ended, or the person left."""

    async def end(self, secret: str) -> None:
        """Sign off."""


@dataclass(frozen=True)
class Moment:
    """The company's clock, what comes next on it, and whether its story is still told: without one, nobody answers.
    While a move goes on, where it goes.
    """

    now: datetime
    next_due: datetime | None
    told: bool = True
    until: datetime | None = None


@dataclass(frozen=True)
class Happening:
    """A line of the demonstration's ticker: who did what in which conversation, without a word of content."""

    at: datetime
    person: str
    what: str


class Demo(Protocol):
    """The demonstration tools; None outside demonstration mode, and their routes do not exist then."""

    async def people(self) -> Sequence[Person]:
        """Everybody, managers first."""

    async def departments(self) -> Sequence[Department]:
        """The departments."""

    async def moment(self) -> Moment:
        """The company's clock."""

    async def move_forward(self, to: datetime) -> None:
        """Move the company's clock on (never back), playing each due moment in order."""

    async def happenings(self, most: int = 40) -> Sequence[Happening]:
        """What happened lately, newest first."""

    async def as_person(self, person: str) -> str:
        """A session for one of the company's people: the secret for the cookie."""

    def plays(self, person: str) -> None:
        """A visitor is this person from now on, who answers by themselves no longer."""


class CalendarFiles(Protocol):
    """Talks as calendar files."""

    async def file(self, who: Identity, other: str) -> bytes | None:
        """What somebody has with another; None without a date or where they are no two. Raises Unavailable."""

    async def talk(self, who: Identity, talk: str) -> bytes | None:
        """A talk that somebody holds or is invited to, by its id; None for any other. Raises Unavailable."""


class Elsewhere(Protocol):
    """What the chat platforms would be sent, for the demonstration to show; JSON as it goes onto the wire."""

    def card(self, card: Card, delivery: str, language: Language, zone: str) -> Mapping[PlatformName, Json]:
        """A card, by platform."""

    def form(self, opened: OpenedForm, language: Language, zone: str) -> Mapping[PlatformName, Json]:
        """A form, by platform."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """All that the page is given. `base_url` is where people reach it; with https its cookies are Secure.

    `demo` and `elsewhere` are there in demonstration mode only; `by_chat`: people can ask for a link in Slack or Teams.
    """

    turns: Turns
    reads: Reads
    words: Words
    feed: Feed
    sessions: Sessions
    base_url: str
    by_chat: bool = False
    calendar: CalendarFiles | None = None
    demo: Demo | None = None
    elsewhere: Elsewhere | None = None
