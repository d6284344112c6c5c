"""The story: what each of the company's people says and does, week by week, as `company/history` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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

    @classmethod
    def read(cls, folder: Path = COMPANY) -> Story:
        """Read all of `history/`."""
        yaml = YAML(typ="safe", pure=True)
        told: list[Any] = [
            life for path in sorted((folder / "history").glob("*.yaml")) for life in yaml.load(path) or ()
        ]
        lives = [Life.model_validate(life) for life in told]
        return cls({life.email: life for life in lives})
