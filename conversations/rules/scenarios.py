"""Interview scenarios: for each kind of talk the whole script, from preparing to following up, in both languages."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from conversations.rules.indicators import Both, Words

Risk = Literal["green", "amber", "red"]
Speaker = Literal["manager", "employee", "both"]
Doer = Literal["manager", "employee", "hr"]
Reaction = Literal[
    "silence", "anger", "tears", "denial", "blame", "comparison", "quitting", "rating", "bargaining", "refusal",
    "recording", "self_harm", "relief", "cynicism", "overload", "surprise",
]  # fmt: skip
Group = Literal["goals", "regular", "results", "hard", "changes", "care", "aboard"]
GROUPS: tuple[Group, ...] = get_args(Group)

Between = Literal["manager_report", "hr_person", "hr_head", "boss_heads", "head_team"]
"""Who holds the talk with whom. The last three bring people on board: they have no evidence."""

Evidence = Literal[
    "goals", "plans", "blockers", "feedback", "agreements", "presence", "own_note", "entries_of_one_fact"
]

STEPS: dict[str, tuple[str, ...]] = {
    "SBI": ("S", "B", "I"),
    "COIN": ("C", "O", "I", "N"),
    "BEST": ("B", "E", "S", "T"),
    "GROW": ("G", "R", "O", "W"),
    "STAR": ("S", "T", "A", "R"),
    "DESC": ("D", "E", "S", "C"),
}
"""The models of a talk by their steps (domain.md 2.2). In BEST the T is what comes: tomorrow."""


class Part(BaseModel):
    """A part of a script: frozen, strict, nothing unknown."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Line(BaseModel):
    """One thing to be said aloud, in both languages (domain.md 9.13: at most 35 characters and 20 words)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    en: str = Field(min_length=1, max_length=160)
    zh: str = Field(alias="zh-CN", min_length=1, max_length=60)


Spoken = tuple[Line, ...]


class Preparing(Part):
    """What is done before: by the manager, by the employee (as the invitation asks it), and the place."""

    manager: tuple[Both, ...] = Field(min_length=3, max_length=9)
    employee: tuple[Both, ...] = Field(min_length=1, max_length=4)
    place: Both


class Opening(Part):
    """Two ways to begin; each is said aloud."""

    warm: Spoken = Field(min_length=2, max_length=6)
    direct: Spoken = Field(min_length=2, max_length=6)


class Step(Part):
    """One step of the agenda: its minutes, how many of them are the employee's, and the steps of a model it takes."""

    minutes: int = Field(ge=1, le=40)
    employee: int = Field(ge=0, le=40)
    what: Both
    first: Speaker
    takes: tuple[str, ...] = ()


class Cue(Part):
    """What may be heard or seen, and what to do with it."""

    hear: Both
    do: Both


class Wording(Part):
    """What to say, what not to, and why."""

    say: Line
    avoid: Line
    why: Both


class Reacting(Part):
    """What the employee may do, how it shows, what to do and what to say now."""

    kind: Reaction
    sign: Both
    do: Both
    say: Spoken = Field(min_length=1, max_length=5)


class Deal(Part):
    """An agreement to end with, as an example: who does what within how many working days."""

    who: Doer
    what: Both
    within: int = Field(ge=1, le=90)


class Closing(Part):
    """How it ends: the employee sums up, agreements, and three ways to acknowledge with the right to object."""

    summary: Spoken = Field(min_length=1, max_length=4)
    agreements: tuple[Deal, ...] = Field(min_length=2, max_length=6)
    acknowledge: Spoken = Field(min_length=2, max_length=5)


class Nudge(Part):
    """What the manager is reminded of, so many days after the talk."""

    days: int = Field(ge=1, le=120)
    what: Both


class Cautions(Part):
    """Law and good sense: in China, in general, and when to stop and call HR."""

    china: tuple[Both, ...] = Field(min_length=1, max_length=6)
    general: tuple[Both, ...] = Field(min_length=1, max_length=6)
    stop: tuple[Both, ...] = Field(min_length=1, max_length=5)


class NoRecord(Part):
    """What to do and say where the record is empty, so that the talk still works."""

    do: tuple[Both, ...] = Field(min_length=1, max_length=4)
    say: Spoken = Field(min_length=1, max_length=4)


class Scenario(Part):
    """One scenario with its script (domain.md 2.1). `minutes` is how long it takes; `also` what people type for it;
    `judges` says that its summary is a judgement, which rests on dated facts (product.md 3.5).
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=32)
    title: Both
    purpose: Both
    group: Group
    also: Words
    when: tuple[Both, ...] = Field(min_length=1, max_length=4)
    not_when: tuple[Both, ...] = Field(min_length=1, max_length=4)
    minutes: int = Field(ge=15, le=90)
    between: Between
    attends: Both
    models: tuple[str, ...] = ()
    risk: Risk
    risk_why: Both
    evidence: tuple[Evidence, ...] = ()
    judges: bool = False
    focus: Both
    prepare: Preparing
    opening: Opening
    agenda: tuple[Step, ...] = Field(min_length=3, max_length=9)
    questions: Spoken = Field(min_length=5, max_length=8)
    listening: tuple[Cue, ...] = Field(min_length=3, max_length=7)
    wording: tuple[Wording, ...] = Field(min_length=4, max_length=8)
    reactions: tuple[Reacting, ...] = Field(min_length=6, max_length=11)
    close: Closing
    follow_up: tuple[Nudge, ...] = Field(min_length=3, max_length=6)
    legal: Cautions
    no_record: NoRecord
    self_check: tuple[Both, ...] = Field(min_length=3, max_length=6)
    version: int = Field(ge=1)

    @property
    def needs_hr(self) -> bool:
        """Whether HR takes part before anything reaches the employee: in every red scenario."""
        return self.risk == "red"
