"""Excel workbooks (.xlsx), as far as numbers in a table need them: the first sheet read, one sheet written.

Read with expat alone, and a document type is refused: without one there are no entities, neither bombs nor our files.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from conversations.rules.goal_file.faults import say
from conversations.rules.roster_file import faults
from conversations.rules.roster_file.faults import Wrong
from conversations.rules.roster_file.table import MAX_BYTES, MAX_COLUMNS, clean, refuse_invisible

MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
MOST_PARTS = 1_000
"""Limits of a workbook (safety 25)."""

_CHUNK = 65_536
_PLACES = Decimal("0.000001")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DAYS, _PERCENT = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 57, 58}), frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_BROKEN = (BadZipFile, zlib.error, expat.ExpatError, EOFError, LookupError, RuntimeError, ValueError)
"""What a damaged or locked workbook raises while it is read."""

Start = Callable[[str, dict[str, str]], None]


def read_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet that hold something, numbered as Excel numbers them, cells as their text.

    A day is "2026-10-31", a share "62%". Raises Wrong for what is no workbook, or one made to hurt.
    """
    if len(data) > MAX_BYTES:
        raise Wrong(faults.say("fault.too_big", most=MAX_BYTES // 1_000_000))
    try:
        with ZipFile(BytesIO(data)) as file:
            _refuse_bombs(file)
            yield from _lines(_Book(file))
    except _BROKEN as error:
        if isinstance(error, Wrong):
            raise
        raise Wrong(say("fault.workbook_broken")) from None


def _refuse_bombs(file: ZipFile) -> None:
    parts = file.infolist()
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > MOST_UNPACKED or len(parts) > MOST_PARTS or size > MOST_RATIO * max(packed, 1):
        raise Wrong(say("fault.workbook_bomb", most=MOST_UNPACKED // 1_000_000))


def _parse(
    file: ZipFile, part: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]
) -> Iterator[None]:
    """Parse one part, a chunk at a time; names come without their namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = lambda name, given: start(name.rpartition(" ")[2], given)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    with file.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    yield


def _no_document_type(*_: object) -> None:
    raise Wrong(say("fault.workbook_broken"))


def _nothing(_: str) -> None:
    """Where an element's end or its text says nothing."""


class _Book:
    """What cells refer to: the sheet's place, the shared texts, which styles are days or shares."""

    def __init__(self, file: ZipFile) -> None:
        self.file, self.since = file, date(1899, 12, 30)
        self._sheets: list[str] = []
        self._places: dict[str, str] = {}
        self._formats: dict[int, str] = {}
        self.kinds: list[str] = []
        self.shared: list[str] = []
        self._in_cells, self._inside, self._text = False, "", ""
        self._all("xl/workbook.xml", self._on_sheet)
        self._all("xl/_rels/workbook.xml.rels", self._on_place)
        if "xl/styles.xml" in file.namelist():
            self._all("xl/styles.xml", self._on_style)
        if "xl/sharedStrings.xml" in file.namelist():
            self._all("xl/sharedStrings.xml", self._on_shared, self._after_shared, self._say)
        self.sheet = normpath(join("xl", self._places[self._sheets[0]])).lstrip("/")

    def _all(
        self, part: str, start: Start, end: Callable[[str], None] = _nothing, text: Callable[[str], None] = _nothing
    ) -> None:
        for _ in _parse(self.file, part, start, end, text):
            pass

    def _on_sheet(self, name: str, given: dict[str, str]) -> None:
        if name == "workbookPr" and given.get("date1904") in ("1", "true"):
            self.since = date(1904, 1, 1)
        if name == "sheet" and given.get("state", "visible") == "visible":
            self._sheets.append(next(value for key, value in given.items() if key.endswith(" id")))

    def _on_place(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship":
            target = given["Target"]
            self._places[given["Id"]] = target if not target.startswith("/") else f"..{target}"

    def _on_style(self, name: str, given: dict[str, str]) -> None:
        match name:
            case "numFmt":
                self._formats[int(given["numFmtId"])] = given.get("formatCode", "")
            case "cellXfs" | "cellStyleXfs":
                self._in_cells = name == "cellXfs"
            case "xf" if self._in_cells:
                self.kinds.append(self._kind(int(given.get("numFmtId", "0"))))

    def _kind(self, number: int) -> str:
        plain = _QUOTED.sub("", self._formats.get(number, "")).lower()
        if number in _PERCENT or "%" in plain:
            return "share"
        return "day" if number in _DAYS or any(sign in plain for sign in "yd") or plain == "mmm" else ""

    def _on_shared(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._text = ""
        if name in ("t", "rPh") and self._inside != "rPh":
            self._inside = name

    def _after_shared(self, name: str) -> None:
        if name == "si":
            self.shared.append(self._text)
        if name == self._inside:
            self._inside = ""

    def _say(self, text: str) -> None:
        if self._inside == "t":
            self._text += text


@dataclass
class _Sheet:
    """The lines of the sheet as far as they are parsed."""

    book: _Book
    ready: list[tuple[int, list[str]]] = field(default_factory=list)
    line: int = 0
    place: int = 0
    cell: dict[str, str] = field(default_factory=dict)
    inside: str = ""
    text: str = ""
    cells: dict[int, str] = field(default_factory=dict)

    def start(self, name: str, given: dict[str, str]) -> None:
        match name:
            case "row":
                self.line, self.place, self.cells = int(given.get("r", self.line + 1)), 0, {}
            case "c":
                found = _CELL.fullmatch(given.get("r", ""))
                self.place = _column(found[1]) if found else self.place + 1
                self.cell, self.text = given, ""
            case "v" | "t" | "rPh" if self.inside != "rPh":
                self.inside = name

    def end(self, name: str) -> None:
        match name:
            case "v" | "t" | "rPh" if self.inside == name:
                self.inside = ""
            case "c" if self.text:
                self._keep()
            case "row" if self.cells:
                last = max(self.cells)
                self.ready.append((self.line, [self.cells.get(place, "") for place in range(1, last + 1)]))

    def say(self, text: str) -> None:
        if self.inside in ("v", "t"):
            self.text += text

    def _keep(self) -> None:
        if self.place > MAX_COLUMNS:
            raise Wrong(faults.say("fault.too_many_columns", most=MAX_COLUMNS), line=self.line)
        shown = self._shown()
        refuse_invisible(shown, self.line)
        self.cells[self.place] = clean(shown)

    def _shown(self) -> str:
        match self.cell.get("t", "n"):
            case "s":
                return self.book.shared[int(self.text)]
            case "n":
                style = int(self.cell.get("s", "0"))
                return _number(
                    self.text, self.book.kinds[style] if style < len(self.book.kinds) else "", self.book.since
                )
            case _:
                return self.text


def _lines(book: _Book) -> Iterator[tuple[int, list[str]]]:
    sheet = _Sheet(book)
    for _ in _parse(book.file, book.sheet, sheet.start, sheet.end, sheet.say):
        yield from sheet.ready
        sheet.ready.clear()


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _number(text: str, kind: str, since: date) -> str:
    """A number as its reader would write it; Excel keeps 0.1 + 0.2 as 0.30000000000000004."""
    try:
        value = Decimal(text)
        if kind == "day":
            return (since + timedelta(days=int(value))).isoformat()
        if kind == "share":
            value *= 100
        value = value.quantize(_PLACES)
    except (InvalidOperation, OverflowError):
        return text
    plain = f"{value:f}".rstrip("0").rstrip(".")
    return f"{plain}%" if kind == "share" else plain


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _related(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def write_workbook(rows: Iterable[Sequence[str | Decimal | None]]) -> bytes:
    """A workbook of one sheet. Texts are kept as texts, so nothing in it is ever a formula."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheets = '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return written.getvalue()


def _cell(value: str | Decimal | None) -> str:
    if isinstance(value, Decimal):
        return f"<c><v>{value:f}</v></c>"
    if not value:
        return "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_UNWRITABLE.sub("", value))}</t></is></c>'
