"""Reading a file of goals, CSV or a workbook, line by line; whose goals are meant is looked up later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from conversations.rules.goal_file.cells import Refused, with_point
from conversations.rules.goal_file.faults import fault, say
from conversations.rules.goal_file.layout import Layout, below_titles, without_titles
from conversations.rules.goal_file.periods import Period, in_year, is_named, period_in
from conversations.rules.goal_file.workbook import read_workbook
from conversations.rules.roster_file.faults import MOST_FAULTS, Fault, Faults, Wrong, in_order, shown
from conversations.rules.roster_file.table import DELIMITERS, Table, decoded, read_csv, table_of
from conversations.rules.roster_file.values import email
from conversations.rules.roster_file.words import folded
from conversations.toolkit.vocabulary import Words
from conversations.toolkit.words import Joined, Phrase, Verbatim

COLUMNS = ("person", "goal", "result", "indicator", "period", "target", "actual", "unit")
MAX_TEXT = 300
"""Characters that a goal, a key result or a number takes."""

_ZIP = b"PK\x03\x04"
_LISTS = "goal_import.words"
_DEFUSED = re.compile(r"(^|[,;\t|])'(?=\s*[=+\-@＝＋－＠])")


@dataclass(frozen=True)
class FileWords:
    """What headers and periods mean, by folded word. `remembered` says it of headers that were mapped before, by the
    fingerprint of a whole header; `given` is told now. It can be sent to another process.
    """

    headers: Mapping[str, str]
    periods: Mapping[str, str]
    remembered: Mapping[str, Mapping[str, str]]
    given: Mapping[str, str]
    totals: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, lists: Words, remembered: Mapping[str, Mapping[str, str]], given: Mapping[str, str] | None = None
    ) -> FileWords:
        """Take the words from the catalogue."""
        told = {folded(title): column for title, column in (given or {}).items()}
        totals = frozenset(map(folded, lists.words(f"{_LISTS}.totals")))
        return cls(_meanings(lists, "headers"), _meanings(lists, "periods"), remembered, told, totals)


def _meanings(lists: Words, of: str) -> Mapping[str, str]:
    prefix = f"{_LISTS}.{of}."
    found = {folded(word): id_.removeprefix(prefix) for id_ in lists.ids(prefix) for word in lists.words(id_)}
    return {word: "" if meaning == "year" else meaning for word, meaning in found.items()}


@dataclass(frozen=True)
class GoalLine:
    """A line as the file gives it, numbers as they are written. `person` is an e-mail address in small letters, or
    what a department is called.
    """

    line: int
    person: str
    goal: str
    result: str
    indicator: str
    period: Period
    target: str
    actual: str
    unit: str


@dataclass(frozen=True)
class GoalFile:
    """A file that could be read; `fingerprint` is that of its header, `mapping` what was told of it. `faults` are those
    of lines that could not: what is wrong with the others is to be told with them.
    """

    lines: tuple[GoalLine, ...]
    titles: Mapping[str, str]
    fingerprint: str
    mapping: Mapping[str, str]
    notes: tuple[Phrase, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_goal_file(data: bytes, words: FileWords) -> GoalFile | Faults:
    """Read the lines of a file, and what is wrong with those that cannot be read."""
    try:
        header, table, layout = _table(data, words)
        return _read(table, words, header, layout)
    except Wrong as wrong:
        return in_order([fault(wrong.line, "", wrong.says)])


def _table(data: bytes, words: FileWords) -> tuple[tuple[str, Mapping[str, str]], Table, Layout]:
    """The table, with the fingerprint of its header and what was told of that header, and how it is laid out."""
    header: list[str] = []
    sure = {**words.headers, **words.given}
    if data.startswith(_ZIP):
        header = next(below_titles(read_workbook(data), sure), (1, [""]))[1]
    else:
        whole, notes = decoded(data)
        text = without_titles(whole, sure, DELIMITERS)
        header = re.split(r"[,;\t]", text.lstrip("\r\n").partition("\n")[0])
    fingerprint = fingerprint_of(header)
    told = {**words.remembered.get(fingerprint, {}), **words.given}
    known = {**{word: meant for word, meant in words.headers.items() if meant not in told.values()}, **told}
    layout = Layout(known, words.periods, words.totals)
    if data.startswith(_ZIP):
        table = table_of(layout.rows(below_titles(read_workbook(data), sure)), known, ())
    else:
        table = read_csv(text, known, (), notes, layout.rows)
    return (fingerprint, told), table, layout


def fingerprint_of(titles: Sequence[str]) -> str:
    """What the same header has next month, whatever the order of its columns."""
    return sha256("\n".join(sorted(filter(None, map(folded, titles)))).encode()).hexdigest()


def _read(table: Table, words: FileWords, header: tuple[str, Mapping[str, str]], layout: Layout) -> GoalFile | Faults:
    _refuse_lacking(table)
    lines: list[GoalLine] = []
    faults: list[Fault] = []
    read: list[tuple[int, dict[str, str]]] = []
    try:
        read.extend(layout.lines(table.lines))
    except Wrong as damage:
        faults.append(fault(damage.line, "", damage.says))
    year, about_year = _year([cells["period"] for _, cells in read], words.periods)
    for number, cells in read:
        found = _line(number, {key: _DEFUSED.sub(r"\1", cell) for key, cell in cells.items()}, words, table, year)
        if isinstance(found, GoalLine):
            lines.append(found)
        else:
            faults.extend(found)
        if len(faults) >= MOST_FAULTS:
            break
    if not lines and not faults:
        faults.append(fault(0, "", say("fault.nothing_listed")))
    if not lines:
        return in_order(faults)
    notes = (*table.notes, *layout.told(), *about_year)
    return GoalFile(tuple(lines), table.titles, *header, notes, tuple(faults))


def _year(cells: Sequence[str], names: Mapping[str, str]) -> tuple[int | None, tuple[Phrase, ...]]:
    """The one year of a file, for the months that are written without; and that they were read so."""
    periods = {cell: period_in(cell, names) for cell in dict.fromkeys(cells)}
    years = {period.first.year for period in periods.values() if period}
    bare = [cell for cell, period in periods.items() if period is None and is_named(cell, names)]
    if len(years) != 1 or not bare:
        return None, ()
    year = years.pop()
    return year, (say("note.year", value=shown(bare[0]), period=str(in_year(bare[0], names, year)), year=str(year)),)


def _refuse_lacking(table: Table) -> None:
    has = set(table.titles)
    lacking = [column for column in ("person", "period") if column not in has]
    lacking += [] if has & {"goal", "indicator"} else ["goal"]
    lacking += [] if has & {"target", "actual"} else ["actual"]
    if lacking:
        columns = Joined(tuple(say(f"columns.{column}") for column in lacking))
        titles = Joined(tuple(Verbatim(shown(title)) for title in (*table.titles.values(), *table.unused)[:20]))
        raise Wrong(say("fault.lacking", columns=columns, found=titles, first=lacking[0]), line=1)


def _line(
    number: int, cells: Mapping[str, str], words: FileWords, table: Table, year: int | None
) -> GoalLine | list[Fault]:
    faults: list[Fault] = []

    def wrong(column: str, says: Phrase) -> None:
        faults.append(fault(number, table.titles.get(column, ""), says))

    for column, cell in cells.items():
        if len(cell) > MAX_TEXT:
            wrong(column, say("fault.too_long", most=MAX_TEXT))
    try:
        # Without an address it names a department.
        named = cells["person"]
        person = email(named) if "@" in named or not named else named.strip()
    except Wrong as reason:
        person = ""
        wrong("person", reason.says)
    period = period_in(cells["period"], words.periods)
    if period is None and year:
        period = in_year(cells["period"], words.periods, year)
    if period is None:
        why = "fault.no_year" if is_named(cells["period"], words.periods) else "fault.period"
        wrong("period", say(why, value=shown(cells["period"])))
    numbers = {column: cells.get(column, "") for column in ("target", "actual")}
    if table.delimiter in (";", "\t"):
        for column, cell in numbers.items():
            try:
                numbers[column] = with_point(column, cell)
            except Refused as refused:
                wrong(column, refused.says)
    if not cells.get("goal") and not cells.get("indicator"):
        wrong("goal", say("fault.no_goal"))
    if faults or period is None:
        return faults
    rest = {column: cells.get(column, "") for column in COLUMNS if column not in ("person", "period", *numbers)}
    return GoalLine(line=number, person=person, period=period, **numbers, **rest)
