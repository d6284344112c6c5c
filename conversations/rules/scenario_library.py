"""The scripts as they are used: read when somebody first asks for one, found by words, held only by who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from conversations.rules.library_search import Findable, Finder, folded
from conversations.rules.scenarios import Scenario
from conversations.toolkit.words import Language


@dataclass(frozen=True)
class _Shelf:
    scenarios: Mapping[str, Scenario]
    finder: Finder[Scenario]
    called: Mapping[str, Scenario]


class Scripts:
    """All scripts by id. `read` is asked for them once, and only when somebody needs one."""

    def __init__(self, read: Callable[[], Mapping[str, Scenario]]) -> None:
        self._read = read

    def all(self) -> Sequence[Scenario]:
        """All of them, in the order of their files."""
        return tuple(self._ready.scenarios.values())

    def get(self, id_: str) -> Scenario | None:
        """One script; None for an id that none has."""
        return self._ready.scenarios.get(id_)

    def called(self, text: str) -> Scenario | None:
        """The script that a text calls by its id, its title or another of its names, and by nothing else."""
        return self._ready.called.get(folded(text))

    def search(self, text: str, language: Language, among: Callable[[Scenario], bool]) -> Sequence[Scenario]:
        """Those `among` which a text may mean, as Finder.search has it."""
        return self._ready.finder.search(text, language, among)

    def names_one(self, text: str, language: Language) -> bool:
        """Whether a text fits a name of a script well."""
        return self._ready.finder.names_one(text, language)

    @cached_property
    def _ready(self) -> _Shelf:
        scenarios = self._read()
        called = {folded(name): each for each in scenarios.values() for name in _names(each)}
        return _Shelf(scenarios, Finder(map(_findable, scenarios.values())), called)


def _names(scenario: Scenario) -> tuple[str, ...]:
    return (scenario.id, scenario.title.en, scenario.title.zh, *scenario.also.en, *scenario.also.zh)


def _findable(scenario: Scenario) -> Findable[Scenario]:
    title, also, purpose = scenario.title, scenario.also, scenario.purpose
    names: Mapping[Language, str] = {"en": title.en, "zh-CN": title.zh}
    others: Mapping[Language, Sequence[str]] = {"en": (scenario.id, *also.en), "zh-CN": also.zh}
    when = (text for each in scenario.when for text in (each.en, each.zh))
    return Findable(scenario, names, others, (purpose.en, purpose.zh, *when))


NO_SCRIPTS = Scripts(dict)
"""Where there are none."""
