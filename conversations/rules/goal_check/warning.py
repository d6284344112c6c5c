"""What the check of a goal says: a remark with a way to mend it, never a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from conversations.rules.goals import GoalContent
from conversations.toolkit.words import Fact, Phrase, phrases_of

RuleId = Literal["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11", "g12"]
Asks = Literal["", "title", "start", "target", "unit", "due", "source", "parent", "balance", "weight"]

say = phrases_of("goal_check")


@dataclass(frozen=True)
class Warning:
    """One remark. A tap applies `rewrite`; where there is none, it asks for the field that `asks` names, if any."""

    rule: RuleId
    facts: Mapping[str, Fact] = field(default_factory=dict)
    rewrite: GoalContent | None = None
    asks: Asks = ""

    @property
    def text(self) -> Phrase:
        """The remark, one short sentence or two."""
        return say(f"{self.rule}.text", **self.facts)

    @property
    def tap(self) -> Phrase:
        """The label of the button that mends it."""
        return say(f"{self.rule}.tap", **self.facts)


@dataclass(frozen=True)
class Around:
    """What the goal itself does not say; what is not known draws no remark.

    `goals` and `weights` are the person's others in the period, `all_set` if none is to come. `present` of `weeks` is
    how long the owner is there. `influence` (per cent) and `judged_alike` are answers to a question, `levels` those
    of the goal's indicator.
    """

    today: date
    goals: int = 0
    weights: tuple[Decimal | None, ...] = ()
    all_set: bool = False
    has_parents: bool = False
    weeks: int = 0
    present: int | None = None
    influence: int | None = None
    judged_alike: bool | None = None
    levels: tuple[str, ...] = ()
