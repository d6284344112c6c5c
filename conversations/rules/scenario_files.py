"""Reading the scripts: the files that come with the bot, and those of a company, which win field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from pydantic import ValidationError

from conversations.rules.scenario_library import Scripts
from conversations.rules.scenario_rubric import flaws, shared
from conversations.rules.scenario_words import RubricWords
from conversations.rules.scenarios import Scenario
from conversations.toolkit.content_files import ContentFault, Reads, invalid, read_yaml

LIBRARY = Path(__file__).parents[1] / "content" / "library"
SHIPPED = LIBRARY / "scripts"
"""The folder of the scripts that come with the bot: one file for each scenario, named by its id."""
RUBRIC = LIBRARY / "scripts_rubric.yaml"

"""How a file is read: `read_yaml`, or what gives the same more quickly."""

Scenarios = Mapping[str, Scenario]
"""All scenarios by their ids, in the order of the files."""


@dataclass
class _Read:
    found: dict[str, Scenario]
    faults: list[ContentFault]


def load_scenarios(company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml) -> Scenarios:
    """Read the shipped folder and a company's, which may add scenarios or change fields of ours.

    Raises ContentFault, which names file, field and how to mend it. The rubric is not asked: see scenario_faults.
    """
    read = _read(company, shipped, read_ours)
    if read.faults:
        raise read.faults[0]
    return MappingProxyType(read.found)


def scripts_of(company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml) -> Scripts:
    """The scripts, ours and a company's, read on first use. What a company wrote itself is read at once, for a file
    with a fault stops the start; ours are proven by the tests. Raises ContentFault.
    """
    own = _read(company, shipped, read_ours, _stems(company))
    if own.faults:
        raise own.faults[0]
    return Scripts(lambda: load_scenarios(company, shipped=shipped, read_ours=read_ours))


def scenario_faults(company: Path | None = None, *, shipped: Path = SHIPPED) -> list[ContentFault]:
    """All that is wrong with the scripts, ours and a company's: what cannot be read, and what the rubric finds."""
    read, words = _read(company, shipped), rubric_words()
    graded = [fault for each in read.found.values() for fault in flaws(each, words)]
    return [*read.faults, *graded, *shared(list(read.found.values()))]


def rubric_words() -> RubricWords:
    """The words the rubric looks for. Raises ContentFault."""
    try:
        return RubricWords.model_validate(read_yaml(RUBRIC))
    except ValidationError as error:
        raise invalid(str(RUBRIC), error) from None


def _read(
    company: Path | None, shipped: Path, read_ours: Reads = read_yaml, only: Mapping[str, Path] | None = None
) -> _Read:
    """All scripts, or `only` some by their stems."""
    read = _Read({}, [])
    ours, theirs = _stems(shipped), _stems(company)
    for stem in only if only is not None else (*ours, *(theirs.keys() - ours.keys())):
        try:
            written = [_written(ours[stem], read_ours)] if stem in ours else []
            written += [_written(theirs[stem], read_yaml)] if stem in theirs else []
            given = {"id": stem} | {name: value for each in written for name, value in each.items()}
            read.found[stem] = Scenario.model_validate(given)
        except ValidationError as error:
            read.faults.append(invalid(str(theirs.get(stem) or ours[stem]), error))
        except ContentFault as fault:
            read.faults.append(fault)
    return read


def _stems(folder: Path | None) -> Mapping[str, Path]:
    return {file.stem: file for file in sorted(folder.glob("*.yaml"))} if folder else {}


def _written(file: Path, read: Reads) -> Mapping[str, Any]:
    loaded = read(file)
    if not isinstance(loaded, dict):
        raise ContentFault(f"{file}: no mapping; begin with `title:`")
    if loaded.get("id", file.stem) != file.stem:
        raise ContentFault(f"{file}: id {loaded['id']}; name the file by its id")
    return cast("Mapping[str, Any]", loaded)
