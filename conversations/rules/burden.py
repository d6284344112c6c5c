"""The burden ledger (product 7.2): what the bot cost a person in a month, and averages that show nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from conversations.rules.budget import EXEMPT, PromptKind
from conversations.rules.small_groups import gathered

SECONDS_A_MESSAGE = 10
"""To read one: a card holds about forty words, and people read some 240 a minute (Brysbaert 2019)."""

SECONDS_A_QUESTION = 10
"""To answer one, typed and tapped ones together: six, the most of an ordinary check-in, in the minute that it promises.

An estimate on purpose: how long somebody takes is not watched, as when somebody is online is not (product 3.2).
"""


LAST_ZONE = timedelta(hours=12)
"""How far behind UTC the last zones are in which a month ends."""


@dataclass(frozen=True)
class Burden:
    """What the bot began with a person in a month, by kind, and how many questions that asked; edits and what answers
    the person are none of it.
    """

    begun: Mapping[PromptKind, int] = field(default_factory=dict)
    questions: int = 0

    @property
    def messages(self) -> int:
        """All of them, also the exempt ones."""
        return sum(self.begun.values())

    @property
    def exempt(self) -> int:
        """Those of them that no budget keeps back."""
        return sum(n for kind, n in self.begun.items() if kind in EXEMPT)

    @property
    def seconds(self) -> int:
        """About how long they took."""
        return self.messages * SECONDS_A_MESSAGE + self.questions * SECONDS_A_QUESTION


@dataclass(frozen=True)
class Total:
    """What the bot began in a month with all people of a department."""

    department: str
    people: int
    burden: Burden


@dataclass(frozen=True)
class Average:
    """What the bot cost one person in a month on average: among the people of one department, or of several that are
    too small to be shown alone.
    """

    departments: tuple[str, ...]
    people: int
    messages: float
    exempt: float
    seconds: float


def minutes(seconds: float) -> int:
    """Whole minutes for a sentence; what took any time at all took one."""
    return max(round(seconds / 60), 1) if seconds else 0


def month_of(day: date) -> str:
    """The month of a local date, as the ledger has it: "2026-11"."""
    return f"{day:%Y-%m}"


def is_over(month: str, at: datetime) -> bool:
    """Whether a month has ended everywhere. Until then it has no average: where a seventh person joins, the difference
    to what was shown before would be what came to that one person.
    """
    return month < month_of((at - LAST_ZONE).date())


def averages(totals: Sequence[Total]) -> Sequence[Average]:
    """By department, none of fewer people than may be shown."""
    known = {total.department: total for total in totals}
    groups = gathered({total.department: total.people for total in totals})
    return [_average([known[name] for name in group]) for group in groups]


def average(totals: Sequence[Total]) -> Average | None:
    """Of the whole company; None if it is too small to have one that tells nothing of anybody."""
    return _average(totals) if gathered({"": sum(total.people for total in totals)}) else None


def _average(totals: Sequence[Total]) -> Average:
    people = sum(total.people for total in totals)
    messages = sum(total.burden.messages for total in totals)
    exempt = sum(total.burden.exempt for total in totals)
    seconds = sum(total.burden.seconds for total in totals)
    names = tuple(total.department for total in totals)
    return Average(names, people, messages / people, exempt / people, seconds / people)
