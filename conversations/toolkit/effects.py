"""Effects: what should happen next. The platform port speaks these few nouns and never features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.entries import Entry
from conversations.rules.budget import PromptKind
from conversations.rules.visibility import Audience as Readers
from conversations.toolkit.cards import Card
from conversations.toolkit.forms import Errors


@dataclass(frozen=True)
class To:
    """One person, by id."""

    person: str


@dataclass(frozen=True)
class ManagerOf:
    """Whoever is this person's manager when the turn is taken; nobody if there is none."""

    person: str


@dataclass(frozen=True)
class Channel:
    """A channel of a platform, by its id there."""

    platform: str
    channel: str


@dataclass(frozen=True)
class Audience:
    """Many people: everyone, departments, managers, HR ... expanded in steps after the turn."""

    name: Literal["everyone", "department", "managers", "hr", "list"]
    members: tuple[str, ...] = ()


Recipient: TypeAlias = To | ManagerOf | Channel | Audience


@dataclass(frozen=True)
class Show:
    """Show a card. The message standing in this slot for this recipient is edited, else a new one is sent.

    `about` are ids of the entries it tells of, or of the person it is about: the recipient's right to read them is
    checked again when it is sent, and it goes when they are erased.
    `fresh` sends it anew at the end of the chat; the one that stood in the slot before no longer counts.
    `prompt` marks a message that the bot starts; `urgent` ones do not wait for quiet hours to end. `settles` says that
    nothing is left of it: whoever has not seen it yet is not told. As what it counts in its recipient's week says
    `kind` (rules/budget.py): over budget it waits for the next week, or is a change of the message that stands.
    `questions` is how many it asks, for the burden ledger.
    """

    card: Card
    to: Recipient
    slot: str = "main"
    about: tuple[str, ...] = ()
    fresh: bool = False
    prompt: bool = False
    urgent: bool = False
    settles: bool = False
    kind: PromptKind = "news"
    questions: int = 0


@dataclass(frozen=True)
class OpenForm:
    """Open this form of the conversation, in answer to the request."""

    form: str


@dataclass(frozen=True)
class RejectForm:
    """Show the form again with what is wrong; nothing of it is lost."""

    errors: Errors


@dataclass(frozen=True)
class Wake:
    """Send Due(timer) at this instant (aware, UTC; company time). The same timer again moves it."""

    timer: str
    at: datetime


@dataclass(frozen=True)
class Cancel:
    """Forget a timer."""

    timer: str


@dataclass(frozen=True)
class Record:
    """Append an entry to the record of `subject`.

    `id` comes from `event.id(n)`. `period` is the week or period it belongs to. `audience` says who may read it
    beside its subject (rules/visibility.py), `helper` a person named for it. `citable`: may be quoted as evidence.
    `expects` is the version of the shared thing it changes; another version gives Conflict.
    """

    id: str
    entry: Entry
    subject: str
    period: str = ""
    audience: Readers = "manager"
    helper: str = ""
    citable: bool = False
    expects: int | None = None


@dataclass(frozen=True)
class Start:
    """Begin another conversation with a person."""

    conversation: str
    person: str
    key: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)


TYPED = "typed"
"""The notice that hands typed text (facts `text`, `asks`) to the conversation that had asked for it."""


@dataclass(frozen=True)
class Tell:
    """Tell a conversation something, in the same transaction; with `if_begun` only one that has begun already."""

    conversation: str
    owner: str
    key: str
    notice: str
    facts: Mapping[str, str] = field(default_factory=dict)
    if_begun: bool = False


@dataclass(frozen=True)
class Close:
    """The conversation is over; its cards no longer listen."""


Effect: TypeAlias = Show | OpenForm | RejectForm | Wake | Cancel | Record | Start | Tell | Close
