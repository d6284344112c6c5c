"""The labelled goals: what a sentence says and the faults that a good coach would find in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from conversations.rules.goal_check import Around, Warning, check
from conversations.rules.goal_sentence import content_of, said_in
from conversations.rules.goals import GoalContent
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import LANGUAGES
from tests.words import the_vocabulary

FOLDER = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class Labelled:
    """One goal of the set; every second one is held out from tuning."""

    language: str
    number: int
    text: str
    faults: frozenset[str]

    @property
    def held_out(self) -> bool:
        return self.number % 2 == 0


def _read(language: str, of: str = "") -> list[Labelled]:
    goals = YAML(typ="safe").load((FOLDER / f"{of}{language}.yaml").read_text("utf-8"))
    return [Labelled(language, number, each["says"], frozenset(each["faults"])) for number, each in goals.items()]


@pytest.fixture(scope="session")
def labelled() -> list[Labelled]:
    return [goal for language in LANGUAGES for goal in _read(language)]


@pytest.fixture(scope="session")
def of_another_hand() -> list[Labelled]:
    return [goal for language in LANGUAGES for goal in _read(language, of="other_hand.")]


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 23)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.fixture(scope="session")
def checked(today: date, vocabulary: Vocabulary) -> Callable[..., dict[str, Warning]]:
    """`checked(sentence or goal, **around)`: the warnings by their rules."""

    def run(goal: str | GoalContent, **around: Any) -> dict[str, Warning]:
        content = content_of(said_in(goal, today, vocabulary), today) if isinstance(goal, str) else goal
        found = check(content, Around(today, **around), vocabulary)
        assert len({each.rule for each in found}) == len(found)
        return {each.rule: each for each in found}

    return run
