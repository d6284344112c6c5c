"""Reading a file of goals, CSV or a workbook, line by line; whose goals are meant is looked up later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from conversations.rules.goal_file.cells import Refused, with_point
from conversations.rules.goal_file.faults import fault, say
from conversations.rules.goal_file.periods import Period, period_in
from conversations.rules.goal_file.workbook import read_workbook
from conversations.rules.roster_file.faults import MOST_FAULTS, Fault, Faults, Wrong, in_order, shown
from conversations.rules.roster_file.table import Table, decoded, read_csv, table_of
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

    @classmethod
    def of(
        cls, lists: Words, remembered: Mapping[str, Mapping[str, str]], given: Mapping[str, str] | None = None
    ) -> FileWords:
        """Take the words from the catalogue."""
        told = {folded(title): column for title, column in (given or {}).items()}
        return cls(_meanings(lists, "headers"), _meanings(lists, "periods"), remembered, told)


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
        header, table = _table(data, words)
        return _read(table, words, header)
    except Wrong as wrong:
        return in_order([fault(wrong.line, "", wrong.says)])


def _table(data: bytes, words: FileWords) -> tuple[tuple[str, Mapping[str, str]], Table]:
    """The table, with the fingerprint of its header and what was told of that header."""
    header: list[str] = []
    if data.startswith(_ZIP):
        header = next(read_workbook(data), (1, [""]))[1]
    else:
        text, notes = decoded(data)
        header = re.split(r"[,;\t]", text.lstrip("\r\n").partition("\n")[0])
    fingerprint = fingerprint_of(header)
    told = {**words.remembered.get(fingerprint, {}), **words.given}
    known = {**{word: meant for word, meant in words.headers.items() if meant not in told.values()}, **told}
    table = table_of(read_workbook(data), known, ()) if data.startswith(_ZIP) else read_csv(text, known, (), notes)
    return (fingerprint, told), table


def fingerprint_of(titles: Sequence[str]) -> str:
    """What the same header has next month, whatever the order of its columns."""
    return sha256("\n".join(sorted(filter(None, map(folded, titles)))).encode()).hexdigest()


def _read(table: Table, words: FileWords, header: tuple[str, Mapping[str, str]]) -> GoalFile | Faults:
    _refuse_lacking(table)
    lines: list[GoalLine] = []
    faults: list[Fault] = []
    try:
        for number, cells in table.lines:
            found = _line(number, {column: _DEFUSED.sub(r"\1", cell) for column, cell in cells.items()}, words, table)
            if isinstance(found, GoalLine):
                lines.append(found)
            else:
                faults.extend(found)
            if len(faults) >= MOST_FAULTS:
                break
    except Wrong as damage:
        faults.append(fault(damage.line, "", damage.says))
    if not lines and not faults:
        faults.append(fault(0, "", say("fault.nothing_listed")))
    if not lines:
        return in_order(faults)
    return GoalFile(tuple(lines), table.titles, *header, table.notes, tuple(faults))


def _refuse_lacking(table: Table) -> None:
    has = set(table.titles)
    lacking = [column for column in ("person", "period") if column not in has]
    lacking += [] if has & {"goal", "indicator"} else ["goal"]
    lacking += [] if has & {"target", "actual"} else ["actual"]
    if lacking:
        columns = Joined(tuple(say(f"columns.{column}") for column in lacking))
        titles = Joined(tuple(Verbatim(shown(title)) for title in (*table.titles.values(), *table.unused)[:20]))
        raise Wrong(say("fault.lacking", columns=columns, found=titles, first=lacking[0]), line=1)


def _line(number: int, cells: Mapping[str, str], words: FileWords, table: Table) -> GoalLine | list[Fault]:
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
    if period is None:
        wrong("period", say("fault.period", value=shown(cells["period"])))
    numbers = {column: cells.get(column, "") for column in ("target", "actual")}
    if table.delimiter == ";":
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
