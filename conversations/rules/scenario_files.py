"""Reading the scripts: the files that come with the bot, and those of a company, which win field by field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from conversations.rules.by_file import read_by_file
from conversations.rules.scenario_library import Scripts
from conversations.rules.scenario_rubric import flaws, shared
from conversations.rules.scenario_words import RubricWords
from conversations.rules.scenarios import Scenario
from conversations.toolkit.content_files import ContentFault, Reads, invalid, read_yaml

LIBRARY = Path(__file__).parents[1] / "content" / "library"
SHIPPED = LIBRARY / "scripts"
"""The folder of the scripts that come with the bot: one file for each scenario, named by its id."""
RUBRIC = LIBRARY / "scripts_rubric.yaml"

Scenarios = Mapping[str, Scenario]
"""All scenarios by their ids, in the order of the files."""


def load_scenarios(company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml) -> Scenarios:
    """Read the shipped folder and a company's, which may add scenarios or change fields of ours.

    Raises ContentFault, which names file, field and how to mend it. The rubric is not asked: see scenario_faults.
    """
    return MappingProxyType(read_by_file(Scenario, company, shipped, read_ours).sound())


def scripts_of(company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml) -> Scripts:
    """The scripts, ours and a company's, read on first use. What a company wrote itself is read at once, for a file
    with a fault stops the start; ours are proven by the tests. Raises ContentFault.
    """
    read_by_file(Scenario, company, shipped, read_ours, only_theirs=True).sound()
    return Scripts(lambda: load_scenarios(company, shipped=shipped, read_ours=read_ours))


def scenario_faults(company: Path | None = None, *, shipped: Path = SHIPPED) -> list[ContentFault]:
    """All that is wrong with the scripts, ours and a company's: what cannot be read, and what the rubric finds."""
    read, words = read_by_file(Scenario, company, shipped), rubric_words()
    graded = [fault for each in read.things.values() for fault in flaws(each, words)]
    return [*read.faults, *graded, *shared(list(read.things.values()))]


def rubric_words() -> RubricWords:
    """The words the rubric looks for. Raises ContentFault."""
    try:
        return RubricWords.model_validate(read_yaml(RUBRIC))
    except ValidationError as error:
        raise invalid(str(RUBRIC), error) from None
