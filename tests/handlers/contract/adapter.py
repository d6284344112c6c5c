"""What the contract needs of a platform: what people do there, and what they are shown. One adapter per platform."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias

from conversations.toolkit.cards import Card
from conversations.toolkit.forms import Form
from conversations.toolkit.words import Language
from handlers.platform import Incoming, PlatformName

Payload: TypeAlias = dict[str, Any]
"""A request as the platform sends it, recorded: `request` is the platform's own shape."""

Values: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Tap:
    """A button that stands on a message."""

    name: str
    value: str
    label: str
    opens: str = ""


@dataclass(frozen=True)
class Shown:
    """A message as its reader has it before them. `raw` is the platform's own form of it."""

    message: str
    delivery: str
    says: str
    taps: tuple[Tap, ...]
    raw: str = field(repr=False, default="")

    def tap(self, name: str, value: str | None = None) -> Tap:
        """The button of this name, and of this value if it is given."""
        found = [tap for tap in self.taps if tap.name == name and value in (None, tap.value)]
        assert found, f"{name}:{value} is not among {[(tap.name, tap.value) for tap in self.taps]}"
        return found[0]


@dataclass(frozen=True)
class Sheet:
    """A form that opened, as it is prefilled; its submission names `delivery`, and the `version` its reader saw, and
    in Teams which fields are `texts`.
    """

    delivery: str
    form: str
    says: str
    values: Mapping[str, tuple[str, ...]]
    version: int | None = None
    texts: Sequence[str] = ()


Outcome = Literal["taken", "refused", "unreadable", "too_large", "away"]


@dataclass(frozen=True)
class Reply:
    """What the request itself was answered."""

    outcome: Outcome
    hint: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Altered:
    """A payload with one field made something else. `chosen`: a person may put there what they like."""

    field: str
    payload: Payload = field(repr=False)
    chosen: bool = False


class Adapter(Protocol):
    """One platform, spoken to from outside: real requests to the real bot, and what its people have before them.

    `key` makes a request a repetition of an earlier one with the same key, as the platform itself repeats it.
    """

    name: PlatformName
    suffix: str
    """How a file with what it draws is called: html, json."""
    most_text: int
    """Characters that somebody may write in one message."""

    async def sees(self, person: str) -> list[Shown]:
        """The bot's messages in somebody's chat, oldest first, once everything under way has arrived."""

    async def taps(self, person: str, delivery: str, tap: Tap, *, key: str = "") -> Reply:
        """Somebody taps a button that opens nothing."""

    async def opens(self, person: str, delivery: str, tap: Tap) -> Reply:
        """Somebody taps a button that opens a form."""

    async def submits(self, person: str, sheet: Sheet, values: Values, *, key: str = "") -> Reply:
        """Somebody sends a form."""

    async def says(self, person: str, text: str, *, key: str = "") -> Reply:
        """Somebody writes."""

    async def calls(self, person: str, command: str, *, key: str = "") -> Reply:
        """Somebody gives a command as such."""

    async def seeks(self, person: str, sheet: Sheet, name: str, text: str) -> list[str]:
        """What a field that looks things up offers, by its labels."""

    async def hears(self, payload: Payload) -> Incoming:
        """What the platform makes of a recorded payload of alice's, without a bot behind it."""

    async def plays(self, payload: Payload, person: str) -> Reply:
        """Send a recorded payload to the bot as this person's own: with their session or identity, freshly signed."""

    def aimed(self, payload: Payload, delivery: str) -> Payload:
        """The payload about a delivery that is really there."""

    def altered(self, payload: Payload, theirs: str) -> Iterator[Altered]:
        """Every field of the payload, each in turn made something else; `theirs` is a delivery of somebody else's."""

    def draws(self, card: Card, language: Language, *, neutral: bool = False) -> str:
        """A card as the platform is given it, to be read by people."""

    def draws_form(self, form: Form, language: Language) -> str:
        """A form as the platform is given it."""

    def previews(self, card: Card, language: Language) -> str:
        """What of a card may be seen outside the chat: in a notification, on a lock screen, read out in a list."""

    async def close(self) -> None:
        """Let go of connections."""
