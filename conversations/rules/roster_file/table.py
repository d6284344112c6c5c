"""From bytes to lines of cells: the encodings, delimiters and headers of CSV files, within limits."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import TypeAlias

from conversations.rules.roster_file.faults import Wrong, nearest, say, shown
from conversations.rules.roster_file.words import folded
from conversations.toolkit.words import Joined, Phrase, Verbatim

MAX_BYTES = 5_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
"""Limits of an import (safety 25)."""

Rows: TypeAlias = Iterator[tuple[int, list[str]]]
"""Cells by the line that they stand on."""

_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
DELIMITERS = (",", ";", "\t")
_MOST_TITLES = 20
_LONGEST_HEADER = 20_000
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
_PADDING = "\u200b\ufeff"


@dataclass(frozen=True)
class Table:
    """The lines of a file as cells by column; `titles` is what the file calls each column, `delimiter` what stands
    between the cells of a CSV file.

    Iterating `lines` raises Wrong, with the line, where the file cannot be read on.
    """

    titles: Mapping[str, str]
    lines: Iterator[tuple[int, dict[str, str]]]
    notes: tuple[Phrase, ...] = ()
    unused: tuple[str, ...] = ()
    delimiter: str = ""


_SIGNS = (0xA1, 0xA2, 0xA3, 0xA6, 0xA7, 0xA8)
"""The first bytes of what tells nothing: punctuation, full-width Latin, Greek, Cyrillic, and é as in pinyin."""
_FOREIGN = (0xA4, 0xA5, *range(0xA9, 0xB0), *range(0xF8, 0xFF))
_LATIN = re.compile(r"[A-Za-z]")


def decoded(data: bytes) -> tuple[str, tuple[Phrase, ...]]:
    """Give the file's text, and a note if its encoding was guessed. Raises Wrong if it is no text of ours."""
    if len(data) > MAX_BYTES:
        raise Wrong(say("fault.too_big", most=MAX_BYTES // 1_000_000))
    if data.startswith((_WORKBOOK, _OLD_WORKBOOK)):
        raise Wrong(say("fault.workbook"))
    text, notes = _text(data)
    refuse_invisible(text)
    if not text.strip():
        raise Wrong(say("fault.empty"))
    return text, notes


def refuse_invisible(text: str, line: int = 1) -> None:
    """Raise Wrong, with the line, for control characters and marks that turn the direction of writing round."""
    hidden = _INVISIBLE.search(text)
    if hidden:
        code = f"U+{ord(hidden[0]):04X}"
        raise Wrong(say("fault.invisible", code=code), line=line + text.count("\n", 0, hidden.start()))


def _text(data: bytes) -> tuple[str, tuple[Phrase, ...]]:
    """Excel saves "Unicode text" as UTF-16, and plain CSV on a Chinese Windows as GB18030."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if utf_16 else "utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Wrong(say("fault.encoding")) from None
    if not _is_chinese(text):
        raise Wrong(say("fault.encoding"))
    return text, (say("note.gb18030"),)


def _is_chinese(text: str) -> bool:
    """Whether what was decoded as GB18030 was written in it: almost any bytes can be read so, and of the "ül" in a
    German Excel's "Müller" they make one rare character.

    Chinese is mostly the 3,755 characters of GB 2312's first level (rows B0 to D7), has no kana and no private
    characters (rows A4, A5, A9 to AF, F8 to FE), and inside a Latin word none of the rare ones, whose second byte is
    ASCII.
    """
    usual = others = 0
    for place, sign in enumerate(text):
        code = sign.encode("gb18030") if sign > "\x7f" else b""
        if len(code) != 2 or code[0] in _SIGNS:
            continue
        is_rare = code[1] < 0x80
        if is_rare and _LATIN.search(text[max(0, place - 1) : place + 2]):
            return False
        if code[0] in _FOREIGN and code[1] > 0xA0:
            return False
        is_usual = 0xB0 <= code[0] <= 0xD7 and code[1] > 0xA0
        usual, others = usual + is_usual, others + (not is_usual)
    return usual >= others


def read_csv(
    text: str,
    words: Mapping[str, str],
    required: Sequence[str],
    notes: tuple[Phrase, ...] = (),
    laid: Callable[[Rows], Rows] = iter,
) -> Table:
    """Give the table of a CSV text; `words` says what headers mean, `laid` how its rows are laid out. Raises Wrong if a
    required column lacks.
    """
    first = text[:_LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=lambda each: len(_columns(first.split(each), words)))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    return replace(table_of(laid(_rows(reader)), words, required, notes), delimiter=delimiter)


def table_of(
    lines: Iterator[tuple[int, list[str]]],
    words: Mapping[str, str],
    required: Sequence[str],
    notes: tuple[Phrase, ...] = (),
) -> Table:
    """Give the table of lines with their cells, the first one the header. Raises Wrong if a required column lacks."""
    at, titles = next(lines, (1, []))
    if len(titles) > MAX_COLUMNS:
        raise Wrong(say("fault.too_many_columns", most=MAX_COLUMNS), line=at)
    columns = columns_of(titles, words, at)
    missing = [column for column in required if column not in columns.values()]
    if missing:
        raise Wrong(_missing(missing, titles, words), line=at)
    unused = tuple(title for place, title in enumerate(titles) if title and place not in columns)
    return Table(
        titles={column: shown(titles[place]) for place, column in columns.items()},
        lines=_cells(lines, columns, len(titles)),
        notes=(*notes, *about_unused(unused)),
        unused=unused,
    )


def about_unused(titles: Sequence[str]) -> tuple[Phrase, ...]:
    """The note on columns that the file has and nobody reads, if there are any."""
    return (say("note.unused_columns", columns=_listed(titles)),) if titles else ()


def columns_of(titles: Sequence[str], words: Mapping[str, str], line: int) -> dict[int, str]:
    """Give each title's place and the column it means. Raises Wrong if two mean the same."""
    columns = _columns(titles, words)
    places: dict[str, int] = {}
    for place, column in columns.items():
        if column in places:
            first, second = shown(titles[places[column]]), shown(titles[place])
            raise Wrong(say("fault.doubled_column", first=first, second=second), line=line)
        places[column] = place
    return columns


def _columns(titles: Sequence[str], words: Mapping[str, str]) -> dict[int, str]:
    meant = {place: words.get(folded(clean(title))) for place, title in enumerate(titles)}
    return {place: column for place, column in meant.items() if column}


def _missing(missing: Sequence[str], titles: Sequence[str], words: Mapping[str, str]) -> Phrase:
    columns = Joined(tuple(say(f"columns.{column}") for column in missing))
    names = {word: column for word, column in words.items() if column in missing}
    unknown = [title for title in titles if title and folded(title) not in words]
    alike = [title for title in unknown if nearest(folded(title), names)]
    if alike:
        return say("fault.missing_columns_alike", columns=columns, alike=_listed(alike[:3]))
    return say("fault.missing_columns", columns=columns, found=_listed([title for title in titles if title]))


def _listed(titles: Sequence[str]) -> Joined:
    more = (say("report.columns_more", n=len(titles) - _MOST_TITLES),) if len(titles) > _MOST_TITLES else ()
    return Joined((*(Verbatim(shown(title)) for title in titles[:_MOST_TITLES]), *more))


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, each with the line it begins on: a quoted cell may go over several lines."""
    begins = 1
    try:
        for row in reader:
            if any(row):
                yield begins, [clean(cell) for cell in row]
            begins = reader.line_num + 1  # type: ignore[attr-defined]  # typeshed hides the reader's class
    except csv.Error:
        raise Wrong(say("fault.quotes"), line=begins) from None


def _cells(
    rows: Iterator[tuple[int, list[str]]], columns: Mapping[int, str], width: int
) -> Iterator[tuple[int, dict[str, str]]]:
    for count, (line, row) in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise Wrong(say("fault.too_many_rows", most=MAX_ROWS), line=line)
        if any(row[width:]):
            raise Wrong(say("fault.too_many_cells", cells=len(row), columns=width), line=line)
        yield line, {column: row[place] if place < len(row) else "" for place, column in columns.items()}


def clean(cell: str) -> str:
    """The cell without what spreadsheets leave in it: line ends, marks, spaces of all kinds."""
    return " ".join(cell.strip(_PADDING).split())
