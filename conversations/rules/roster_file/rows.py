"""What one line says, typed: rows of people and of departments, and reading all lines of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from conversations.rules.roster_file import values
from conversations.rules.roster_file.faults import MOST_FAULTS, Fault, FileName, Wrong
from conversations.rules.roster_file.table import Table
from conversations.rules.roster_file.words import RosterWords
from conversations.toolkit.words import Language, Phrase


class Row(BaseModel):
    """A line of a file. What it does not say is not in `model_fields_set`, and changes nothing."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    line: int


class PersonRow(Row):
    """A person as the file gives them. `manager` is an address or a name as written, "" for nobody."""

    name: Annotated[str, BeforeValidator(values.person_name)]
    email: Annotated[str, BeforeValidator(values.email)]
    department: Annotated[str, BeforeValidator(values.short_text)] = ""
    manager: Annotated[str, BeforeValidator(values.somebody)] = ""
    title: Annotated[str, BeforeValidator(values.short_text)] = ""
    language: Annotated[Language, BeforeValidator(values.language)] = "en"
    zone: Annotated[str, BeforeValidator(values.zone)] = "UTC"
    region: Annotated[str, BeforeValidator(values.region)] = ""
    start_date: Annotated[date | None, BeforeValidator(values.day)] = None
    notice_from: Annotated[date | None, BeforeValidator(values.day)] = None
    leaving_date: Annotated[date | None, BeforeValidator(values.day)] = None
    weekly_hours: Annotated[float, BeforeValidator(values.hours)] = 40
    working_days: Annotated[frozenset[int], BeforeValidator(values.working_days)] = frozenset(range(5))
    roles: Annotated[frozenset[values.Role], BeforeValidator(values.roles)] = frozenset()
    slack_id: Annotated[str, BeforeValidator(values.slack_id)] = ""
    teams_id: Annotated[str, BeforeValidator(values.teams_id)] = ""


class DepartmentRow(Row):
    """A department as the file gives it. `parent` and `head` are as written, "" for none."""

    id: Annotated[str, BeforeValidator(values.short_text)] = ""
    name: Annotated[str, BeforeValidator(values.short_text)] = ""
    name_en: Annotated[str, BeforeValidator(values.short_text)] = ""
    name_zh: Annotated[str, BeforeValidator(values.short_text)] = ""
    parent: Annotated[str, BeforeValidator(values.short_text)] = ""
    head: Annotated[str, BeforeValidator(values.somebody)] = ""


R = TypeVar("R", bound=Row)

MAY_BE_EMPTIED = frozenset(
    {"department", "manager", "title", "start_date", "notice_from", "leaving_date", "roles", "parent", "head"}
)
"""Columns whose empty cell means none; elsewhere an empty cell changes nothing."""
_NEEDED = {"name", "email"}


@dataclass(frozen=True)
class Lines(Generic[R]):
    """The rows that could be read, those with a fault apart from it; `broken_off`: there is more, unread."""

    rows: Sequence[R]
    faults: Sequence[Fault]
    notes: tuple[Phrase, ...]
    titles: Mapping[str, str]
    broken_off: bool = False


def read_lines(model: type[R], file: FileName, table: Table, words: RosterWords) -> Lines[R]:
    """Read the lines of a table, up to where the file is damaged or MOST_FAULTS faults are found."""
    rows: list[R] = []
    faults: list[Fault] = []
    broken_off = False
    try:
        for line, cells in table.lines:
            row, wrong = _read(model, line, cells, words)
            if row:
                rows.append(row)
            for column, says in wrong.items():
                faults.append(Fault(file, line, table.titles.get(column, ""), says))
            if len(faults) >= MOST_FAULTS:
                broken_off = True
                break
    except Wrong as damage:
        faults.append(Fault(file, damage.line, "", damage.says))
        broken_off = True
    return Lines(rows, faults, table.notes, table.titles, broken_off)


def _read(
    model: type[R], line: int, cells: Mapping[str, str], words: RosterWords
) -> tuple[R | None, dict[str, Phrase]]:
    """The row, if it says whom it means, and what is wrong by column.

    A row with a fault goes on without the faulty cell, so that one reading finds all faults of a file.
    """
    given = {column: cell for column, cell in cells.items() if cell or column in MAY_BE_EMPTIED | _NEEDED}
    try:
        return _validated(model, line, given, words), {}
    except ValidationError as error:
        wrong = {str(each["loc"][0]): _reason(each["ctx"]) for each in error.errors(include_url=False)}
    if "email" in wrong:
        return None, wrong
    sound = {column: cell for column, cell in given.items() if column not in wrong}
    if "name" in wrong:
        sound["name"] = given.get("email", "")[: values.MAX_SHORT]
    return _validated(model, line, sound, words), wrong


def _validated(model: type[R], line: int, cells: Mapping[str, str], words: RosterWords) -> R:
    return model.model_validate({"line": line, **cells}, context=words)


def _reason(context: Mapping[str, object]) -> Phrase:
    """Every reader of a cell raises Wrong; pydantic hands it on."""
    return cast(Wrong, context["error"]).says
