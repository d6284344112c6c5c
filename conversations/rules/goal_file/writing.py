"""Goals written as a table that an import reads again, as CSV and as a workbook; nothing in either is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from conversations.rules.goal_file.goals import Known
from conversations.rules.goal_file.periods import Period
from conversations.rules.goal_file.reading import COLUMNS
from conversations.rules.goal_file.workbook import write_workbook
from conversations.rules.goals import KeyResult
from conversations.rules.roster import Person
from conversations.rules.roster_file.words import folded

Cell = str | Decimal | None

_FORMULA = re.compile(r"(^|[,;\t|])(?=\s*[=+\-@＝＋－＠]|[\t\r])")


def rows_of(goals: Sequence[Known], people: Mapping[str, Person], titled: Callable[[str], str]) -> list[list[Cell]]:
    """The table: a header, and for each key result a line for each period that a file gave, else one for the goal's."""
    rows: list[list[Cell]] = [[titled(column) for column in COLUMNS]]
    for goal in goals:
        owner = people.get(goal.owner)
        if owner is not None:
            named = _named(goal, goals)
            rows += [
                [owner.email, named, *line] for result in goal.content.results for line in _of_result(goal, result)
            ]
    return rows


def _named(goal: Known, goals: Sequence[Known]) -> str:
    """A goal by its title, by its id where its owner has another of that title."""
    title = folded(goal.content.title)
    alike = [each for each in goals if each.owner == goal.owner and folded(each.content.title) == title]
    return goal.content.title if len(alike) == 1 else goal.id


def _of_result(goal: Known, result: KeyResult) -> Iterator[list[Cell]]:
    alike = [each for each in goal.content.results if folded(each.title) == folded(result.title)]
    named = result.title if len(alike) == 1 else result.id
    for period, target, actual in _lines(goal, result):
        yield [named, goal.content.indicator, period, target, actual, result.unit]


def _lines(goal: Known, result: KeyResult) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """Each period with its target and actual; the goal's own carries what was agreed."""
    whole = str(Period(goal.content.starts, goal.content.due))
    known = {period: each for (id_, period), each in goal.measured.items() if id_ == result.id}
    for period, each in sorted(known.items()):
        if period != whole:
            yield period, each.target, each.value
    value, told = goal.values.get(result.id), {each.value for each in known.values()}
    yield whole, result.target, known[whole].value if whole in known else None if value in told else value


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark that Excel looks for; a text that a spreadsheet would run begins with an apostrophe."""
    text = StringIO(newline="")
    csv.writer(text).writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """An Excel workbook with the same cells; numbers are numbers, all else is text."""
    return write_workbook(rows)


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return _FORMULA.sub(r"\1'", cell or "")
