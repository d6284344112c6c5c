"""Reading the situations and the causes: those that come with the bot, and what a company adds or changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from conversations.rules.by_file import read_by_file
from conversations.rules.causes import Cause
from conversations.rules.phrase_library import Causes, Phrases
from conversations.rules.scenario_files import LIBRARY, rubric_words
from conversations.rules.scenario_files import SHIPPED as SCRIPTS
from conversations.rules.scenario_rubric import wording_flaws
from conversations.rules.situations import Situation
from conversations.toolkit.content_files import ContentFault, Reads, read_yaml

SHIPPED = LIBRARY / "phrases"
"""The folder of the situations that come with the bot: one file for each, named by its id."""
SHIPPED_CAUSES = LIBRARY / "causes"


def load_phrases(
    company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml
) -> Mapping[str, Situation]:
    """Read the shipped folder and a company's. Raises ContentFault, which says how to mend it."""
    return MappingProxyType(read_by_file(Situation, company, shipped, read_ours).sound())


def load_causes(
    company: Path | None = None, *, shipped: Path = SHIPPED_CAUSES, read_ours: Reads = read_yaml
) -> Mapping[str, Cause]:
    """Read the four causes, in which a company may change fields. Raises ContentFault, which says how to mend it."""
    return MappingProxyType(read_by_file(Cause, company, shipped, read_ours).sound())


def situations_of(company: Path | None = None, *, read_ours: Reads = read_yaml) -> Phrases:
    """The situations, read on first use; what a company wrote is read at once. Raises ContentFault."""
    read_by_file(Situation, company, SHIPPED, read_ours, only_theirs=True).sound()
    return Phrases(lambda: load_phrases(company, read_ours=read_ours))


def causes_of(company: Path | None = None, *, read_ours: Reads = read_yaml) -> Causes:
    """The causes, read on first use; what a company wrote is read at once. Raises ContentFault."""
    read_by_file(Cause, company, SHIPPED_CAUSES, read_ours, only_theirs=True).sound()
    return Causes(lambda: load_causes(company, read_ours=read_ours))


def phrase_faults(
    phrases: Path | None = None, causes: Path | None = None, scripts: Path | None = None
) -> list[ContentFault]:
    """All that is wrong with situations and causes, ours and a company's, each from its folder."""
    words = rubric_words()
    situations, why = read_by_file(Situation, phrases, SHIPPED), read_by_file(Cause, causes, SHIPPED_CAUSES)
    all_: list[Situation | Cause] = [*situations.things.values(), *why.things.values()]
    graded = [fault for each in all_ for fault in wording_flaws(each, words)]
    return [*situations.faults, *why.faults, *graded, *_loose_ends(situations.things, _ids(scripts))]


def _ids(company: Path | None) -> frozenset[str]:
    return frozenset(file.stem for folder in (SCRIPTS, company) if folder for file in folder.glob("*.yaml"))


def _loose_ends(situations: Mapping[str, Situation], scripts: frozenset[str]) -> Iterator[ContentFault]:
    for each in situations.values():
        for script in each.scripts:
            if script not in scripts:
                yield ContentFault(f"{each.id}: scripts: no script {script}; give the id of one, or leave it out")
