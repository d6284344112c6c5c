"""Departments from a file: which one each line means, and whether their tree is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from conversations.rules.roster import Department, cycles
from conversations.rules.roster_file.directory import Directory
from conversations.rules.roster_file.faults import Fault, Wrong, in_a_ring, nearest, say, shown
from conversations.rules.roster_file.rows import DepartmentRow, Lines, read_lines
from conversations.rules.roster_file.table import Table, decoded, read_csv
from conversations.rules.roster_file.words import RosterWords, folded
from conversations.rules.roster_file.yaml_table import read_yaml
from conversations.toolkit.words import Phrase

_YAML_BEGINS = re.compile(r"\s*(#[^\n]*\n\s*)*(-|[\[{]|departments\s*:)")
_NO_LETTERS = re.compile(r"[\W_]+")


def read_departments(data: bytes, words: RosterWords) -> Lines[DepartmentRow]:
    """Read a file of departments, CSV or YAML, line by line; parents and heads are not looked up yet."""
    try:
        text, notes = decoded(data)
        table = _table(text, words.headers["departments"], notes)
    except Wrong as wrong:
        return Lines((), [Fault("departments", wrong.line, "", wrong.says)], (), {}, broken_off=True)
    return read_lines(DepartmentRow, "departments", table, words)


def _table(text: str, headers: Mapping[str, str], notes: tuple[Phrase, ...]) -> Table:
    if _YAML_BEGINS.match(text):
        return read_yaml(text, headers, notes)
    return read_csv(text, headers, (), notes)


class Departments:
    """The departments there will be: those here now, those of the file, new ones that people's lines name."""

    def __init__(self, here: Sequence[Department], lines: Lines[DepartmentRow] | None) -> None:
        """Match the lines with what is here; `faults` says what is wrong with them."""
        self.faults: list[Fault] = []
        self.rows: dict[str, DepartmentRow] = {}
        self._here = {department.id: department for department in here}
        self._lines = lines
        self._ids: dict[str, str] = {}
        for department in here:
            self._remember(department.id, department.id, *department.name.values())
        for row in lines.rows if lines else ():
            self._take(row)
        self._resolve_parents()

    def id_of(self, name: str) -> str:
        """The department that a person's line names. Raises Wrong if a file was given and it is none."""
        if not name or folded(name) in self._ids:
            return self._ids[folded(name)] if name else ""
        if self._lines:
            raise Wrong(self._unknown(name))
        if not folded(name):
            raise Wrong(say("fault.missing_department_name"))
        new = DepartmentRow.model_construct(line=0, id=_slug(name), name=name, name_en=name, name_zh=name)
        self.rows[new.id] = new
        self._remember(new.id, new.id, name)
        return new.id

    def resolve_heads(self, directory: Directory) -> None:
        """Put addresses in the place of heads as written, and note those who are nobody."""
        for id_, row in self.rows.items():
            if row.head:
                try:
                    self.rows[id_] = row.model_copy(update={"head": directory.address(row.head)})
                except Wrong as wrong:
                    self._fault(row, "head", wrong.says)

    def _take(self, row: DepartmentRow) -> None:
        """Known names mean the department here; a second line for the same one is a fault."""
        name = row.id or row.name or row.name_en or row.name_zh
        if not folded(name):
            self._fault(row, "", say("fault.missing_department_name"))
            return
        id_ = self._ids.get(folded(name)) or row.id or _slug(name)
        if id_ in self.rows:
            self._fault(row, "", say("fault.department_twice", value=shown(name), first=self.rows[id_].line))
            return
        self.rows[id_] = self._named(row, id_)
        self._remember(id_, id_, row.name, row.name_en, row.name_zh)

    def _named(self, row: DepartmentRow, id_: str) -> DepartmentRow:
        """The row with both names: what a column gives, else what is here, else any name there is."""
        here = self._here.get(id_)
        names = dict(here.name) if here else {}
        known = {folded(each) for each in names.values()}
        plain = row.name if row.name and folded(row.name) not in known else ""
        english = row.name_en or plain or names.get("en") or row.name_zh or row.name or id_
        chinese = row.name_zh or plain or names.get("zh-CN") or row.name_en or row.name or id_
        return row.model_copy(update={"id": id_, "name_en": english, "name_zh": chinese})

    def _remember(self, id_: str, *names: str) -> None:
        for name in filter(None, map(folded, names)):
            self._ids.setdefault(name, id_)

    def _resolve_parents(self) -> None:
        for id_, row in self.rows.items():
            if row.parent:
                try:
                    self.rows[id_] = row.model_copy(update={"parent": self._parent(id_, row.parent)})
                except Wrong as wrong:
                    self._fault(row, "parent", wrong.says)
                    self.rows[id_] = row.model_copy(update={"parent": ""})
        for ring in cycles(self._tree()):
            first = min((self.rows[id_] for id_ in ring if id_ in self.rows), key=lambda row: row.line)
            names = in_a_ring(self._label(id_) for id_ in ring)
            self._fault(first, "parent", say("fault.department_cycle", ring=names))

    def _parent(self, id_: str, name: str) -> str:
        parent = self._ids.get(folded(name))
        if not parent:
            raise Wrong(self._unknown(name))
        if parent == id_:
            raise Wrong(say("fault.own_parent"))
        return parent

    def _tree(self) -> Mapping[str, str]:
        given = {id_: row.parent for id_, row in self.rows.items() if "parent" in row.model_fields_set}
        return {**{id_: department.parent for id_, department in self._here.items()}, **given}

    def _label(self, id_: str) -> str:
        return shown(self.rows[id_].name_en if id_ in self.rows else self._here[id_].name["en"])

    def _unknown(self, name: str) -> Phrase:
        near = nearest(folded(name), self._ids)
        if near:
            return say("fault.department_nearest", value=shown(name), nearest=self._label(near))
        return say("fault.department_unknown", value=shown(name))

    def _fault(self, row: DepartmentRow, column: str, says: Phrase) -> None:
        title = self._lines.titles.get(column, "") if self._lines else ""
        self.faults.append(Fault("departments", row.line, title, says))


def _slug(name: str) -> str:
    """An id from a name: its letters and digits in small, dashes between them."""
    return _NO_LETTERS.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
