"""Reading the indicator library: the files that come with the bot, and those of a company, which win id by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from conversations.rules.indicator_library import Library
from conversations.rules.indicators import FUNCTIONS, UNITS, Both, Indicator
from conversations.toolkit.content_files import ContentFault, Reads, invalid, read_yaml

SHIPPED = Path(__file__).parents[1] / "content" / "library" / "indicators"
"""The folder of the library that comes with the bot: one file for each function of a company."""


class _File(BaseModel):
    """One file as written; `functions` names those that only this company has, `units` what stands behind a number."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    functions: Mapping[str, Both] = Field(default_factory=dict)
    units: Mapping[str, Both] = Field(default_factory=dict)
    indicators: tuple[Mapping[str, Any], ...] = ()


@dataclass
class _Folder:
    """What the files of one folder say: each record as it was written, with its file."""

    written: dict[str, tuple[Path, Mapping[str, Any]]]
    functions: dict[str, Both]
    units: dict[str, Both]
    faults: list[ContentFault]


def load_library(company: Path | None = None, *, shipped: Path = SHIPPED, read_ours: Reads = read_yaml) -> Library:
    """Read the shipped folder and a company's, which may add records, change fields of ours, or retire one; ours by
    `read_ours`, which gives what `read_yaml` gives.

    Raises ContentFault, which names file, id and how to mend it: a library with a fault never starts.
    """
    library, faults = _read(company, shipped, read_ours)
    if faults:
        raise faults[0]
    return library


def indicator_faults(company: Path | None = None, *, shipped: Path = SHIPPED) -> list[ContentFault]:
    """All that is wrong with the library, ours and a company's."""
    return _read(company, shipped)[1]


def _read(company: Path | None, shipped: Path, read_ours: Reads = read_yaml) -> tuple[Library, list[ContentFault]]:
    ours = _read_folder(shipped, read_ours)
    theirs = _read_folder(company) if company else _Folder({}, {}, {}, [])
    records: dict[str, Indicator] = {}
    functions, units = {**ours.functions, **theirs.functions}, {**ours.units, **theirs.units}
    faults = [*ours.faults, *theirs.faults]
    for id_ in (*ours.written, *(theirs.written.keys() - ours.written.keys())):
        file, given = theirs.written.get(id_) or ours.written[id_]
        before = ours.written[id_][1] if id_ in ours.written else {}
        try:
            records[id_] = Indicator.model_validate({**before, **given})
        except ValidationError as error:
            faults.append(invalid(f"{file}: {id_}", error))
    places = {id_: file for folder in (ours, theirs) for id_, (file, _) in folder.written.items()}
    faults += _loose_ends(records, {*FUNCTIONS, *functions}, places)
    faults += [
        ContentFault(f"units: no unit {name}; give one of {', '.join(UNITS)}, or the id of an indicator")
        for name in units
        if name not in UNITS and name not in places
    ]
    return Library(MappingProxyType(records), MappingProxyType(functions), MappingProxyType(units)), faults


def _read_folder(folder: Path, read: Reads = read_yaml) -> _Folder:
    """Every file of a folder; a missing folder has none."""
    found = _Folder({}, {}, {}, [])
    for path in sorted(folder.glob("*.yaml")):
        try:
            _take(_File.model_validate(read(path) or {}), path, found)
        except ValidationError as error:
            found.faults.append(invalid(str(path), error))
        except ContentFault as fault:
            found.faults.append(fault)
    return found


def _take(file: _File, path: Path, found: _Folder) -> None:
    found.functions.update(file.functions)
    found.units.update(file.units)
    for n, given in enumerate(file.indicators, 1):
        id_ = str(given.get("id", ""))
        if not id_:
            found.faults.append(ContentFault(f"{path}: number {n} has no id; begin it with `id: function.name`"))
        elif id_ in found.written:
            other = found.written[id_][0].name
            found.faults.append(ContentFault(f"{path}: {id_} stands in {other} already; keep one of them"))
        else:
            found.written[id_] = (path, given)


def _loose_ends(
    records: Mapping[str, Indicator], functions: set[str], places: Mapping[str, Path]
) -> Iterator[ContentFault]:
    for id_, record in records.items():
        where, counter = f"{places[id_]}: {id_}", record.counter.id
        if record.function not in functions:
            yield ContentFault(f"{where}: no function {record.function}; name it under `functions:`, in both languages")
        if counter == id_:
            yield ContentFault(f"{where}: is its own counter; give what is to be watched beside it")
        elif counter and counter not in places:
            yield ContentFault(f"{where}: counter.id: no indicator {counter}; give the id of another one, or a name")
