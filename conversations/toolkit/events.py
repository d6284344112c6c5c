"""Events: what happened, told to a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid5

from conversations.toolkit.forms import RawValues

_IDS = UUID("6f1d2c0e-53a1-4a58-9b0d-7e1c0f5b9a11")


@dataclass(frozen=True)
class Address:
    """Which running conversation: its name, whose it is, and which one of theirs (a week, a version, "")."""

    conversation: str
    owner: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What every event carries. `at` is company time (aware, UTC); `actor` is a person's id, None for Due."""

    key: str
    at: datetime
    address: Address
    actor: str | None

    @property
    def owner(self) -> str:
        """The id of the person whose conversation this is."""
        return self.address.owner

    @property
    def topic(self) -> str:
        """Which of the owner's conversations of this name: the week, the version."""
        return self.address.key

    def id(self, n: int | str) -> str:
        """Make an id that is the same whenever this event is handled again."""
        return uuid5(_IDS, f"{self.key}:{n}").hex


@dataclass(frozen=True, kw_only=True)
class Started(Envelope):
    """The conversation begins, by its rhythm or from another conversation."""

    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Called(Envelope):
    """The person gave a command; `arguments` is the text behind it."""

    command: str
    arguments: str = ""


@dataclass(frozen=True, kw_only=True)
class Clicked(Envelope):
    """The person tapped a button of a card of this conversation."""

    button: str
    value: str = ""
    card: str = ""


@dataclass(frozen=True, kw_only=True)
class Submitted(Envelope):
    """The person sent a form; values are strings as they came, `version` that of the shared thing they saw."""

    form: str
    values: RawValues
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class Typed(Envelope):
    """The person wrote free text while the card's `asks` step was listening; `below` are the conversations that have
    posted in the chat since that card came.
    """

    text: str
    asks: str = ""
    below: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Due(Envelope):
    """A timer of this conversation came due; it reads as the owner. `due_at` is earlier than `at` after an outage."""

    timer: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Told(Envelope):
    """Another conversation told this one something; `actor` is who caused it."""

    notice: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Conflict(Envelope):
    """What was submitted rests on an older version of a shared thing: both values are to be shown."""

    form: str
    values: RawValues
    seen: int
    now: int


@dataclass(frozen=True, kw_only=True)
class Looked(Envelope):
    """Somebody only looks: a form, a screen (with its arguments) or options are read. Never handled, so nothing can
    come of it.
    """

    what: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)


Event: TypeAlias = Started | Called | Clicked | Submitted | Typed | Due | Told | Conflict
