"""What can stand in a record about one-on-ones. The subject is who reports; `manager` the other of the two, who manages
them, or leads them for their manager.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from conversations.rules.one_on_ones import TalkRhythm, Why


@dataclass(frozen=True)
class AgendaItemAdded:
    """A point for the next one-on-one of `manager` and the subject: words of its own, or the entry or blocker it comes
    from, whose words stay where their own readers find them. `week` is that of a check-in: it is on the agenda in
    whatever version.
    """

    item: str
    manager: str
    text: str = ""
    source: str = ""
    week: str = ""
    kind: Literal["agenda_item_added"] = "agenda_item_added"


@dataclass(frozen=True)
class AgendaItemReworded:
    """Who added a point says it in other words."""

    item: str
    manager: str
    text: str
    kind: Literal["agenda_item_reworded"] = "agenda_item_reworded"


@dataclass(frozen=True)
class AgendaItemSettled:
    """What became of a point: talked about, left for the next time, taken off; or it is open again."""

    item: str
    manager: str
    how: Literal["talked", "next_time", "dropped", "open"]
    kind: Literal["agenda_item_settled"] = "agenda_item_settled"


@dataclass(frozen=True)
class AgendaItemPutFirst:
    """One of the two puts a point before all others."""

    item: str
    manager: str
    kind: Literal["agenda_item_put_first"] = "agenda_item_put_first"


@dataclass(frozen=True)
class ActionAgreed:
    """Who of the two does what, and by when; once more with the same id, it is changed."""

    action: str
    manager: str
    owner: str
    what: str
    by: date | None = None
    kind: Literal["action_agreed"] = "action_agreed"


@dataclass(frozen=True)
class ActionSettled:
    """An action is done, or no longer needed; or it is open again."""

    action: str
    manager: str
    how: Literal["done", "dropped", "open"]
    kind: Literal["action_settled"] = "action_settled"


@dataclass(frozen=True)
class TalkRhythmSet:
    """How often the two talk, and when."""

    manager: str
    rhythm: TalkRhythm
    kind: Literal["talk_rhythm_set"] = "talk_rhythm_set"


@dataclass(frozen=True)
class TalkPlanned:
    """When the next talk is, None for no date; `instead_of` is when it was to be."""

    manager: str
    at: datetime | None
    why: Why
    instead_of: datetime | None = None
    kind: Literal["talk_planned"] = "talk_planned"


@dataclass(frozen=True)
class TalkNoted:
    """What the two note of their talk, all of it; it is theirs alone."""

    manager: str
    text: str
    kind: Literal["talk_noted"] = "talk_noted"


@dataclass(frozen=True)
class TalkClosed:
    """The two have no one-on-one any more: one of them left, or the manager is another."""

    manager: str
    kind: Literal["talk_closed"] = "talk_closed"


OneOnOneEntry: TypeAlias = (
    AgendaItemAdded
    | AgendaItemReworded
    | AgendaItemSettled
    | AgendaItemPutFirst
    | ActionAgreed
    | ActionSettled
    | TalkRhythmSet
    | TalkPlanned
    | TalkNoted
    | TalkClosed
)
"""All of them."""
