"""A paper as a Word document, on A4, in fonts that have Chinese. python-docx is loaded only when one is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from conversations.toolkit.cards import (
    Divider,
    Fields,
    Heading,
    Line,
    Note,
    Part,
    Points,
    Quote,
    Row,
    Table,
    Tree,
    lines_of,
)
from conversations.toolkit.words import Language, Text, Verbatim
from handlers.web.chapters import Paper
from handlers.web.markdown import Say

if TYPE_CHECKING:
    from docx.document import Document

HAS_DOCX = find_spec("docx") is not None
"""Whether documents can be made here: python-docx is an extra."""

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_LATIN, _CHINESE = "Calibri", "Microsoft YaHei"
_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Quote")
_INK, _SOFT, _ACCENT = "221E19", "5E564B", "1D6A58"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABEL_CM, _TEXT_CM = 3.8, 12.7


def as_docx(paper: Paper, say: Say, language: Language) -> bytes:
    """The whole paper. Raises ImportError where python-docx is not installed."""
    import docx

    def told(text: Text) -> str:
        return _NOT_XML.sub("", say(text))

    document = docx.Document()
    _set_up(document, language)
    document.core_properties.title = told(paper.title)
    document.core_properties.author = document.core_properties.comments = ""
    document.add_paragraph(told(paper.title), style="Title")
    writer = _Writer(document, told)
    writer.write(paper.lead)
    for chapter in paper.chapters:
        document.add_heading(told(chapter.title), 1)
        writer.write(chapter.parts)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


class _Writer:
    """Adds parts to a document, one after the other."""

    def __init__(self, document: Document, say: Say) -> None:
        self._document, self._say = document, say

    def write(self, parts: Sequence[Part]) -> None:
        """All of them."""
        for part in parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        say = self._say
        match part:
            case Heading():
                self._document.add_heading(say(part.text), 2)
            case Line():
                self._document.add_paragraph(say(part.text))
            case Note():
                self._soft(say(part.text))
            case Quote():
                self._listed([say(Verbatim(part.words))], "Quote")
                if part.by:
                    self._soft(say(part.by))
            case Points(said=True):
                self._listed([say(item) for item in part.items], "Quote")
            case Points():
                self._listed([say(item) for item in part.items], "List Bullet")
            case Row():
                self._document.add_paragraph().add_run(say(part.text)).bold = True
                if part.detail:
                    self._soft(say(part.detail))
            case Fields():
                self._pairs([(say(label), say(said)) for label, said in part.pairs])
            case Table():
                self._table([[say(cell) for cell in row] for row in (part.columns, *part.rows)])
            case Tree():
                self._listed(list(_indented(part, say)), "Normal")
            case Divider():
                self._document.add_paragraph()

    def _soft(self, text: str) -> None:
        from docx.shared import RGBColor

        self._document.add_paragraph().add_run(text).font.color.rgb = RGBColor.from_string(_SOFT)

    def _listed(self, texts: Sequence[str], style: str) -> None:
        for text in texts:
            self._document.add_paragraph(text, style=style)

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        from docx.shared import Cm

        table = self._document.add_table(0, 2)
        table.autofit = False
        for label, said in pairs:
            left, right = table.add_row().cells
            left.width, right.width = Cm(_LABEL_CM), Cm(_TEXT_CM)
            left.paragraphs[0].add_run(label).bold = True
            right.paragraphs[0].add_run(said)
        self._document.add_paragraph()

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        table = self._document.add_table(0, len(rows[0]), style="Table Grid")
        for n, row in enumerate(rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(text).bold = n == 0
        self._document.add_paragraph()


def _indented(tree: Tree, say: Say) -> Iterator[str]:
    return ("\u2003" * depth + say(each.text) for depth, each in lines_of(tree))


def _set_up(document: Document, language: Language) -> None:
    """A4, and for every style a font for each script: Word's own default has none for Chinese."""
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin = page.bottom_margin = Cm(2)
    for name in _STYLES:
        style: Any = document.styles[name]
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(_ACCENT if name.startswith("Heading") else _INK)
        _set_fonts(style)
    normal: Any = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(10.5), Pt(4)
    title: Any = document.styles["Title"]
    title.font.size = Pt(22)
    said: Any = document.styles["Quote"]
    said.paragraph_format.left_indent = Cm(0.8)
    _set_language(document, language)


def _set_fonts(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = _LATIN
    fonts = style.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), _CHINESE if script == "eastAsia" else _LATIN)


def _set_language(document: Document, language: Language) -> None:
    """So that Word checks the spelling in the paper's language and breaks its lines as it does."""
    from docx.oxml.ns import qn

    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")
        spoken.set(qn("w:bidi"), "ar-SA")
        if language == "zh-CN":
            spoken.set(qn("w:val"), "zh-CN")
