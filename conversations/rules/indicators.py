"""The indicator library: what each number means, where it comes from, how it is gamed, and what to watch beside it."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from conversations.toolkit.words import Language

Function = Literal[
    "sales", "marketing", "rnd", "product", "production", "quality", "procurement", "logistics", "service", "finance",
    "hr", "it",
]  # fmt: skip
FUNCTIONS: tuple[Function, ...] = get_args(Function)

Unit = Literal["percent", "money", "count", "points", "times", "ppm", "rate", "days", "workdays", "hours", "minutes"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Direction = Literal["up", "down", "band"]
Frequency = Literal["week", "month", "quarter", "half_year", "cycle"]
Level = Literal["company", "team", "person"]


class Both(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    en: str = Field(min_length=1, max_length=600)
    zh: str = Field(alias="zh-CN", min_length=1, max_length=600)

    def in_language(self, language: Language) -> str:
        """The text as the reader of this language reads it."""
        return self.zh if language == "zh-CN" else self.en


class Words(BaseModel):
    """Other words that people type for it, or call a role by, in each language."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(alias="zh-CN", min_length=1)


class Sample(BaseModel):
    """The fewest cases below which the number says nothing, and cases of what."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    least: int = Field(ge=1)
    of: Both


class Counterpart(BaseModel):
    """What to watch beside it, so that gaming it shows: another record by its id, or a number described in words."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: str = ""
    name: Both | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.id) == bool(self.name):
            raise ValueError("counter: give either the id of another indicator or a name")
        return self


class Indicator(BaseModel):
    """One record of the library (domain.md 4). `lag_days` is how long after the period the number is known."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    name: Both
    definition: Both
    formula: Both
    unit: Unit
    direction: Direction
    frequency: Frequency
    level: tuple[Level, ...] = Field(min_length=1)
    roles: Words
    source: Both
    baseline: Both
    target: Both
    gaming: Both
    counter: Counterpart
    sample: Sample
    lag_days: int = Field(ge=0, le=120)
    control: Both
    legal: Both | None = None
    also: Words
    statutory: bool = False
    version: int = Field(ge=1)
    owner: Both
    retires: date | None = None

    @property
    def function(self) -> str:
        """The function of the company it belongs to; a company's own indicators may name others."""
        return self.id.partition(".")[0]

    @property
    def good_way(self) -> Literal["up", "down"] | None:
        """Whether more of it is good, or less; None where it is to stay within a band."""
        return None if self.direction == "band" else self.direction

    def offered_on(self, day: date) -> bool:
        """Whether it may still be chosen; a retired one only explains the goals that use it."""
        return self.retires is None or day < self.retires
