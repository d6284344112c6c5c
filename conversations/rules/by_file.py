"""Reading a library of one file for each thing: ours, and a company's, which may add or change fields of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from conversations.toolkit.content_files import ContentFault, Reads, invalid, read_yaml

T = TypeVar("T", bound=BaseModel)


@dataclass
class Found(Generic[T]):
    """What could be read, by its ids in the order of the files, and what is wrong with the rest."""

    things: dict[str, T] = field(default_factory=dict)
    faults: list[ContentFault] = field(default_factory=list)

    def sound(self) -> Mapping[str, T]:
        """All of them. Raises ContentFault, the first there is, which names file, field and how to mend it."""
        if self.faults:
            raise self.faults[0]
        return self.things


def read_by_file(
    model: type[T], company: Path | None, shipped: Path, read_ours: Reads = read_yaml, *, only_theirs: bool = False
) -> Found[T]:
    """Read a folder of ours and a company's, whose files win field by field; or only those that a company wrote."""
    read: Found[T] = Found()
    ours, theirs = _stems(shipped), _stems(company)
    for stem in theirs if only_theirs else (*ours, *(theirs.keys() - ours.keys())):
        try:
            written = [_written(ours[stem], read_ours)] if stem in ours else []
            written += [_written(theirs[stem], read_yaml)] if stem in theirs else []
            given = {"id": stem} | {name: value for each in written for name, value in each.items()}
            read.things[stem] = model.model_validate(given)
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
