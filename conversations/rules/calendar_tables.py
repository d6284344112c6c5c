"""Calendar files: what a region, or a company, knows better than the holidays package."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self

import holidays
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from conversations.rules.weeks import Week

SHIPPED = Path(__file__).parents[1] / "content" / "library" / "calendars"
"""The folder of the calendar files that come with the bot."""

Year = Annotated[int, Field(ge=2000, le=2100)]


def _week(written: object) -> object:
    """A week as people and our periods write it."""
    try:
        return Week.parse(written) if isinstance(written, str) else written
    except ValueError:
        raise ValueError(f"{written} is no week; write it like 2026-W52") from None


FrozenWeek = Annotated[Week, BeforeValidator(_week)]


class CalendarError(ValueError):
    """A calendar file or a region code cannot be used; the text names the file and the key."""


class CalendarFile(BaseModel):
    """One region's file, as written: every key is optional."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    needs_official_table: bool | None = None
    official_years: tuple[Year, ...] = ()
    days_off: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    freeze_weeks: tuple[FrozenWeek, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        both = sorted(set(self.days_off) & set(self.workdays))
        if both:
            raise ValueError(f"days_off, workdays: {both[0]} is in both")
        empty = sorted(set(self.official_years) - {day.year for day in self.days_off})
        if empty:
            raise ValueError(f"official_years: {empty[0]} has no days_off")
        return self


@dataclass(frozen=True)
class Table:
    """What the files say of a region: its days (True: a workday), official years, weeks in which nobody is asked."""

    needs_official: bool
    official_years: frozenset[int]
    days: Mapping[date, bool]
    freeze_weeks: frozenset[Week] = frozenset()


class Overrides:
    """All calendar files, the shipped ones first; a later folder wins, entry by entry."""

    def __init__(self, *folders: Mapping[str, CalendarFile]) -> None:
        """Take what `read_calendar_files` gave for each folder."""
        self._folders = folders

    def __contains__(self, region: str) -> bool:
        """Say whether any folder has a file of this region's own."""
        return any(region in files for files in self._folders)

    def table(self, region: str) -> Table:
        """Give the region's table: its country's entries, then its own, folder by folder."""
        names = dict.fromkeys((region.partition("-")[0], region))
        files = [folder[name] for folder in self._folders for name in names if name in folder]
        needs, years, days = False, frozenset[int](), dict[date, bool]()
        for file in files:
            needs = needs if file.needs_official_table is None else file.needs_official_table
            years |= frozenset(file.official_years)
            days |= dict.fromkeys(file.days_off, False) | dict.fromkeys(file.workdays, True)
        frozen = frozenset(week for file in files for week in file.freeze_weeks)
        return Table(needs, years, MappingProxyType(days), frozen)


def load_overrides(company: Path | None = None) -> Overrides:
    """Read the shipped files and a company's folder, which wins. CalendarError names file and key."""
    folders = (SHIPPED,) if company is None else (SHIPPED, company)
    return Overrides(*(read_calendar_files(folder) for folder in folders))


def read_calendar_files(folder: Path) -> Mapping[str, CalendarFile]:
    """Read every `REGION.yaml` of a folder; a missing folder has none. CalendarError names file and key."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}


def calendar_faults(company: Path | None = None) -> list[CalendarError]:
    """The first fault of each file that cannot be used, the shipped ones and a company's."""
    folders = (SHIPPED,) if company is None else (SHIPPED, company)
    faults = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        try:
            _read(path)
        except CalendarError as fault:
            faults.append(fault)
    return faults


def _read(path: Path) -> CalendarFile:
    if path.stem.partition("-")[0] not in holidays.list_supported_countries(include_aliases=False):
        raise CalendarError(f"{path.name}: no such region")
    try:
        return CalendarFile.model_validate(_tuples(YAML(typ="safe", pure=True).load(path)), strict=True)
    except YAMLError as error:
        raise CalendarError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CalendarError(f"{path.name}: {key}: {first['msg']}" if key else f"{path.name}: {first['msg']}") from None


def _tuples(loaded: object) -> object:
    """YAML knows lists only; the strict frozen model wants tuples."""
    if not isinstance(loaded, dict):
        return {} if loaded is None else loaded
    return {key: tuple(value) if isinstance(value, list) else value for key, value in loaded.items()}
