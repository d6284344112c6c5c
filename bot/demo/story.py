"""The story: what each of the company's people says and does, week by week.

`company/history` tells the weeks before the founding, `company/ahead` those after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

COMPANY = Path(__file__).parent / "company"


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stuck(_Told):
    """What somebody is stuck on, and who is asked: "manager", "hr", or a colleague's e-mail."""

    what: str
    helper: str = "manager"
    needed_by_days: int | None = None
    urgent: bool = False
    resolved_after_days: int | None = None


class Sentence(_Told):
    """A free sentence, and whether it may be quoted."""

    text: str
    may_be_cited: bool = False


class ToldWeek(_Told):
    """One person's week; 0 is the present one."""

    week: int
    plans: tuple[str, ...] = ()
    outcomes: tuple[Literal["done", "continue", "drop"], ...] = ()
    energy: int | None = None
    quick: bool = False
    silent: bool = False
    stuck: Stuck | None = None
    sentence: Sentence | None = None


class Reaction(_Told):
    """What a manager does about a report's blocker of that week."""

    week: int
    raiser: str
    do: Literal["take", "reply", "into_one_on_one", "read"]
    text: str = ""
    days: int = 1


class Away(_Told):
    """Weeks on leave, both included."""

    first_week: int
    last_week: int


class Life(_Told):
    """One person's story."""

    email: str
    way: Literal["form", "chat"] = "form"
    weeks: tuple[ToldWeek, ...]
    as_manager: tuple[Reaction, ...] = ()
    away: Away | None = None

    @property
    def never_answers(self) -> bool:
        """Whether this is the one who stays silent, as a writer and as a reader."""
        return all(week.silent for week in self.weeks)

    def followed_by(self, later: Life) -> Life:
        """The same person's story with later weeks told as well."""
        told = {"weeks": (*self.weeks, *later.weeks), "as_manager": (*self.as_manager, *later.as_manager)}
        return self.model_copy(update=told)

    def week(self, number: int) -> ToldWeek | None:
        """What this person says in a week; None after the story ends."""
        return next((week for week in self.weeks if week.week == number), None)

    def reaction(self, raiser: str, number: int) -> Reaction | None:
        """What this manager does about a report's blocker of a week."""
        found = (r for r in self.as_manager if r.raiser == raiser and r.week == number)
        return next(found, None)


@dataclass(frozen=True)
class Story:
    """Everybody's, by e-mail address."""

    lives: Mapping[str, Life]

    @property
    def last_week(self) -> int:
        """The last week that is told of anybody."""
        return max(week.week for life in self.lives.values() for week in life.weeks)

    @classmethod
    @cache
    def read(cls, folder: Path = COMPANY) -> Story:
        """Read all of `history/`, and what `ahead/` adds to it; a second time costs nothing."""
        lives: dict[str, Life] = {}
        for path in (*sorted((folder / "history").glob("*.yaml")), *sorted((folder / "ahead").glob("*.yaml"))):
            for part in _lives_in(path):
                before = lives.get(part.email)
                lives[part.email] = before.followed_by(part) if before else part
        return cls(lives)


def _lives_in(path: Path) -> list[Life]:
    told: list[Any] = YAML(typ="safe", pure=True).load(path)
    return [Life.model_validate(life) for life in told]
