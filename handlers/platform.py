"""The contract that every platform keeps, and what each is given. It speaks of cards and forms, never of features."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from aiohttp import web

from conversations.toolkit.cards import Card
from conversations.toolkit.forms import Errors, Form, Option, RawValues
from conversations.toolkit.words import Language, Phrase, Text
from handlers.faults import OUT_OF_SIGHT as OUT_OF_SIGHT
from handlers.faults import InDoubt as InDoubt
from handlers.faults import TryLater as TryLater
from handlers.faults import Unavailable as Unavailable
from handlers.faults import Undeliverable as Undeliverable
from handlers.faults import Unexplained as Unexplained

PlatformName = Literal["slack", "teams", "web"]
Chat: TypeAlias = Mapping[str, str]
Users: TypeAlias = Mapping[str, str]
Called: TypeAlias = Mapping[str, tuple[str, str]]
"""What users are called here, by their id: the name, and what nobody else is called, which is the name again or the
address of somebody who has namesakes.
"""


@dataclass(frozen=True)
class Identity:
    """Who a verified request says it is: a user of one tenant (workspace, tenant, "" on the page) of a platform."""

    platform: PlatformName
    tenant: str
    user: str


# --- what comes in: a payload becomes one of these in incoming.py and dies there -----------------------------


@dataclass(frozen=True)
class Clicking:
    """A tap on a button. `delivery` is the unguessable id that the card carried."""

    delivery: str
    button: str
    value: str = ""
    # How it is answered, not what was meant: in the card's place the platform shows what stands there after the turn.
    replaces: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Pressing:
    """A tap on a screen, which no message carried. The screen is drawn anew and only what it shows can be pressed."""

    conversation: str
    screen: str
    button: str
    value: str = ""


@dataclass(frozen=True)
class Submitting:
    """A form sent. `delivery` is the card or the opening that the form belongs to."""

    delivery: str
    form: str
    values: RawValues
    version: int | None = None


@dataclass(frozen=True)
class Saying:
    """Free text or a command word; `private` is False in a channel, where nothing of it may be shown. `exact` says
    beyond doubt whom it mentions, "" where the text itself does.
    """

    text: str
    private: bool = True
    exact: str = ""


@dataclass(frozen=True)
class Commanding:
    """A command given as such (slash command, menu, Home button): never taken for an answer."""

    text: str
    private: bool = True


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One verified request. `key` is the same for every repetition of it."""

    key: str
    who: Identity
    what: Clicking | Pressing | Submitting | Saying | Commanding


@dataclass(frozen=True)
class OpenedForm:
    """A form to show in answer to the request; its submission names `delivery`."""

    delivery: str
    form: Form


@dataclass(frozen=True)
class Standing:
    """The card that stands in a message now; its buttons carry `delivery`."""

    delivery: str
    card: Card


@dataclass(frozen=True)
class Answer:
    """What the turn gives back for the request itself; everything else arrives as deliveries.

    `outcome` is "taken", "duplicate" (the first answer is given again), "unknown" (nobody we know), "refused" (not
    theirs to press) or "unreadable" (the request makes no sense). `hint` is a private line to show, `errors` send a
    form back with what is wrong, `standing` is what a click that `replaces` asked for. `language` and `zone` are those
    of who is answered.
    """

    outcome: Literal["taken", "duplicate", "unknown", "refused", "unreadable"]
    opened: OpenedForm | None = None
    errors: Errors = field(default_factory=dict)
    hint: Phrase | None = None
    language: Language = "en"
    zone: str = "UTC"
    standing: Standing | None = None


@dataclass(frozen=True)
class Screen:
    """A page of a conversation as one person may see it, and how it is drawn for them."""

    card: Card
    language: Language
    zone: str


# --- what goes out ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A card for one recipient. `delivery` is its id and goes into every button; `edits` is the reference of the
    message to change in place, "" to post a new one; `only_edits` posts none where that one is gone. `neutral` shows
    the neutral line and a link instead of the card. `way_in` is where a button leads that leads to the page: a secret,
    which signs its reader in once.
    """

    delivery: str
    to: Identity
    card: Card
    language: Language
    zone: str
    edits: str = ""
    only_edits: bool = False
    neutral: bool = False
    way_in: str = field(default="", repr=False)
    at: datetime


@dataclass(frozen=True)
class Sent:
    """Where the message stands now: its reference for later edits."""

    message: str


class Platform(Protocol):
    """One platform. Made by its package with its ports and settings; wired in bot/app.py."""

    @property
    def name(self) -> PlatformName:
        """Its folder's name."""

    def routes(self) -> Sequence[web.RouteDef]:
        """The HTTP routes to mount; every one verifies before it parses."""

    def running(self) -> AbstractAsyncContextManager[None]:
        """Its connections to the outside, for as long as it serves and sends; begun before the first message goes."""

    async def send(self, outgoing: Outgoing) -> Sent:
        """Post or edit one message. Raises TryLater, Undeliverable or InDoubt."""

    async def look_up(self, delivery: str, to: Identity) -> Sent | None:
        """Find a message in doubt by the delivery's id; None if it is not there. Raises NotImplementedError."""


