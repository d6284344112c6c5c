"""What is wrong with a file: where it stands, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from rapidfuzz import fuzz, process

from conversations.toolkit.words import Phrase, phrases_of

FileName = Literal["people", "departments", "goals"]

MOST_FAULTS = 200
"""Faults that are told at once; a file with more was probably meant for something else."""

T = TypeVar("T")

_ALIKE = 70
_SHOWN = 60
_MOST_IN_RING = 12

say = phrases_of("people_import")


@dataclass(frozen=True)
class Fault:
    """One fault: its file, its line (1 is the first, 0 the file as a whole), its column as the file calls it.

    `says` names the problem and how to mend it. It may quote personal data: for the importer, never a log.
    """

    file: FileName
    line: int
    column: str
    says: Phrase


@dataclass(frozen=True)
class Faults:
    """Why a file is refused, by file and line; `more`: there may be others, reading stopped here."""

    items: tuple[Fault, ...]
    more: bool = False


class Wrong(ValueError):
    """A value or a file that cannot be taken; `says` is the reason, the exception's own text only its id."""

    def __init__(self, says: Phrase, line: int = 0) -> None:
        super().__init__(says.id)
        self.says = says
        self.line = line


def in_order(faults: Iterable[Fault]) -> Faults:
    """Give the first MOST_FAULTS faults, the departments' first, each file's by line."""
    ordered = sorted(faults, key=lambda fault: (fault.file, fault.line))
    return Faults(tuple(ordered[:MOST_FAULTS]), len(ordered) >= MOST_FAULTS)


def too_much(seconds: int, megabytes: int, file: FileName = "people") -> Faults:
    """What is said of files that were not read to their end within these limits."""
    return Faults((Fault(file, 0, "", say("fault.too_much", seconds=seconds, megabytes=megabytes)),))


def shown(text: str) -> str:
    """A value as a fault quotes it: cut where it grows too long to read."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def in_a_ring(names: Iterable[str]) -> str:
    """Names that lead back to the first one, cut where there are too many to read."""
    ring = [shown(name) for name in names]
    cut = [*ring[:_MOST_IN_RING], "…"] if len(ring) > _MOST_IN_RING else ring
    return " → ".join((*cut, ring[0]))


def nearest(text: str, choices: Mapping[str, T]) -> T | None:
    """What stands under the key most like the text, None if none is alike; the caller folds both."""
    found = process.extractOne(text, choices.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return choices[found[0]] if found else None
