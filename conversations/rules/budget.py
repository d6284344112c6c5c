"""The prompt budget over all flows (product 7.1): what the bot may begin in a person's week, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.rules.roster import Person

PromptKind: TypeAlias = Literal["request", "reminder", "nudge", "news", "notice", "colleague", "urgent"]
"""What a message that the bot begins is: a bundle that needs an answer, the reminder of one, a word about something
that waits, or news; and the exempt ones.
"""

CountsAs: TypeAlias = PromptKind | Literal[""]
"""A kind, or "" for what counts as nothing: an edit, an answer to what somebody just did."""

EXEMPT: frozenset[CountsAs] = frozenset({"", "notice", "colleague", "urgent"})
"""Counted and never kept back: what law or a rule wants said whatever else comes (the welcome, a late change), what one
person asks or answers another, which the bot only carries (help, a yes to a goal), and what is urgent.
"""

WEEKS_AHEAD = 4
"""For so many weeks a message may wait for room; what would come later tells of nothing that matters any more."""

QUESTIONS_A_WEEK = 12
"""Questions that all rhythms together may hold for a person's week, those included that follow from an answer and those
that may be left out. It is not raised: whoever adds a question removes one (product 7.2).
"""


@dataclass(frozen=True)
class Budget:
    """Messages that the bot may begin in a week, and how many of them may be requests."""

    messages: int
    requests: int


EVERYBODY, MANAGERS = Budget(3, 1), Budget(5, 2)


def budget_of(person: Person) -> Budget:
    """The budget of somebody's week: who leads people has a digest to answer too."""
    return MANAGERS if person.has_digest else EVERYBODY


def has_room(kind: CountsAs, begun: Mapping[PromptKind, int], budget: Budget) -> bool:
    """Whether one more of this kind may come in a week in which these have begun, or wait to.

    Room for the requests is kept: no nudge may take the place of a check-in that comes later in the week.
    """
    if kind in EXEMPT:
        return True
    counted = sum(n for begun_kind, n in begun.items() if begun_kind not in EXEMPT)
    requests_left = budget.requests - begun.get("request", 0)
    if kind == "request":
        return requests_left > 0 and counted < budget.messages
    return counted + max(requests_left, 0) < budget.messages