# --- what a platform is given by bot/app.py --------------------------------------------------------------------


class Turns(Protocol):
    """The way in."""

    async def take(self, incoming: Incoming) -> Answer:
        """Take one turn; returns when it is committed. Raises Unavailable while the database is away."""


class Reads(Protocol):
    """Pure reads: no turn comes of them. Each is authorised for `who`; None if it is not theirs."""

    async def form(self, who: Identity, delivery: str, form: str) -> Form | None:
        """The form that a button opens, prefilled."""

    async def options(self, who: Identity, delivery: str, form: str, field: str, text: str) -> Sequence[Option]:
        """Type-ahead for a field of a form."""

    async def menu(self, who: Identity) -> Sequence[tuple[str, Text, Text]]:
        """The commands for this person's role: the word to send, its label, what it does."""

    async def screen(self, who: Identity, conversation: str, name: str, **arguments: str) -> Screen | None:
        """A page of a conversation: help's "home", the tree `on` a day (ISO), the talk that is the `topic`. Taps on it
        come back as Pressing.
        """


class AddressBook(Protocol):
    """Who somebody on the platform is to us, and how the platform reaches them. Each raises Unavailable."""

    async def introduce(self, who: Identity, *emails: str) -> bool:
        """Link a user to whom an import named, else to whom the platform's own e-mails name; whether it is somebody."""

    async def found(self, who: Identity, after: str = "") -> None:
        """They can be reached (again), though they took no turn; with `after` only if lost for that reason."""

    async def all_found(self, platform: PlatformName, tenant: str, after: str) -> None:
        """Everybody of this workspace or tenant can be reached again who was lost for this reason."""

    async def lost(self, who: Identity, reason: str) -> None:
        """Nothing reaches them there until they are seen again: blocked, not_installed, left (and signed off)."""

    async def has_left(self, who: Identity) -> bool:
        """Whether they are lost for having left."""

    async def all_lost(self, platform: PlatformName, tenant: str, reason: str) -> None:
        """Nobody of this workspace or tenant can be reached until they are seen again: the app was removed."""

    async def who_left(self, platform: PlatformName, tenant: str) -> Collection[str]:
        """Its users who are lost for having left."""

    async def roll_called(
        self, platform: PlatformName, tenant: str, gone: Sequence[str], here: Users, back: Collection[str]
    ) -> None:
        """Its list of users: whoever is `gone` is `lost`, unless too many are; who is `here` is introduced, and found
        if they are `back`, too.
        """

    async def called(self, platform: PlatformName, tenant: str, users: Sequence[str]) -> Called:
        """What those of its users are called here who are somebody, or were until they left."""

    async def chat(self, who: Identity) -> Chat:
        """What the platform kept about its chat with them; empty if nothing."""

    async def keep_chat(self, who: Identity, chat: Chat, instead_of: Chat | None = None) -> None:
        """Keep what is needed to write to them later, no token or word; `instead_of`: only if that is kept still."""


class Pacing(Protocol):
    """The rates of a platform, shared with delivery and by all replicas: they hold for lines beside it too."""

    async def may_say(self, to: Identity, within: float, once: str = "") -> bool:
        """Wait for a place in this chat's rate; False, nothing counted, if none is free so soon or `once` was said."""

    async def hold(self, to: Identity, seconds: float) -> None:
        """Let nothing go to this workspace or tenant for so long: the platform's Retry-After."""

    async def is_time(self, what: str, every: float) -> bool:
        """Whether this is to be done now: True for one asker of all replicas in so many seconds."""


class Words(Protocol):
    """The catalogues."""

    def text(self, text: Text, language: Language, zone: str = "UTC") -> str:
        """A text in a language; facts are put in as they are, escaping is the renderer's duty."""


@dataclass(frozen=True, kw_only=True)
class ChatPorts:
    """All that a chat platform is given. `base_url` is where people reach the page."""

    turns: Turns
    reads: Reads
    words: Words
    book: AddressBook
    pacing: Pacing
    base_url: str
