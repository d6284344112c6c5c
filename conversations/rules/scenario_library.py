"""The scripts as they are used: read when somebody first asks for one, found by words, held only by who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations.rules.library_search import Findable
from conversations.rules.library_shelf import Shelf
from conversations.rules.scenarios import Scenario
from conversations.toolkit.words import Language


class Scripts(Shelf[Scenario]):
    """All scripts by id. `read` is asked for them once, and only when somebody needs one."""

    def __init__(self, read: Callable[[], Mapping[str, Scenario]]) -> None:
        """Know how they are read."""
        super().__init__(read, _findable)


def _findable(scenario: Scenario) -> Findable[Scenario]:
    title, also, purpose = scenario.title, scenario.also, scenario.purpose
    names: Mapping[Language, str] = {"en": title.en, "zh-CN": title.zh}
    others: Mapping[Language, Sequence[str]] = {"en": (scenario.id, *also.en), "zh-CN": also.zh}
    when = (text for each in scenario.when for text in (each.en, each.zh))
    return Findable(scenario, names, others, (purpose.en, purpose.zh, *when))


NO_SCRIPTS = Scripts(dict)
"""Where there are none."""
